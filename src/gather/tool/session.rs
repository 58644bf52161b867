//! Where the agent works: the work tree, its branch, the remote's default branch; read from git's own files, no program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::walk::{follow, is_below};
use crate::gather::GatherError;
use crate::gather::paths::{has_stars_alone, is_like};
use crate::model::{Branch, Fact, Session, Source};

/// The longest administrative file that is read, in bytes.
const LONGEST: u64 = 4096;

/// How many remotes are looked at.
const MOST_REMOTES: usize = 2_000;

/// Through more names no branch may lead to another.
const MOST_NAMES: usize = 5;

/// Protected branches.
#[derive(Clone, Debug)]
pub(super) struct Protected {
    /// Patterns of single stars alone, in lower case. A set of globs is costly to make.
    stars: Vec<String>,
    globs: GlobSet,
    default: Vec<String>,
    tree: Option<WorkTree>,
}

impl Protected {
    fn new(patterns: &[String], default: Vec<String>, tree: Option<&WorkTree>) -> Result<Self, GatherError> {
        let mut globs = GlobSetBuilder::new();
        let (plain, others): (Vec<&String>, Vec<&String>) =
            patterns.iter().partition(|pattern| has_stars_alone(pattern));
        for pattern in others {
            let refused = |error: globset::Error| GatherError::Pattern {
                class: "protected_branches".to_owned(),
                pattern: pattern.clone(),
                why: error.kind().to_string(),
            };
            globs.add(
                GlobBuilder::new(pattern).case_insensitive(true).literal_separator(false).build().map_err(refused)?,
            );
        }
        let globs = globs.build().map_err(|error| GatherError::Pattern {
            class: "protected_branches".to_owned(),
            pattern: "all patterns together".to_owned(),
            why: error.kind().to_string(),
        })?;
        let stars = plain.into_iter().map(|pattern| pattern.to_ascii_lowercase()).collect();
        Ok(Self { stars, globs, default, tree: tree.cloned() })
    }

    /// Whether a branch is protected, or leads to one that is, as a renamed branch may under its old name; `name` may be a
    /// full ref.
    pub(super) fn covers(&self, name: &str) -> bool {
        let mut name = short(name).to_owned();
        for _ in 0..MOST_NAMES {
            let next = self.tree.as_ref().and_then(|tree| tree.led(&name));
            match next {
                _ if self.names(&name) => return true,
                Some(next) => name = next,
                None => return false,
            }
        }
        true
    }

    /// The branch that a rebase has left, if one is under way; none of it: nobody knows which.
    pub(super) fn rebased(&self) -> Option<Option<String>> {
        let git = self.tree.as_ref()?.git.as_ref()?;
        let state =
            ["rebase-merge", "rebase-apply"].map(|state| git.join(state)).into_iter().find(|path| path.is_dir())?;
        Some(small(&state.join("head-name")).and_then(|name| Some(name.trim().strip_prefix("refs/heads/")?.to_owned())))
    }

    /// Whether a branch of that very name is protected.
    pub(super) fn names(&self, name: &str) -> bool {
        let name = short(name);
        let lower = name.to_ascii_lowercase();
        self.stars.iter().any(|pattern| is_like(pattern, &lower))
            || self.globs.is_match(name)
            || self.default.iter().any(|branch| branch.eq_ignore_ascii_case(name))
    }
}

/// The name of a branch without what says that it is one.
fn short(name: &str) -> &str {
    name.strip_prefix("refs/heads/").or_else(|| name.strip_prefix("heads/")).unwrap_or(name)
}

/// The work tree that a folder is in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct WorkTree {
    /// Its root.
    pub(super) root: PathBuf,
    git: Option<PathBuf>,
}

impl WorkTree {
    /// The work tree around `folder`: the nearest folder that has a `.git`.
    pub(super) fn around(folder: &Path) -> Option<Self> {
        folder.ancestors().find_map(|root| {
            let git = root.join(".git");
            let metadata = std::fs::symlink_metadata(&git).ok()?;
            Some(Self { root: root.to_owned(), git: administration(&git, &metadata) })
        })
    }

    /// Whether its root is one of git's, not a folder in the work tree of another.
    pub(super) const fn is_own(&self) -> bool {
        self.git.is_some()
    }

    /// A work tree that the caller names.
    pub(super) fn at(root: &Path) -> Self {
        let git = root.join(".git");
        let found = std::fs::symlink_metadata(&git).ok().and_then(|metadata| administration(&git, &metadata));
        Self { root: root.to_owned(), git: found }
    }

    /// The same with all links to its root followed, and so the folder `cwd` in it.
    pub(super) fn followed(self, cwd: &str) -> (Self, String) {
        let written = self.root.to_string_lossy().into_owned();
        let walked = follow(&written);
        let below = cwd.strip_prefix(written.trim_end_matches('/')).filter(|_| is_below(cwd, &written));
        let cwd = below.map_or_else(|| cwd.to_owned(), |below| format!("{}{below}", walked.real));
        (Self { root: PathBuf::from(walked.real), ..self }, cwd)
    }

    /// The branch that is checked out, and which branches are protected.
    /// `remotes` are those that the configuration names.
    pub(super) fn session(
        tree: Option<&Self>,
        patterns: &[String],
        remotes: &[String],
    ) -> Result<(Session, Protected), GatherError> {
        let default = tree.map(|tree| tree.default_branches(remotes)).unwrap_or_default();
        let protected = Protected::new(patterns, default, tree)?;
        let root = match tree {
            Some(tree) => Fact::known(tree.root.to_string_lossy().into_owned(), Source::Git),
            None => Fact::unknown("the working folder is in no git repository"),
        };
        let branch = match tree.map(Self::branch) {
            Some(Ok(name)) => {
                let covered = protected.covers(&name);
                Fact::known(Branch { name, protected: covered }, Source::Git)
            }
            Some(Err(why)) => Fact::unknown(why),
            None => Fact::unknown("the working folder is in no git repository"),
        };
        Ok((Session { root, branch }, protected))
    }

    fn branch(&self) -> Result<String, String> {
        let git = self.git.as_ref().ok_or("the repository's .git leads nowhere")?;
        let head = small(&git.join("HEAD")).ok_or("the repository's HEAD can't be read")?;
        let name = head.trim_end().strip_prefix("ref: ").ok_or("no branch is checked out")?.trim();
        let name = name.strip_prefix("refs/heads/").ok_or("HEAD leads to something that is no branch")?;
        Ok(name.to_owned())
    }

    /// The default branch of each remote that says so here: any of them may be the one that counts.
    #[expect(clippy::disallowed_methods, reason = "the folders of git's remotes are their names")]
    fn default_branches(&self, remotes: &[String]) -> Vec<String> {
        let Some(folder) = self.common().map(|common| common.join("refs/remotes")) else { return Vec::new() };
        let found = std::fs::read_dir(&folder).into_iter().flatten().flatten().take(MOST_REMOTES);
        let found = found.filter_map(|entry| entry.file_name().into_string().ok());
        let names: BTreeSet<String> = found.chain(remotes.iter().cloned()).collect();
        let default = |remote: &String| {
            let head = small(&folder.join(remote).join("HEAD"))?;
            let start = format!("ref: refs/remotes/{remote}/");
            head.trim_end().strip_prefix(&start).map(str::to_owned)
        };
        names.iter().filter_map(default).collect()
    }

    /// The folder that linked work trees share.
    fn common(&self) -> Option<PathBuf> {
        let git = self.git.as_ref()?;
        Some(small(&git.join("commondir")).map_or_else(|| git.clone(), |text| git.join(text.trim_end())))
    }

    /// The name that a branch stands for, where it has no commit of its own.
    fn led(&self, name: &str) -> Option<String> {
        let plain = !name.is_empty() && !name.starts_with('/') && !name.contains("..");
        let file = self.common().filter(|_| plain)?.join("refs/heads").join(name);
        let head = small(&file)?;
        Some(short(head.strip_prefix("ref: ")?.trim()).to_owned())
    }
}

/// Whether git would take a folder for a repository by itself: it holds what `.git` does.
pub(super) fn is_bare(folder: &Path) -> bool {
    let has = |name: &str| std::fs::symlink_metadata(folder.join(name)).is_ok();
    has("HEAD") && (has("objects") && has("refs") || has("commondir"))
}

/// The administrative folder: `.git` itself, or what the file `.git` of a linked work tree names.
fn administration(git: &Path, metadata: &std::fs::Metadata) -> Option<PathBuf> {
    if metadata.is_file() {
        let text = small(git)?;
        let target = text.trim_end().strip_prefix("gitdir: ")?;
        return Some(git.parent()?.join(target));
    }
    Some(git.to_owned())
}

#[expect(clippy::disallowed_methods, reason = "git's own small files tell the branch")]
fn small(path: &Path) -> Option<String> {
    let metadata = std::fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return None;
    }
    std::fs::read_to_string(path).ok()
}

#[cfg(test)]
mod tests {
    use globset::GlobBuilder;

    use super::Protected;

    /// Patterns of stars alone are compared without a set of globs.
    #[test]
    fn stars_are_what_globs_make_of_them() {
        let patterns = [
            "main",
            "Release/*",
            "*",
            "r*e*/v*1*",
            "*-x",
            "",
            "*é*",
            "a*",
            "v1.[0-9]*",
            "{dev,prod}",
            "a/**",
            "**/b",
            "x?z",
            "\\*",
        ];
        let names = [
            "main",
            "MAIN",
            "main2",
            "release/",
            "release/1/2",
            "RELEASE/é",
            "re/v1",
            "r/e/v/1",
            "a-x",
            "-x",
            "x",
            "",
            "É",
            "é",
            "a",
            "v1.7",
            "prod",
            "a/b",
            "a/",
            "x/z",
            "*",
            "\\*",
            "a\nb",
            "rel",
            "xyz",
        ];
        for pattern in patterns {
            let protected = Protected::new(&[pattern.to_owned()], Vec::new(), None).unwrap();
            let glob = GlobBuilder::new(pattern).case_insensitive(true).literal_separator(false).build().unwrap();
            let glob = glob.compile_matcher();
            for name in names {
                assert_eq!(protected.covers(name), glob.is_match(name), "{pattern} on {name:?}");
            }
        }
    }
}
