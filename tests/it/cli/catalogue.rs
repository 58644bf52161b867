//! The commands that show what the gate knows.

use std::collections::BTreeSet;

use fleetgate::cli::Exit;
use serde_json::Value;

use super::{program, text};
use crate::judge::fleetgate;

fn codes() -> Vec<String> {
    let list: Value = serde_json::from_str(&fleetgate(&["policy", "list", "--format", "json"], "").stdout).unwrap();
    list.as_array().unwrap().iter().map(|rule| rule["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_code_is_listed_once_sorted_and_well_formed() {
    let codes = codes();
    let distinct: BTreeSet<_> = codes.iter().cloned().collect();
    assert_eq!(distinct.into_iter().collect::<Vec<_>>(), codes);
    assert!(codes.len() > 40, "{codes:?}");
    for code in &codes {
        assert!(code.split('.').count() >= 2 && code.chars().all(|c| matches!(c, 'a'..='z' | '.' | '_')), "{code}");
    }
    let human = fleetgate(&["policy", "list"], "").stdout;
    let first: Vec<_> = human.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect();
    assert_eq!(first, codes);
}

#[test]
fn every_code_is_shown() {
    for code in codes() {
        let shown = fleetgate(&["policy", "show", &code], "");
        assert_eq!(shown.exit, Exit::Done, "{code}: {}", shown.stderr);
        assert!(shown.stdout.starts_with(&format!("{code}  ")), "{}", shown.stdout);
    }
    let shown = fleetgate(&["policy", "show", "merge.limits.files"], "").stdout;
    assert!(shown.starts_with("merge.limits.files  hold  fleet rule S1\ntoo many files\n"), "{shown}");
    assert!(shown.contains("policies/merge/limits/limits.rego:") && shown.contains("hold contains"), "{shown}");
    assert!(!shown.contains("merge.limits.lines"), "{shown}");
    let note = fleetgate(&["policy", "show", "merge.review.not_counted"], "").stdout;
    assert!(note.starts_with("merge.review.not_counted  note  "), "{note}");
}

#[test]
fn a_policy_file_is_shown_whole() {
    let file = fleetgate(&["policy", "show", "policies/merge/limits/limits.rego"], "").stdout;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/merge/limits/limits.rego");
    assert_eq!(file, std::fs::read_to_string(path).unwrap());
    fleetgate(&["policy", "show", "../Cargo.toml"], "").breaks("there is no rule `../Cargo.toml`");
}

#[test]
fn the_nearest_rule_is_suggested_for_a_typo() {
    let judged = fleetgate(&["policy", "show", "merge.path.forbiden"], "");
    judged.breaks("error: there is no rule `merge.path.forbiden`; did you mean `merge.path.forbidden`?\n");
    let far = fleetgate(&["policy", "show", "zzz"], "");
    far.breaks("error: there is no rule `zzz`; `fleetgate policy list` names them\n");
    let schema = fleetgate(&["schema", "evidnce"], "");
    schema.breaks("error: there is no schema `evidnce`; did you mean `evidence`?\n");
    fleetgate(&["schema", "zzz"], "").breaks("error: there is no schema `zzz`; `fleetgate schema` names them\n");
}

#[test]
fn schemas_are_listed_and_printed() {
    let list = fleetgate(&["schema"], "").stdout;
    let names: Vec<_> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    for name in ["decision", "evidence", "facts.merge", "fleet", "repo"] {
        assert!(names.contains(&name), "{list}");
    }
    for name in names {
        let schema = fleetgate(&["schema", name], "");
        assert_eq!(schema.json["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
    }
}

#[test]
fn what_goes_in_and_out_fits_the_schemas() {
    let fits = |name: &str, document: &Value| {
        let schema = fleetgate(&["schema", name], "").json;
        let errors: Vec<_> =
            jsonschema::options().build(&schema).unwrap().iter_errors(document).map(|e| e.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
    };
    let case = crate::judge::Case::change(&[crate::scene::put(".env", "A=1\n")]);
    let mut judged = case.judge().json;
    fits("facts.merge", &judged["facts"].take());
    judged.as_object_mut().unwrap().remove("facts");
    fits("decision", &judged);
    fits("evidence", &serde_json::from_str(&case.evidence_text()).unwrap());
}

#[test]
fn completions_and_help() {
    for shell in ["bash", "zsh", "fish"] {
        let script = fleetgate(&["completions", shell], "");
        assert!(script.exit == Exit::Done && script.stdout.contains("fleetgate"), "{shell}");
    }
    for args in [vec!["--help"], vec!["merge", "--help"], vec!["help", "merge"]] {
        let help = fleetgate(&args, "");
        assert_eq!((help.exit, help.stderr.as_str()), (Exit::Done, ""));
        assert!(
            help.stdout.contains("Examples:\n") && help.stdout.contains("Exit codes: 0 allow, 1 deny, 3 hold, 2"),
            "{args:?}"
        );
    }
    let version = program(&["--version"]).output().unwrap();
    assert_eq!(text(&version.stdout), format!("fleetgate {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_policys_own_tests_run() {
    let none = fleetgate(&["policy", "test", "no_such_test"], "");
    none.breaks("error: no policy test has `no_such_test` in its name; run `fleetgate policy test`\n");
}
