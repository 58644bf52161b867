//! Dropped facts: a fact that is gone, null or of another type never lets a change merge, with the schema guard aside.
//!
//! `decide` evaluates after its guard, so what `evaluate` refuses, `decide` refuses.

use std::collections::BTreeSet;

use fleetgate::decide::{decide, evaluate};
use fleetgate::model::Outcome;
use serde_json::{Value, json};

use super::cases::{BASE, BUNDLE, CASES, Case, allowed, in_parallel, merge_facts};

/// What may be removed from an allowed change without a refusal, each with its reason. `*` is any one segment.
const RESTRICTIONS: &[(&str, &str)] = &[
    ("/settings/review/max_age_us", "an age limit restricts; without one nothing is too old"),
    ("/settings/review/reviewers/only/*", "the reviewers that are left still restrict"),
    ("/settings/repo/value/required_checks/*", "one of several required checks restricts; the last one can't go"),
    ("/settings/repo/value/required_checks/*/app", "naming an app restricts whose check counts"),
    ("/settings/repo/value/advisory_checks/*", "matters only while that check fails"),
    ("/settings/repo/value/owners/*", "an owner more or less matters only where an approval counts"),
    ("/change/groups/*/classes/*", "a class may raise the risk or come beside another that keeps it low"),
    ("/change/groups/*/traits/*", "a trait may raise the risk; status and content can't go"),
    ("/change/history/groups/*", "a touched path restricts; the last group can't go"),
    ("/change/history/groups/*/classes/*", "a class of a touched path can only forbid it"),
    ("/change/history/contributors/*", "a hand in the change restricts who may review it"),
    ("/change/history/marks/*", "a mark restricts"),
    ("/evidence/author/value/kind", "who is not said to be a person is taken for a model"),
    ("/evidence/author/value/operator", "optional; it restricts who may review"),
    ("/evidence/author/value/family", "a person has none; it restricts who may review"),
    ("/evidence/contributors/value/*", "a hand in the change restricts who may review it"),
    ("/evidence/labels/value/*", "labels only tighten"),
    ("/evidence/verdicts/value/*", "a verdict more than it takes"),
    ("/evidence/verdicts/value/*/*", "of a verdict more than it takes, or the optional operator"),
    ("/evidence/checks/value/*", "a run more than it takes"),
    ("/evidence/checks/value/*/*", "of a run more than it takes, or the optional app, time and note"),
    ("/evidence/approvals/value/*", "an approval more than it takes"),
    ("/evidence/approvals/value/*/*", "of an approval more than it takes"),
    ("/evidence/staging/value/head_sha", "of a staging result that nobody asks for"),
];

fn is_restriction(pointer: &str) -> bool {
    RESTRICTIONS.iter().any(|(pattern, _)| {
        let (pattern, pointer) = (pattern.split('/'), pointer.split('/'));
        pattern.clone().count() == pointer.clone().count() && pattern.zip(pointer).all(|(p, s)| p == "*" || p == s)
    })
}

/// Every place of a document but its root.
pub(crate) fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(k, v)| (k.replace('~', "~0").replace('/', "~1"), v)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(i, v)| (i.to_string(), v)).collect(),
        _ => return,
    };
    for (key, child) in children {
        let at = format!("{at}/{key}");
        pointers(child, &at, found);
        found.push(at);
    }
}

/// The places to try: all of the base, of another case those where it differs, objects around them aside.
fn places(case: &Case, all: bool) -> Vec<String> {
    let mut found = Vec::new();
    pointers(&case.facts, "", &mut found);
    found.retain(|at| {
        let (before, now) = (BASE.pointer(at), case.facts.pointer(at));
        let around = [before, now].iter().all(|value| value.is_some_and(Value::is_object));
        all || (before != now && !around)
    });
    found
}

pub(crate) fn removed(document: &Value, at: &str) -> Value {
    let mut document = document.clone();
    let (parent, key) = at.rsplit_once('/').expect("a pointer");
    match document.pointer_mut(parent) {
        Some(Value::Object(map)) => drop(map.remove(&key.replace("~1", "/").replace("~0", "~"))),
        Some(Value::Array(list)) => drop(list.remove(key.parse().expect("an index"))),
        _ => panic!("{at} is nowhere"),
    }
    document
}

pub(crate) fn replaced(document: &Value, at: &str, by: Value) -> Value {
    let mut document = document.clone();
    *document.pointer_mut(at).expect("a place") = by;
    document
}

/// Values of other types than this one, `null` among them.
pub(crate) fn others(value: &Value) -> Vec<Value> {
    let kinds =
        [json!(null), json!(true), json!(false), json!(7), json!("word"), json!(["word"]), json!({"word": "word"})];
    kinds.into_iter().filter(|kind| std::mem::discriminant(kind) != std::mem::discriminant(value)).collect()
}

fn is_allowed(document: &Value) -> bool {
    evaluate(&BUNDLE, &merge_facts(document.clone())).is_ok_and(|answer| answer.get("outcome") == Some(&json!("allow")))
}

/// Tries every place of every given case; the places that stay allowed.
fn survivors(cases: &[&Case], all: bool, alter: impl Fn(&Value, &str) -> Vec<Value> + Sync) -> BTreeSet<String> {
    let tries: Vec<(&Case, String)> =
        cases.iter().flat_map(|case| places(case, all).into_iter().map(move |at| (*case, at))).collect();
    let left = in_parallel(&tries, |(case, at)| {
        alter(&case.facts, at).iter().any(is_allowed).then(|| format!("{} {at}", case.name))
    });
    left.into_iter().flatten().collect()
}

fn base_case() -> Vec<&'static Case> {
    allowed().filter(|case| case.facts == *BASE).collect()
}

fn other_cases() -> Vec<&'static Case> {
    allowed().filter(|case| case.facts != *BASE).collect()
}

fn unexplained(survivors: &BTreeSet<String>) -> Vec<&String> {
    survivors.iter().filter(|left| left.split_once(' ').is_none_or(|(_, at)| !is_restriction(at))).collect()
}

fn removal(document: &Value, at: &str) -> Vec<Value> {
    vec![removed(document, at)]
}

fn another_type(document: &Value, at: &str) -> Vec<Value> {
    let value = document.pointer(at).expect("a place");
    others(value).into_iter().map(|other| replaced(document, at, other)).collect()
}

/// `null` and one more.
fn null_or_another(document: &Value, at: &str) -> Vec<Value> {
    another_type(document, at).into_iter().step_by(4).collect()
}

#[test]
fn gf1_a_fact_that_is_gone_never_merges() {
    assert_eq!(base_case().len(), 1, "a fixture is the base itself");
    let left = survivors(&base_case(), true, removal);
    assert_eq!(unexplained(&left), Vec::<&String>::new());
}

#[test]
fn gf1_a_fact_of_another_type_never_merges() {
    let left = survivors(&base_case(), true, another_type);
    assert_eq!(left, BTreeSet::new());
}

#[test]
fn gf1_a_fact_that_is_gone_from_another_allowed_change_never_merges() {
    let left = survivors(&other_cases(), false, removal);
    assert_eq!(unexplained(&left), Vec::<&String>::new());
}

#[test]
fn gf1_a_fact_of_another_type_in_another_allowed_change_never_merges() {
    let left = survivors(&other_cases(), false, null_or_another);
    assert_eq!(left, BTreeSet::new());
}

#[test]
#[ignore = "minutes: every place of every allowed fixture, every type"]
fn gf1_no_dropped_fact_of_any_allowed_change_merges() {
    let cases: Vec<&Case> = allowed().collect();
    assert_eq!(unexplained(&survivors(&cases, true, removal)), Vec::<&String>::new());
    assert_eq!(survivors(&cases, true, another_type), BTreeSet::new());
}

/// The guard is in front: through `decide` a document that lost a required fact is an error of its own.
#[test]
fn gf1_the_guard_refuses_what_does_not_fit() {
    for key in ["schema", "now", "repo", "settings", "change", "evidence"] {
        let decision = decide(&BUNDLE, &merge_facts(removed(&BASE, &format!("/{key}"))));
        assert_eq!(decision.outcome(), Outcome::Deny);
        assert!(decision.is_engine_failure(), "{key}");
    }
    assert!(CASES.len() > 100);
}
