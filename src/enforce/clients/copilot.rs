//! Copilot CLI: `preToolUse` events, and `PreToolUse` events in Claude's shape with Copilot's own arguments.

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::arguments::Arguments;
use super::claude::pre_tool_use;
use super::{EventError, mcp, patch};
use crate::model::{CallFolder, Outcome, Replacement, Request, ToolCall};

pub(super) fn decode(event: &Map<String, Value>) -> Result<ToolCall, EventError> {
    let cwd = Arguments(event).optional("cwd")?;
    let call = |tool, session, arguments, request| ToolCall {
        tool,
        session,
        cwd,
        folder: CallFolder::Session,
        arguments,
        request,
    };
    if !event.contains_key("toolName") && !event.contains_key("toolArgs") {
        let (tool, input) = pre_tool_use(event)?;
        let request = request(&tool, input)?;
        return Ok(call(tool, Arguments(event).session("session_id")?, input.whole(), request));
    }
    if event.contains_key("tool_name") || event.contains_key("tool_input") {
        return Err(EventError::new("it names its tool in both spellings: which one counts is not known"));
    }
    let (tool, session) = (Arguments(event).text("toolName")?, Arguments(event).session("sessionId")?);
    if let ("apply_patch", Some(text)) = (tool.as_str(), event.get("toolArgs").and_then(Value::as_str))
        && !text.trim_start().starts_with('{')
    {
        return Ok(call(tool, session, text.into(), patch::read(text)));
    }
    let input = Arguments::written(event, "toolArgs")?;
    let request = request(&tool, Arguments(&input))?;
    Ok(call(tool, session, input.into(), request))
}

fn request(tool: &str, input: Arguments<'_>) -> Result<Request, EventError> {
    let file = || input.file_beside(&["path"], &["file_text"]);
    let edit = |path, parts| Request::Edit { path, parts, searched: false };
    Ok(match tool {
        "bash" | "Bash" => Request::Shell { command: input.text("command")?, typed: false, unconfined: false },
        "create" | "Write" => Request::Write { path: file()?, content: input.text("file_text")? },
        "edit" | "Edit" => edit(file()?, vec![input.part("old_str", "new_str")?]),
        "view" | "Read" => Request::Read { path: file()? },
        "str_replace_editor" => editor(input)?,
        "apply_patch" => patch::read(&input.either(&["patch", "input", "command"])?.unwrap_or_default()),
        "glob" | "Glob" => Request::Glob { path: input.folder(&["path"])?, pattern: input.text("pattern")? },
        "grep" | "rg" | "Grep" => {
            input.text("pattern")?;
            Request::Grep { path: input.folder(&["path"])?, glob: input.optional("glob")? }
        }
        "web_fetch" | "WebFetch" => Request::Fetch { urls: vec![input.text("url")?] },
        "web_search" | "WebSearch" => Request::Search,
        "task" | "Task" | "Agent" => Request::Agent,
        "report_intent" | "update_todo" | "TodoWrite" | "read_bash" => Request::Note,
        other => mcp::joined(other, '-', input.0),
    })
}

fn editor(input: Arguments<'_>) -> Result<Request, EventError> {
    let path = input.file_beside(&["path"], &["file_text"])?;
    let part = |old, new| vec![Replacement { old, new }];
    Ok(match input.text("command")?.as_str() {
        "view" => Request::Read { path },
        "create" => Request::Write { path, content: input.text("file_text")? },
        "str_replace" => {
            let new = input.optional("new_str")?.unwrap_or_default();
            Request::Edit { path, parts: part(input.text("old_str")?, new), searched: false }
        }
        "insert" => {
            let new = input.either(&["new_str", "insert_text"])?.unwrap_or_default();
            Request::Edit { path, parts: part(String::new(), new), searched: false }
        }
        _ => Request::Unknown,
    })
}

/// An allow would override what the user denies: Copilot gets silence, whatever the operator wants said.
pub(super) fn encode(outcome: Outcome, reason: &str) -> Answer {
    let word = |word: &str| json!({ "permissionDecision": word, "permissionDecisionReason": reason });
    match outcome {
        Outcome::Allow => Answer::default(),
        Outcome::Hold => Answer::say(&word("ask")),
        Outcome::Deny => Answer::block(&word("deny"), reason),
    }
}
