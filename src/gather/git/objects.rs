//! Objects as they are stored, parsed here: libgit2's own parsers heed grafts and leave out repeated headers.

use std::collections::BTreeMap;

use git2::{Odb, OdbObject, Oid};

use super::GatherError;
use super::tree::{self, Entry};

/// How large a commit, tag or tree may be, in bytes.
const MAX_STRUCTURE: usize = 64 << 20;

/// How many tags may point to one another.
const MAX_TAGS: usize = 32;

/// The object database.
pub(super) struct Objects<'repo> {
    odb: Odb<'repo>,
}

/// A commit.
#[derive(Debug)]
pub(super) struct Commit {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    /// The committer's time, in seconds since 1970; 0 if it can't be read.
    pub(super) time: i64,
    /// The values of all author and committer headers.
    pub(super) signatures: Vec<Vec<u8>>,
    pub(super) message: Vec<u8>,
}

impl<'repo> Objects<'repo> {
    pub(super) const fn new(odb: Odb<'repo>) -> Self {
        Self { odb }
    }

    pub(super) fn commit(&self, id: Oid) -> Result<Commit, GatherError> {
        let object = self.structure(id, git2::ObjectType::Commit)?;
        parse_commit(object.data()).ok_or_else(|| broken(id, "it is not a well-formed commit"))
    }

    /// The entries of a tree, by name.
    pub(super) fn tree(&self, id: Oid) -> Result<BTreeMap<Vec<u8>, Entry>, GatherError> {
        let object = self.structure(id, git2::ObjectType::Tree)?;
        tree::parse(object.data()).map_err(|why| broken(id, why))
    }

    /// The commit that a commit or tag comes to.
    pub(super) fn peel(&self, mut id: Oid) -> Result<Oid, GatherError> {
        for _ in 0..MAX_TAGS {
            match self.header(id)?.1 {
                git2::ObjectType::Commit => return Ok(id),
                git2::ObjectType::Tag => {
                    let tag = self.structure(id, git2::ObjectType::Tag)?;
                    let target = tag.data().split(|byte| *byte == b'\n').next();
                    id = target
                        .and_then(|line| oid(line.strip_prefix(b"object ")?))
                        .ok_or_else(|| broken(id, "it is not a well-formed tag"))?;
                }
                other => return Err(broken(id, &format!("it is a {}, not a commit", other.str()))),
            }
        }
        Err(broken(id, "too many tags point to one another"))
    }

    /// The size of a blob in bytes, without loading it.
    pub(super) fn blob_size(&self, id: Oid) -> Result<usize, GatherError> {
        match self.header(id)? {
            (size, git2::ObjectType::Blob) => Ok(size),
            (_, other) => Err(broken(id, &format!("it is a {}, not a file's content", other.str()))),
        }
    }

    pub(super) fn blob(&self, id: Oid) -> Result<OdbObject<'_>, GatherError> {
        self.blob_size(id)?;
        self.odb.read(id).map_err(|error| broken(id, error.message()))
    }

    fn header(&self, id: Oid) -> Result<(usize, git2::ObjectType), GatherError> {
        self.odb.read_header(id).map_err(|error| broken(id, error.message()))
    }

    fn structure(&self, id: Oid, kind: git2::ObjectType) -> Result<OdbObject<'_>, GatherError> {
        let (size, found) = self.header(id)?;
        if found != kind {
            return Err(broken(id, &format!("it is a {}, not a {}", found.str(), kind.str())));
        }
        if size > MAX_STRUCTURE {
            return Err(GatherError::TooLarge { at: id, what: format!("a {} of {size} bytes", kind.str()) });
        }
        self.odb.read(id).map_err(|error| broken(id, error.message()))
    }
}

pub(super) fn broken(id: Oid, why: &str) -> GatherError {
    GatherError::Object { id, why: why.to_owned() }
}

/// A full object id in hexadecimal.
pub(super) fn oid(hex: &[u8]) -> Option<Oid> {
    let text = std::str::from_utf8(hex).ok()?;
    (text.len() == 40).then(|| Oid::from_str(text).ok()).flatten()
}

fn parse_commit(data: &[u8]) -> Option<Commit> {
    let mut rest = data;
    let tree = oid(line(&mut rest)?.strip_prefix(b"tree ")?)?;
    let mut commit = Commit { tree, parents: Vec::new(), time: 0, signatures: Vec::new(), message: Vec::new() };
    let mut within_parents = true;
    while let Some(header) = line(&mut rest) {
        if header.is_empty() {
            commit.message = rest.to_vec();
            break;
        }
        if let Some(parent) = header.strip_prefix(b"parent ") {
            // git takes only the parents that follow the tree at once; more of them further down is a forgery.
            if !within_parents {
                return None;
            }
            commit.parents.push(oid(parent)?);
            continue;
        }
        within_parents = false;
        if let Some(author) = header.strip_prefix(b"author ") {
            commit.signatures.push(author.to_vec());
        } else if let Some(committer) = header.strip_prefix(b"committer ") {
            commit.time = time(committer);
            commit.signatures.push(committer.to_vec());
        }
    }
    Some(commit)
}

fn line<'data>(rest: &mut &'data [u8]) -> Option<&'data [u8]> {
    if rest.is_empty() {
        return None;
    }
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (line, after) = rest.split_at_checked(end)?;
    *rest = after.get(1..).unwrap_or_default();
    Some(line)
}

fn time(signature: &[u8]) -> i64 {
    let after = signature.rsplit(|byte| *byte == b'>').next().unwrap_or_default();
    let text = std::str::from_utf8(after).unwrap_or_default();
    text.split_ascii_whitespace().next().and_then(|seconds| seconds.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::parse_commit;

    const ID: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    #[test]
    fn every_signature_counts_and_a_bad_time_is_zero() {
        let text =
            format!("tree {ID}\nparent {ID}\nauthor A <a@x> 1 +0\nauthor B <b@x> 2\ncommitter C\ngpgsig x\n y\n\nhi\n");
        let commit = parse_commit(text.as_bytes()).unwrap();
        assert_eq!((commit.parents.len(), commit.signatures.len(), commit.time), (1, 3, 0));
        assert_eq!(commit.message, b"hi\n");
    }

    #[test]
    fn damaged_commits_are_refused_without_a_panic() {
        for text in
            ["", "tree x", "\n", &format!("tree {ID}\nauthor a\nparent {ID}\n\n"), &format!("tree {ID}\nparent 1\n")]
        {
            assert!(parse_commit(text.as_bytes()).is_none(), "{text}");
        }
        assert!(parse_commit(format!("tree {ID}").as_bytes()).is_some());
    }
}
