//! Who may write what the sentinel stands on: the binary, the fleet file, the settings, and the folders that hold them.

use std::path::Path;

use crate::model::Finding;

/// Whether nobody but its owner may write a file or replace it in its folder. `home` tells who the user is.
#[cfg(unix)]
pub(super) fn access_check(code: &str, what: &str, path: &Path, home: &Path) -> Finding {
    use std::fs::symlink_metadata;
    use std::os::unix::fs::MetadataExt as _;

    const OTHERS: u32 = 0o022;
    const STICKY: u32 = 0o1000;
    #[expect(clippy::disallowed_methods, reason = "what counts is the file behind the links")]
    let real = std::fs::canonicalize(path);
    let Ok(real) = real else {
        return Finding::failed(
            code,
            format!("{what} {} does not exist", path.display()),
            "install it, then run `fleetgate hooks install` again",
        );
    };
    let user = symlink_metadata(home).map(|found| found.uid()).unwrap_or_default();
    let mut owner = user;
    for (depth, place) in real.ancestors().enumerate() {
        let Ok(found) = symlink_metadata(place) else {
            return Finding::broken(code, format!("{} can't be looked at", place.display()), "check the permissions");
        };
        let shown = place.display();
        if found.uid() != 0 && found.uid() != user {
            let message = format!("{what}: {shown} belongs to another user (number {})", found.uid());
            return Finding::failed(code, message, format!("give it to root or to yourself: chown {user} {shown}"));
        }
        // Farther up, a group of one's own is common; anybody's folder is not, unless it is like /tmp.
        let mask = if depth < 2 { OTHERS } else { 0o002 };
        let loose = found.mode() & mask != 0 && (found.is_file() || found.mode() & STICKY == 0);
        if loose {
            return Finding::failed(
                code,
                format!("{what}: others than the owner may write {shown}"),
                format!("chmod go-w {shown}"),
            );
        }
        if depth == 0 {
            owner = found.uid();
        }
    }
    match owner == user {
        true => Finding::unproven(
            code,
            format!(
                "{what}: only you may write it; but an agent that runs as you may do so too: only another owner or a read-only mount stops that"
            ),
        ),
        false => Finding::proven(code, format!("{what}: only root may write it, and you are not root")),
    }
}

/// Elsewhere nothing is known of owners and modes.
#[cfg(not(unix))]
pub(super) fn access_check(code: &str, what: &str, _: &Path, _: &Path) -> Finding {
    Finding::unproven(code, format!("{what}: who may write it can't be told on this system"))
}
