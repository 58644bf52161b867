//! The merge policy, judged from outside: every fixture, every broken bundle, every dropped fact.

mod bundles;
mod cases;
mod dropped_facts;
mod fixtures;
mod rules;
