//! The commands of a command line, one a line, in the order of the text.

use std::io::{self, Write};

use anstyle::Style;

use super::plain;
use crate::model::{Context, Invocation, Part, Script, Word};

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();
/// The most that is shown of one command, in characters.
const MOST: usize = 100;

/// Writes what a shell would run. What is known only when it runs stands as `…`.
///
/// # Errors
///
/// What the writer says.
pub fn invocations(script: &Script, out: &mut dyn Write) -> io::Result<()> {
    let lines = script.invocations.iter().map(|one| (command(one), circumstances(one)));
    let lines: Vec<(String, String)> = lines.filter(|(command, _)| !command.is_empty()).collect();
    let width = lines.iter().map(|(command, _)| command.chars().count()).max().unwrap_or_default();
    writeln!(out, "{BOLD}what a shell would run{BOLD:#}")?;
    for (number, (command, circumstances)) in (1_usize..).zip(&lines) {
        let line = format!("  {DIM}{number:>2}{DIM:#}  {command:<width$}  {DIM}{circumstances}{DIM:#}");
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

fn command(invocation: &Invocation) -> String {
    let assignments = invocation.assignments.iter().map(|assignment| {
        let values: Vec<String> = assignment.values.iter().map(word).collect();
        format!("{}{}{}", assignment.name, if assignment.partial { "+=" } else { "=" }, values.join(" "))
    });
    let words = invocation.program.iter().chain(&invocation.arguments).map(word);
    let appended = invocation.appended.then(|| "…".to_owned());
    let text = assignments.chain(words).chain(appended).collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn word(word: &Word) -> String {
    let part = |part: &Part| match part {
        Part::Literal(text) | Part::Glob(text) => text.clone(),
        Part::Variable(name) => format!("${name}"),
        Part::Home(user) => format!("~{user}"),
        Part::Bare => String::new(),
        Part::Number | Part::Count | Part::Sum => "N".to_owned(),
        Part::Revision | Part::Toplevel | Part::Printed(_) | Part::Stayed(_) | Part::Dynamic => "…".to_owned(),
    };
    let text = plain(&word.parts.iter().map(part).collect::<String>()).into_owned();
    let bare = |c: char| !c.is_whitespace() && !"'\"\\;&|<>()".contains(c);
    if !text.is_empty() && text.chars().all(bare) { text } else { format!("'{text}'") }
}

fn circumstances(invocation: &Invocation) -> String {
    let Context { piped_in, piped_out, background, subshell, looped, conditional, condition, .. } = invocation.context;
    let Context { substitution, process, here_document, nested, .. } = invocation.context;
    let wrapped = invocation.wrappers.iter().map(|wrapper| format!("by {}", wrapper.name));
    let said = [
        (piped_in, "from a pipe"),
        (piped_out, "into a pipe"),
        (conditional && !looped, "perhaps: what stands before decides"),
        (condition, "as a condition"),
        (looped, "in a loop"),
        (subshell, "in a subshell"),
        (substitution, "its output becomes words"),
        (process, "its output becomes a file"),
        (here_document, "in a here-document"),
        (background, "in the background"),
        (nested > 0, "in a script that is an argument"),
        (invocation.function, "a function defined here"),
    ];
    wrapped
        .chain(said.into_iter().filter(|(is, _)| *is).map(|(_, what)| what.to_owned()))
        .collect::<Vec<_>>()
        .join(", ")
}
