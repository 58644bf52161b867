//! The compiled policies against the interpreter: the same answer, byte by byte, or none.

use std::sync::atomic::{AtomicUsize, Ordering};

use fleetgate::decide::{compiled, decide, interpret};
use fleetgate::model::Outcome;
use serde_json::Value;

use super::policy::{BUNDLE, cases, facts};
use crate::policy::cases::in_parallel;
use crate::policy::dropped_facts::{others, pointers, removed, replaced};

/// The document with each of its places gone, and with values of other types there.
fn broken(document: &Value) -> Vec<Value> {
    let mut places = Vec::new();
    pointers(document, "", &mut places);
    let of = |at: &String| {
        let value = document.pointer(at).unwrap();
        let replaced = others(value).into_iter().map(|other| replaced(document, at, other));
        [removed(document, at)].into_iter().chain(replaced).collect::<Vec<_>>()
    };
    places.iter().flat_map(of).collect()
}

/// How often the compiled policies answered; each time as the interpreter does.
fn agreements(documents: &[Value]) -> usize {
    let answered = AtomicUsize::new(0);
    in_parallel(documents, |document| {
        let facts = facts(document.clone());
        let Some(answer) = compiled(&BUNDLE, &facts) else { return };
        answered.fetch_add(1, Ordering::Relaxed);
        let interpreted = interpret(&BUNDLE, &facts);
        let interpreted = interpreted.unwrap_or_else(|e| panic!("{e}\n{document}\n{answer}"));
        assert_eq!(answer.to_string(), interpreted.to_string(), "{document}");
    });
    answered.into_inner()
}

#[test]
fn every_fixture_is_answered_as_by_the_interpreter() {
    let documents: Vec<Value> = cases().into_iter().map(|case| case.facts).collect();
    assert_eq!(agreements(&documents), documents.len());
}

#[test]
fn broken_facts_are_answered_as_by_the_interpreter_or_left_to_it() {
    let documents: Vec<Value> = cases().iter().step_by(12).flat_map(|case| broken(&case.facts)).collect();
    let answered = agreements(&documents);
    assert!(answered > documents.len() / 2, "{answered} of {}", documents.len());
}

#[test]
#[ignore = "minutes: every place of every fixture, every type"]
fn all_broken_facts_are_answered_as_by_the_interpreter_or_left_to_it() {
    let documents: Vec<Value> = cases().iter().flat_map(|case| broken(&case.facts)).collect();
    let answered = agreements(&documents);
    assert!(answered > documents.len() / 2, "{answered} of {}", documents.len());
}

/// What is in doubt comes to the interpreter's failure.
#[test]
fn an_error_in_the_policies_is_a_deny() {
    let case = cases().swap_remove(0);
    let facts = facts(replaced(&case.facts, "/call", Value::from("word")));
    assert_eq!(compiled(&BUNDLE, &facts), None);
    assert!(interpret(&BUNDLE, &facts).is_err());
    assert_eq!(decide(&BUNDLE, &facts).outcome(), Outcome::Deny);
}
