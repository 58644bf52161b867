//! opencode: what fleetgate's plugin hands over from `tool.execute.before`.

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::arguments::Arguments;
use super::{EventError, mcp, patch};
use crate::model::{CallFolder, Outcome, Request, ToolCall};

pub(super) fn decode(event: &Map<String, Value>) -> Result<ToolCall, EventError> {
    if event.get("hook_event_name").is_none_or(|name| name != "tool.execute.before") {
        return Err(EventError::new("it is no tool.execute.before event"));
    }
    let of_call = Arguments::of(event, "input")?;
    let (tool, session) = (of_call.text("tool")?, of_call.session("sessionID")?);
    let input = Arguments::of(Arguments::of(event, "output")?.0, "args")?;
    let folder = match tool.as_str() {
        "bash" => input.folder(&["workdir"])?.map(CallFolder::Named),
        _ => None,
    };
    let cwd = Arguments(event).optional("cwd")?;
    let (request, arguments) = (request(&tool, input)?, input.whole());
    Ok(ToolCall { tool, session, cwd, folder: folder.unwrap_or_default(), arguments, request })
}

fn request(tool: &str, input: Arguments<'_>) -> Result<Request, EventError> {
    let file = || input.file(&["filePath"]);
    let edit = |path, parts| Request::Edit { path, parts, searched: false };
    Ok(match tool {
        "bash" => Request::Shell { command: input.text("command")?, typed: false, unconfined: false },
        "read" => Request::Read { path: file()? },
        "write" => Request::Write { path: file()?, content: input.text("content")? },
        "edit" => edit(file()?, vec![input.part("oldString", "newString")?]),
        "multiedit" => {
            same_file(input)?;
            edit(file()?, input.parts("edits", "oldString", "newString", &["filePath"])?)
        }
        "patch" | "apply_patch" => patch::read(&input.text("patchText")?),
        "glob" => Request::Glob { path: input.folder(&["path"])?, pattern: input.text("pattern")? },
        "grep" => {
            input.text("pattern")?;
            Request::Grep { path: input.folder(&["path"])?, glob: input.optional("include")? }
        }
        "list" => Request::Glob { path: input.folder(&["path"])?, pattern: "**/*".to_owned() },
        "webfetch" => Request::Fetch { urls: vec![input.text("url")?] },
        "websearch" | "codesearch" => Request::Search,
        "task" => Request::Agent,
        "todowrite" | "todoread" => Request::Note,
        other => mcp::joined(other, '_', input.0),
    })
}

/// Each edit of several may name the file again, and no other.
fn same_file(input: Arguments<'_>) -> Result<(), EventError> {
    let edits = input.0.get("edits").and_then(Value::as_array).into_iter().flatten();
    let named = edits.filter_map(|edit| edit.get("filePath"));
    match named.into_iter().all(|path| Some(path) == input.0.get("filePath")) {
        true => Ok(()),
        false => Err(EventError::new("an edit names another file than the call")),
    }
}

/// To the plugin, silence and exit code 0 are the one way to go on, and it can't ask.
pub(super) fn encode(outcome: Outcome, reason: &str) -> Answer {
    Answer::unasked(outcome, reason, |reason| json!({ "decision": "deny", "reason": reason }))
}
