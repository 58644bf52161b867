//! The PIP: facts from git, the fleet file and evidence files. Measures, never judges.

pub mod document;
mod error;
pub mod evidence;
mod files;
pub mod fleet;
mod git;
pub mod json;
mod merge;
mod paths;
pub mod tool;

pub use document::{DocumentError, Place};
pub use error::GatherError;
pub use evidence::EvidenceFile;
pub use files::{Named, first_line};
pub use fleet::{FleetFile, PathLists, RepoFile, Resolved};
pub use git::{Coming, Obeyed, Range, Repository, Touched};
pub use merge::{MergeRequest, merge};
pub use paths::{KnownClasses, OperatorClass, Reach, Tagger, oddness, printable};
