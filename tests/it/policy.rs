//! The merge policy, judged from outside: every fixture, every broken bundle, every dropped fact.

mod bundles;
pub(crate) mod cases;
pub(crate) mod dropped_facts;
mod fixtures;
mod rules;
