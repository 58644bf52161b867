//! Every fixture comes to its decision, and every reason has fixtures.

use std::collections::BTreeSet;

use fleetgate::decide::{decide, evaluate};
use fleetgate::model::{Decision, Outcome};

use super::cases::{BASE, BUNDLE, CASES, files, merge_facts};

/// Codes that no facts can bring about: they stand for a broken bundle, and `bundles.rs` tests them.
const OF_BROKEN_BUNDLES: &[&str] = &["merge.rule.not_evaluated", "merge.undecided"];

fn codes(decision: &Decision) -> BTreeSet<String> {
    decision.reasons().iter().map(|reason| reason.code.clone()).collect()
}

#[test]
fn every_fixture_comes_to_its_decision() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter(|case| {
            case.decision.outcome().word() != case.expected.outcome || codes(&case.decision) != case.expected.codes
        })
        .map(|case| format!("{}: {} {:?}", case.name, case.decision.outcome().word(), case.decision.reasons()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fixture_is_named_after_its_rule_and_says_why() {
    for case in CASES.iter() {
        assert!(case.name.starts_with(&format!("{}-", case.expected.rule.to_lowercase())), "{}", case.name);
        assert!(!case.expected.why.is_empty(), "{}", case.name);
    }
}

#[test]
fn every_code_has_a_fixture_that_only_it_decides() {
    let seen: BTreeSet<String> = CASES.iter().flat_map(|case| codes(&case.decision)).collect();
    let alone: BTreeSet<&String> = CASES
        .iter()
        .filter_map(|case| {
            let mut objections = case.decision.reasons().iter().filter(|r| r.outcome != Outcome::Allow);
            let only = objections.next()?;
            objections.all(|other| other.code == only.code).then_some(&only.code)
        })
        .collect();
    for rule in BUNDLE.rules().filter(|rule| rule.code.starts_with("merge.")) {
        let code = &rule.code;
        if OF_BROKEN_BUNDLES.contains(&code.as_str()) {
            continue;
        }
        assert!(seen.contains(code), "no fixture gives {code}");
        assert!(
            rule.outcome == Outcome::Allow || alone.contains(code) || NEVER_ALONE.contains(&code.as_str()),
            "{code}"
        );
    }
}

/// Foreign evidence counts as absent, so that verdicts and checks are too few as well.
const NEVER_ALONE: &[&str] = &["merge.evidence.other_repository", "merge.enrol.name_unknown"];

/// The example that policy tests start from and the base of the fixtures are the same document.
#[test]
fn the_example_of_the_policy_tests_is_the_base_of_the_fixtures() {
    let mut files = files();
    let example =
        files.iter().find(|(path, _)| path == "policies/lib/example_test.rego").expect("the example").1.clone();
    files.retain(|(path, _)| path != "policies/merge/merge.rego");
    files.push(("policies/lib/example.rego".to_owned(), example));
    let entry = "package merge\n\ndecision := data.lib.example_test.allowed\n";
    files.push(("policies/merge/merge.rego".to_owned(), entry.to_owned()));
    let bundle = fleetgate::decide::Bundle::from_files(files).expect("the bundle loads");
    assert_eq!(evaluate(&bundle, &merge_facts(serde_json::json!({}))).expect("an answer"), *BASE);
}

#[test]
fn gf4_same_facts_and_bundle_give_the_same_bytes() {
    for case in CASES.iter().step_by(7) {
        let again = decide(&BUNDLE, &merge_facts(case.facts.clone()));
        let bytes = |decision| serde_json::to_string(decision).expect("a decision is JSON");
        assert_eq!(bytes(&again), bytes(&case.decision), "{}", case.name);
    }
}

#[test]
fn reasons_come_strictest_first() {
    for case in CASES.iter() {
        assert!(case.decision.reasons().is_sorted_by(|a, b| a.outcome >= b.outcome), "{}", case.name);
        assert!(!case.decision.is_engine_failure(), "{}: {:?}", case.name, case.decision.reasons());
    }
}

#[test]
fn obligations_fit_the_outcome() {
    for case in CASES.iter() {
        let verbs: BTreeSet<&str> = case.decision.obligations().iter().map(|o| o.verb.as_str()).collect();
        assert_eq!(verbs.contains("merge"), case.expected.outcome == "allow", "{}", case.name);
        assert_eq!(verbs.contains("escalate"), case.expected.outcome == "hold", "{}", case.name);
        assert_eq!(verbs.contains("close"), case.expected.codes.contains("merge.synthetic.close"), "{}", case.name);
        let over = case.expected.codes.iter().any(|code| code.starts_with("merge.limits."));
        assert_eq!(verbs.contains("split"), over && case.expected.outcome == "hold", "{}", case.name);
        let waits = case.expected.codes.contains("merge.checks.waiting") && case.expected.outcome == "hold";
        assert_eq!(verbs.contains("wait"), waits, "{}", case.name);
    }
}
