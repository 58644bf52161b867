//! Builds real git repositories for tests, with libgit2 alone: no git program, no configuration, fixed times.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use git2::{ObjectType, Oid, Repository, Signature, Time};
use tempfile::TempDir;

/// A file as a tree holds it: its mode and what it points to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Blob {
    mode: u32,
    id: Oid,
}

/// One step from a tree to the next.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    path: Vec<u8>,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Content(u32, Vec<u8>),
    Commit(Oid),
    Remove,
}

/// A text file.
pub(crate) fn put(path: &str, text: &str) -> Edit {
    bytes(path, text.as_bytes())
}

/// A file with any content.
pub(crate) fn bytes(path: &str, content: &[u8]) -> Edit {
    raw(path.as_bytes(), 0o100_644, content)
}

/// An executable file.
pub(crate) fn exec(path: &str, text: &str) -> Edit {
    raw(path.as_bytes(), 0o100_755, text.as_bytes())
}

/// A symbolic link.
pub(crate) fn symlink(path: &str, target: &str) -> Edit {
    raw(path.as_bytes(), 0o120_000, target.as_bytes())
}

/// A submodule.
pub(crate) fn gitlink(path: &str, commit: Oid) -> Edit {
    Edit { path: path.into(), what: What::Commit(commit) }
}

/// A file whose name is any bytes, with any mode. Slashes divide folders.
pub(crate) fn raw(path: &[u8], mode: u32, content: &[u8]) -> Edit {
    Edit { path: path.to_vec(), what: What::Content(mode, content.to_vec()) }
}

/// Removes a file, or a folder with all that is in it.
pub(crate) fn remove(path: &str) -> Edit {
    Edit { path: path.into(), what: What::Remove }
}

/// A person who signs commits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    /// The name.
    pub(crate) name: &'static str,
    /// The address.
    pub(crate) email: &'static str,
}

/// Who signs where nobody is named.
pub(crate) const ANN: Person = Person { name: "Ann", email: "ann@example.org" };

/// A repository in a temporary folder, with a current branch; the first is `main`.
pub(crate) struct Scene {
    folder: TempDir,
    repo: Repository,
    branch: String,
    time: i64,
}

impl Scene {
    /// An empty repository.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repo = Repository::init(folder.path().join("repo")).unwrap();
        Self { folder, repo, branch: "main".to_owned(), time: 1_700_000_000 }
    }

    /// A repository with a first commit on `main`, and the current branch `feature` on it.
    pub(crate) fn started(edits: &[Edit]) -> Self {
        let mut scene = Self::new();
        scene.commit("start", edits);
        scene.branch("feature");
        scene
    }

    /// The work tree's folder.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("repo")
    }

    /// The temporary folder that the repository's folder is in.
    pub(crate) fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// The repository, for what the scene has no word for.
    pub(crate) fn repo(&self) -> &Repository {
        &self.repo
    }

    /// Commits the edits on the current branch, one minute after the last commit.
    pub(crate) fn commit(&mut self, message: &str, edits: &[Edit]) -> Oid {
        self.commit_as(ANN, ANN, message, edits)
    }

    /// Commits as somebody else.
    pub(crate) fn commit_as(&mut self, author: Person, committer: Person, message: &str, edits: &[Edit]) -> Oid {
        let parents: Vec<Oid> = self.tip(&self.branch.clone()).into_iter().collect();
        self.commit_on(&parents, author, committer, message, edits)
    }

    /// Commits on given parents, none or many, with the first parent's tree; the current branch moves there.
    pub(crate) fn commit_on(
        &mut self,
        parents: &[Oid],
        author: Person,
        committer: Person,
        message: &str,
        edits: &[Edit],
    ) -> Oid {
        let mut files = parents.first().map(|parent| self.files(*parent)).unwrap_or_default();
        for edit in edits {
            self.apply(&mut files, edit);
        }
        let tree = self.write_tree(&files);
        self.commit_tree(tree, parents, author, committer, message)
    }

    /// Commits a tree as it is.
    pub(crate) fn commit_tree(
        &mut self,
        tree: Oid,
        parents: &[Oid],
        author: Person,
        committer: Person,
        message: &str,
    ) -> Oid {
        self.time += 60;
        let time = Time::new(self.time, 0);
        let author = Signature::new(author.name, author.email, &time).unwrap();
        let committer = Signature::new(committer.name, committer.email, &time).unwrap();
        let tree = self.repo.find_tree(tree).unwrap();
        let parents: Vec<_> = parents.iter().map(|id| self.repo.find_commit(*id).unwrap()).collect();
        let parents: Vec<_> = parents.iter().collect();
        let id = self.repo.commit(None, &author, &committer, message, &tree, &parents).unwrap();
        self.set_branch(&self.branch, id);
        id
    }

    /// Commits bytes that need not be a good commit; the current branch moves there.
    pub(crate) fn commit_raw(&mut self, content: &[u8]) -> Oid {
        let id = self.repo.odb().unwrap().write(ObjectType::Commit, content).unwrap();
        self.administer(&format!("refs/heads/{}", self.branch), &format!("{id}\n"));
        id
    }

    /// A commit without parents on the current branch.
    pub(crate) fn orphan(&mut self, message: &str, edits: &[Edit]) -> Oid {
        self.commit_on(&[], ANN, ANN, message, edits)
    }

    /// Merges another branch into the current one: the current tree with the files that the other branch has added or
    /// changed since the merge base, and the edits on top.
    pub(crate) fn merge(&mut self, other: &str, edits: &[Edit]) -> Oid {
        let ours = self.tip(&self.branch).unwrap();
        let theirs = self.tip(other).unwrap();
        let base = self.repo.merge_base(ours, theirs).map(|base| self.files(base)).unwrap_or_default();
        let mut files = self.files(ours);
        files.extend(self.files(theirs).into_iter().filter(|(path, blob)| base.get(path) != Some(blob)));
        for edit in edits {
            self.apply(&mut files, edit);
        }
        let tree = self.write_tree(&files);
        self.commit_tree(tree, &[ours, theirs], ANN, ANN, &format!("merge {other}"))
    }

    /// Makes a branch at the current commit and goes there.
    pub(crate) fn branch(&mut self, name: &str) {
        let tip = self.tip(&self.branch).unwrap();
        self.set_branch(name, tip);
        self.checkout(name);
    }

    /// Goes to a branch.
    pub(crate) fn checkout(&mut self, name: &str) {
        self.branch = name.to_owned();
        self.repo.set_head(&format!("refs/heads/{name}")).unwrap();
    }

    /// Lets a branch point to a commit.
    pub(crate) fn set_branch(&self, name: &str, id: Oid) {
        self.repo.reference(&format!("refs/heads/{name}"), id, true, "").unwrap();
    }

    /// Sets the committer time of the next commit, in seconds since 1970.
    pub(crate) fn set_time(&mut self, seconds: i64) {
        self.time = seconds - 60;
    }

    /// Sets the address of the remote `origin`.
    pub(crate) fn set_remote(&self, url: &str) {
        self.repo.config().unwrap().set_str("remote.origin.url", url).unwrap();
    }

    /// The commit that a branch points to.
    pub(crate) fn tip(&self, branch: &str) -> Option<Oid> {
        self.repo.refname_to_id(&format!("refs/heads/{branch}")).ok()
    }

    /// Writes a file into the repository's `.git` folder.
    pub(crate) fn administer(&self, path: &str, text: &str) {
        write(&self.repo.path().join(path), text);
    }

    /// Sets a key of the repository's own configuration.
    pub(crate) fn set(&self, key: &str, value: &str) {
        self.repo.config().unwrap().open_level(git2::ConfigLevel::Local).unwrap().set_str(key, value).unwrap();
    }

    /// Writes a file into the work tree, uncommitted.
    pub(crate) fn leave_in_work_tree(&self, path: &str, text: &str) {
        write(&self.path().join(path), text);
    }

    /// Writes an object as it is.
    pub(crate) fn object(&self, kind: ObjectType, content: &[u8]) -> Oid {
        self.repo.odb().unwrap().write(kind, content).unwrap()
    }

    fn apply(&self, files: &mut BTreeMap<Vec<u8>, Blob>, edit: &Edit) {
        let below = [edit.path.as_slice(), b"/"].concat();
        files.retain(|path, _| *path != edit.path && !path.starts_with(&below));
        let blob = match &edit.what {
            What::Content(mode, content) => Blob { mode: *mode, id: self.repo.blob(content).unwrap() },
            What::Commit(id) => Blob { mode: 0o160_000, id: *id },
            What::Remove => return,
        };
        files.insert(edit.path.clone(), blob);
    }

    fn files(&self, commit: Oid) -> BTreeMap<Vec<u8>, Blob> {
        let mut files = BTreeMap::new();
        let mut pending = vec![(Vec::new(), self.repo.find_commit(commit).unwrap().tree_id())];
        while let Some((prefix, id)) = pending.pop() {
            for entry in &self.repo.find_tree(id).unwrap() {
                let path = [prefix.as_slice(), entry.name_bytes()].concat();
                if entry.filemode() == 0o040_000 {
                    pending.push(([path.as_slice(), b"/"].concat(), entry.id()));
                } else {
                    files.insert(path, Blob { mode: u32::try_from(entry.filemode()).unwrap(), id: entry.id() });
                }
            }
        }
        files
    }

    /// Writes raw trees: libgit2's own builder refuses names such as `.git` and `..`.
    fn write_tree(&self, files: &BTreeMap<Vec<u8>, Blob>) -> Oid {
        let mut entries: BTreeMap<Vec<u8>, (u32, Oid)> = BTreeMap::new();
        let mut folders: BTreeMap<Vec<u8>, BTreeMap<Vec<u8>, Blob>> = BTreeMap::new();
        for (path, blob) in files {
            match path.iter().position(|byte| *byte == b'/') {
                None => _ = entries.insert(path.clone(), (blob.mode, blob.id)),
                Some(at) => _ = folders.entry(path[..=at].to_vec()).or_default().insert(path[at + 1..].to_vec(), *blob),
            }
        }
        for (name, files) in folders {
            entries.insert(name, (0o040_000, self.write_tree(&files)));
        }
        let mut content = Vec::new();
        for (name, (mode, id)) in entries {
            content.extend(format!("{mode:o} ").bytes());
            content.extend(name.strip_suffix(b"/").unwrap_or(&name));
            content.push(0);
            content.extend(id.as_bytes());
        }
        self.object(ObjectType::Tree, &content)
    }
}

#[expect(clippy::disallowed_methods, reason = "a scene is made of files in a temporary folder")]
fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
