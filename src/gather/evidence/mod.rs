//! Evidence files: what others say of the change, and how several of them become one.

mod file;
mod join;
mod values;

pub use file::{ApprovalItem, AuthorItem, CheckItem, EvidenceFile, EvidenceSchema, StagingItem, VerdictItem};
pub use join::join;
pub use values::{Items, Sha, Time};
