//! git, through libgit2. Objects are read through a second, neutral handle that knows the object database alone: no
//! configuration, attributes, grafts, shallow marks or replacements of the judged repository reach the facts.

mod brought;
mod change;
mod conflicts;
mod content;
mod history;
mod ignored;
mod obeyed;
mod objects;
mod people;
mod range;
mod remote;
mod revision;
mod tree;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};

use git2::{Config, ErrorCode, Index, Oid, RepositoryOpenFlags};

pub use self::brought::{Coming, Touched};
pub use self::obeyed::Obeyed;
use self::objects::{Commit, Objects};
pub use self::range::Range;
use super::GatherError;
use crate::model::{Fact, Source};

/// How large a file may be that is read for its content, in bytes.
const MAX_FILE: usize = 1 << 20;

/// Where a repository lies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Places {
    /// The root of the work tree that its configuration names, links resolved; none in a bare repository.
    pub files: Option<String>,
    /// Git's folder, absolute.
    pub git: String,
    /// The folder that linked work trees share, absolute.
    pub common: String,
}

/// A repository whose changes are judged. Only read.
pub struct Repository {
    real: git2::Repository,
    neutral: git2::Repository,
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repository").field("path", &self.real.path()).finish_non_exhaustive()
    }
}

impl Repository {
    /// Opens the repository that `path` is in: a work tree or a folder of it, a linked work tree, a submodule, a bare
    /// repository.
    ///
    /// # Errors
    ///
    /// [`GatherError::Owner`] if it belongs to another user, [`GatherError::Open`] if there is none or it is broken.
    pub fn open(path: &Path) -> Result<Self, GatherError> {
        let failed = |error: git2::Error| match error.code() {
            ErrorCode::Owner => GatherError::Owner { path: path.to_owned() },
            _ => GatherError::Open { path: path.to_owned(), why: error.message().to_owned() },
        };
        let real = git2::Repository::open_ext(path, RepositoryOpenFlags::empty(), std::iter::empty::<&OsStr>())
            .map_err(failed)?;
        let neutral = real.odb().and_then(git2::Repository::from_odb).map_err(failed)?;
        // Without these libgit2 would look for the user's configuration and for an index.
        let bare = Config::new().and_then(|empty| neutral.set_config(&empty));
        let bare = bare.and_then(|()| neutral.set_index(&mut Index::new()?));
        bare.map_err(failed)?;
        Ok(Self { real, neutral })
    }

    /// The content of a plain file at a commit; nothing if there is none. `path` is relative to the root, divided by
    /// `/`.
    ///
    /// # Errors
    ///
    /// [`GatherError::File`] if there is something else (a link, a folder, a submodule) or the file is over 1 MiB;
    /// [`GatherError::Object`] if an object is missing or damaged.
    pub fn file_at(&self, commit: Oid, path: &str) -> Result<Option<Vec<u8>>, GatherError> {
        let file = |why: &str| GatherError::File { path: path.to_owned(), commit, why: why.to_owned() };
        let objects = self.objects()?;
        let mut tree = objects.commit(commit)?.tree;
        let mut segments = path.split('/').peekable();
        while let Some(segment) = segments.next() {
            let Some(entry) = objects.tree(tree)?.remove(segment.as_bytes()) else {
                return Ok(None);
            };
            let last = segments.peek().is_none();
            match entry.mode {
                tree::Mode::Tree if !last => tree = entry.id,
                tree::Mode::Tree => return Err(file("it is a folder")),
                tree::Mode::Symlink => return Err(file("it is, or lies behind, a symbolic link")),
                tree::Mode::Gitlink => return Err(file("it is, or lies in, a submodule")),
                tree::Mode::File | tree::Mode::Executable if !last => return Ok(None),
                tree::Mode::File | tree::Mode::Executable => {
                    if objects.blob_size(entry.id)? > MAX_FILE {
                        return Err(file("it is over 1 MiB"));
                    }
                    return Ok(Some(objects.blob(entry.id)?.data().to_vec()));
                }
            }
        }
        Ok(None)
    }

    /// The repository's name on its forge, `OWNER/REPO`, from the address of the remote `origin`; unknown if there is
    /// no such remote or its address has no plain name.
    #[must_use]
    pub fn remote_name(&self) -> Fact<String> {
        match remote::origin_name(&self.real) {
            Ok(name) => Fact::known(name, Source::Remote),
            Err(why) => Fact::unknown(why),
        }
    }

    /// The remotes that the configuration names.
    #[must_use]
    pub fn remotes(&self) -> Vec<String> {
        let names = self.real.remotes();
        names.iter().flatten().filter_map(|name| name.ok().flatten()).map(str::to_owned).collect()
    }

    /// Where git keeps what is this repository's.
    #[must_use]
    pub fn places(&self) -> Places {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        Places {
            files: self.root().map(|root| text(&root)),
            git: text(self.real.path()),
            common: text(self.real.commondir()),
        }
    }

    /// The root of the work tree, links resolved; none in a bare repository.
    #[must_use]
    pub fn root(&self) -> Option<PathBuf> {
        self.real.workdir().and_then(|root| root.canonicalize().ok())
    }

    fn objects(&self) -> Result<Objects<'_>, GatherError> {
        let odb = self.neutral.odb().map_err(|error| GatherError::Open {
            path: self.real.path().to_owned(),
            why: error.message().to_owned(),
        })?;
        Ok(Objects::new(odb))
    }

    /// The commits whose parents this clone leaves out.
    #[expect(clippy::disallowed_methods, reason = "the list of shallow commits is not reachable through git2")]
    fn shallow(&self) -> Result<HashSet<Oid>, GatherError> {
        let path = self.real.commondir().join("shallow");
        let broken = |why: String| GatherError::Administration { path: path.clone(), why };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(HashSet::new()),
            Err(error) => return Err(broken(error.to_string())),
        };
        text.lines()
            .map(|line| Oid::from_str(line.trim()).map_err(|error| broken(error.message().to_owned())))
            .collect()
    }
}
