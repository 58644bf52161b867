//! What lies below a folder, as a recursive copy or search comes upon it: bounded, links not followed.

use std::collections::VecDeque;

use super::walk::{End, follow};

/// How many entries are looked at, where nobody needs more.
pub(super) const MOST: usize = 20_000;

/// Where packages are installed: a multitude of files.
const INSTALLED: &str = "node_modules";

/// What lies below a folder.
#[derive(Debug, Default)]
pub(super) struct Below {
    /// Paths from the folder, folders before what is in them.
    pub(super) entries: Vec<Entry>,
    /// Whether all of them are listed.
    pub(super) complete: bool,
}

/// Something in a folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its path from the folder where the search began.
    pub(super) path: String,
    /// Whether it is a link.
    pub(super) link: bool,
    /// Whether it is a folder, and no link to one.
    pub(super) folder: bool,
}

/// Everything below an absolute path, `most` entries of it; nothing where no folder is.
pub(super) fn below(folder: &str, most: usize) -> Below {
    let mut entries = Vec::new();
    let complete = visit(folder, most, &mut |entry| entries.push(entry));
    Below { entries, complete }
}

/// Visits everything below an absolute path, `most` entries of it, installed packages last; whether that was all. The objects
/// of a repository are left out: nobody names them.
#[expect(clippy::disallowed_methods, reason = "a recursive copy or search means what is in the folder")]
pub(super) fn visit(folder: &str, most: usize, seen: &mut dyn FnMut(Entry)) -> bool {
    let walked = follow(folder);
    if !matches!(&walked.end, End::There(at) if at.is_dir()) {
        return walked.end != End::Lost;
    }
    let (mut left, mut complete) = (most, true);
    let mut pending = VecDeque::from([String::new()]);
    while let Some(at) = pending.pop_back() {
        let Ok(entries) = std::fs::read_dir(format!("{}/{at}", walked.real)) else {
            complete = false;
            continue;
        };
        for entry in entries {
            let Some(fewer) = left.checked_sub(1) else { return false };
            left = fewer;
            let named =
                entry.ok().and_then(|entry| Some((entry.file_name().into_string().ok()?, entry.file_type().ok()?)));
            let Some((name, kind)) = named else {
                complete = false;
                continue;
            };
            let installed = name == INSTALLED;
            let path = if at.is_empty() { name } else { format!("{at}/{name}") };
            match kind.is_dir() && !path.ends_with(".git/objects") {
                true if installed => pending.push_front(path.clone()),
                true => pending.push_back(path.clone()),
                false => {}
            }
            seen(Entry { path, link: kind.is_symlink(), folder: kind.is_dir() });
        }
    }
    complete
}

/// Whether a path lies among installed packages.
pub(super) fn is_installed(path: &str) -> bool {
    path.split('/').any(|name| name == INSTALLED)
}

#[cfg(test)]
mod tests {
    use super::{MOST, below};

    #[test]
    fn everything_is_listed_and_no_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::fs::create_dir_all(at.join("a/b")).unwrap();
        std::fs::create_dir_all(at.join(".git/objects/00")).unwrap();
        std::fs::File::create_new(at.join("a/b/c")).unwrap();
        std::os::unix::fs::symlink("/", at.join("a/l")).unwrap();
        let found = below(at.to_str().unwrap(), MOST);
        let mut paths: Vec<_> = found.entries.iter().map(|e| (e.path.as_str(), e.link)).collect();
        paths.sort_unstable();
        let wanted =
            [(".git", false), (".git/objects", false), ("a", false), ("a/b", false), ("a/b/c", false), ("a/l", true)];
        assert_eq!(paths, wanted);
        assert!(found.complete);
        assert!(below("/nothing/there", MOST).entries.is_empty());
    }
}
