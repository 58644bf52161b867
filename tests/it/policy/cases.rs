//! The fixtures of `fixtures/merge`: each a merge patch on `base.json` with the decision that it must come to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use fleetgate::decide::{Bundle, decide};
use fleetgate::model::{Decision, Facts, Point, Profile};
use serde::Deserialize;
use serde_json::Value;

/// What a case must come to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) rule: String,
    pub(crate) why: String,
    pub(crate) outcome: String,
    pub(crate) codes: BTreeSet<String>,
}

/// A case with the decision of the embedded bundle.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) facts: Value,
    pub(crate) expected: Expected,
    pub(crate) decision: Decision,
}

pub(crate) static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| Bundle::embedded().expect("the bundle loads"));

pub(crate) static BASE: LazyLock<Value> = LazyLock::new(|| read(&folder().join("base.json")));

pub(crate) static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    #[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
    let entries = std::fs::read_dir(folder()).expect("the fixtures are there");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    folders.retain(|path| path.extension().is_none());
    folders.sort();
    in_parallel(&folders, |path| {
        let mut facts = BASE.clone();
        merge(&mut facts, &read(&path.join("patch.json")));
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let expected: Expected =
            serde_json::from_value(read(&path.join("expected.json"))).unwrap_or_else(|e| panic!("{name}: {e}"));
        let decision = decide(&BUNDLE, &merge_facts(facts.clone()));
        Case { name, facts, expected, decision }
    })
});

/// The cases that may merge.
pub(crate) fn allowed() -> impl Iterator<Item = &'static Case> {
    CASES.iter().filter(|case| case.expected.outcome == "allow")
}

/// One case of each rule and outcome: enough to see a bundle fail.
pub(crate) fn sample() -> Vec<&'static Case> {
    let mut seen = BTreeSet::new();
    CASES.iter().filter(|case| seen.insert((&case.expected.rule, &case.expected.outcome))).collect()
}

pub(crate) fn merge_facts(document: Value) -> Facts {
    Facts::new(Point::Merge, Profile::Fleet, document)
}

/// The embedded files as a bundle that a test may alter.
pub(crate) fn files() -> Vec<(String, String)> {
    Bundle::embedded_files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// Does `work` on every item, on two threads, in order.
pub(crate) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let other = scope.spawn(run);
        let mut mine = run();
        mine.extend(other.join().expect("a thread ends"));
        mine
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/merge")
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// RFC 7396.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(target) = target else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.remove(key);
        } else {
            merge(target.entry(key).or_insert(Value::Null), value);
        }
    }
}
