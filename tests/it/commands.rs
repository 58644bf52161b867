//! Command specifications: what is understood of a program's arguments, and what is not.

mod attacks;
mod beyond;
mod builders;
mod checkers;
mod clouds;
mod ecosystems;
mod everyday;
mod families;
mod files;
mod git;
mod handing;
mod history;
mod javascript;
mod languages;
mod packed;
mod random;
mod rarer;
mod toolchains;
mod tools;
mod unix;
mod usual;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use fleetgate::decide::Bundle;
use fleetgate::model::{CommandSpec, Effect, Form, Span, Subject};
use fleetgate::shell::{Arg, Call, Nested, Understanding, understand};

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| Bundle::embedded().unwrap());
type Found = BTreeMap<String, Option<Arc<CommandSpec>>>;
static FOUND: LazyLock<Mutex<Found>> = LazyLock::new(Mutex::default);

pub(crate) fn spec(program: &str) -> Option<Arc<CommandSpec>> {
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    found.entry(program.to_owned()).or_insert_with(|| BUNDLE.command(program).unwrap().map(Arc::new)).clone()
}

/// Words as a shell would split them: quotes, `$x` for something dynamic, globs.
pub(crate) fn words(line: &str) -> Vec<Arg> {
    let (mut args, mut chars, mut at) = (Vec::new(), line.chars().peekable(), 0);
    while let Some(&c) = chars.peek() {
        if c == ' ' {
            chars.next();
            continue;
        }
        let (mut text, mut known, mut glob, mut many) = (String::new(), true, false, false);
        while let Some(c) = chars.next_if(|c| *c != ' ') {
            match c {
                '\'' => text.extend(chars.by_ref().take_while(|c| *c != '\'')),
                '"' => {
                    for c in chars.by_ref().take_while(|c| *c != '"') {
                        known &= c != '$';
                        text.extend(known.then_some(c));
                    }
                }
                '$' if known => (known, many) = (false, true),
                '\\' => text.extend(chars.next()),
                c => {
                    glob |= matches!(c, '*' | '?' | '[') && known;
                    text.extend(known.then_some(c));
                }
            }
        }
        let span = Span { start: at, end: at + 1 };
        at += 1;
        args.push(match (known, glob && text != "[") {
            (true, false) => Arg::literal(text, span),
            (true, true) => Arg::glob(text, span),
            (false, _) => Arg::dynamic(text, many, span),
        });
    }
    args
}

pub(crate) fn call(line: &str) -> Call {
    let mut words = words(line);
    let assigned = words.iter().take_while(|w| w.text.split_once('=').is_some_and(|(n, _)| is_name(n))).count();
    let assignments = words
        .drain(..assigned)
        .map(|w| {
            let (name, value) = w.text.split_once('=').unwrap();
            (name.to_owned(), Arg { text: value.to_owned(), ..w.clone() })
        })
        .collect();
    let program = words.remove(0);
    Call { program, args: words, assignments, more: false }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// All levels of a command, nested ones included.
pub(crate) fn all(call: &Call, depth: usize) -> Understanding {
    let mut whole = understand(call, &spec);
    if depth == 0 {
        whole.unknown.push(fleetgate::model::NotUnderstood { span: Span::default(), why: "too deep".into() });
        return whole;
    }
    for nested in std::mem::take(&mut whole.nested) {
        match nested {
            Nested::Command { call, directory } => {
                let mut inner = all(&call, depth - 1);
                for effect in &mut inner.effects {
                    effect.directory.splice(0..0, directory.iter().map(Arg::subject));
                }
                whole.effects.extend(inner.effects);
                whole.unknown.extend(inner.unknown);
                whole.nested.extend(inner.nested);
            }
            script => whole.nested.push(script),
        }
    }
    whole
}

fn subject(subject: &Subject) -> String {
    let mark = match subject.form {
        Form::Exact => "",
        Form::Glob => "glob:",
        Form::Dynamic => "dynamic:",
        Form::Found => "found:",
        Form::Fed => "fed:",
    };
    format!("{mark}{}", subject.text)
}

/// `kind subject`, in the order in which they were found.
fn effect(effect: &Effect) -> String {
    let mut text = effect.kind.word().to_owned();
    for part in effect.subject.iter() {
        text = format!("{text} {}", subject(part));
    }
    for part in effect.remote.iter() {
        text = format!("{text} @{}", subject(part));
    }
    for attribute in &effect.attributes {
        text = format!("{text} {attribute:?}").to_lowercase().replacen(&text.to_lowercase(), &text, 1);
    }
    for part in &effect.directory {
        text = format!("{text} in {}", subject(part));
    }
    text
}

pub(crate) fn shown(line: &str) -> String {
    let found = all(&call(line), 6);
    let mut parts: Vec<String> = found.effects.iter().map(effect).collect();
    for nested in &found.nested {
        if let Nested::Script { text, .. } = nested {
            parts.push(format!("script {}", text.text));
        }
    }
    parts.dedup();
    if !found.unknown.is_empty() {
        parts = vec![format!("NOT: {}", found.unknown[0].why)];
    }
    parts.join(", ")
}

/// Tables: a command line, and its effects or `NOT`.
pub(crate) fn expect(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(line, wanted)| {
            let got = shown(line);
            let same = if *wanted == "NOT" { got.starts_with("NOT: ") } else { got == *wanted };
            (!same).then(|| format!("{line}\n  wanted {wanted}\n  got    {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every table of the files below.
fn tables() -> Vec<(&'static str, &'static str)> {
    [
        unix::TABLE,
        files::TABLE,
        git::TABLE,
        languages::TABLE,
        attacks::TABLE,
        ecosystems::TABLE,
        families::TABLE,
        tools::TABLE,
        toolchains::TABLE,
        values::TABLE,
        beyond::TABLE,
        checkers::TABLE,
        everyday::TABLE,
        clouds::TABLE,
        rarer::TABLE,
        handing::TABLE,
        usual::TABLE,
        history::TABLE,
        packed::TABLE,
        history::TABLE,
        packed::TABLE,
        builders::TABLE,
        javascript::TABLE,
        handing::TABLE,
        usual::TABLE,
    ]
    .concat()
}

#[test]
fn every_specification_is_sound() {
    let schema: serde_json::Value = serde_json::from_str(&fleetgate::cli::schema_text("commands").unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut programs = BTreeSet::new();
    for (path, text) in Bundle::embedded_files().filter(|(path, _)| path.starts_with("policies/data/commands/")) {
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        let misfits: Vec<String> =
            validator.iter_errors(&file).take(3).map(|e| format!("{} {e}", e.instance_path())).collect();
        assert!(misfits.is_empty(), "{path}: {misfits:?}");
        for program in file.as_object().unwrap().keys() {
            assert!(programs.insert(program.clone()), "{path}: another file has {program}, too");
            let spec = BUNDLE.command(program).unwrap().unwrap_or_else(|| panic!("{path}: {program}"));
            assert!(spec.same_as.is_none(), "{path}: `same_as` of {program} leads to another `same_as`");
            fleetgate::shell::check_specification(program, &spec).unwrap();
        }
    }
}

#[test]
fn every_specification_file_has_a_test_that_passes_and_one_that_does_not() {
    let (mut yes, mut no) = (BTreeSet::new(), BTreeSet::new());
    for (line, wanted) in tables() {
        let program = call(line).program.text;
        if wanted == "NOT" {
            no.insert(program)
        } else {
            yes.insert(program)
        };
    }
    for (path, text) in Bundle::embedded_files().filter(|(path, _)| path.starts_with("policies/data/commands/")) {
        let file: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).unwrap();
        if file.keys().all(|name| name.starts_with('=')) {
            continue;
        }
        assert!(file.keys().any(|name| yes.contains(name)), "{path}: nothing in tests/it/commands/ is understood");
        assert!(file.keys().any(|name| no.contains(name)), "{path}: nothing in tests/it/commands/ is refused");
    }
}
