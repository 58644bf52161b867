//! Every rule is missed: without it a fixture comes to a milder outcome, and a policy test fails.

use std::collections::BTreeSet;

use fleetgate::decide::{Bundle, TestOutcome, decide, test_policies};
use fleetgate::model::{Outcome, Point};

use super::policy::{BUNDLE, OF_BROKEN_BUNDLES, cases, facts};

/// Stands only beside the hold that it turns into a deny.
const NEVER_ALONE: &[&str] = &["tool.profile.unattended"];

#[test]
fn every_code_has_a_fixture_that_only_it_decides() {
    let alone: BTreeSet<String> = cases()
        .into_iter()
        .filter(|case| case.expected.codes.len() == 1)
        .flat_map(|case| case.expected.codes)
        .collect();
    for rule in BUNDLE.rules().filter(|rule| rule.code.starts_with("tool.")) {
        let exempt = [OF_BROKEN_BUNDLES, NEVER_ALONE].concat().contains(&rule.code.as_str());
        assert!(exempt || alone.contains(&rule.code), "no fixture is decided by {} alone", rule.code);
    }
}

/// The rules of a file that give a reason: the code, and the file with that one body made false.
fn without_each(text: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = (0..lines.len()).filter(|at| lines[*at] == "deny contains {" || lines[*at] == "hold contains {");
    let without = |start: usize| {
        let body = start + lines[start..].iter().position(|line| *line == "} if {").unwrap();
        let code = lines[start..body].iter().find_map(|line| line.trim().strip_prefix("\"code\": \"")).unwrap();
        let mut changed = lines.clone();
        changed.insert(body + 1, "\tfalse");
        (code.trim_end_matches("\",").to_owned(), changed.join("\n") + "\n")
    };
    starts.map(without).collect()
}

#[test]
fn a_rule_that_is_taken_out_turns_a_fixture_and_fails_a_policy_test() {
    let files: Vec<(String, String)> =
        Bundle::embedded_files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let (cases, mut seen) = (cases(), 0);
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("policies/tool/")) {
        // The tests of the rule's own folder, and what they start from: the others would take minutes.
        let (folder, _) = path.rsplit_once('/').unwrap();
        let near = |other: &str| {
            let own = other.strip_prefix(folder).is_some_and(|name| !name.trim_start_matches('/').contains('/'));
            own || other.ends_with("example_test.rego") || !other.ends_with("_test.rego")
        };
        for (code, changed) in without_each(text) {
            seen += 1;
            let altered = files.iter().filter(|(other, _)| other != path && near(other)).cloned();
            let bundle = Bundle::from_files(altered.chain([(path.clone(), changed)])).unwrap();
            let broken = OF_BROKEN_BUNDLES.contains(&code.as_str());
            let milder = cases.iter().filter(|case| case.expected.codes.contains(&code)).any(|case| {
                let found = decide(&bundle, &facts(case.facts.clone())).outcome();
                found < decide(&BUNDLE, &facts(case.facts.clone())).outcome()
            });
            assert!(milder || broken, "{path}: no fixture misses {code}");
            let failed = |outcome: &TestOutcome| *outcome != TestOutcome::Passed;
            let tests = test_policies(&bundle, Point::Tool, "").unwrap();
            assert!(tests.iter().any(|test| failed(&test.outcome)), "{path}: no policy test misses {code}");
        }
    }
    let codes = BUNDLE.rules().filter(|rule| rule.code.starts_with("tool.") && rule.outcome != Outcome::Allow).count();
    assert!(seen + 1 >= codes, "{seen} rules were taken out, {codes} are documented");
}
