//! What was understood of a tool call, for a person: effects, paths with their classes, what was not understood.

use std::io::{self, Write};

use anstyle::Style;

use super::plain;
use crate::model::{EffectGroup, Fact, Place, SubjectForm, ToolFacts};

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// Writes what was understood.
///
/// # Errors
///
/// What the writer says.
pub fn call(facts: &ToolFacts, out: &mut dyn Write) -> io::Result<()> {
    let stated = |fact: &Fact<String>| match fact {
        Fact::Known(known) => known.value.clone(),
        Fact::Unknown(why) => format!("unknown: {}", why.unknown),
    };
    let branch = match &facts.session.branch {
        Fact::Known(known) if known.value.protected => format!("{} (protected)", known.value.name),
        Fact::Known(known) => known.value.name.clone(),
        Fact::Unknown(why) => format!("unknown: {}", why.unknown),
    };
    writeln!(out, "{BOLD}what was understood{BOLD:#}")?;
    writeln!(out, "  {DIM}work tree{DIM:#}  {}", plain(&stated(&facts.session.root)))?;
    writeln!(out, "  {DIM}branch{DIM:#}     {}", plain(&branch))?;
    if let Some(size) = facts.call.size {
        writeln!(out, "  {DIM}edit{DIM:#}       +{} -{} lines", size.added, size.deleted)?;
    }
    for group in &facts.effects {
        effect(group, out)?;
    }
    for gap in &facts.unknown.parts {
        writeln!(out, "  {BOLD}not understood{BOLD:#}  {}: {}", plain(&gap.part), plain(&gap.why))?;
    }
    writeln!(out)
}

fn effect(group: &EffectGroup, out: &mut dyn Write) -> io::Result<()> {
    let by = group.command.as_deref().map(|command| format!("{command}: ")).unwrap_or_default();
    writeln!(out, "  {}{BOLD}{}{BOLD:#}  {}", plain(&by), group.kind.word(), plain(&group.subjects.join(", ")))?;
    let mut known = Vec::new();
    if group.form != SubjectForm::None && group.form != SubjectForm::Exact {
        known.push(format!("{:?}", group.form).to_lowercase());
    }
    if group.place != Place::None {
        known.push(format!("{:?}", group.place).to_lowercase());
    }
    known.extend(group.host.iter().cloned());
    known.extend(group.classes.iter().map(|class| format!("class {class}")));
    known.extend(group.traits.iter().cloned());
    if known.is_empty() {
        return Ok(());
    }
    writeln!(out, "    {DIM}{}{DIM:#}", plain(&known.join(", ")))
}
