//! A call that waits for a person, shown whole: nothing in it can steer the terminal or pass for another line.

use std::io::{self, Write};

use anstyle::Style;
use serde_json::Value;

use super::plain;

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// How much of a call a list shows, in characters.
const SHOWN: usize = 100;

/// A call that waits, or that is granted. Times are in seconds.
#[derive(Clone, Debug)]
pub struct Waiting<'a> {
    /// The code that a person types in.
    pub code: String,
    /// The tool's name, as the client calls it.
    pub tool: &'a str,
    /// The tool's arguments.
    pub arguments: &'a Value,
    /// The folder in which the call runs.
    pub cwd: &'a str,
    /// The root of the work tree, where there is one.
    pub root: Option<&'a str>,
    /// The client's name for the session.
    pub session: &'a str,
    /// Why it is held: code, message, subject.
    pub reasons: Vec<(&'a str, &'a str, Option<&'a str>)>,
    /// How long it still waits or counts.
    pub left: u64,
    /// How long ago it was asked.
    pub age: u64,
    /// Whether a person granted it.
    pub granted: bool,
}

/// Writes one entry of a list.
///
/// # Errors
///
/// What the writer says.
pub fn waiting(call: &Waiting<'_>, out: &mut dyn Write) -> io::Result<()> {
    let word = if call.granted { "granted" } else { "waits" };
    let more = match call.granted {
        true => format!("{} left", span(call.left)),
        false => format!("asked {} ago", span(call.age)),
    };
    let whole = match call.arguments {
        Value::Object(map) if map.len() == 1 => map.values().next().and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    let whole = whole.unwrap_or_else(|| call.arguments.to_string());
    let mut shown: String = whole.chars().take(SHOWN).collect();
    if shown.len() < whole.len() {
        shown.push('…');
    }
    writeln!(out, "{BOLD}{}{BOLD:#}  {word}, {more}  {}  {}", call.code, plain(call.tool), plain(&shown))?;
    writeln!(out, "           {DIM}{}, session {}{DIM:#}", plain(call.cwd), plain(call.session))
}

/// Writes the whole call, where it would run, and why it is held.
///
/// # Errors
///
/// What the writer says.
pub fn held_call(call: &Waiting<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}  {}\n", call.code, plain(call.tool))?;
    match call.arguments {
        Value::Object(map) => {
            for (key, value) in map {
                writeln!(out, "  {DIM}{}{DIM:#}", plain(key))?;
                argument(value, out)?;
            }
        }
        other => argument(other, out)?,
    }
    writeln!(out)?;
    for (label, text) in [("folder", call.cwd), ("work tree", call.root.unwrap_or("none")), ("session", call.session)] {
        writeln!(out, "  {DIM}{label:<9}{DIM:#}  {}", plain(text))?;
    }
    writeln!(out, "  {DIM}asked{DIM:#}      {} ago\n\n  held because", span(call.age))?;
    for (code, message, subject) in &call.reasons {
        let subject = subject.map(|subject| format!("{subject}: ")).unwrap_or_default();
        writeln!(out, "  - {}{} {DIM}[{}]{DIM:#}", plain(&subject), plain(message), plain(code))?;
    }
    Ok(())
}

/// A text line by line, anything else as JSON; every line behind a bar of its own.
fn argument(value: &Value, out: &mut dyn Write) -> io::Result<()> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).map_err(io::Error::from)?,
    };
    text.split('\n').try_for_each(|line| writeln!(out, "  {DIM}|{DIM:#} {}", plain(line)))
}

/// A time for people, from seconds: the largest unit that comes out even enough.
#[must_use]
pub fn span(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds / 60),
        _ => format!("{} h", seconds / 3600),
    }
}
