//! What git commands change in a work tree without naming it: by commits, by a stash, or because it is not saved yet.

use std::collections::BTreeSet;
use std::path::Path;

use git2::{Oid, Status, StatusOptions};

use super::history::paths;
use super::objects::{Objects, broken};
use super::{GatherError, Repository, tree};

/// More commits than these are not looked through.
const MOST: usize = 300;

/// The longest index that is read, in bytes.
const LONGEST_INDEX: u64 = 64 << 20;

/// The bits of a mode that say what something is, and a link's, as git's index has them.
const FORMAT: u32 = 0o170_000;
const SYMLINK: u32 = 0o120_000;

/// Paths in a repository, from its root.
pub type Touched = BTreeSet<Vec<u8>>;

/// What commits have and the last commit has not, or otherwise: what may come into the work tree.
#[derive(Debug, Default)]
pub struct Coming {
    /// Links.
    pub links: Touched,
    /// All else.
    pub files: Touched,
    /// What goes.
    pub gone: Touched,
}

impl Coming {
    fn take(&mut self, delta: tree::Delta) {
        match delta.new.map(|entry| entry.mode) {
            Some(tree::Mode::Symlink) => _ = self.links.insert(delta.path),
            Some(_) => _ = self.files.insert(delta.path),
            None => _ = self.gone.insert(delta.path),
        }
    }
}

impl Repository {
    /// The paths that a commit changes, or all of `A..B` or `A...B`: what a cherry-pick of them writes, or a revert, which
    /// goes `back`.
    ///
    /// # Errors
    ///
    /// [`GatherError::Revision`] if there is no such commit, another one if they can't be read or are more than 300.
    pub fn changed_by(&self, commits: &str, back: bool) -> Result<Touched, GatherError> {
        let objects = self.objects()?;
        let mut all = Touched::new();
        for id in self.commits(commits)? {
            let commit = objects.commit(id)?;
            let mut touched = paths(&objects, &commit)?;
            // Of a merge it may be told to take what it is to one of the parents.
            for parent in commit.parents.iter().filter(|_| commit.parents.len() > 1) {
                let deltas = tree::diff(&objects, Some(objects.commit(*parent)?.tree), Some(commit.tree))?;
                touched.extend(deltas.into_iter().map(|delta| delta.path));
            }
            let bases = if back { vec![id] } else { commit.parents };
            for base in bases {
                all.append(&mut self.renamed(&objects, base, &touched)?);
            }
            all.append(&mut touched);
        }
        Ok(all)
    }

    /// What HEAD may call the paths that are `touched` in what is merged from `base` on, as git follows renames of files
    /// and folders: all that HEAD has anew, where it has lost one of them, or the folder that it lies in.
    fn renamed(&self, objects: &Objects<'_>, base: Oid, touched: &Touched) -> Result<Touched, GatherError> {
        let head = objects.commit(self.resolve("HEAD")?)?.tree;
        let deltas = tree::diff(objects, Some(objects.commit(base)?.tree), Some(head))?;
        let lost: Touched = deltas.iter().filter(|delta| delta.new.is_none()).map(|delta| delta.path.clone()).collect();
        let kept = self.real.find_tree(head).map_err(|error| broken(head, error.message()))?;
        let gone = |folder: &&str| {
            let inside = format!("{folder}/").into_bytes();
            lost.iter().any(|path| path.starts_with(&inside)) && kept.get_path(Path::new(folder)).is_err()
        };
        let moved = touched.iter().any(|path| {
            let text = String::from_utf8_lossy(path);
            let mut folders = text.match_indices('/').filter_map(|(at, _)| text.get(..at));
            lost.contains(path) || folders.any(|folder| gone(&folder))
        });
        let anew = deltas.into_iter().filter(|delta| moved && delta.old.is_none()).map(|delta| delta.path);
        Ok(anew.collect())
    }

    /// The paths that a merge of `revision` changes by commits that no branch reaches which is `known`, by its name
    /// without the remote's: a local one, or one of a remote that is this repository's own.
    ///
    /// # Errors
    ///
    /// As [`Repository::changed_by`].
    pub fn merged_by(&self, revision: &str, known: &dyn Fn(&str) -> bool) -> Result<Touched, GatherError> {
        let mut apart = vec![self.resolve("HEAD")?];
        let own = self.own_remotes(known);
        for branch in self.real.branches(None).into_iter().flatten().flatten() {
            let (branch, kind) = branch;
            let Ok(Some(name)) = branch.name() else { continue };
            let name = match kind {
                git2::BranchType::Local => name,
                git2::BranchType::Remote => {
                    let named = own.iter().filter_map(|remote| name.strip_prefix(remote.as_str())?.strip_prefix('/'));
                    let Some(name) = named.min_by_key(|name| name.len()) else { continue };
                    name
                }
            };
            apart.extend(branch.get().target().filter(|_| known(name)));
        }
        let (objects, other) = (self.objects()?, self.resolve(revision)?);
        let mut touched = self.paths_of(&self.between(&apart, other)?)?;
        let bases = self.real.merge_bases(self.resolve("HEAD")?, other);
        for base in bases.iter().flat_map(|bases| bases.iter()) {
            touched.extend(self.renamed(&objects, *base, &touched)?);
        }
        Ok(touched)
    }

    /// The remotes whose branches are this repository's: those that are called so, the only one, and those that a branch
    /// follows which is `known`. Others are somebody's.
    fn own_remotes(&self, known: &dyn Fn(&str) -> bool) -> BTreeSet<String> {
        let all = self.remotes();
        let config = self.real.config().ok();
        let followed = |name: &str| config.as_ref()?.get_string(&format!("branch.{name}.remote")).ok();
        let branches = self.real.branches(Some(git2::BranchType::Local)).into_iter().flatten().flatten();
        let names = branches.filter_map(|(branch, _)| branch.name().ok().flatten().map(str::to_owned));
        let followed = names.filter(|name| known(name)).filter_map(|name| followed(&name));
        let only = if let [only] = all.as_slice() { Some(only.clone()) } else { None };
        ["origin", "upstream"].map(str::to_owned).into_iter().chain(only).chain(followed).collect()
    }

    /// The paths that a stash changes when it is put back; `which` is its number or name.
    ///
    /// # Errors
    ///
    /// As [`Repository::changed_by`].
    pub fn stashed(&self, which: &str) -> Result<Touched, GatherError> {
        let objects = self.objects()?;
        let commit = objects.commit(self.stash(which)?)?;
        let tree_of = |at: usize| -> Result<Option<Oid>, GatherError> {
            commit.parents.get(at).map(|id| Ok(objects.commit(*id)?.tree)).transpose()
        };
        let mut deltas = tree::diff(&objects, tree_of(0)?, Some(commit.tree))?;
        // What was staged then may be staged again.
        deltas.extend(tree::diff(&objects, tree_of(0)?, tree_of(1)?)?);
        if let Some(untracked) = tree_of(2)? {
            deltas.extend(tree::diff(&objects, None, Some(untracked))?);
        }
        let mut touched: Touched = deltas.into_iter().map(|delta| delta.path).collect();
        if let Some(base) = commit.parents.first() {
            touched.extend(self.renamed(&objects, *base, &touched)?);
        }
        Ok(touched)
    }

    /// What a switch to `revision` or a merge of it may bring.
    ///
    /// # Errors
    ///
    /// As [`Repository::changed_by`].
    pub fn comes_with(&self, revision: &str) -> Result<Coming, GatherError> {
        self.coming(&[self.resolve(revision)?])
    }

    /// What a switch to a branch of that name may bring where only remotes have one: git then makes one like it.
    /// Nothing: no remote has one.
    #[must_use]
    pub fn comes_with_remote(&self, name: &str) -> Option<Result<Coming, GatherError>> {
        let remotes = self.real.branches(Some(git2::BranchType::Remote)).into_iter().flatten().flatten();
        let of_name = |branch: &git2::Branch<'_>| {
            branch.name().ok().flatten().and_then(|full| full.strip_suffix(name)).is_some_and(|end| end.ends_with('/'))
        };
        let tips: Vec<Oid> =
            remotes.filter_map(|(branch, _)| if of_name(&branch) { branch.get().target() } else { None }).collect();
        (!tips.is_empty()).then(|| self.coming(&tips))
    }

    /// What a cherry-pick or a revert of a commit, or of all of `A..B` or `A...B`, may bring.
    ///
    /// # Errors
    ///
    /// As [`Repository::changed_by`].
    pub fn comes_by(&self, commits: &str) -> Result<Coming, GatherError> {
        let objects = self.objects()?;
        let mut all = self.commits(commits)?;
        for id in all.clone() {
            all.extend(objects.commit(id)?.parents);
        }
        self.coming(&all)
    }

    /// What a stash may bring.
    ///
    /// # Errors
    ///
    /// As [`Repository::changed_by`].
    pub fn comes_from_stash(&self, which: &str) -> Result<Coming, GatherError> {
        let stash = self.stash(which)?;
        let parents = self.objects()?.commit(stash)?.parents;
        self.coming(&std::iter::once(stash).chain(parents).collect::<Vec<_>>())
    }

    /// What the last commit or the index has and the work tree has not, or otherwise: what may come back whenever git
    /// changes the work tree.
    ///
    /// # Errors
    ///
    /// [`GatherError::Open`] if the index or the last commit can't be read.
    pub fn comes_back(&self) -> Result<Coming, GatherError> {
        let failed = |error: git2::Error| self.unreadable(&error);
        let Some(root) = self.real.workdir() else { return Ok(Coming::default()) };
        let index = self.index()?;
        let mut entries: Vec<(Vec<u8>, bool)> =
            index.iter().map(|entry| (entry.path, entry.mode & FORMAT == SYMLINK)).collect();
        if let Ok(head) = self.real.head().and_then(|head| head.peel_to_tree()) {
            let diff = self.real.diff_tree_to_index(Some(&head), Some(&index), None).map_err(failed)?;
            let old = diff.deltas().map(|delta| delta.old_file());
            entries.extend(
                old.filter_map(|file| Some((file.path_bytes()?.to_vec(), file.mode() == git2::FileMode::Link))),
            );
        }
        let mut coming = Coming::default();
        for (path, link) in entries {
            let there = std::fs::symlink_metadata(root.join(String::from_utf8_lossy(&path).as_ref())).ok();
            match there {
                Some(there) if !link || there.is_symlink() => {}
                _ if link => _ = coming.links.insert(path),
                _ => _ = coming.files.insert(path),
            }
        }
        Ok(coming)
    }

    pub(super) fn unreadable(&self, error: &git2::Error) -> GatherError {
        GatherError::Open { path: self.real.path().to_owned(), why: error.message().to_owned() }
    }

    fn coming(&self, commits: &[Oid]) -> Result<Coming, GatherError> {
        let objects = self.objects()?;
        let head = self.resolve("HEAD").ok().map(|head| objects.commit(head)).transpose()?.map(|head| head.tree);
        let mut coming = Coming::default();
        for id in commits {
            for delta in tree::diff(&objects, head, Some(objects.commit(*id)?.tree))? {
                coming.take(delta);
            }
        }
        Ok(coming)
    }

    /// The paths in the work tree or the index that the last commit has otherwise. Those that git ignores never count.
    ///
    /// # Errors
    ///
    /// [`GatherError::Open`] if the work tree can't be read, or a list of what git ignores says what git and libgit2 do not
    /// read alike.
    pub fn unsaved(&self, untracked: bool) -> Result<Touched, GatherError> {
        let mut options = StatusOptions::new();
        options.include_untracked(untracked).recurse_untracked_dirs(untracked).exclude_submodules(true);
        options.include_ignored(untracked);
        let statuses = self.real.statuses(Some(&mut options)).map_err(|error| self.unreadable(&error))?;
        let path = |entry: git2::StatusEntry<'_>| entry.path_bytes().to_vec();
        let (ignored, others): (Vec<_>, Vec<_>) = statuses.iter().partition(|entry| entry.status() == Status::IGNORED);
        let mut paths: Touched = others.into_iter().map(path).collect();
        if untracked {
            let index = self.index()?;
            let all = index.iter().map(|entry| entry.path).chain(paths.iter().cloned());
            let above = |path: Vec<u8>| {
                let ends = path.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
                ends.filter_map(|at| Some(path.get(..at)?.to_vec())).collect::<Vec<_>>()
            };
            let folders = all.flat_map(above).chain([Vec::new()]).collect();
            paths.extend(self.doubtful(&ignored.into_iter().map(path).collect(), &folders)?);
        }
        Ok(paths)
    }

    /// The paths that the index has.
    ///
    /// # Errors
    ///
    /// [`GatherError::Open`] if the index can't be read.
    pub fn tracked(&self) -> Result<Touched, GatherError> {
        Ok(self.index()?.iter().map(|entry| entry.path).collect())
    }

    #[expect(clippy::disallowed_methods, reason = "the length of git's index bounds what is read")]
    fn index(&self) -> Result<git2::Index, GatherError> {
        let long = std::fs::metadata(self.real.path().join("index")).is_ok_and(|file| file.len() > LONGEST_INDEX);
        let why = || format!("its index has more than {LONGEST_INDEX} bytes");
        let index = if long { Err(git2::Error::from_str(&why())) } else { self.real.index() };
        index.map_err(|error| self.unreadable(&error))
    }

    /// The paths of the index that have the content of this digest, or of the one that starts so; None if it is no
    /// file's content.
    ///
    /// # Errors
    ///
    /// [`GatherError::Open`] if the objects or the index can't be read, or several digests start so.
    pub fn named_content(&self, digest: &str) -> Result<Option<Touched>, GatherError> {
        let failed = |error: git2::Error| self.unreadable(&error);
        let odb = self.real.odb().map_err(failed)?;
        let found = Oid::from_str(digest).and_then(|start| odb.exists_prefix(start, digest.len()));
        let id = match found {
            Ok(id) => id,
            Err(error) if error.code() == git2::ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let (_, kind) = odb.read_header(id).map_err(failed)?;
        if kind != git2::ObjectType::Blob {
            return Ok(None);
        }
        let index = self.index()?;
        Ok(Some(index.iter().filter(|entry| entry.id == id).map(|entry| entry.path).collect()))
    }

    /// The paths that are not the same in both ends of `A..B` or `A...B`, or, of one revision, in the work tree.
    ///
    /// # Errors
    ///
    /// As [`Repository::changed_by`].
    pub fn differing(&self, range: &str) -> Result<Touched, GatherError> {
        let or_head = |rev: &str| self.resolve(if rev.is_empty() { "HEAD" } else { rev });
        let (old, new, mut all) = match (range.split_once("..."), range.split_once("..")) {
            (Some((from, to)), _) => {
                let (from, to) = (or_head(from)?, or_head(to)?);
                let bases = self.real.merge_bases(from, to).map_err(|error| broken(to, error.message()))?;
                (bases.iter().copied().collect(), to, Touched::new())
            }
            (None, Some((from, to))) => (vec![or_head(from)?], or_head(to)?, Touched::new()),
            (None, None) => (vec![self.resolve(range)?], self.resolve("HEAD")?, self.unsaved(false)?),
        };
        let objects = self.objects()?;
        let to = objects.commit(new)?.tree;
        for from in old {
            let deltas = tree::diff(&objects, Some(objects.commit(from)?.tree), Some(to))?;
            all.extend(deltas.into_iter().map(|delta| delta.path));
        }
        Ok(all)
    }

    /// The commit of that name, or those of `A..B`.
    fn commits(&self, named: &str) -> Result<Vec<Oid>, GatherError> {
        let or_head = |rev: &str| self.resolve(if rev.is_empty() { "HEAD" } else { rev });
        if let Some((left, right)) = named.split_once("...") {
            let (left, right) = (or_head(left)?, or_head(right)?);
            let mut either = self.between(&[left], right)?;
            either.extend(self.between(&[right], left)?);
            return Ok(either);
        }
        match named.split_once("..") {
            Some((from, to)) => self.between(&[or_head(from)?], or_head(to)?),
            None => Ok(vec![self.resolve(named)?]),
        }
    }

    /// The commit of a stash, by its number or name.
    fn stash(&self, which: &str) -> Result<Oid, GatherError> {
        let number = !which.is_empty() && which.bytes().all(|b| b.is_ascii_digit());
        if number { self.resolve(&format!("stash@{{{which}}}")) } else { self.resolve(which) }
    }

    /// The commits that `to` reaches and `apart` does not.
    fn between(&self, apart: &[Oid], to: Oid) -> Result<Vec<Oid>, GatherError> {
        let failed = |error: git2::Error| broken(to, error.message());
        let mut walk = self.real.revwalk().map_err(failed)?;
        walk.push(to).map_err(failed)?;
        apart.iter().try_for_each(|id| walk.hide(*id)).map_err(failed)?;
        let commits = walk.take(MOST + 1).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        match commits.len() {
            0..=MOST => Ok(commits),
            _ => Err(GatherError::TooLarge { at: to, what: format!("more than {MOST} commits") }),
        }
    }

    fn paths_of(&self, commits: &[Oid]) -> Result<Touched, GatherError> {
        let objects = self.objects()?;
        let mut all = Touched::new();
        for id in commits {
            all.append(&mut paths(&objects, &objects.commit(*id)?)?);
        }
        Ok(all)
    }
}
