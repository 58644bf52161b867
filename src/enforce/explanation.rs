//! Every rule of a point and what it says to these facts, then what would turn the outcome.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::model::{Decision, Outcome};

/// What a rule is known by.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// The code of its reason.
    pub code: &'a str,
    /// What it comes to when it fires.
    pub outcome: Outcome,
    /// One line on it.
    pub title: &'a str,
    /// What to do when it fires.
    pub remedy: &'a str,
    /// The fleet rule that it stands for.
    pub fleet_rule: &'a str,
}

const QUIET: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// Writes the explanation.
///
/// # Errors
///
/// What the writer says.
pub fn explanation(decision: &Decision, rules: &[Rule<'_>], out: &mut dyn Write) -> io::Result<()> {
    let fired: BTreeSet<&str> = decision.reasons().iter().map(|reason| reason.code.as_str()).collect();
    let width = rules.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    writeln!(out, "{BOLD}every rule{BOLD:#}")?;
    for rule in rules {
        let (word, paint) = verdict(rule, fired.contains(rule.code));
        writeln!(out, "  {paint}{word:<6}{paint:#} {:<width$}  {:<4} {}", rule.code, rule.fleet_rule, rule.title)?;
    }
    writeln!(out, "\n{BOLD}what would turn the outcome{BOLD:#}")?;
    turns(decision, rules, out)
}

const fn verdict(rule: &Rule<'_>, fired: bool) -> (&'static str, Style) {
    match (fired, rule.outcome) {
        (false, _) => ("silent", QUIET),
        (true, Outcome::Allow) => ("note", BOLD),
        (true, Outcome::Hold) => ("hold", AnsiColor::Yellow.on_default().bold()),
        (true, Outcome::Deny) => ("deny", AnsiColor::Red.on_default().bold()),
    }
}

fn turns(decision: &Decision, rules: &[Rule<'_>], out: &mut dyn Write) -> io::Result<()> {
    if decision.outcome() == Outcome::Allow {
        return writeln!(out, "  nothing stands against it: it allows as long as every rule stays silent");
    }
    for (outcome, result) in [(Outcome::Deny, "no longer denied"), (Outcome::Hold, "then allowed")] {
        let fired: BTreeSet<&str> =
            decision.reasons().iter().filter(|r| r.outcome == outcome).map(|r| r.code.as_str()).collect();
        if fired.is_empty() {
            continue;
        }
        writeln!(out, "  {result}, when all of this is done:")?;
        for code in fired {
            let remedy = rules.iter().find(|rule| rule.code == code).map_or("mend the gate", |rule| rule.remedy);
            writeln!(out, "    {code}: {remedy}")?;
        }
    }
    Ok(())
}
