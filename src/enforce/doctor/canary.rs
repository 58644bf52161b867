//! Calls whose answer is known, as events in each client's dialect.

use serde_json::{Value, json};

use crate::enforce::settings::{Client, quoted};

/// What the hook must say to a canary.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Expected {
    /// No objection.
    GoOn,
    /// A deny in the client's own words.
    Deny,
}

/// A call whose answer is known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Canary {
    /// What the call is, for a person.
    pub about: &'static str,
    /// The bytes on the hook's standard input.
    pub event: Vec<u8>,
    /// The answer.
    pub expected: Expected,
}

/// The calls for one client in a project. None of them is ever run: only the hook hears of them.
#[must_use]
pub fn canaries(client: Client, project: &str) -> Vec<Canary> {
    let dialect = Dialect { client, project };
    let git = format!("{project}/.git");
    let config = format!("{git}/config");
    let read = format!("cd {} && git status", quoted(project));
    let removal = format!("rm -rf {}", quoted(&git));
    let canary = |about, expected, event: Value| Canary { about, event: event.to_string().into_bytes(), expected };
    let mut canaries = vec![
        canary("`git status`", Expected::GoOn, dialect.shell(&read)),
        canary("`rm -rf .git`", Expected::Deny, dialect.shell(&removal)),
        canary("writing .git/config", Expected::Deny, dialect.write(&config)),
    ];
    if client == Client::Cursor {
        let event = |name: &str, fields: Value| {
            let mut event = dialect.cursor(name);
            event.extend(fields.as_object().cloned().unwrap_or_default());
            Value::Object(event)
        };
        let shell = |command: &str| json!({ "command": command, "cwd": project });
        let older = [
            ("`git status` (beforeShellExecution)", Expected::GoOn, event("beforeShellExecution", shell(&read))),
            ("`rm -rf .git` (beforeShellExecution)", Expected::Deny, event("beforeShellExecution", shell(&removal))),
            (
                "reading .env (beforeReadFile)",
                Expected::Deny,
                event("beforeReadFile", json!({ "file_path": format!("{project}/.env"), "content": "" })),
            ),
        ];
        canaries.extend(older.map(|(about, expected, event)| canary(about, expected, event)));
    }
    let broken = |about, event: &[u8]| Canary { about, event: event.to_vec(), expected: Expected::Deny };
    canaries.push(broken("an event that is no JSON", b"this is no event\n"));
    canaries.push(broken("an empty event", b""));
    canaries.push(broken("an event without a tool", b"{}"));
    canaries
}

struct Dialect<'a> {
    client: Client,
    project: &'a str,
}

impl Dialect<'_> {
    fn shell(&self, command: &str) -> Value {
        match self.client {
            Client::Claude | Client::Codex => self.call("Bash", json!({ "command": command })),
            Client::Gemini => self.call("run_shell_command", json!({ "command": command })),
            Client::Opencode => self.call("bash", json!({ "command": command, "description": "canary" })),
            Client::Copilot => {
                self.call("bash", json!({ "command": command, "description": "canary", "mode": "sync" }))
            }
            Client::Cursor => self.call("Shell", json!({ "command": command, "working_directory": self.project })),
        }
    }

    fn write(&self, path: &str) -> Value {
        match self.client {
            Client::Claude => self.call("Write", json!({ "file_path": path, "content": "x" })),
            Client::Codex => {
                let patch = format!("*** Begin Patch\n*** Add File: {path}\n+x\n*** End Patch\n");
                self.call("apply_patch", json!({ "command": patch }))
            }
            Client::Gemini => self.call("write_file", json!({ "file_path": path, "content": "x" })),
            Client::Opencode => self.call("write", json!({ "filePath": path, "content": "x" })),
            Client::Copilot => self.call("create", json!({ "path": path, "file_text": "x" })),
            Client::Cursor => self.call("Write", json!({ "file_path": path, "content": "x" })),
        }
    }

    fn call(&self, tool: &str, input: Value) -> Value {
        let cwd = self.project;
        let id = "00000000-0000-4000-8000-000000000000";
        match self.client {
            Client::Claude => json!({
                "session_id": id, "transcript_path": "", "cwd": cwd, "permission_mode": "default",
                "hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": input, "tool_use_id": "toolu_canary",
            }),
            Client::Codex => json!({
                "session_id": id, "turn_id": id, "transcript_path": "", "cwd": cwd, "hook_event_name": "PreToolUse",
                "model": "canary", "permission_mode": "default", "tool_name": tool, "tool_input": input,
                "tool_use_id": "call_canary",
            }),
            Client::Gemini => json!({
                "session_id": id, "transcript_path": "", "cwd": cwd, "hook_event_name": "BeforeTool",
                "timestamp": "2026-01-01T00:00:00.000Z", "tool_name": tool, "tool_input": input,
            }),
            Client::Opencode => json!({
                "hook_event_name": "tool.execute.before", "cwd": cwd,
                "input": { "tool": tool, "sessionID": "ses_canary", "callID": "call_canary" },
                "output": { "args": input },
            }),
            Client::Copilot => json!({
                "sessionId": id, "timestamp": 1_767_225_600_000_u64, "cwd": cwd, "toolName": tool, "toolArgs": input,
            }),
            Client::Cursor => {
                let mut event = self.cursor("preToolUse");
                event.insert("tool_name".to_owned(), tool.into());
                event.insert("tool_input".to_owned(), input);
                Value::Object(event)
            }
        }
    }

    fn cursor(&self, event: &str) -> serde_json::Map<String, Value> {
        let fields = json!({
            "conversation_id": "canary", "generation_id": "canary", "hook_event_name": event,
            "workspace_roots": [self.project],
        });
        fields.as_object().cloned().unwrap_or_default()
    }
}
