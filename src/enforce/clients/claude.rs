//! Claude Code: `PreToolUse` events.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Manner};
use super::arguments::Arguments;
use super::{EventError, mcp};
use crate::model::{CallFolder, Outcome, Replacement, Request, ToolCall};

pub(super) fn decode(event: &Map<String, Value>) -> Result<ToolCall, EventError> {
    let (tool, input) = pre_tool_use(event)?;
    let cwd = Arguments(event).optional("cwd")?;
    Ok(ToolCall { request: request(&tool, input)?, tool, cwd, folder: CallFolder::Session })
}

/// The tool and its arguments in an event of Claude's shape, which other clients have taken over.
pub(super) fn pre_tool_use(event: &Map<String, Value>) -> Result<(String, Arguments<'_>), EventError> {
    if let Some(name) = event.get("hook_event_name").filter(|name| *name != "PreToolUse") {
        return Err(EventError::new(format!("it is no PreToolUse event but {name}")));
    }
    Ok((Arguments(event).text("tool_name")?, Arguments::of(event, "tool_input")?))
}

fn request(tool: &str, input: Arguments<'_>) -> Result<Request, EventError> {
    let part = || input.part("old_string", "new_string");
    let edit = |path, parts| Request::Edit { path, parts, searched: false };
    Ok(match tool {
        "Bash" => Request::Shell { command: input.text("command")?, typed: false },
        "Read" => Request::Read { path: input.file(&["file_path"])? },
        "Write" => Request::Write { path: input.file(&["file_path"])?, content: input.text("content")? },
        "Edit" => edit(input.file(&["file_path"])?, vec![part()?]),
        "MultiEdit" => edit(input.file(&["file_path"])?, input.parts("edits", "old_string", "new_string", &[])?),
        "NotebookEdit" => {
            let new = input.optional("new_source")?.unwrap_or_default();
            edit(input.file(&["notebook_path"])?, vec![Replacement { old: String::new(), new }])
        }
        "NotebookRead" => Request::Read { path: input.file(&["notebook_path"])? },
        "LS" => Request::Glob { path: Some(input.file(&["path"])?), pattern: "*".to_owned() },
        "Glob" => Request::Glob { path: input.folder(&["path"])?, pattern: input.text("pattern")? },
        "Grep" => {
            input.text("pattern")?;
            Request::Grep { path: input.folder(&["path"])?, glob: input.optional("glob")? }
        }
        "WebFetch" => Request::Fetch { urls: vec![input.text("url")?] },
        "WebSearch" => Request::Search,
        "Task" | "Agent" => Request::Agent,
        "TodoWrite" | "TaskCreate" | "TaskGet" | "TaskList" | "TaskUpdate" => Request::Note,
        "BashOutput" | "TaskOutput" | "KillShell" => Request::Note,
        other => mcp::prefixed(other, input.0),
    })
}

/// An allow says nothing, so that the user's own rules go on.
pub(super) fn encode(outcome: Outcome, reason: &str, manner: &Manner) -> Answer {
    match outcome {
        Outcome::Allow if !manner.explicit => Answer::default(),
        Outcome::Allow => Answer::say(&word("allow", reason)),
        Outcome::Hold => Answer::say(&word("ask", reason)),
        Outcome::Deny => Answer::block(&word("deny", reason), reason),
    }
}

/// A decision in Claude's words, which other clients have taken over.
pub(super) fn word(decision: &str, reason: &str) -> Value {
    json!({ "hookSpecificOutput": {
        "hookEventName": "PreToolUse",
        "permissionDecision": decision,
        "permissionDecisionReason": reason,
    } })
}
