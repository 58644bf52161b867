//! The store of holds that wait for a person, and of grants. Files are touched in `files.rs` only; "now" is handed in.

mod code;
mod error;
#[cfg(unix)]
mod files;
#[cfg(not(unix))]
#[path = "elsewhere.rs"]
mod files;
mod record;
mod store;

pub use code::{CallDigest, Code};
pub use error::LedgerError;
pub use record::{Grant, Held, Pending};
pub use store::{LONGEST_GRANT, PENDING_LIFE, Store};
