//! The store's files: the one place of this room that touches any.
#![expect(
    clippy::disallowed_methods,
    reason = "the store of grants lies in files; no other file of the room touches one"
)]

use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use super::LedgerError;

/// The longest record, in bytes.
pub(super) const LONGEST: u64 = 64 << 10;

/// More files than this in one folder are not looked at.
const MOST: usize = 1_000;

static COUNTER: AtomicU64 = AtomicU64::new(0);

pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> LedgerError {
    let path = path.to_owned();
    move |error| LedgerError::Io { path, error }
}

/// Makes a folder and those above it, ours alone.
pub(super) fn make(folder: &Path) -> Result<(), LedgerError> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(io(folder))
}

/// Whether a folder is a folder, ours alone, and no other user can put another in its place.
pub(super) fn check(folder: &Path) -> Result<(), LedgerError> {
    let found = fs::symlink_metadata(folder).map_err(io(folder))?;
    let exposed = |path: &Path, why| Err(LedgerError::Exposed { path: path.to_owned(), why });
    if !found.is_dir() {
        return exposed(folder, "it is no folder of its own, or a link to one");
    }
    let user = rustix::process::geteuid().as_raw();
    if found.uid() != user {
        return exposed(folder, "it belongs to another user");
    }
    if found.mode() & 0o077 != 0 {
        return exposed(folder, "others than its owner may use it");
    }
    let real = fs::canonicalize(folder).map_err(io(folder))?;
    for above in real.ancestors().skip(1) {
        let found = fs::symlink_metadata(above).map_err(io(above))?;
        let sticky = found.mode() & 0o1000 != 0;
        if found.uid() != user && found.uid() != 0 {
            return exposed(above, "it belongs to another user");
        }
        if found.mode() & 0o002 != 0 && !sticky {
            return exposed(above, "everybody may write it");
        }
    }
    Ok(())
}

/// A file's bytes; none where nothing of the name is there.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, LedgerError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io(path)(error)),
    };
    sound(path, &found)?;
    let mut bytes = Vec::new();
    let file = OpenOptions::new().read(true).open(path).map_err(io(path))?;
    let opened = file.metadata().map_err(io(path))?;
    if (opened.dev(), opened.ino()) != (found.dev(), found.ino()) {
        return Err(LedgerError::Exposed { path: path.to_owned(), why: "somebody put another file in its place" });
    }
    file.take(LONGEST.saturating_add(1)).read_to_end(&mut bytes).map_err(io(path))?;
    Ok(Some(bytes))
}

fn sound(path: &Path, found: &Metadata) -> Result<(), LedgerError> {
    let exposed = |why| Err(LedgerError::Exposed { path: path.to_owned(), why });
    if !found.is_file() || found.nlink() != 1 {
        return exposed("it is no plain file with one name");
    }
    if found.uid() != rustix::process::geteuid().as_raw() {
        return exposed("it belongs to another user");
    }
    if found.mode() & 0o077 != 0 {
        return exposed("others than its owner may use it");
    }
    if found.len() > LONGEST {
        return Err(LedgerError::Corrupt { path: path.to_owned(), why: "it is too long for a record".to_owned() });
    }
    Ok(())
}

/// Writes a file, whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), LedgerError> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let own = COUNTER.fetch_add(1, Ordering::Relaxed);
    let draft = folder.join(format!(".draft-{}-{own}", rustix::process::getpid().as_raw_nonzero()));
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&draft, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&draft);
        io(path)(error)
    })
}

/// Removes a file. Of several that try at once, exactly one is told that it did.
pub(super) fn remove(path: &Path) -> Result<bool, LedgerError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(io(path)(error)),
    }
}

/// The files of a folder with their times in seconds since 1970, oldest first.
pub(super) fn list(folder: &Path) -> Result<Vec<(u64, PathBuf)>, LedgerError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(io(folder))?.take(MOST) {
        let entry = entry.map_err(io(folder))?;
        let Ok(found) = entry.metadata() else { continue };
        let time = found.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        files.push((time.map_or(0, |time| time.as_secs()), entry.path()));
    }
    files.sort();
    Ok(files)
}
