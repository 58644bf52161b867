//! A settings file on disk: read whole, replaced at one blow, or removed with the folders that came with it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::place::{Level, Place};
use crate::cli::CliError;
use crate::gather::{Named, json::MAX_BYTES};

/// A settings file as it was read.
#[derive(Debug)]
pub(in crate::cli) struct File {
    /// The file itself: links are followed.
    pub(in crate::cli) path: PathBuf,
    /// What stands in it; `None` where there is no file.
    pub(in crate::cli) text: Option<String>,
    base: PathBuf,
    level: Level,
}

impl File {
    /// Reads the file of a place. A link is followed; from a project it may not lead out, for a project's files may be hostile.
    pub(in crate::cli) fn read(place: &Place) -> Result<Self, CliError> {
        let path = real(&place.path())?;
        if place.level == Level::Project {
            let root = real(&place.base)?;
            if !path.starts_with(&root) {
                let shown = place.path();
                return Err(said(
                    &shown,
                    "leads out of the project",
                    "replace the link by a file, or install with --user",
                ));
            }
        }
        let text = match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => Some(text(&path)?),
            Ok(_) => return Err(said(&path, "is no file", "move it away")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(said(&path, &format!("can't be read: {error}"), "check the permissions")),
        };
        Ok(Self { path, text, base: place.base.clone(), level: place.level })
    }

    /// Replaces the file's text, or makes the file. Owner and mode stay.
    pub(in crate::cli) fn write(&self, text: &str) -> Result<(), CliError> {
        self.unchanged()?;
        let folder = self.path.parent().unwrap_or(&self.base);
        make_folders(folder, self.level).map_err(|error| said(folder, &error.to_string(), "check the permissions"))?;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}.{}.fleetgate", std::process::id()));
        let result = self.fill(&temporary, text).and_then(|()| fs::rename(&temporary, &self.path));
        result.map_err(|error| {
            #[expect(clippy::disallowed_methods, reason = "a temporary file that did not become the settings")]
            let _ = fs::remove_file(&temporary);
            said(&self.path, &format!("can't be written: {error}"), "nothing was changed; check the permissions")
        })
    }

    /// Removes the file, and the folders above it that are empty then.
    pub(in crate::cli) fn remove(&self) -> Result<(), CliError> {
        self.unchanged()?;
        #[expect(clippy::disallowed_methods, reason = "the file came with the hook")]
        let removed = fs::remove_file(&self.path);
        removed.map_err(|error| said(&self.path, &format!("can't be removed: {error}"), "check the permissions"))?;
        let base = real(&self.base)?;
        for folder in self.path.ancestors().skip(1).take_while(|folder| folder.starts_with(&base) && *folder != base) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// The file must still be as it was read, and writable by the word of its mode.
    fn unchanged(&self) -> Result<(), CliError> {
        let now = match self.path.exists() {
            true => Some(text(&self.path)?),
            false => None,
        };
        if now != self.text {
            return Err(said(&self.path, "was changed by somebody else just now", "run the command again"));
        }
        match fs::symlink_metadata(&self.path) {
            Ok(found) if found.permissions().readonly() => {
                Err(said(&self.path, "is read-only", "whoever made it so must edit it, or make it writable"))
            }
            _ => Ok(()),
        }
    }

    fn fill(&self, temporary: &Path, text: &str) -> std::io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(if self.level == Level::User { 0o600 } else { 0o644 });
        }
        let mut file = options.open(temporary)?;
        file.write_all(text.as_bytes())?;
        if let Ok(old) = fs::symlink_metadata(&self.path) {
            #[cfg(unix)]
            {
                use std::os::unix::fs::{MetadataExt as _, fchown};
                let new = file.metadata()?;
                if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
                    fchown(&file, Some(old.uid()), Some(old.gid()))?;
                }
            }
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()
    }
}

fn make_folders(folder: &Path, level: Level) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    if level == Level::User {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn text(path: &Path) -> Result<String, CliError> {
    let named = Named::read(path)?;
    if named.bytes.len() > MAX_BYTES {
        return Err(said(path, "has more than 8 MiB", "no client's settings are so large: look at it"));
    }
    String::from_utf8(named.bytes)
        .map_err(|_| said(path, "is not UTF-8", "the client can't read it either: correct it"))
}

/// A path with every link followed, as far as it exists.
fn real(path: &Path) -> Result<PathBuf, CliError> {
    if fs::symlink_metadata(path).is_ok() {
        #[expect(clippy::disallowed_methods, reason = "settings are often links into a folder that is kept in git")]
        return fs::canonicalize(path).map_err(|error| {
            said(path, &format!("is a link that leads nowhere: {error}"), "remove it or make its target")
        });
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => Ok(real(parent)?.join(name)),
        _ => Ok(path.to_owned()),
    }
}

fn said(path: &Path, what: &str, next: &str) -> CliError {
    CliError::usage(format!("{} {what}; {next}", path.display()))
}
