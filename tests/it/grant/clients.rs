//! Every client offers a code for what is held, and a grant lets the very call pass once; its own ways to say where a
//! call goes are part of the call.

use serde_json::{Value, json};

use super::person::{piped, types};
use crate::tool::desk::Desk;

const CLIENTS: [&str; 6] = ["claude", "codex", "gemini", "opencode", "copilot", "cursor"];

fn desk(client: &'static str) -> Desk {
    let mut desk = Desk::new();
    desk.client = client;
    desk
}

/// The client's event for a command, from the session `s`.
fn shell(desk: &Desk, command: &str) -> Value {
    let (root, input) = (desk.root(), json!({ "command": command }));
    match desk.client {
        "claude" => desk.event("Bash", &input),
        "codex" => {
            let mut event = desk.event("Bash", &input);
            event["turn_id"] = json!("t");
            event["model"] = json!("m");
            event["transcript_path"] = json!(desk.log("0.169.0"));
            event
        }
        "gemini" => json!({
            "session_id": "s", "cwd": root, "hook_event_name": "BeforeTool", "tool_name": "run_shell_command",
            "tool_input": input,
        }),
        "opencode" => json!({
            "hook_event_name": "tool.execute.before", "cwd": root,
            "input": { "tool": "bash", "sessionID": "s", "callID": "c" }, "output": { "args": input },
        }),
        "copilot" => json!({ "sessionId": "s", "timestamp": 1, "cwd": root, "toolName": "bash", "toolArgs": input }),
        _ => json!({
            "hook_event_name": "beforeShellExecution", "conversation_id": "s", "generation_id": "g",
            "workspace_roots": [root], "cwd": root, "command": command,
        }),
    }
}

/// Nothing for a call that passes; else the code that is offered, if one is.
fn held(desk: &Desk, event: &Value) -> Option<Option<String>> {
    let said = desk.says(event.to_string().as_bytes());
    if said.out.is_empty() && said.err.is_empty() && said.code == Some(0) {
        return None;
    }
    let code = |text: &str| -> Option<String> {
        text.split_once("fleetgate grant ").map(|(_, rest)| rest.chars().take(9).collect())
    };
    let denies = matches!(desk.client, "codex" | "gemini" | "opencode" | "cursor");
    assert_eq!(said.code, Some(if denies { 2 } else { 0 }), "{said:?}");
    assert_eq!(code(&said.err), if denies { code(&said.out) } else { None }, "{said:?}");
    Some(code(&said.out))
}

fn granted(desk: &Desk, event: &Value) -> String {
    let code = held(desk, event).expect("held").unwrap_or_else(|| panic!("no code: {event}"));
    let (shown, exit) = types(desk, &["grant", &code], "yes\n");
    assert_eq!(exit, Some(0), "{shown}");
    code
}

fn with(event: &Value, pointer: &str, value: &Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let mut event = event.clone();
    event.pointer_mut(parent).unwrap()[key] = value.clone();
    event
}

fn passes_once(client: &'static str) {
    let desk = desk(client);
    let event = shell(&desk, "npm install left-pad");
    let code = granted(&desk, &event);
    assert_ne!(held(&desk, &shell(&desk, "npm install right-pad")), None, "another command");
    assert_eq!(held(&desk, &event), None, "granted");
    assert_eq!(held(&desk, &event), Some(Some(code)), "once");
}

#[test]
fn claude() {
    passes_once("claude");
}

#[test]
fn codex() {
    passes_once("codex");
}

#[test]
fn gemini() {
    passes_once("gemini");
}

#[test]
fn opencode() {
    passes_once("opencode");
}

#[test]
fn copilot() {
    passes_once("copilot");
}

#[test]
fn cursor() {
    passes_once("cursor");
}

#[test]
fn another_session_or_folder_is_another_call() {
    for client in CLIENTS {
        let desk = desk(client);
        let session = match client {
            "opencode" => "/input/sessionID",
            "copilot" => "/sessionId",
            "cursor" => "/conversation_id",
            _ => "/session_id",
        };
        let folder = match client {
            "gemini" => "/tool_input/dir_path",
            "opencode" => "/output/args/workdir",
            _ => "/cwd",
        };
        let event = shell(&desk, "npm install left-pad");
        granted(&desk, &event);
        let elsewhere = with(&event, folder, &json!(desk.root().join("src")));
        assert!(matches!(held(&desk, &elsewhere), Some(Some(_))), "{client}: another folder");
        assert!(matches!(held(&desk, &with(&event, session, &json!("t"))), Some(Some(_))), "{client}: another session");
        for none in [Value::Null, json!(7), json!("")] {
            assert_eq!(held_without_code(&desk, &with(&event, session, &none)), (true, false), "{client}: {none}");
        }
        assert_eq!(held(&desk, &event), None, "{client}");
    }
}

/// Whether a call does not pass, and whether a code is offered.
fn held_without_code(desk: &Desk, event: &Value) -> (bool, bool) {
    let said = desk.says(event.to_string().as_bytes());
    (!said.out.is_empty(), said.out.contains("fleetgate grant"))
}

#[test]
fn codex_that_does_not_say_where_a_command_runs_gets_no_code() {
    let desk = desk("codex");
    let event = shell(&desk, "npm install left-pad");
    granted(&desk, &event);
    let old = with(&event, "/transcript_path", &json!(desk.log("0.164.1")));
    let said = desk.says(old.to_string().as_bytes());
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("nobody can allow this once") && !said.err.contains("fleetgate grant"), "{said:?}");
    assert_eq!(held(&desk, &event), None, "the grant is still there for the call that was shown");
}

#[test]
fn another_server_is_another_call() {
    let gemini = desk("gemini");
    let event = json!({
        "session_id": "s", "cwd": gemini.root(), "hook_event_name": "BeforeTool", "tool_name": "a_b_c",
        "tool_input": { "q": 1 }, "mcp_context": { "server_name": "a", "tool_name": "b_c", "command": "x" },
    });
    granted(&gemini, &event);
    let other = json!({ "server_name": "a_b", "tool_name": "c", "command": "x" });
    for other in [other, json!({ "server_name": "a", "tool_name": "b_c", "command": "y" })] {
        assert_ne!(held(&gemini, &with(&event, "/mcp_context", &other)), None, "{other}");
    }
    assert_eq!(held(&gemini, &event), None);

    let cursor = desk("cursor");
    let event = json!({
        "hook_event_name": "beforeMCPExecution", "conversation_id": "s", "generation_id": "g", "tool_name": "query",
        "workspace_roots": [cursor.root()], "tool_input": "{\"q\":1}", "url": "https://one.example/mcp",
    });
    granted(&cursor, &event);
    let two = with(&event, "/url", &json!("https://two.example/mcp"));
    assert_ne!(held(&cursor, &two), None, "another server");
    assert_ne!(held(&cursor, &with(&event, "/tool_input", &json!({ "q": 2 }))), None, "other arguments");
    let later = with(&event, "/generation_id", &json!("h"));
    assert_eq!(held(&cursor, &later), None, "the agent tries it in a later turn");
}

#[test]
fn copilot_in_the_other_spelling_and_with_arguments_as_text() {
    let desk = desk("copilot");
    let event = shell(&desk, "npm install left-pad");
    granted(&desk, &event);
    let text = with(&event, "/toolArgs", &json!("{\"command\":\"npm install left-pad\"}"));
    assert_eq!(held(&desk, &text), None, "the same arguments");
    let pascal = json!({
        "hook_event_name": "PreToolUse", "session_id": "s", "timestamp": "2026", "cwd": desk.root(),
        "tool_name": "Bash", "tool_input": { "command": "npm install left-pad" },
    });
    granted(&desk, &pascal);
    assert_eq!(held(&desk, &pascal), None);
    let patch = |text: &str| with(&with(&event, "/toolName", &json!("apply_patch")), "/toolArgs", &json!(text));
    let one = patch("*** Begin Patch\n*** Add File: infra/new.tf\n+x\n*** End Patch");
    granted(&desk, &one);
    let other = patch("*** Begin Patch\n*** Add File: infra/new.tf\n+y\n*** End Patch");
    assert_ne!(held(&desk, &other), None, "another patch");
    assert_eq!(held(&desk, &one), None);
}

#[test]
fn the_person_sees_where_a_call_runs() {
    let desk = desk("opencode");
    let event = with(&shell(&desk, "npm install left-pad"), "/output/args/workdir", &json!("src"));
    let code = held(&desk, &event).unwrap().unwrap();
    let (shown, _) = types(&desk, &["grant", &code], "no\n");
    assert!(shown.contains(desk.root().join("src").to_str().unwrap()), "{shown}");
    assert!(piped(&desk, &["grant"]).0.contains(&code));
}
