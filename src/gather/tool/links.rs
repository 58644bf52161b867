//! Hard links: the other names of a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// How many files are looked at in the search for other names.
const MOST: usize = 20_000;

/// What a search for the other names of a file came to.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Names {
    /// The names that were found, the file's own among them.
    pub(super) found: Vec<String>,
    /// Whether there are names that were not found.
    pub(super) more: bool,
}

/// The device, the number and how many names a file has, where it has more than one.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> Option<(u64, u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.is_file() && metadata.nlink() > 1).then(|| (metadata.dev(), metadata.ino(), metadata.nlink()))
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Option<(u64, u64, u64)> {
    None
}

/// The names of a file that has several, in the work tree and directly in `folders`; nothing for a file with one name.
pub(super) fn names(metadata: &Metadata, root: Option<&str>, folders: &[String]) -> Option<Names> {
    let file = identity(metadata)?;
    let mut found = Search::of([file], root, folders).found;
    let found = found.remove(&(file.0, file.1)).unwrap_or_default();
    let more = u64::try_from(found.len()).is_ok_and(|found| found < file.2);
    Some(Names { found: found.into_iter().collect(), more })
}

/// The names that are found of those among `paths` that have several, by one search.
pub(super) fn others(paths: &[String], root: Option<&str>, folders: &[String]) -> Vec<String> {
    let files: Vec<_> =
        paths.iter().filter_map(|path| identity(&std::fs::symlink_metadata(path).ok()?)).take(MOST).collect();
    if files.is_empty() {
        return Vec::new();
    }
    Search::of(files, root, folders).found.into_values().flatten().collect()
}

struct Search {
    left: usize,
    /// The names of each file that is looked for, by its device and number.
    found: BTreeMap<(u64, u64), BTreeSet<String>>,
}

impl Search {
    fn of(files: impl IntoIterator<Item = (u64, u64, u64)>, root: Option<&str>, folders: &[String]) -> Self {
        let found = files.into_iter().map(|(device, inode, _)| ((device, inode), BTreeSet::new())).collect();
        let mut search = Self { left: MOST, found };
        if let Some(root) = root {
            search.tree(Path::new(root));
        }
        for folder in folders {
            search.folder(Path::new(folder));
        }
        search
    }

    fn tree(&mut self, root: &Path) {
        let mut pending = vec![root.to_owned()];
        while let Some(folder) = pending.pop() {
            pending.extend(self.folder(&folder).into_iter().filter(|folder| !is_bulk(folder)));
            if self.left == 0 {
                return;
            }
        }
    }

    /// Looks at the files of a folder; the folders in it.
    #[expect(clippy::disallowed_methods, reason = "looks for the other names of a file that a tool call names")]
    fn folder(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Some(left) = self.left.checked_sub(1) else { return folders };
            self.left = left;
            let Ok(metadata) = entry.metadata() else { continue };
            if metadata.is_dir() {
                folders.push(entry.path());
            } else if let Some((device, inode, _)) = identity(&metadata)
                && let Some(names) = self.found.get_mut(&(device, inode))
                && let Ok(name) = entry.path().into_os_string().into_string()
            {
                names.insert(name);
            }
        }
        folders
    }
}

/// Folders with a multitude of files and none of their own: object stores and installed packages.
fn is_bulk(folder: &Path) -> bool {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name(folder) == "node_modules" || (name(folder) == "objects" && folder.parent().is_some_and(|p| name(p) == ".git"))
}
