//! All integration tests, in one binary.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that can't go on shall fail, and it may look at files"
)]

mod architecture;
mod cli;
mod commands;
mod documents;
mod faults;
mod git;
mod grant;
mod hooks;
mod judge;
mod policy;
mod real;
mod scene;
mod schemas;
mod shell;
mod tool;
mod traps;
