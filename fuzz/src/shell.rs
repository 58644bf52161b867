//! The shell room, and the command specifications behind it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use fleetgate::gather::tool::{self, Understood};
use fleetgate::model::{CommandSpec, Invocation, Script, Span, Word};
use fleetgate::shell;

use crate::{BUNDLE, PLANTED};

/// The bounds that reading promises.
const MOST_INVOCATIONS: usize = 2_000;
const MOST_UNKNOWN: usize = 100;

/// How a planted command is put beside any text. `@` is the text, `'@'` the text quoted, the planted command behind it.
const BESIDE: &[&str] = &["@\n\nPLANTED x", "PLANTED x\n@", "bash -c '@'", "eval '@'"];

/// And in a construct with a text that is a script of its own.
const WITHIN: &[&str] = &[
    "{\n@\n\nPLANTED x\n}",
    "( @\n\nPLANTED x\n)",
    "if true; then\n@\n\nPLANTED x\nfi",
    "for a in 1 2; do\n@\n\nPLANTED x\ndone",
    "echo \"$(\n@\n\nPLANTED x\n)\"",
    "cat <(\n@\n\nPLANTED x\n)",
    "f() {\n@\n\nPLANTED x\n}\nf",
];

/// Reads a script, alone and with a planted command.
pub fn check(text: &str) {
    let wrappers = BUNDLE.wrappers();
    let script = shell::read(text, wrappers);
    placed(text, &script);
    let whole = understood(text);
    if script.unknown.is_empty() {
        assert!(!script.invocations.is_empty() || does_nothing(text), "it does something, and nothing is listed");
        agrees_with_bash(text);
    } else {
        assert!(!whole.unknown.is_empty(), "what was not understood is left out");
    }
    if whole.unknown.is_empty() {
        assert!(!whole.doings.is_empty(), "it is understood, and nothing is there to be judged");
        specified(&script);
    }
    if !text.contains(PLANTED) {
        planted(text, BESIDE);
        if script.unknown.is_empty() {
            planted(text, WITHIN);
        }
    }
}

/// A command line by the command specifications.
pub fn understood(text: &str) -> Understood {
    thread_local! {
        static FOUND: RefCell<BTreeMap<String, Arc<CommandSpec>>> = RefCell::default();
    }
    let find = |program: &str| {
        if let Some(found) = FOUND.with_borrow(|found| found.get(program).cloned()) {
            return Some(found);
        }
        let spec = Arc::new(BUNDLE.command(program).expect("a specification that was built in")?);
        FOUND.with_borrow_mut(|found| found.insert(program.to_owned(), Arc::clone(&spec)));
        Some(spec)
    };
    tool::read(text, BUNDLE.wrappers(), &find, &|name| matches!(name, "PATH" | "HOME" | "TERM"))
}

/// Every place lies in the text, and the promised bounds hold.
fn placed(text: &str, script: &Script) {
    let lies = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} lies in no place of the text");
    let word = |word: &Word| {
        lies(word.span);
        assert_eq!(word.value.is_some(), word.parts.is_empty() || is_literal(word), "{word:?}");
        assert!(word.value.as_ref().is_none_or(|value| *value == word.prefix), "{word:?}");
    };
    assert!(script.invocations.len() <= MOST_INVOCATIONS && script.unknown.len() <= MOST_UNKNOWN);
    script.unknown.iter().for_each(|unknown| lies(unknown.span));
    for invocation in &script.invocations {
        let Invocation { span, program, arguments, assignments, redirections, wrappers, .. } = invocation;
        lies(*span);
        program.iter().chain(arguments).for_each(word);
        assignments.iter().flat_map(|assignment| &assignment.values).for_each(word);
        redirections.iter().filter_map(|redirection| redirection.target.as_ref()).for_each(word);
        wrappers.iter().flat_map(|wrapping| &wrapping.arguments).for_each(word);
    }
}

fn is_literal(word: &Word) -> bool {
    matches!(word.parts.as_slice(), [fleetgate::model::Part::Literal(_)])
}

/// Every program of a command line that was understood is one that somebody described.
fn specified(script: &Script) {
    for invocation in script.invocations.iter().filter(|invocation| !invocation.function) {
        let Some(program) = &invocation.program else { continue };
        let name = program.value.as_deref().expect("a program that nobody knows is understood");
        let name = by_name(name);
        assert!(BUNDLE.command(name).is_ok_and(|spec| spec.is_some()), "{name} is understood, and nobody described it");
    }
}

/// The name of a program by path, where it lies in a folder of the system or of what a package manager installed.
fn by_name(program: &str) -> &str {
    let wrappers = BUNDLE.wrappers();
    let Some((folder, name)) = program.rfind('/').map(|cut| program.split_at(cut + 1)) else { return program };
    let installed = wrappers.installs.keys().any(|known| folder.ends_with(known.as_str()));
    if installed || wrappers.folders.iter().any(|known| known == folder) { name } else { program }
}

/// Blank, or all comments, or nothing but tests and arithmetic, which show no command.
fn does_nothing(text: &str) -> bool {
    let text = text.replace("\\\n", "");
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.all(|line| ["[[", "((", "case", "for", "!", "time"].iter().any(|start| line.starts_with(start)))
}

/// A program that nobody knows keeps every command line from being understood.
fn planted(text: &str, shapes: &[&str]) {
    let behind = format!("{text}\n\n{PLANTED} x").replace('\'', "'\\''");
    for shape in shapes {
        let text = if shape.contains("'@'") { &behind } else { text };
        let script = shape.replace("PLANTED", PLANTED).replace('@', text);
        assert!(!understood(&script).unknown.is_empty(), "the planted command is overlooked in {script:?}");
    }
}

/// With `FUZZ_BASH` set: what bash rejects is not understood. bash only reads it (`-n`).
fn agrees_with_bash(text: &str) {
    static ASKED: LazyLock<bool> = LazyLock::new(|| std::env::var_os("FUZZ_BASH").is_some());
    if *ASKED {
        let read = Command::new("bash").args(["-n", "-c", "--", text]).output();
        assert!(read.is_ok_and(|read| read.status.success()), "understood, and bash rejects it");
    }
}
