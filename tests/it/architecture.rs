//! The house: which room may know which, and what the pure rooms may not touch.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Room → the rooms that it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("shell", &["model"]),
    ("decide", &["model"]),
    ("gather", &["model", "shell"]),
    ("enforce", &["model"]),
    ("ledger", &["model"]),
    ("prove", &["model", "decide"]),
    ("cli", &["model", "decide", "gather", "enforce", "ledger", "prove", "shell"]),
];

/// Words that a pure room may not contain. Waiting for a `Duration` is fine, reading a clock is not.
const IMPURE: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "Instant", "SystemTime", "Timestamp::now", "git2", "sqlite"];

const PURE: &[&str] = &["model", "shell", "decide", "enforce", "prove"];

/// Lines that a source file may have, its own tests included.
const LONGEST_RUST: usize = 400;
const LONGEST_REGO: usize = 150;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(below: &str, ending: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, ending: &str, found: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&root().join(below), ending, &mut found);
    assert!(!found.is_empty(), "no {ending} file below {below}");
    found
}

/// The code of a file: no comments, no documentation.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let mut rooms_seen = BTreeMap::new();
    for (file, text) in files("src", ".rs") {
        let Some(room) = file.strip_prefix("src/").and_then(|rest| rest.split_once('/')).map(|(room, _)| room) else {
            continue;
        };
        let allowed =
            ROOMS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("{file}: no room `{room}`")).1;
        *rooms_seen.entry(room.to_owned()).or_insert(0) += 1;
        for line in code(&text) {
            for other in line.split("crate::").skip(1) {
                let other: String = other.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known = ROOMS.iter().any(|(name, _)| *name == other);
                assert!(known, "{file}: `crate::{other}` is no room: {line}");
                assert!(
                    other == room || allowed.contains(&other.as_str()),
                    "{file}: {room} may not import {other}: {line}"
                );
            }
        }
    }
    assert_eq!(rooms_seen.len(), ROOMS.len(), "{rooms_seen:?}");
}

#[test]
fn pure_rooms_touch_no_file_environment_network_process_or_clock() {
    for room in PURE {
        for (file, text) in files(&format!("src/{room}"), ".rs") {
            for line in code(&text) {
                for word in IMPURE {
                    assert!(!line.contains(word), "{file} mentions {word}: {line}");
                }
            }
        }
    }
}

#[test]
fn only_the_engine_names_the_policy_engine() {
    for (file, text) in files("src", ".rs") {
        let names = code(&text).any(|line| line.contains("regorus"));
        assert_eq!(names, file == "src/decide/engine.rs", "{file}");
    }
}

#[test]
fn only_decide_makes_a_decision_that_can_allow() {
    for (file, text) in files("src", ".rs") {
        let makes = code(&text).any(|line| line.contains("Decision::judged(") || line.contains("Judgement {"));
        let may = file.starts_with("src/decide/") || file == "src/model/decision.rs";
        assert!(!makes || may, "{file} makes a decision");
    }
}

#[test]
fn the_decision_can_not_be_read_from_json() {
    let text = files("src/model", ".rs").remove("src/model/decision.rs").unwrap();
    let (before, _) = text.split_once("pub struct Decision {").unwrap();
    let derive = before.lines().rev().find(|line| line.starts_with("#[derive")).unwrap();
    assert!(!derive.contains("Deserialize"), "{derive}");
}

#[test]
fn no_file_outgrows_its_room() {
    for (file, text) in files("src", ".rs").into_iter().chain(files("build", ".rs")) {
        assert!(text.lines().count() <= LONGEST_RUST, "{file} has {} lines", text.lines().count());
    }
    for (file, text) in files("policies", ".rego").iter().filter(|(file, _)| !file.ends_with("_test.rego")) {
        assert!(text.lines().count() <= LONGEST_REGO, "{file} has {} lines", text.lines().count());
        assert!(text.lines().all(|line| line.chars().count() <= 120), "{file} has a line over 120 columns");
    }
}

#[test]
fn every_rule_file_has_its_test_beside_it() {
    let files = files("policies", ".rego");
    for file in files.keys().filter(|file| !file.ends_with("_test.rego")) {
        let test = file.replace(".rego", "_test.rego");
        assert!(files.contains_key(&test), "{file} lacks {test}");
    }
}

#[test]
fn every_test_file_is_compiled_in() {
    let main = std::fs::read_to_string(root().join("tests/it/main.rs")).unwrap();
    for file in std::fs::read_dir(root().join("tests/it")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(name == "main" || main.contains(&format!("mod {name};")), "tests/it/main.rs does not name {name}");
    }
}

#[test]
fn only_the_dead_man_is_unsafe() {
    for (file, text) in files("src", ".rs") {
        let unsafe_code = code(&text).any(|line| line.contains("unsafe_code") || line.contains("unsafe {"));
        assert_eq!(unsafe_code, file == "src/cli/dead_man.rs", "{file}");
    }
}

#[test]
fn faults_on_purpose_are_in_no_release_build() {
    for (file, text) in files("src", ".rs") {
        assert!(!text.contains("FLEETGATE_FAULT") || file == "src/cli/faults.rs", "{file}");
        let lines: Vec<&str> = code(&text).collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("faults")) {
            let before = at.checked_sub(1).map(|at| lines[at].trim());
            assert_eq!(before, Some("#[cfg(debug_assertions)]"), "{file}: {line}");
        }
    }
}
