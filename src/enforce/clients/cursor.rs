//! Cursor, by its documentation: nothing here was measured with the client itself.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::answer::{Answer, Manner};
use super::arguments::Arguments;
use super::{EventError, mcp};
use crate::model::{CallFolder, Outcome, Replacement, Request, ToolCall};

/// Keys that name the file of a tool call.
const FILE: &[&str] = &["file_path", "path", "target_file"];
/// What tells one call from another in each event that is no `preToolUse`.
const SHELL: &[&str] = &["command", "sandbox"];
const READ: &[&str] = &["file_path", "attachments"];
const SERVER: &[&str] = &["url", "command"];

pub(super) fn decode(event: &Map<String, Value>) -> Result<ToolCall, EventError> {
    let fields = Arguments(event);
    let (tool, folder, arguments, request) = match fields.text("hook_event_name")?.as_str() {
        name @ "beforeShellExecution" => {
            let request = Request::Shell { command: fields.text("command")?, typed: false, unconfined: false };
            (name.to_owned(), None, fields.only(SHELL), request)
        }
        name @ "beforeReadFile" => (name.to_owned(), None, fields.only(READ), read(fields)?),
        "beforeMCPExecution" => {
            let input = Arguments::written(event, "tool_input")?;
            let request = mcp::foreign(&input);
            let mut arguments = fields.only(SERVER);
            arguments.insert("tool_input".to_owned(), input.into());
            (fields.text("tool_name")?, None, arguments, request)
        }
        "preToolUse" => {
            let input = Arguments::written(event, "tool_input")?;
            let tool = fields.text("tool_name")?;
            let folder = match tool.as_str() {
                "Shell" => Arguments(&input).either(&["working_directory", "cwd"])?,
                _ => None,
            };
            let request = request(&tool, &input)?;
            (tool, folder, input, request)
        }
        name => return Err(EventError::new(format!("it is no event before a tool but {name}"))),
    };
    let roots = fields.texts("workspace_roots")?.unwrap_or_default();
    let named = fields.optional("cwd")?.filter(|cwd| !cwd.is_empty());
    let folder = folder.filter(|folder| !folder.is_empty()).or_else(|| named.clone());
    let within = |root: &&String| folder.as_ref().is_some_and(|folder| Path::new(folder).starts_with(root));
    let root = roots.iter().find(within).or_else(|| roots.first());
    let cwd = root.cloned().or(named);
    let session = fields.session("conversation_id")?;
    let folder = folder.map_or(CallFolder::Session, CallFolder::Named);
    Ok(ToolCall { tool, session, cwd, folder, arguments: arguments.into(), request })
}

/// A file, and what is attached to it.
fn read(fields: Arguments<'_>) -> Result<Request, EventError> {
    let mut paths = vec![fields.text("file_path")?];
    for attachment in fields.0.get("attachments").and_then(Value::as_array).into_iter().flatten() {
        let attachment = attachment.as_object().ok_or_else(|| EventError::new("an attachment is no object"))?;
        paths.extend(Arguments(attachment).either(&["file_path", "filePath"])?);
    }
    match paths.iter().any(String::is_empty) {
        true => Err(EventError::new("`file_path` is empty")),
        false => Ok(Request::ReadMany { paths }),
    }
}

fn request(tool: &str, input: &Map<String, Value>) -> Result<Request, EventError> {
    let arguments = Arguments(input);
    let file = || arguments.file(FILE);
    Ok(match tool {
        "Shell" => Request::Shell { command: arguments.text("command")?, typed: false, unconfined: false },
        "Read" => Request::Read { path: file()? },
        "Write" => {
            let content = arguments.either(&["content", "contents"])?.unwrap_or_default();
            Request::Write { path: file()?, content }
        }
        "Edit" | "StrReplace" => {
            let text = |key| arguments.optional(key).map(Option::unwrap_or_default);
            let parts = vec![Replacement { old: text("old_string")?, new: text("new_string")? }];
            Request::Edit { path: file()?, parts, searched: false }
        }
        "Grep" => Request::Grep { path: arguments.folder(&["path"])?, glob: arguments.optional("glob")? },
        "Task" => Request::Agent,
        other if other.starts_with("MCP:") => mcp::foreign(input),
        _ => Request::Unknown,
    })
}

/// Whether Cursor waits for a person where nobody sits at it is not known: only an operator's word makes a hold ask.
pub(super) fn encode(outcome: Outcome, reason: &str, manner: &Manner) -> Answer {
    let word =
        |word: &str, reason: &str| json!({ "permission": word, "user_message": reason, "agent_message": reason });
    match outcome {
        Outcome::Allow if manner.explicit => Answer::say(&json!({ "permission": "allow" })),
        Outcome::Hold if manner.attended => Answer::say(&word("ask", reason)),
        _ => Answer::unasked(outcome, reason, |reason| word("deny", reason)),
    }
}
