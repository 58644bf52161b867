//! Lists of what git ignores, where git and libgit2 do not read them alike.

use git2::{Status, StatusOptions};

use super::brought::Touched;
use super::{GatherError, Repository};

/// The longest list that is read, in bytes.
const LONGEST: u64 = 1 << 20;

impl Repository {
    /// Paths that libgit2 takes for ignored, and git may not: those that a list below the root excepts by name.
    ///
    /// # Errors
    ///
    /// [`GatherError::Open`] if a line of a list ends with a blank that git keeps, excepts a name with a backslash in it,
    /// or is longer than 1 MiB, or if the work tree can't be read.
    #[expect(clippy::disallowed_methods, reason = "what git ignores stands in files of the work tree")]
    pub(super) fn excepted(&self, lists: &Touched) -> Result<Touched, GatherError> {
        let Some(root) = self.real.workdir() else { return Ok(Touched::new()) };
        let mut named = Vec::new();
        let exclude = self.real.path().join("info/exclude");
        let files = lists.iter().map(|list| (list.as_slice(), root.join(String::from_utf8_lossy(list).as_ref())));
        for (list, file) in files.chain([(b"".as_slice(), exclude)]) {
            // Git follows no link here.
            let text = match std::fs::symlink_metadata(&file) {
                Ok(found) if found.is_file() && found.len() <= LONGEST => std::fs::read(&file).unwrap_or_default(),
                Ok(found) if found.is_file() => {
                    let why = format!("the list has more than {LONGEST} bytes");
                    return Err(GatherError::Open { path: file, why });
                }
                _ => Vec::new(),
            };
            for line in text.split(|byte| *byte == b'\n') {
                let blank = [b"\t", b"\x0b", b"\x0c"].iter().any(|end| line.ends_with(*end));
                let excepted = line.strip_prefix(b"!");
                if blank || excepted.is_some_and(|name| name.contains(&b'\\')) {
                    let why = "a line ends with a tab, or excepts a name with a backslash in it".to_owned();
                    return Err(GatherError::Open { path: file, why });
                }
                let folder = list.strip_suffix(b".gitignore").filter(|folder| !folder.is_empty());
                named.extend(folder.zip(excepted).map(|(folder, name)| (folder.to_vec(), name.to_vec())));
            }
        }
        let plain = |name: &[u8]| !name.iter().any(|byte| b"*?[".contains(byte));
        named.retain(|(_, name)| plain(name));
        if named.is_empty() {
            return Ok(Touched::new());
        }
        let mut options = StatusOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).include_ignored(true).exclude_submodules(true);
        let statuses = self.real.statuses(Some(&mut options)).map_err(|error| self.unreadable(&error))?;
        let ignored = statuses.iter().filter(|entry| entry.status().contains(Status::IGNORED));
        let paths = ignored.map(|entry| entry.path_bytes().to_vec());
        let last = |path: &[u8]| path.rsplit(|byte| *byte == b'/').find(|part| !part.is_empty()).map(<[u8]>::to_vec);
        let meant = |path: &Vec<u8>| {
            named.iter().any(|(folder, name)| path.starts_with(folder) && last(path) == last(name.trim_ascii_end()))
        };
        Ok(paths.filter(meant).collect())
    }
}
