//! Why the store can't be used.

use std::path::PathBuf;

/// Why a hold can't wait for a person, or a grant can't be found. The hold stays a hold.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The system refused.
    #[error("{}: {error}; mend the folder, or set XDG_STATE_HOME to one that is yours alone", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// Somebody else could write what lies there.
    #[error("{}: {why}; make it yours alone (`chmod -R go= FOLDER`), or set XDG_STATE_HOME to another folder", path.display())]
    Exposed {
        /// The file or folder.
        path: PathBuf,
        /// Who could write it.
        why: &'static str,
    },
    /// A file that fleetgate did not write.
    #[error("{}: {why}; remove the file, and let the agent ask again", path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A call that nobody could review.
    #[error("the call is too large for a person to review: {0}; split it into smaller calls")]
    TooLarge(&'static str),
    /// Another call that waits has the same short code.
    #[error("another call that waits has the same code; decide on that one first: fleetgate grant {0}")]
    Taken(String),
    /// Nothing of that code is there.
    #[error("nothing waits under the code {0}; `fleetgate grant` lists what does")]
    Unknown(String),
    /// A system without file permissions as fleetgate knows them.
    #[error(
        "grants need file permissions as Unix has them, which this system lacks; allow it in the fleet file instead"
    )]
    Unsupported,
}
