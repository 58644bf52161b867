//! The small languages inside arguments. Each reader is linear, and what it does not know it refuses.

pub(super) mod awk;
pub(super) mod copies;
pub(super) mod git;
pub(super) mod jq;
pub(super) mod refspec;
mod scan;
pub(super) mod sed;
