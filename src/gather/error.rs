//! What can go wrong while facts are gathered.

use std::path::PathBuf;

use git2::Oid;

use super::DocumentError;

/// Why facts could not be gathered. Each message says what happened, where, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum GatherError {
    /// A document can't be used.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// There is no usable repository.
    #[error("cannot open {path} as a git repository: {why}; pass --repo with a folder inside a repository")]
    Open {
        /// The folder that was tried.
        path: PathBuf,
        /// What git says.
        why: String,
    },
    /// The repository belongs to somebody else.
    #[error(
        "the git repository at {path} belongs to another user; run as its owner, or list it under safe.directory in your own git configuration"
    )]
    Owner {
        /// The folder that was tried.
        path: PathBuf,
    },
    /// A file of the repository's administration can't be used.
    #[error("cannot use {path}: {why}; check its permissions, or clone the repository anew")]
    Administration {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A revision names no commit.
    #[error(
        "revision {rev:?} names no commit here: {why}; fetch it, or pass a branch, a tag or a commit id that git log shows"
    )]
    Revision {
        /// The revision as it was given.
        rev: String,
        /// Why it can't be resolved.
        why: String,
    },
    /// A name stands for several commits.
    #[error("revision {rev:?} is ambiguous here: {}; pass one of these in full, or delete the others", .candidates.join(", "))]
    AmbiguousRevision {
        /// The name as it was given.
        rev: String,
        /// What it could be: full names of refs, full ids.
        candidates: Vec<String>,
    },
    /// The remote's default branch is not known.
    #[error("cannot tell the base: refs/remotes/origin/HEAD {why}; pass --base")]
    NoDefaultBase {
        /// What is wrong with the ref.
        why: String,
    },
    /// The two histories have nothing in common.
    #[error(
        "base {base} and head {head} have no merge base: their histories are unrelated; pass --base with the branch that the change was started from"
    )]
    Unrelated {
        /// The base tip.
        base: Oid,
        /// The head.
        head: Oid,
    },
    /// There is more than one merge base.
    #[error(
        "base {base} and head {head} have several merge bases ({}), so there is no single change to judge; merge or rebase the head onto the base and try again",
        .candidates.join(", ")
    )]
    SeveralMergeBases {
        /// The base tip.
        base: Oid,
        /// The head.
        head: Oid,
        /// The merge bases, full SHAs.
        candidates: Vec<String>,
    },
    /// A shallow clone ends within the range.
    #[error(
        "the history between base {base} and head {head} is cut off at the shallow commit {at}; fetch more history, e.g. git fetch --unshallow"
    )]
    HiddenHistory {
        /// The base tip.
        base: Oid,
        /// The head.
        head: Oid,
        /// The shallow commit.
        at: Oid,
    },
    /// An object is missing or damaged.
    #[error("cannot read the git object {id}: {why}; fetch what is missing, or look for damage with git fsck")]
    Object {
        /// The object.
        id: Oid,
        /// What is wrong with it.
        why: String,
    },
    /// The change is beyond what can be measured in bounded memory.
    #[error("the change at {at} is too large to be measured: {what}; split it")]
    TooLarge {
        /// The tree or commit.
        at: Oid,
        /// What there is too much of.
        what: String,
    },
    /// A file that is read from a commit is not a plain file.
    #[error("cannot read {path} at commit {commit}: {why}; commit a plain file there, or remove it")]
    File {
        /// The path in the repository.
        path: String,
        /// The commit.
        commit: Oid,
        /// What is there instead.
        why: String,
    },
    /// A pattern of paths can't be used.
    #[error("class {class}: the pattern {pattern:?} can't be used: {why}; correct the pattern")]
    Pattern {
        /// The class, or the operator's list.
        class: String,
        /// The pattern as it is written.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// A kind of content can't be used.
    #[error("content kind {kind}: {why}; correct the kind's signatures")]
    ContentKind {
        /// The kind.
        kind: String,
        /// What is wrong with it.
        why: String,
    },
}
