//! The traps of tool calls, by their numbers, each with the honest call that looks like it and must pass: command lines
//! judged on a real repository.

mod commands;
mod files;
mod paths;
mod programs;
mod state;
mod words;

use fleetgate::gather::tool::read;

use super::desk::{Desk, judged};
use super::policy::BUNDLE;
use crate::commands::spec;

/// What a command line comes to on this desk: allow, hold or deny. Programs see `EXPORTED` from the start.
fn comes_to(desk: &Desk, command: &str) -> &'static str {
    let exported = |name: &str| name == "EXPORTED";
    let understand = |text: &str| read(text, BUNDLE.wrappers(), &spec, &exported);
    judged(desk, command, false, &understand).1.outcome().word()
}

/// No line of these is allowed.
fn none(desk: &Desk, commands: &str) {
    let lines = commands.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.map(|line| line.replace("\\n", "\n").replace("\\t", "\t"));
    let wrong: Vec<String> = lines.filter(|line| comes_to(desk, line) == "allow").collect();
    assert!(wrong.is_empty(), "allowed\n{}", wrong.join("\n"));
}

/// Every line of these comes to that; a line may hold `\n` and `\t` as written.
fn all(desk: &Desk, outcome: &str, commands: &str) {
    let lines = commands
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.replace("\\n", "\n").replace("\\t", "\t"));
    let wrong: Vec<String> = lines
        .map(|line| (comes_to(desk, &line), line))
        .filter(|(found, _)| *found != outcome)
        .map(|(found, line)| format!("{found}: {line}"))
        .collect();
    assert!(wrong.is_empty(), "wanted {outcome}\n{}", wrong.join("\n"));
}
