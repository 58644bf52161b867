//! Claude Code: `PreToolUse` events.

use serde_json::{Map, Value, json};

use super::{Answer, EventError};
use crate::enforce::plain;
use crate::model::{Outcome, Replacement, Request, ToolCall};

/// Keys of an MCP tool's arguments that name files.
const PATH_WORDS: &[&str] = &[
    "path",
    "paths",
    "file",
    "files",
    "folder",
    "directory",
    "dir",
    "source",
    "destination",
    "target",
    "uri",
    "filename",
];
/// How many values of an MCP tool's arguments are looked at.
const MOST_VALUES: usize = 10_000;

/// Reads an event. Unknown keys are fine; a missing or malformed one that counts is an error.
///
/// # Errors
///
/// [`EventError`] says what is wrong; the call is then denied.
pub fn decode(event: &Value) -> Result<ToolCall, EventError> {
    let event = event.as_object().ok_or_else(|| EventError::new("it is no JSON object"))?;
    if let Some(name) = event.get("hook_event_name").filter(|name| *name != "PreToolUse") {
        return Err(EventError::new(format!("it is no PreToolUse event but {name}")));
    }
    let tool = text(event, "tool_name")?;
    if tool.trim().is_empty() {
        return Err(EventError::new("`tool_name` is empty"));
    }
    let input = match event.get("tool_input") {
        Some(Value::Object(input)) => input,
        Some(_) => return Err(EventError::new("`tool_input` is no object")),
        None => return Err(EventError::new("`tool_input` is missing")),
    };
    let cwd = optional(event, "cwd")?;
    let session = optional(event, "session_id")?.filter(|session| !session.is_empty());
    let arguments = Value::Object(input.clone());
    Ok(ToolCall { request: request(&tool, input)?, tool, session, cwd, arguments })
}

fn request(tool: &str, input: &Map<String, Value>) -> Result<Request, EventError> {
    Ok(match tool {
        "Bash" => Request::Shell { command: text(input, "command")? },
        "Read" => Request::Read { path: file(input, "file_path")? },
        "Write" => Request::Write { path: file(input, "file_path")?, content: text(input, "content")? },
        "Edit" => Request::Edit { path: file(input, "file_path")?, parts: vec![part(input)?] },
        "MultiEdit" => Request::Edit { path: file(input, "file_path")?, parts: parts(input)? },
        "NotebookEdit" => {
            let new = optional(input, "new_source")?.unwrap_or_default();
            let part = Replacement { old: String::new(), new };
            Request::Edit { path: file(input, "notebook_path")?, parts: vec![part] }
        }
        "LS" => Request::Glob { path: Some(file(input, "path")?), pattern: "*".to_owned() },
        "Glob" => Request::Glob { path: folder(input)?, pattern: text(input, "pattern")? },
        "Grep" => {
            text(input, "pattern")?;
            Request::Grep { path: folder(input)?, glob: optional(input, "glob")? }
        }
        "WebFetch" => Request::Fetch { url: text(input, "url")? },
        "WebSearch" => Request::Search,
        "Task" | "Agent" => Request::Agent,
        "TodoWrite" | "BashOutput" => Request::Note,
        other => mcp(other, input).unwrap_or(Request::Unknown),
    })
}

/// `mcp__server__tool`; a name that is not exactly of this form is an unknown tool.
fn mcp(tool: &str, input: &Map<String, Value>) -> Option<Request> {
    let (server, name) = tool.strip_prefix("mcp__")?.split_once("__")?;
    if server.is_empty() || name.is_empty() || server.contains('/') {
        return None;
    }
    let mut paths = Vec::new();
    let mut pending: Vec<(bool, &Value)> = input.iter().map(|(key, value)| (names_path(key), value)).collect();
    let mut left = MOST_VALUES;
    while let Some((named, value)) = pending.pop() {
        left = left.checked_sub(1)?;
        match value {
            Value::String(path) if named || path.starts_with(['/', '~']) || path.starts_with("file://") => {
                paths.push(path.strip_prefix("file://").unwrap_or(path).to_owned());
            }
            Value::Array(items) => pending.extend(items.iter().map(|item| (named, item))),
            Value::Object(map) => pending.extend(map.iter().map(|(key, value)| (named || names_path(key), value))),
            _ => {}
        }
    }
    Some(Request::Mcp { server: server.to_owned(), name: name.to_owned(), paths })
}

fn names_path(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.ends_with("path") || key.split(['_', '-', '.']).any(|word| PATH_WORDS.contains(&word))
}

fn text(input: &Map<String, Value>, key: &str) -> Result<String, EventError> {
    optional(input, key)?.ok_or_else(|| EventError::new(format!("`{key}` is missing")))
}

fn optional(input: &Map<String, Value>, key: &str) -> Result<Option<String>, EventError> {
    match input.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(EventError::new(format!("`{key}` is no string"))),
    }
}

/// A file's path. Another key that names a path besides could be the one that counts: then nobody knows.
fn file(input: &Map<String, Value>, key: &str) -> Result<String, EventError> {
    let path = text(input, key)?;
    if path.is_empty() {
        return Err(EventError::new(format!("`{key}` is empty")));
    }
    let rival = |other: &&String| {
        *other != key && (other.to_ascii_lowercase().contains("path") || other.to_ascii_lowercase().contains("file"))
    };
    match input.keys().find(rival) {
        Some(other) => Err(EventError::new(format!("`{other}` stands beside `{key}`: which one counts is not known"))),
        None => Ok(path),
    }
}

fn folder(input: &Map<String, Value>) -> Result<Option<String>, EventError> {
    match input.contains_key("path") {
        true => file(input, "path").map(Some),
        false => Ok(None),
    }
}

fn part(input: &Map<String, Value>) -> Result<Replacement, EventError> {
    Ok(Replacement { old: text(input, "old_string")?, new: text(input, "new_string")? })
}

fn parts(input: &Map<String, Value>) -> Result<Vec<Replacement>, EventError> {
    let edits = input.get("edits").and_then(Value::as_array).ok_or_else(|| EventError::new("`edits` is no list"))?;
    edits
        .iter()
        .map(|edit| edit.as_object().ok_or_else(|| EventError::new("an edit is no object")).and_then(part))
        .collect()
}

/// The answer. An allow says nothing, so that the user's own rules go on; `explicit` says it.
#[must_use]
pub fn encode(outcome: Outcome, reason: &str, explicit: bool) -> Answer {
    let word = match outcome {
        Outcome::Allow if !explicit => return Answer::default(),
        Outcome::Allow => "allow",
        Outcome::Hold => "ask",
        Outcome::Deny => "deny",
    };
    let reason = plain(reason);
    let answer = json!({ "hookSpecificOutput": {
        "hookEventName": "PreToolUse",
        "permissionDecision": word,
        "permissionDecisionReason": reason,
    } });
    match outcome {
        Outcome::Deny => Answer { out: format!("{answer}\n"), err: format!("{reason}\n"), code: 2 },
        _ => Answer { out: format!("{answer}\n"), err: String::new(), code: 0 },
    }
}
