//! Whose event it is, by what only that client's events bear.

use serde_json::{Map, Value};

use super::{Client, EventError};

const CURSOR_EVENTS: &[&str] = &["beforeShellExecution", "beforeMCPExecution", "beforeReadFile", "preToolUse"];

/// Nothing, unless the event bears another client's marks and none of this one's: clients also run the hooks that are
/// set up for others, and each understands only its own dialect.
pub(super) fn expect(named: Client, event: &Map<String, Value>) -> Result<(), EventError> {
    if bears(named, event) {
        return Ok(());
    }
    match Client::ALL.into_iter().find(|client| bears(*client, event)) {
        Some(sender) => Err(EventError::foreign(sender, named)),
        None => Ok(()),
    }
}

fn bears(client: Client, event: &Map<String, Value>) -> bool {
    let name = event.get("hook_event_name").and_then(Value::as_str).unwrap_or_default();
    let has = |key: &str| event.contains_key(key);
    let of_turn = has("turn_id") && has("model");
    let of_cursor =
        CURSOR_EVENTS.contains(&name) || has("cursor_version") || (has("conversation_id") && has("generation_id"));
    let of_claude = has("transcript_path") || has("permission_mode") || has("tool_use_id");
    match client {
        Client::Claude => name == "PreToolUse" && of_claude && !of_turn && !of_cursor,
        Client::Codex => name == "PreToolUse" && of_turn && !of_cursor,
        Client::Gemini => name == "BeforeTool",
        Client::Opencode => name == "tool.execute.before",
        Client::Copilot => {
            has("toolName") || has("toolArgs") || (name == "PreToolUse" && has("timestamp") && !of_claude)
        }
        Client::Cursor => of_cursor,
    }
}
