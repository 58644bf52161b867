//! Gemini CLI: `BeforeTool` events.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Manner};
use super::arguments::Arguments;
use super::{EventError, mcp};
use crate::model::{CallFolder, Outcome, Request, ToolCall};

/// Where `save_memory` writes.
const MEMORY: &str = "~/.gemini/GEMINI.md";
/// Arguments that are about files without naming one.
const LIMITS: &[&str] = &["file_filtering_options", "max_matches_per_file"];

pub(super) fn decode(event: &Map<String, Value>) -> Result<ToolCall, EventError> {
    if event.get("hook_event_name").is_none_or(|name| name != "BeforeTool") {
        return Err(EventError::new("it is no BeforeTool event"));
    }
    let tool = Arguments(event).text("tool_name")?;
    let input = Arguments::of(event, "tool_input")?;
    let (session, cwd) = (Arguments(event).session("session_id")?, Arguments(event).optional("cwd")?);
    if event.contains_key("mcp_context") {
        let context = Arguments::of(event, "mcp_context")?;
        let request = mcp::named_by(&context.text("server_name")?, &context.text("tool_name")?, input.0);
        let arguments = json!({ "mcp_context": context.whole(), "tool_input": input.whole() });
        return Ok(ToolCall { tool, session, cwd, folder: CallFolder::Session, arguments, request });
    }
    let folder = match tool.as_str() {
        "run_shell_command" => input.folder(&["dir_path", "directory"])?.map(plain).transpose()?.map(CallFolder::Named),
        _ => None,
    };
    let (request, arguments) = (request(&tool, input)?, input.whole());
    Ok(ToolCall { tool, session, cwd, folder: folder.unwrap_or_default(), arguments, request })
}

fn request(tool: &str, input: Arguments<'_>) -> Result<Request, EventError> {
    Ok(match tool {
        "run_shell_command" => Request::Shell { command: input.text("command")?, typed: false, unconfined: false },
        "read_file" => Request::Read { path: file(input)? },
        "read_many_files" => Request::ReadMany { paths: many(input)? },
        "write_file" => Request::Write { path: file(input)?, content: input.text("content")? },
        "replace" => {
            let parts = vec![input.part("old_string", "new_string")?];
            Request::Edit { path: file(input)?, parts, searched: true }
        }
        "list_directory" => {
            Request::Glob { path: Some(folder(input)?.unwrap_or(".".to_owned())), pattern: "*".to_owned() }
        }
        "glob" => Request::Glob { path: folder(input)?, pattern: plain(input.text("pattern")?)? },
        "grep_search" | "search_file_content" => {
            input.text("pattern")?;
            let glob = input.either(&["include_pattern", "include", "glob"])?.map(plain).transpose()?;
            Request::Grep { path: folder(input)?, glob }
        }
        "web_fetch" => fetch(input)?,
        "google_web_search" => Request::Search,
        "save_memory" => Request::Write { path: MEMORY.to_owned(), content: input.text("fact")? },
        "invoke_agent" => Request::Agent,
        "write_todos" | "update_topic" => Request::Note,
        _ => Request::Unknown,
    })
}

fn file(input: Arguments<'_>) -> Result<String, EventError> {
    plain(input.file(&["file_path", "absolute_path"])?)
}

fn folder(input: Arguments<'_>) -> Result<Option<String>, EventError> {
    input.folder_beside(&["dir_path", "path"], LIMITS)?.map(plain).transpose()
}

fn many(input: Arguments<'_>) -> Result<Vec<String>, EventError> {
    let lists = [input.texts("include")?, input.texts("paths")?];
    let paths: Vec<String> = lists.into_iter().flatten().flatten().map(plain).collect::<Result<_, _>>()?;
    if paths.is_empty() {
        return Err(EventError::new("`include` is missing or empty"));
    }
    Ok(paths)
}

/// A path that the client reads as it stands: it takes a leading `@` and NUL away where nothing has the whole name.
fn plain(path: String) -> Result<String, EventError> {
    match path.starts_with('@') || path.contains('\0') {
        true => {
            Err(EventError::new("a path starts with `@` or holds a NUL, which the client drops: begin it with `./`"))
        }
        false => Ok(path),
    }
}

/// The addresses of a prompt: whole ones, and words that a model could take for one.
fn fetch(input: Arguments<'_>) -> Result<Request, EventError> {
    let prompt = input.optional("prompt")?;
    let url = input.optional("url")?;
    let could_be = |word: &&str| {
        word.contains("://") || word.as_bytes().windows(3).any(|at| {
            matches!(at, [before, b'.', after] if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric())
        })
    };
    let words = prompt.iter().flat_map(|prompt| prompt.split_whitespace()).filter(could_be).map(str::to_owned);
    let urls: Vec<String> = words.chain(url).collect();
    match urls.is_empty() {
        true => Err(EventError::new("neither `prompt` nor `url` names an address")),
        false => Ok(Request::Fetch { urls }),
    }
}

/// Gemini waits for ever on an ask where nobody sits at it.
pub(super) fn encode(outcome: Outcome, reason: &str, manner: &Manner) -> Answer {
    match outcome {
        Outcome::Allow if manner.explicit => Answer::say(&json!({ "decision": "allow" })),
        Outcome::Hold if manner.attended => Answer::say(&json!({ "decision": "ask", "reason": reason })),
        _ => Answer::unasked(outcome, reason, |reason| json!({ "decision": "deny", "reason": reason })),
    }
}
