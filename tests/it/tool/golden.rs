//! Every client's events with their answers, to the letter: `fixtures/hook/<client>/<case>/`.

use std::path::{Path, PathBuf};

use fleetgate::enforce::clients::Client;
use serde::Deserialize;
use serde_json::Value;

use super::desk::Desk;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    why: String,
    #[serde(default)]
    flags: Vec<String>,
    /// Standard output as JSON in one line; none: nothing.
    out: Option<Value>,
    code: i32,
    /// What the reason says.
    reason: Vec<String>,
}

fn folders(at: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The reason in an answer, and the answer with `{reason}` in its place.
fn without_reason(answer: &mut Value) -> String {
    const KEYS: &[&str] = &["reason", "permissionDecisionReason", "user_message", "agent_message"];
    let mut found = String::new();
    for (key, value) in answer.as_object_mut().unwrap() {
        match value {
            Value::Object(_) => found = without_reason(value),
            Value::String(text) if KEYS.contains(&key.as_str()) => {
                found = std::mem::replace(text, "{reason}".to_owned());
            }
            _ => {}
        }
    }
    found
}

fn checked(client: Client, case: &Path) -> usize {
    let expected: Expected = serde_json::from_str(&read(&case.join("expected.json"))).unwrap();
    let mut desk = Desk::new();
    desk.client = client.word();
    desk.arguments = expected.flags;
    let places = [
        ("{root}", desk.root()),
        ("{home}", desk.home()),
        ("{log}", desk.log("0.169.0")),
        ("{oldlog}", desk.log("0.164.1")),
    ];
    let event = read(&case.join("event.json"));
    let event = places.iter().fold(event, |event, (name, path)| event.replace(name, path.to_str().unwrap()));
    let said = desk.says(event.as_bytes());
    let name = case.display();
    assert!(!expected.why.is_empty(), "{name}");
    assert_eq!(said.code, Some(expected.code), "{name}: {said:?}");
    let Some(out) = expected.out else {
        assert_eq!((said.out.as_str(), said.err.as_str()), ("", ""), "{name}");
        return 1;
    };
    assert_eq!(said.out.matches('\n').count(), 1, "{name}: one line: {said:?}");
    let mut answer: Value = serde_json::from_str(&said.out).unwrap();
    let reason = without_reason(&mut answer);
    assert_eq!(answer, out, "{name}: {reason}");
    assert_eq!(said.err.trim_end(), if expected.code == 2 { reason.as_str() } else { "" }, "{name}");
    for part in expected.reason {
        assert!(reason.contains(&part), "{name}: `{part}` is not in `{reason}`");
    }
    1
}

fn all_of(client: Client) {
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hook").join(client.word());
    let cases = folders(&at);
    for start in ["shell-allow", "shell-hold", "shell-deny", "edit-", "mcp-hold", "mcp-deny", "malformed"] {
        let patch = start.replace("edit", "patch");
        let has =
            |case: &PathBuf| [start, &patch].iter().any(|s| case.file_name().unwrap().to_str().unwrap().starts_with(s));
        assert!(cases.iter().any(has), "{}: no case {start}", client.word());
    }
    assert!(cases.iter().map(|case| checked(client, case)).sum::<usize>() >= 10);
}

#[test]
fn claude() {
    all_of(Client::Claude);
}

#[test]
fn codex() {
    all_of(Client::Codex);
}

#[test]
fn gemini() {
    all_of(Client::Gemini);
}

#[test]
fn opencode() {
    all_of(Client::Opencode);
}

#[test]
fn copilot() {
    all_of(Client::Copilot);
}

#[test]
fn cursor() {
    all_of(Client::Cursor);
}
