//! Every fixture comes to its decision, every reason has fixtures, and no dropped fact allows.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use fleetgate::decide::{Bundle, decide, evaluate};
use fleetgate::model::{Decision, EffectKind, Facts, Outcome, Point, Profile};
use serde::Deserialize;
use serde_json::{Value, json};

/// Codes that no facts can bring about: they stand for a broken bundle.
pub(super) const OF_BROKEN_BUNDLES: &[&str] = &["tool.rule.not_evaluated", "tool.undecided", "tool.kind.unlisted"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    rule: String,
    why: String,
    outcome: String,
    pub(super) codes: BTreeSet<String>,
}

pub(super) struct Case {
    pub(super) name: String,
    pub(super) facts: Value,
    pub(super) expected: Expected,
}

pub(super) static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| Bundle::embedded().unwrap());

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tool")
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn base() -> Value {
    read(&folder().join("base.json"))
}

pub(super) fn cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.join("patch.json").is_file());
    folders.sort();
    assert!(folders.len() > 40);
    let case = |path: &PathBuf| {
        let mut facts = base();
        merge(&mut facts, &read(&path.join("patch.json")));
        let expected = serde_json::from_value(read(&path.join("expected.json"))).unwrap();
        Case { name: path.file_name().unwrap().to_string_lossy().into_owned(), facts, expected }
    };
    folders.iter().map(case).collect()
}

/// RFC 7396.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    for (key, value) in patch {
        let map = target.as_object_mut().unwrap();
        match value {
            Value::Null => drop(map.remove(key)),
            _ => merge(map.entry(key).or_insert_with(|| json!({})), value),
        }
    }
}

pub(super) fn facts(document: Value) -> Facts {
    Facts::new(Point::Tool, Profile::Fleet, document)
}

fn codes(decision: &Decision) -> BTreeSet<String> {
    decision.reasons().iter().map(|reason| reason.code.clone()).collect()
}

#[test]
fn every_fixture_comes_to_its_decision() {
    for case in cases() {
        let decision = decide(&BUNDLE, &facts(case.facts));
        assert_eq!(decision.outcome().word(), case.expected.outcome, "{}: {:?}", case.name, decision.reasons());
        assert_eq!(codes(&decision), case.expected.codes, "{}", case.name);
        assert!(case.name.starts_with(&format!("{}-", case.expected.rule.to_lowercase())), "{}", case.name);
        assert!(!case.expected.why.is_empty(), "{}", case.name);
        let escalates = decision.obligations().iter().any(|obligation| obligation.verb == "escalate");
        assert_eq!(escalates, decision.outcome() == Outcome::Hold, "{}", case.name);
    }
}

#[test]
fn every_code_has_a_fixture() {
    let seen: BTreeSet<String> = cases().into_iter().flat_map(|case| case.expected.codes).collect();
    for rule in BUNDLE.rules().filter(|rule| rule.code.starts_with("tool.")) {
        let broken = OF_BROKEN_BUNDLES.contains(&rule.code.as_str());
        assert_ne!(seen.contains(&rule.code), broken, "{}", rule.code);
    }
}

/// The example that policy tests start from and the base of the fixtures are the same document.
#[test]
fn the_example_of_the_policy_tests_is_the_base_of_the_fixtures() {
    let mut files: Vec<(String, String)> =
        Bundle::embedded_files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let example = files.iter().find(|(path, _)| path == "policies/tool/example_test.rego").unwrap().1.clone();
    files.retain(|(path, _)| path != "policies/tool/tool.rego");
    files.push(("policies/tool/example.rego".to_owned(), example));
    let entry = "package tool\n\ndecision := data.tool.example_test.allowed\n";
    files.push(("policies/tool/tool.rego".to_owned(), entry.to_owned()));
    let bundle = Bundle::from_files(files).unwrap();
    assert_eq!(evaluate(&bundle, &facts(json!({}))).unwrap(), base());
}

fn table() -> Value {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/data/tool.json"))["tool"]["kinds"].clone()
}

#[test]
fn the_table_lists_every_kind_of_effect_and_no_other() {
    let listed: BTreeSet<String> = table().as_object().unwrap().keys().cloned().collect();
    let known: BTreeSet<String> = EffectKind::ALL.iter().map(|kind| kind.word().to_owned()).collect();
    assert_eq!(listed, known);
}

/// A bundle whose data file `tool.json` was changed.
fn altered(change: impl FnOnce(&mut Value)) -> Bundle {
    let mut data = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/data/tool.json"));
    change(&mut data["tool"]);
    let files = Bundle::embedded_files().map(|(path, text)| match path {
        "policies/data/tool.json" => (path.to_owned(), data.to_string()),
        _ => (path.to_owned(), text.to_owned()),
    });
    Bundle::from_files(files).unwrap()
}

#[test]
fn a_kind_that_is_missing_in_the_table_denies() {
    let bundle = altered(|tool| drop(tool["kinds"].as_object_mut().unwrap().remove("write")));
    let decision = decide(&bundle, &facts(base()));
    assert_eq!(decision.outcome(), Outcome::Deny);
    assert_eq!(codes(&decision), BTreeSet::from(["tool.kind.unlisted".to_owned()]));
}

#[test]
fn a_list_that_is_missing_in_the_data_denies() {
    for list in ["secret", "protected", "forbidden", "guarded", "reading", "writing", "staging", "all"] {
        for change in [Value::Null, json!([]), json!("word")] {
            let bundle = altered(|tool| tool["paths"][list] = change);
            assert_eq!(decide(&bundle, &facts(base())).outcome(), Outcome::Deny, "{list}");
        }
    }
    let bundle = altered(|tool| tool["reads"] = json!([]));
    assert_eq!(decide(&bundle, &facts(base())).outcome(), Outcome::Deny);
}

#[test]
fn a_missing_or_empty_policy_file_never_allows() {
    let embedded: Vec<(String, String)> =
        Bundle::embedded_files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let rules = embedded
        .iter()
        .map(|(path, _)| path.clone())
        .filter(|path| path.starts_with("policies/tool/") && path.ends_with(".rego") && !path.ends_with("_test.rego"));
    for gone in rules {
        for text in [None, embedded.iter().find(|(path, _)| *path == gone).map(|(_, text)| package_line(text))] {
            let mut files = embedded.clone();
            files.retain(|(path, _)| *path != gone);
            files.extend(text.map(|text| (gone.clone(), text)));
            let Ok(bundle) = Bundle::from_files(files) else { continue };
            assert_eq!(decide(&bundle, &facts(base())).outcome(), Outcome::Deny, "{gone}");
        }
    }
}

fn package_line(text: &str) -> String {
    format!("{}\n", text.lines().find(|line| line.starts_with("package ")).unwrap())
}

/// What may be gone without a refusal, each because it only restricts or says no more than how large.
const RESTRICTIONS: &[&str] = &[
    "/call/size",
    "/call/size/added",
    "/call/size/deleted",
    "/effects/0/classes/0",
    "/settings/profiles/0",
    "/effects/0/subjects/0",
    "/schema",
    "/effects/0/traits/0",
    "/effects/0/host",
    "/effects/0/command",
    "/settings/allow/hosts/0",
];

fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(i, value)| (i.to_string(), value)).collect(),
        _ => return,
    };
    for (key, child) in children {
        let at = format!("{at}/{key}");
        pointers(child, &at, found);
        found.push(at);
    }
}

/// With the schema guard aside: what `evaluate` refuses, `decide` refuses.
#[test]
fn a_fact_that_is_gone_or_null_never_allows() {
    let mut places = Vec::new();
    pointers(&base(), "", &mut places);
    for at in places.iter().filter(|at| !RESTRICTIONS.contains(&at.as_str())) {
        let (parent, key) = at.rsplit_once('/').unwrap();
        let mut gone = base();
        match gone.pointer_mut(parent) {
            Some(Value::Object(map)) => drop(map.remove(key)),
            Some(Value::Array(list)) => drop(list.remove(key.parse().unwrap())),
            _ => unreachable!(),
        }
        let mut null = base();
        *null.pointer_mut(at).unwrap() = Value::Null;
        for document in [gone, null] {
            let allows = evaluate(&BUNDLE, &facts(document.clone())).is_ok_and(|answer| answer["outcome"] == "allow");
            assert!(!allows, "{at}: {document}");
        }
    }
}

#[test]
fn the_guard_refuses_what_does_not_fit() {
    for key in ["schema", "settings", "session", "call", "total", "effects", "unknown"] {
        let mut document = base();
        document.as_object_mut().unwrap().remove(key);
        let decision = decide(&BUNDLE, &facts(document));
        assert!(decision.is_engine_failure() && decision.outcome() == Outcome::Deny, "{key}");
    }
}
