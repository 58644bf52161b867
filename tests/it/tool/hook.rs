//! The hook fails closed: whatever stands on standard input, the answer is an answer, and an allow only where it is due.

use serde_json::{Value, json};

use super::desk::Desk;

fn sound(desk: &Desk) -> Value {
    desk.event("Read", &json!({ "file_path": desk.root().join("README.md") }))
}

#[test]
fn an_allow_says_nothing_or_the_explicit_word() {
    let mut desk = Desk::new();
    let said = desk.says(sound(&desk).to_string().as_bytes());
    assert_eq!((said.out.as_str(), said.err.as_str(), said.code), ("", "", Some(0)));
    desk.arguments.extend(["--allow".to_owned(), "explicit".to_owned()]);
    let said = desk.says(sound(&desk).to_string().as_bytes());
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["hookSpecificOutput"]["permissionDecision"], "allow");
    assert_eq!((said.err.as_str(), said.code), ("", Some(0)));
}

#[test]
fn a_deny_is_the_clients_own_with_the_reason_on_both_streams() {
    let desk = Desk::new();
    let event = desk.event("Write", &json!({ "file_path": ".github/workflows/ci.yml", "content": "x" }));
    let said = desk.says(event.to_string().as_bytes());
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    let output = answer["hookSpecificOutput"].as_object().unwrap();
    assert_eq!(answer.as_object().unwrap().len(), 1);
    assert_eq!(output.len(), 3);
    assert_eq!(output["hookEventName"], "PreToolUse");
    assert_eq!(output["permissionDecision"], "deny");
    assert_eq!(output["permissionDecisionReason"], said.err.trim_end());
    assert!(said.err.contains("tool.path.protected"), "{said:?}");
    assert_eq!(said.code, Some(2));
}

#[test]
fn a_malformed_event_is_denied() {
    let desk = Desk::new();
    let good = sound(&desk);
    let with = |key: &str, value: Value| {
        let mut event = good.clone();
        event[key] = value;
        event.to_string().into_bytes()
    };
    let mut unnamed = good.clone();
    unnamed.as_object_mut().unwrap().remove("tool_name");
    let text = good.to_string();
    let mut events: Vec<Vec<u8>> = vec![
        Vec::new(),
        b" ".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"{".to_vec(),
        b"rubbish".to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        format!("{text}{text}").into_bytes(),
        format!("{text}\n{text}").into_bytes(),
        [text.as_bytes(), b"\xff"].concat(),
        unnamed.to_string().into_bytes(),
        text.replacen('{', "{\"tool_name\":\"Read\",", 1).into_bytes(),
        "[".repeat(200_000).into_bytes(),
        vec![b' '; 9 << 20],
    ];
    for value in [json!(null), json!(1), json!(["Read"]), json!(""), json!(" ")] {
        events.push(with("tool_name", value));
    }
    for value in [json!(null), json!("x"), json!([]), json!({}), json!({ "file_path": 1 }), json!({ "file_path": "" })]
    {
        events.push(with("tool_input", value));
    }
    events.push(with("cwd", json!(7)));
    events.push(with("hook_event_name", json!("PostToolUse")));
    for event in events {
        let said = desk.says(&event);
        assert_eq!(said.word(), "deny", "{}", String::from_utf8_lossy(&event).chars().take(80).collect::<String>());
    }
}

#[test]
fn unknown_fields_are_fine() {
    let desk = Desk::new();
    let mut event = sound(&desk);
    event["new_field"] = json!({ "deep": [1, 2.5, null] });
    assert_eq!(desk.says(event.to_string().as_bytes()).word(), "allow");
}

#[test]
fn without_a_working_folder_nobody_knows_what_a_path_means() {
    let desk = Desk::new();
    for cwd in [json!("relative"), json!("")] {
        let mut event = sound(&desk);
        event["cwd"] = cwd;
        assert_ne!(desk.says(event.to_string().as_bytes()).word(), "allow");
    }
}

#[test]
fn a_broken_fleet_file_or_flag_denies() {
    let desk = Desk::new().fleet("unknown_key = 1\n");
    assert_eq!(desk.reads("README.md"), "deny");
    let mut desk = Desk::new();
    desk.arguments = vec!["--fleet".to_owned(), "/does/not/exist.toml".to_owned()];
    assert_eq!(desk.reads("README.md"), "deny");
    desk.arguments = vec!["--no-such-flag".to_owned()];
    assert_eq!(desk.reads("README.md"), "deny", "a misspelt flag is no usage error, which clients go on after");
}

#[test]
fn a_command_line_that_nobody_reads_is_held() {
    let desk = Desk::new();
    assert_ne!(desk.asks("Bash", &json!({ "command": "frobnicate --all" })), "allow");
    assert_ne!(desk.asks("Bash", &json!({ "command": "" })), "allow");
}
