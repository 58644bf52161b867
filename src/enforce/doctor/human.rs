//! The doctor's report for a person.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::enforce::plain;
use crate::model::{DoctorReport, Finding, FindingState};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Writes the report. Styles are ANSI; the caller's stream strips them where they don't belong.
///
/// # Errors
///
/// What the writer says.
pub fn report(report: &DoctorReport, out: &mut dyn Write) -> io::Result<()> {
    for hook in &report.hooks {
        writeln!(out, "{BOLD}{}, {} level{BOLD:#}  {}", hook.client, hook.level, plain(&hook.file))?;
        if let Some(command) = &hook.command {
            writeln!(out, "  {DIM}{}{DIM:#}", plain(command))?;
        }
        for finding in &hook.findings {
            line(finding, out)?;
        }
        writeln!(out)?;
    }
    let count =
        |state| report.hooks.iter().flat_map(|hook| &hook.findings).filter(|finding| finding.state == state).count();
    let proven = count(FindingState::Proven);
    let failed = count(FindingState::Failed).saturating_add(count(FindingState::Broken));
    let style = style(report.state);
    let word = match report.state {
        FindingState::Proven | FindingState::Unproven => "all that can be proven is proven",
        FindingState::Failed => "not safe yet",
        FindingState::Broken => "broken",
    };
    let unproven = count(FindingState::Unproven);
    writeln!(out, "{style}{word}{style:#}: {proven} proven, {failed} failed, {unproven} beyond proof from here")
}

const fn style(state: FindingState) -> Style {
    match state {
        FindingState::Proven => AnsiColor::Green.on_default(),
        FindingState::Unproven => DIM,
        FindingState::Failed | FindingState::Broken => AnsiColor::Red.on_default().bold(),
    }
}

fn line(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let style = style(finding.state);
    let word = match finding.state {
        FindingState::Proven => "proven",
        FindingState::Unproven => "unproven",
        FindingState::Failed => "FAILED",
        FindingState::Broken => "BROKEN",
    };
    let took = finding.took_ms.map(|ms| format!(" ({ms} ms)")).unwrap_or_default();
    writeln!(out, "  {style}{word:<9}{style:#} {:<19} {}{took}", finding.code, plain(&finding.message))?;
    match &finding.next {
        Some(next) => writeln!(out, "            {DIM}next:{DIM:#} {}", plain(next)),
        None => Ok(()),
    }
}
