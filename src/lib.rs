//! fleetgate: **gather** facts → **decide** by policy → **enforce** the decision.

pub mod cli;
pub mod decide;
pub mod enforce;
pub mod gather;
pub mod ledger;
pub mod model;
pub mod prove;
pub mod shell;
