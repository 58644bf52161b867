//! Reading command lines: what is run is listed, or the whole is not understood.

mod bounds;
mod breaks;
mod generated;
mod honest;
mod prints;
mod traps;
mod values;
mod variables;
mod wrappers;
mod zsh;

use fleetgate::model::{Invocation, Part, Script, Word, Wrappers};
use fleetgate::shell::read;

/// The project's own table of wrappers.
fn table() -> Wrappers {
    let text = include_str!("../../policies/data/wrappers.json");
    let document: serde_json::Value = serde_json::from_str(text).unwrap();
    serde_json::from_value(document["wrappers"].clone()).unwrap()
}

fn script(text: &str) -> Script {
    read(text, &table())
}

fn word(word: &Word) -> String {
    let part = |part: &Part| match part {
        Part::Literal(text) => text.clone(),
        Part::Glob(pattern) => format!("<glob {pattern}>"),
        Part::Variable(name) => format!("<{name}>"),
        Part::Home(user) => format!("<home {user}>"),
        Part::Revision => "<revision>".to_owned(),
        Part::Bare => "<bare>".to_owned(),
        Part::Toplevel => "<toplevel>".to_owned(),
        Part::Stayed(_) => String::new(),
        Part::Printed(_) => "<listed>".to_owned(),
        Part::Number => "<number>".to_owned(),
        Part::Count => "<count>".to_owned(),
        Part::Sum => "<sum>".to_owned(),
        Part::Dynamic => "<?>".to_owned(),
    };
    let text: String = word.parts.iter().map(part).collect();
    let text = if text.is_empty() { "''".to_owned() } else { text };
    if word.splits { format!("{text}…") } else { text }
}

fn line(invocation: &Invocation) -> String {
    let mut words = Vec::new();
    for assignment in &invocation.assignments {
        let values: Vec<String> = assignment.values.iter().map(word).collect();
        words.push(format!("{}={}", assignment.name, values.join(",")));
    }
    words.extend(invocation.program.iter().chain(&invocation.arguments).map(word));
    if invocation.appended {
        words.push("+".to_owned());
    }
    for redirection in &invocation.redirections {
        let kind = serde_json::to_value(redirection.kind).unwrap();
        let fd = redirection.fd.map(|fd| fd.to_string()).unwrap_or_default();
        let target = redirection.target.as_ref().map(word).unwrap_or_default();
        words.push(format!("{fd}[{}]{target}", kind.as_str().unwrap()));
    }
    words.join(" ")
}

/// The invocations as lines; the script must be understood.
fn lines(text: &str) -> Vec<String> {
    let script = script(text);
    assert_eq!(script.unknown, [], "{text}");
    script.invocations.iter().map(line).collect()
}

/// Why the script is not understood, the first reason.
fn why(text: &str) -> String {
    let script = script(text);
    assert!(!script.unknown.is_empty(), "{text} is understood as {:?}", lines(text));
    script.unknown[0].why.clone()
}

/// The folders of the last invocation; `?` when unknown.
fn folders(text: &str) -> String {
    let script = script(text);
    assert_eq!(script.unknown, [], "{text}");
    let Some(folders) = &script.invocations.last().unwrap().folders else { return "?".to_owned() };
    let name = |parts: &[Part]| word(&Word::new(parts.to_vec(), false, fleetgate::model::Span::default()));
    folders.iter().map(|folder| name(&folder.0)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_eq!(lines(text), expected, "{text}");
}
