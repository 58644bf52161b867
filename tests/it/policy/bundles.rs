//! Broken bundles: a policy file that is gone, empty or wrong never lets a change merge.

use fleetgate::decide::{Bundle, decide, evaluate};
use fleetgate::model::{Decision, Facts, Outcome, Point, Profile};

use super::cases::{BASE, CASES, Case, files, in_parallel, merge_facts, sample};

fn is_rule(path: &str) -> bool {
    let here = path.starts_with("policies/merge/") || path.starts_with("policies/lib/");
    here && path.ends_with(".rego") && !path.ends_with("_test.rego")
}

/// A bundle whose file `path` has other text, or is gone.
fn altered(path: &str, text: Option<&str>) -> Option<Bundle> {
    let mut files = files();
    assert!(files.iter().any(|(seen, _)| seen == path), "{path} is in the bundle");
    files.retain(|(seen, _)| seen != path);
    files.extend(text.map(|text| (path.to_owned(), text.to_owned())));
    Bundle::from_files(files).ok()
}

/// What the base facts come to under another entry file.
fn judged_by(entry: &str) -> Decision {
    let bundle = altered("policies/merge/merge.rego", Some(entry)).expect("the bundle loads");
    decide(&bundle, &merge_facts(BASE.clone()))
}

/// Fails where an altered bundle gives anything but a deny on any of the cases.
fn denies_all(path: &str, text: Option<&str>, cases: &[&Case]) {
    let Some(bundle) = altered(path, text) else { return };
    for (case, outcome) in
        in_parallel(cases, |case| (case.name.clone(), decide(&bundle, &merge_facts(case.facts.clone())).outcome()))
    {
        assert_eq!(outcome, Outcome::Deny, "{path} is gone or empty, and {case} is no deny");
    }
}

fn every_rule_file(change: impl Fn(&str, &str) -> Option<String>, cases: &[&Case]) {
    for (path, text) in files().iter().filter(|(path, _)| is_rule(path)) {
        denies_all(path, change(path, text).as_deref(), cases);
    }
}

fn package_line(_: &str, text: &str) -> Option<String> {
    text.lines().find(|line| line.starts_with("package ")).map(|line| format!("{line}\n"))
}

#[test]
fn a_missing_policy_file_denies() {
    every_rule_file(|_, _| None, &sample());
}

#[test]
fn an_empty_policy_file_denies() {
    every_rule_file(package_line, &sample());
}

#[test]
#[ignore = "minutes: every file against every fixture"]
fn a_missing_or_empty_policy_file_denies_every_fixture() {
    let all: Vec<&Case> = CASES.iter().collect();
    every_rule_file(|_, _| None, &all);
    every_rule_file(package_line, &all);
}

#[test]
fn a_rule_that_is_not_evaluated_denies_by_name() {
    let bundle = altered("policies/merge/limits/limits.rego", Some("package merge.limits\n")).expect("it loads");
    let decision = decide(&bundle, &merge_facts(BASE.clone()));
    let subjects: Vec<_> = decision.reasons().iter().map(|r| (r.code.as_str(), r.subject.as_deref())).collect();
    assert_eq!(subjects, [("merge.rule.not_evaluated", Some("limits"))]);
}

#[test]
fn an_undecided_policy_denies() {
    let files = files();
    let entry = &files.iter().find(|(path, _)| path == "policies/merge/merge.rego").expect("the entry").1;
    let decision = judged_by(&entry.replace("outcome := \"", "outcome := \"\" if false\n\nunused := \""));
    assert_eq!(codes(&decision), ["merge.undecided"]);
}

fn codes(decision: &Decision) -> Vec<&str> {
    assert_eq!(decision.outcome(), Outcome::Deny);
    decision.reasons().iter().map(|reason| reason.code.as_str()).collect()
}

fn answering(outcome: &str, deny: &str) -> Decision {
    judged_by(&format!(
        "package merge\n\n# METADATA\n# title: a\n# description: b\n# custom:\n#   code: merge.a\n#   outcome: deny\n\
         #   fleet_rule: GF1\ndecision := {{\"outcome\": \"{outcome}\", \"risk\": null, \"deny\": {deny}, \"hold\": [], \
         \"note\": [], \"obligations\": [], \"facts_missing\": [], \"derived\": {{}}}}\n"
    ))
}

#[test]
fn an_answer_that_contradicts_itself_denies() {
    assert_eq!(codes(&answering("allow", r#"[{"code": "merge.a", "message": "m"}]"#)), ["engine.answer"]);
    assert_eq!(codes(&answering("deny", "[]")), ["engine.answer"]);
    assert_eq!(codes(&answering("perhaps", "[]")), ["engine.answer"]);
    assert_eq!(codes(&judged_by("package merge\n\ndecision := true\n")), ["engine.answer"]);
}

#[test]
fn an_undocumented_reason_denies() {
    assert_eq!(codes(&answering("deny", r#"[{"code": "merge.b", "message": "m"}]"#)), ["engine.unknown_code"]);
}

#[test]
fn a_policy_without_an_answer_denies() {
    assert_eq!(codes(&judged_by("package merge\n\ndecision := 1 if false\n")), ["engine.undefined"]);
    assert_eq!(codes(&judged_by("package elsewhere\n")).len(), 1);
}

#[test]
fn a_rule_that_errors_denies() {
    assert_eq!(codes(&judged_by("package merge\n\ndecision := {\"outcome\": 1 / 0}\n")), ["engine.evaluation"]);
    assert_eq!(codes(&judged_by("package merge\n\ndecision := to_number(input.repo)\n")), ["engine.evaluation"]);
    assert_eq!(codes(&judged_by("package merge\n\ndecision := {\n")), ["engine.bundle"]);
}

#[test]
fn a_policy_that_runs_on_and_on_denies() {
    let started = std::thread::spawn(|| {
        judged_by(
            "package merge\n\ndecision := count({x | some a in numbers.range(1, 1000); \
             some b in numbers.range(1, 1000); some c in numbers.range(1, 1000); x := (a * b) * c})\n",
        )
    });
    assert_eq!(codes(&started.join().expect("no panic")), ["engine.timeout"]);
}

#[test]
fn recursion_denies() {
    assert_eq!(codes(&judged_by("package merge\n\ndecision := f(1)\n\nf(x) := f(x + 1)\n")), ["engine.recursion"]);
    assert_eq!(codes(&judged_by("package merge\n\ndecision := a\n\na := b\n\nb := a\n")), ["engine.recursion"]);
}

#[test]
fn facts_that_do_not_fit_their_schema_deny() {
    let bundle = Bundle::embedded().expect("the bundle loads");
    let decision = decide(&bundle, &merge_facts(serde_json::json!({})));
    assert_eq!(codes(&decision), ["engine.facts"]);
}

/// What is embedded is read piece by piece: this is where it is checked as a whole.
#[test]
fn what_is_embedded_is_a_sound_bundle() {
    let embedded = Bundle::embedded().expect("the bundle loads");
    let files = Bundle::embedded_files().map(|(path, text)| (path.to_owned(), text.to_owned()));
    let checked = Bundle::from_files(files).expect("every file is sound");
    assert_eq!(embedded.digest(), checked.digest());
    assert_eq!(embedded.measures().expect("data"), checked.measures().expect("the same"));
    assert_eq!(embedded.tool(), checked.tool());
    assert_eq!(embedded.wrappers(), checked.wrappers());
    assert!(embedded.rules().eq(checked.rules()));
    for rule in checked.rules() {
        assert_eq!(embedded.rule(&rule.code), Some(rule));
    }
    assert!(embedded.programs().eq(checked.programs()));
    for program in embedded.programs() {
        assert_eq!(embedded.command(program).expect("a specification"), checked.command(program).expect("the same"));
    } // Recursion and what the engine can't take are looked for where policies are loaded.
    for point in Point::ALL {
        let facts = Facts::new(*point, Profile::Fleet, serde_json::json!({}));
        evaluate(&checked, &facts).expect("the policies load");
    }
}
