//! One client's decoder and encoder.

use fleetgate::enforce::clients::Client;
use fleetgate::gather::json::read_value;
use fleetgate::model::{ChangeKind, Outcome, Request, ToolCall};
use serde_json::{Value, json};

use crate::heard::{MANNERS, expected, word};
use crate::refused;

/// Texts of a request that no event has to spell out.
const OWN: &[&str] = &["", "*", "**/*", ".", "~/.gemini/GEMINI.md"];

/// Decodes, makes up every outcome, and encodes it.
pub fn check(client: Client, bytes: &[u8]) {
    let _ = client.says_folder(bytes);
    spoken(client, &String::from_utf8_lossy(bytes));
    let loose: Result<Value, _> = serde_json::from_slice(bytes);
    let event = match (read_value(bytes, "the client's event"), loose) {
        (Ok(event), Ok(loose)) => {
            assert_eq!(event, loose);
            event
        }
        (Ok(_), Err(error)) => panic!("read, though it is no JSON: {error}"),
        (Err(error), _) => {
            refused(client, &error.to_string());
            return;
        }
    };
    match client.decode(&event) {
        Ok(call) => {
            assert!(event.is_object());
            sound(&call);
            elsewhere(client, &call);
        }
        Err(error) => {
            assert_ne!(error.sender, Some(client), "sent on to itself: {error}");
            refused(error.sender.unwrap_or(client), &error.to_string());
        }
    }
}

/// Whatever the reason, the client hears the outcome, and never an allow by mistake.
fn spoken(client: Client, reason: &str) {
    for manner in MANNERS {
        for outcome in [Outcome::Allow, Outcome::Hold, Outcome::Deny] {
            let answer = client.encode(outcome, reason, &manner);
            assert_eq!(word(client, &answer), expected(client, outcome, &manner));
        }
    }
}

/// What is judged stands in what a grant is bound to: nothing is made up, nothing is taken from elsewhere.
fn sound(call: &ToolCall) {
    assert!(!call.tool.trim().is_empty());
    assert_ne!(call.session.as_deref(), Some(""));
    let mut bound = vec![call.tool.as_str()];
    collect(&call.arguments, &mut bound);
    for text in texts(&call.request) {
        let stands = OWN.contains(&text) || bound.iter().any(|bound| bound.contains(text));
        assert!(stands, "{text:?} is judged, and a grant is not bound to it: {call:?}");
    }
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(map) => map.values().for_each(|value| collect(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn texts(request: &Request) -> Vec<&str> {
    match request {
        Request::Shell { command, .. } => vec![command],
        Request::Read { path } => vec![path],
        Request::Write { path, content } => vec![path, content],
        Request::Edit { path, parts, .. } => {
            let parts = parts.iter().flat_map(|part| [part.old.as_str(), part.new.as_str()]);
            parts.chain([path.as_str()]).collect()
        }
        Request::Patch { changes, .. } => {
            let moved = changes.iter().filter_map(|change| match &change.kind {
                ChangeKind::Move(to) => Some(to.as_str()),
                _ => None,
            });
            changes.iter().map(|change| change.path.as_str()).chain(moved).collect()
        }
        Request::ReadMany { paths } | Request::Foreign { paths } => paths.iter().map(String::as_str).collect(),
        Request::Glob { path, pattern } => path.iter().map(String::as_str).chain([pattern.as_str()]).collect(),
        Request::Grep { path, glob } => path.iter().chain(glob).map(String::as_str).collect(),
        Request::Fetch { urls } => urls.iter().map(String::as_str).collect(),
        Request::Mcp { server, name, paths } => [server, name].into_iter().chain(paths).map(String::as_str).collect(),
        Request::Search | Request::Agent | Request::Note | Request::Unknown => Vec::new(),
    }
}

/// The same call in an event that its client alone sends: every other client's hook denies it in the sender's words.
fn elsewhere(sender: Client, call: &ToolCall) {
    let event = genuine(sender, &call.tool, &call.arguments);
    for named in Client::ALL {
        match named.decode(&event) {
            decoded if named == sender => {
                let own = decoded.map_or_else(|error| error.sender, |_| None);
                assert_eq!(own, None, "its own event: {event}");
            }
            Ok(_) => panic!("{named:?} takes an event of {sender:?}: {event}"),
            Err(error) => {
                assert_eq!(error.sender, Some(sender), "{named:?}: {event}");
                refused(sender, &error.to_string());
            }
        }
    }
}

/// An event with all that its client is known to send.
fn genuine(client: Client, tool: &str, arguments: &Value) -> Value {
    match client {
        Client::Claude => json!({
            "session_id": "s", "transcript_path": "/t", "cwd": "/r", "permission_mode": "default",
            "hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": arguments, "tool_use_id": "u",
        }),
        Client::Codex => json!({
            "session_id": "s", "transcript_path": "/t", "cwd": "/r", "permission_mode": "default", "turn_id": "t",
            "model": "m", "hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": arguments,
            "tool_use_id": "u",
        }),
        Client::Gemini => json!({
            "session_id": "s", "transcript_path": "/t", "cwd": "/r", "timestamp": "2026",
            "hook_event_name": "BeforeTool", "tool_name": tool, "tool_input": arguments,
        }),
        Client::Opencode => json!({
            "hook_event_name": "tool.execute.before", "cwd": "/r",
            "input": { "tool": tool, "sessionID": "s", "callID": "c" }, "output": { "args": arguments },
        }),
        Client::Copilot => json!({
            "sessionId": "s", "timestamp": 1, "cwd": "/r", "toolName": tool, "toolArgs": arguments,
        }),
        Client::Cursor => json!({
            "hook_event_name": "preToolUse", "conversation_id": "c", "generation_id": "g", "cursor_version": "2",
            "workspace_roots": ["/r"], "tool_name": tool, "tool_input": arguments,
        }),
    }
}
