//! The decision for a person: the outcome, what made the risk, the files by class, each reason with what to do next.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::plain;
use crate::model::{Decision, Group, MergeFacts, Obligation, Outcome, Reason};

/// How many subjects a line names before it counts the rest.
const NAMED: usize = 5;

/// Writes the decision for a person. Styles are ANSI; the caller's stream strips them where they don't belong.
///
/// # Errors
///
/// What the writer says.
pub fn human(decision: &Decision, facts: Option<&MergeFacts>, out: &mut dyn Write) -> io::Result<()> {
    headline(decision, facts, out)?;
    if let Some(facts) = facts {
        measures(decision, facts, out)?;
    }
    reasons(decision, out)?;
    for obligation in decision.obligations() {
        row(out, "to do", DIM, &duty(obligation))?;
    }
    if !decision.facts_missing().is_empty() {
        row(out, "missing", DIM, &decision.facts_missing().join(", "))?;
    }
    row(
        out,
        "digests",
        DIM,
        &format!("facts {}  bundle {}", short(&decision.digests().facts), short(&decision.digests().bundle)),
    )
}

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

const fn style(outcome: Outcome) -> Style {
    match outcome {
        Outcome::Allow => AnsiColor::Green.on_default().bold(),
        Outcome::Hold => AnsiColor::Yellow.on_default().bold(),
        Outcome::Deny => AnsiColor::Red.on_default().bold(),
    }
}

fn headline(decision: &Decision, facts: Option<&MergeFacts>, out: &mut dyn Write) -> io::Result<()> {
    let paint = style(decision.outcome());
    write!(out, "{paint}{}{paint:#}", decision.outcome().word().to_uppercase())?;
    if let Some(facts) = facts {
        let name = facts.repo.value().map_or("a repository without a name", String::as_str);
        let change = &facts.change;
        write!(
            out,
            "  {BOLD}{}{BOLD:#}  {}..{}",
            plain(name),
            abbreviated(&change.merge_base_sha),
            abbreviated(&change.head_sha)
        )?;
    }
    writeln!(out, "  {DIM}{}, profile {}{DIM:#}\n", decision.point(), decision.profile())
}

fn measures(decision: &Decision, facts: &MergeFacts, out: &mut dyn Write) -> io::Result<()> {
    let totals = &facts.change.totals;
    if let Some(risk) = decision.risk() {
        row(
            out,
            "risk",
            BOLD,
            &format!("{}, size {}: {}", risk.level.word(), risk.size, plain(&risk.factors.join(", "))),
        )?;
    }
    row(
        out,
        "change",
        BOLD,
        &format!(
            "{} file{}, +{} -{} lines, {} bytes, {} commit{}",
            totals.files,
            plural(totals.files),
            totals.added,
            totals.deleted,
            totals.bytes,
            facts.change.history.commits,
            plural(facts.change.history.commits)
        ),
    )?;
    for (label, (files, paths)) in by_class(&facts.change.groups) {
        row(out, "", DIM, &format!("{label}: {}", named(&paths, files)))?;
    }
    writeln!(out)
}

/// The changed files by their classes, each file once.
fn by_class(groups: &[Group]) -> BTreeMap<String, (u64, Vec<&str>)> {
    let mut classes: BTreeMap<String, (u64, Vec<&str>)> = BTreeMap::new();
    for group in groups {
        let label = if group.classes.is_empty() { "unclassified".to_owned() } else { group.classes.join(" + ") };
        let entry = classes.entry(label).or_default();
        entry.0 = entry.0.saturating_add(group.files);
        entry.1.extend(group.paths.iter().map(String::as_str));
    }
    classes
}

/// The reasons, strictest first; those that say the same of several subjects stand together.
fn reasons(decision: &Decision, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = decision.reasons();
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|r| r.code == first.code && r.message == first.message).count();
        let (these, others) = rest.split_at_checked(alike).unwrap_or((rest, &[]));
        rest = others;
        reason(first, these, out)?;
    }
    if decision.reasons().is_empty() { Ok(()) } else { writeln!(out) }
}

fn reason(first: &Reason, these: &[Reason], out: &mut dyn Write) -> io::Result<()> {
    let word = if first.outcome == Outcome::Allow { "note" } else { first.outcome.word() };
    let paint = if first.outcome == Outcome::Allow { DIM } else { style(first.outcome) };
    let subjects: Vec<&str> = these.iter().filter_map(|r| r.subject.as_deref()).collect();
    let total = these.iter().map(|r| r.count.unwrap_or(1)).fold(0, u64::saturating_add);
    let subjects = named(&subjects, total);
    row(out, word, paint, &format!("{BOLD}{}{BOLD:#}  {subjects}", first.code))?;
    row(out, "", DIM, &plain(&first.message))
}

fn duty(obligation: &Obligation) -> String {
    let with: Vec<String> = obligation
        .with
        .iter()
        .map(|(key, value)| match value {
            serde_json::Value::String(text) => format!("{key} {text}"),
            other => format!("{key} {other}"),
        })
        .collect();
    plain(&format!("{} {}", obligation.verb, with.join(", "))).trim_end().to_owned()
}

fn named(subjects: &[&str], total: u64) -> String {
    let names: Vec<_> = subjects.iter().take(NAMED).map(|s| plain(s)).collect();
    let more = total.saturating_sub(u64::try_from(names.len()).unwrap_or(u64::MAX));
    match (names.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => names.join(", "),
        (false, more) => format!("{} and {more} more", names.join(", ")),
    }
}

fn row(out: &mut dyn Write, label: &str, paint: Style, text: &str) -> io::Result<()> {
    writeln!(out, "  {paint}{label:<8}{paint:#} {}", text.trim_end())
}

fn abbreviated(sha: &str) -> &str {
    sha.get(..12).unwrap_or(sha)
}

fn short(digest: &str) -> &str {
    digest.get(..19).unwrap_or(digest)
}

const fn plural(n: u64) -> &'static str {
    if n == 1 { "" } else { "s" }
}
