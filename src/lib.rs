//! fleetgate: **gather** facts → **decide** by policy → **enforce** the decision.

pub mod gather;
pub mod model;
