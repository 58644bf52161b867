//! The PIP: facts from git, the fleet file and evidence files. Measures, never judges.

pub mod document;
pub mod evidence;
pub mod fleet;
pub mod json;

pub use document::{DocumentError, Place};
pub use evidence::EvidenceFile;
pub use fleet::{FleetFile, PathLists, RepoFile, Resolved};
