//! Names that a program is handed by a search: those that it can have printed, and nothing else that lies around.

use std::path::Path;

use super::effects::Measure;
use super::globs::{self, Matches, Sought};
use super::session::WorkTree;
use super::walk::{End, follow};
use super::wide;
use crate::gather::{GatherError, Repository, Touched};
use crate::shell::{Holds, Names};

/// Where the names come from that a doing is handed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listed {
    /// What git is asked for; none: the search is on the disk.
    pub git: Option<Asked>,
    /// Whether a shell expands each name once more.
    pub expands: bool,
    /// What each of the files holds.
    pub holds: Option<Holds>,
}

/// What git is asked for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Asked {
    /// All that it tracks.
    pub tracked: bool,
    /// What the work tree or the index has otherwise than the last commit.
    pub unsaved: bool,
    /// What differs between revisions.
    pub ranges: Vec<String>,
}

/// Longer files are not looked into.
const LONGEST: u64 = 1_000_000;

impl Listed {
    /// Whether the file is none of them for certain: what the search looks for is not in it.
    #[expect(clippy::disallowed_methods, reason = "a search names a file for what is in it")]
    pub(super) fn passes_by(&self, path: &str) -> bool {
        let Some(Holds { word, any_case }) = &self.holds else { return false };
        let End::There(found) = follow(path).end else { return false };
        let text = if found.is_file() && found.len() <= LONGEST { std::fs::read_to_string(path).ok() } else { None };
        // Of other encodings and letters nobody knows how a program takes them.
        text.filter(|text| !text.contains('\0')).is_some_and(|text| match any_case {
            true => text.is_ascii() && !text.to_ascii_lowercase().contains(&word.to_ascii_lowercase()),
            false => !text.contains(word.as_str()),
        })
    }
}

impl Asked {
    /// What such names can be; `calm`: nothing has changed files before.
    pub(super) fn of(names: &Names, calm: bool) -> Option<Self> {
        match names {
            Names::Tracked => Some(Self { tracked: true, ..Self::default() }),
            Names::Unsaved => Some(Self { tracked: !calm, unsaved: true, ranges: Vec::new() }),
            Names::Revisions(ranges) => Some(Self { tracked: !calm, unsaved: false, ranges: ranges.clone() }),
            Names::Disk => None,
        }
    }

    /// Whether git prints the names as they count from the root of the work tree.
    fn counts_from_root(&self) -> bool {
        self.unsaved || !self.ranges.is_empty()
    }

    fn paths(&self, repository: &Repository) -> Result<Touched, GatherError> {
        let mut all = if self.tracked { repository.tracked()? } else { Touched::new() };
        if self.unsaved {
            all.extend(repository.unsaved(false)?);
        }
        for range in &self.ranges {
            all.extend(repository.differing(range)?);
        }
        Ok(all)
    }
}

impl Measure<'_> {
    /// What an absolute pattern of a search can have found, from the folder where it works: of git's names those that git
    /// has now.
    pub(super) fn finds_of(&self, listed: Option<&Listed>, folder: &str, pattern: &str) -> Matches {
        of_git(listed, folder, pattern).unwrap_or_else(|| globs::found(pattern))
    }

    /// The same, with all links among it.
    pub(super) fn sought(&self, listed: Option<&Listed>, folder: &str, pattern: &str) -> Sought {
        let Some(Matches { paths, complete }) = of_git(listed, folder, pattern) else { return globs::sought(pattern) };
        let is_link = |path: &&String| std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        let links = paths.iter().filter(is_link).cloned().collect();
        Sought { paths, links, complete, more: false }
    }
}

fn of_git(listed: Option<&Listed>, folder: &str, pattern: &str) -> Option<Matches> {
    named(listed?.git.as_ref()?, folder, pattern)
}

/// None where git can't say it, or the pattern leads elsewhere.
fn named(asked: &Asked, folder: &str, pattern: &str) -> Option<Matches> {
    let from = follow(folder).real;
    let tree = WorkTree::around(Path::new(&from))?;
    let root = tree.root.to_str()?;
    let rest = pattern.strip_prefix(folder)?;
    if rest.split('/').any(|step| step == "..") {
        return None;
    }
    let paths = asked.paths(&Repository::open(&tree.root).ok()?).ok()?;
    let paths: Vec<&str> = paths.iter().map(|path| str::from_utf8(path)).collect::<Result<_, _>>().ok()?;
    let mut names: Vec<String> = paths.iter().map(|path| format!("{root}/{path}")).collect();
    if asked.counts_from_root() && from != root {
        let here = paths.iter().map(|path| format!("{from}/{path}"));
        names.extend(here.filter(|path| matches!(follow(path).end, End::There(_) | End::Lost)));
    }
    let all = rest.trim_matches('/').split('/').all(|step| matches!(step, "**" | "."));
    let whole = format!("{from}{rest}");
    let below = format!("{from}/");
    names.retain(|name| name.starts_with(&below));
    Some(Matches { paths: if all { names } else { wide::among(&names, &whole.replace("/./", "/")) }, complete: true })
}
