//! Codex: `PreToolUse` events, in Claude's shape and with tools of its own.
//!
//! A command's `workdir` is the event's `cwd` from version 0.166 on; before, `cwd` was the session's folder, whatever
//! the command's. No event tells the version, but the session's log does. Where it can't be read or is of an earlier
//! version, nobody knows in which folder a command runs, unless it begins with `cd` and a full path. The repository
//! that counts is the one around the folder in which Codex starts the hook, which is the session's: the model chooses
//! `workdir`, and does not thereby choose its repository.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::arguments::Arguments;
use super::claude::{pre_tool_use, word};
use super::{EventError, mcp, patch};
use crate::model::{CallFolder, Outcome, Request, ToolCall};

/// The first version whose events say in which folder a command runs.
const SAYS_FOLDER: (u64, u64) = (0, 166);

pub(super) fn decode(event: &Map<String, Value>) -> Result<ToolCall, EventError> {
    let (tool, input) = pre_tool_use(event)?;
    let request = request(&tool, input)?;
    let folder = Arguments(event).text("cwd")?;
    if !folder.starts_with('/') {
        return Err(EventError::new("`cwd` is no full path"));
    }
    let log = event.get("transcript_path").and_then(Value::as_str).filter(|path| path.starts_with('/'));
    let folder = match request {
        Request::Shell { .. } => CallFolder::Claimed { folder, log: log.map(str::to_owned) },
        _ => CallFolder::Named(folder),
    };
    let session = Arguments(event).session("session_id")?;
    Ok(ToolCall { tool, session, cwd: None, folder, arguments: input.whole(), request })
}

fn request(tool: &str, input: Arguments<'_>) -> Result<Request, EventError> {
    Ok(match tool {
        // What `write_stdin` types into a program that runs is not hooked.
        "Bash" => Request::Shell { command: input.text("command")?, typed: true, unconfined: false },
        "apply_patch" => patch::read(&input.text("command")?),
        "view_image" => Request::Read { path: input.file(&["path"])? },
        "update_plan" => Request::Note,
        other => mcp::prefixed(other, input.0),
    })
}

/// Whether the first line of a session's log is of a version whose events say in which folder a command runs.
pub(super) fn says_folder(line: &[u8]) -> bool {
    let Ok(line) = serde_json::from_slice::<Value>(line) else { return false };
    let version = line.get("payload").and_then(|payload| payload.get("cli_version")).and_then(Value::as_str);
    let of_session = line.get("type").is_some_and(|kind| kind == "session_meta");
    of_session && version.and_then(release).is_some_and(|release| release >= SAYS_FOLDER)
}

/// Major and minor number of a version; nothing for one before its release.
fn release(version: &str) -> Option<(u64, u64)> {
    let mut numbers = version.split('.').map(|number| number.parse().ok());
    let (major, minor, _patch) = (numbers.next()??, numbers.next()??, numbers.next()??);
    numbers.next().is_none().then_some((major, minor))
}

/// Codex runs the tool on an ask, and on an allow with a complaint: one is a deny, the other silence.
pub(super) fn encode(outcome: Outcome, reason: &str) -> Answer {
    Answer::unasked(outcome, reason, |reason| word("deny", reason))
}
