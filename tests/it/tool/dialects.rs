//! Whatever stands in an event, the answer is sound in the client's dialect, and an allow only of what was decoded.

use fleetgate::enforce::clients::{Answer, Client, Manner};
use fleetgate::model::Outcome;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::heard::{MANNERS, expected, word};

#[test]
fn each_outcome_has_its_word() {
    for client in Client::ALL {
        for manner in MANNERS {
            for outcome in [Outcome::Allow, Outcome::Hold, Outcome::Deny] {
                let said = word(client, &client.encode(outcome, "why", &manner));
                assert_eq!(said, expected(client, outcome, &manner), "{client:?} {manner:?}");
            }
            let loud = !client.encode(Outcome::Allow, "why", &manner).out.is_empty();
            let has_word = matches!(client, Client::Claude | Client::Gemini | Client::Cursor);
            assert_eq!(loud, manner.explicit && has_word, "{client:?} {manner:?}");
        }
    }
}

const KEYS: &[&str] = &[
    "hook_event_name",
    "tool_name",
    "tool_input",
    "cwd",
    "toolName",
    "toolArgs",
    "input",
    "output",
    "args",
    "tool",
    "command",
    "path",
    "file_path",
    "filePath",
    "content",
    "mcp_context",
    "server_name",
    "workspace_roots",
    "turn_id",
    "model",
    "timestamp",
    "transcript_path",
    "patchText",
    "prompt",
    "dir_path",
    "workdir",
    "include",
    "attachments",
];
const WORDS: &[&str] = &[
    "PreToolUse",
    "BeforeTool",
    "tool.execute.before",
    "beforeShellExecution",
    "preToolUse",
    "beforeReadFile",
    "Bash",
    "bash",
    "run_shell_command",
    "Write",
    "Read",
    "read_file",
    "apply_patch",
    "Shell",
    "",
    " ",
    "/",
    "~",
    "ls",
    "@.env",
    "*** Begin Patch\n*** Add File: a\n*** Move to: b",
    "mcp__a__b",
    "a_b",
    "a-b",
    "{}",
    "{\"command\":\"ls\"}",
    "\u{0}",
];

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        proptest::sample::select(WORDS).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        let key = prop_oneof![4 => proptest::sample::select(KEYS).prop_map(str::to_owned), 1 => ".{0,8}"];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key, inner), 0..10)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_value_is_decoded_or_denied(event in any_value(), reason in ".{0,40}") {
        for client in Client::ALL {
            match client.decode(&event) {
                Ok(call) => {
                    prop_assert!(event.is_object());
                    prop_assert!(!call.tool.trim().is_empty());
                }
                Err(error) => {
                    let listener = error.sender.unwrap_or(client);
                    let answer = listener.encode(Outcome::Deny, &error.to_string(), &Manner::default());
                    prop_assert_eq!(word(listener, &answer), "deny");
                }
            }
            for manner in MANNERS {
                for outcome in [Outcome::Hold, Outcome::Deny] {
                    prop_assert_ne!(word(client, &client.encode(outcome, &reason, &manner)), "allow");
                }
            }
        }
    }
}

/// An event of each client as its own decoder takes it.
fn events() -> Vec<(Client, Value)> {
    let claude = json!({
        "session_id": "s", "transcript_path": "/t", "cwd": "/r", "permission_mode": "default",
        "hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": { "command": "ls" }, "tool_use_id": "u",
    });
    let with = |pairs: &[(&str, Value)]| {
        let mut event = claude.clone();
        pairs.iter().for_each(|(key, value)| event[*key] = value.clone());
        event
    };
    vec![
        (Client::Claude, claude.clone()),
        (Client::Codex, with(&[("turn_id", json!("t")), ("model", json!("m"))])),
        (Client::Gemini, with(&[("hook_event_name", json!("BeforeTool")), ("tool_name", json!("run_shell_command"))])),
        (
            Client::Opencode,
            json!({
                "hook_event_name": "tool.execute.before", "cwd": "/r", "input": { "tool": "bash", "sessionID": "s" },
                "output": { "args": { "command": "ls" } },
            }),
        ),
        (
            Client::Copilot,
            json!({
                "sessionId": "s", "timestamp": 1, "cwd": "/r", "toolName": "bash", "toolArgs": { "command": "ls" },
            }),
        ),
        (
            Client::Copilot,
            json!({
                "hook_event_name": "PreToolUse", "session_id": "s", "timestamp": "2026", "cwd": "/r",
                "tool_name": "Bash", "tool_input": { "command": "ls" },
            }),
        ),
        (
            Client::Cursor,
            json!({
                "hook_event_name": "beforeShellExecution", "conversation_id": "c", "generation_id": "g", "cwd": "/r",
                "command": "ls", "workspace_roots": ["/r"],
            }),
        ),
    ]
}

#[test]
fn an_event_of_another_client_is_denied_in_the_words_of_the_one_that_sent_it() {
    for (sender, event) in events() {
        for named in Client::ALL {
            let decoded = named.decode(&event);
            if named == sender {
                assert!(decoded.is_ok(), "{sender:?}: {decoded:?}");
                continue;
            }
            let error = decoded.expect_err("another client's event");
            assert_eq!(error.sender, Some(sender), "{named:?}: {error}");
            assert!(error.to_string().contains(&format!("`fleetgate hook {}`", sender.word())), "{error}");
            let mut desk = Desk::new();
            desk.client = named.word();
            let said = desk.says(event.to_string().as_bytes());
            assert_eq!(said.code, Some(2));
            let answer = Answer { out: said.out, err: said.err, code: 2 };
            assert_eq!(word(sender, &answer), "deny", "{named:?} {sender:?}");
        }
    }
}

#[test]
fn rubbish_is_denied_to_every_client() {
    for client in Client::ALL {
        let mut desk = Desk::new();
        desk.client = client.word();
        let sound = events().into_iter().find(|(sender, _)| *sender == client).unwrap().1.to_string();
        let events: [Vec<u8>; 9] = [
            Vec::new(),
            b"{".to_vec(),
            b"[]".to_vec(),
            b"{}".to_vec(),
            b"null".to_vec(),
            format!("\u{feff}{sound}").into_bytes(),
            format!("{sound}{sound}").into_bytes(),
            [sound.as_bytes(), b"\xff"].concat(),
            sound.replacen('{', "{\"cwd\":\"/\",", 1).into_bytes(),
        ];
        for event in events {
            let said = desk.says(&event);
            let shown = String::from_utf8_lossy(&event).into_owned();
            let answer = Answer { out: said.out, err: said.err, code: u8::try_from(said.code.unwrap()).unwrap() };
            assert_eq!(word(client, &answer), "deny", "{client:?} {shown}");
        }
    }
}
