//! The merge policy, judged from outside: every fixture, every broken bundle, every dropped fact.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod bundles;
mod cases;
mod dropped_facts;
mod fixtures;
mod rules;
