//! From hold to grant to one call that passes; everything else stays as it was.

use serde_json::{Value, json};

use super::person::{asks, bash, granted, piped};
use crate::tool::desk::Desk;

fn word(desk: &Desk, event: &Value) -> String {
    asks(desk, event).0
}

#[test]
fn a_grant_lets_the_very_call_pass_once() {
    let desk = Desk::new();
    for (tool, input) in [
        ("Bash", bash("npm install left-pad")),
        ("Bash", bash("frobnicate --all")),
        ("Write", json!({ "file_path": "infra/main.tf", "content": "x" })),
        ("WebFetch", json!({ "url": "https://docs.example/x", "prompt": "p" })),
        ("mcp__db__query", json!({ "sql": "select 1" })),
        ("Dance", json!({ "steps": [1, 2.5, null] })),
    ] {
        let event = desk.event(tool, &input);
        let code = granted(&desk, &event);
        assert_eq!(word(&desk, &event), "allow", "{event}");
        assert_eq!(asks(&desk, &event), ("ask".to_owned(), Some(code)), "once: {event}");
    }
}

#[test]
fn any_other_call_is_held_all_the_same() {
    let desk = Desk::new();
    let query = |sql: &str| desk.event("mcp__db__query", &json!({ "sql": sql }));
    let event = query("select 1");
    granted(&desk, &event);
    let with = |key: &str, value: Value| {
        let mut other = event.clone();
        other[key] = value;
        other
    };
    for other in [
        query("drop table x"),
        query("select 1 "),
        with("session_id", json!("t")),
        with("cwd", json!(desk.root().join("src"))),
        with("tool_name", json!("mcp__db__queries")),
        with("tool_input", json!({ "sql": "select 1", "more": true })),
    ] {
        assert_eq!(word(&desk, &other), "ask", "{other}");
    }
    let mut moved = Desk::new();
    moved.arguments = vec!["--root".to_owned(), desk.root().join("src").display().to_string()];
    moved.environment = vec![("XDG_STATE_HOME".to_owned(), desk.home().join(".local/state").display().to_string())];
    assert_eq!(word(&moved, &event), "ask", "another root");
    assert_eq!(word(&desk, &with("transcript_path", json!("/elsewhere"))), "allow", "what is no part of the call");
}

#[test]
fn without_a_session_there_is_no_code() {
    let desk = Desk::new();
    for session in [Value::Null, json!("")] {
        let mut event = desk.event("Bash", &bash("npm install x"));
        match session {
            Value::Null => drop(event.as_object_mut().unwrap().remove("session_id")),
            other => event["session_id"] = other,
        }
        assert_eq!(asks(&desk, &event), ("ask".to_owned(), None), "{event}");
    }
    let mut event = desk.event("Bash", &bash("npm install x"));
    event["session_id"] = json!(7);
    assert_eq!(word(&desk, &event), "deny");
}

#[test]
fn an_allow_and_a_deny_touch_no_store() {
    let desk = Desk::new();
    assert_eq!(desk.reads("README.md"), "allow");
    let event = desk.event("Bash", &bash("git push --force"));
    assert_eq!(asks(&desk, &event), ("deny".to_owned(), None));
    assert!(!desk.home().join(".local").exists());
}

#[test]
fn a_grant_lifts_no_deny_that_came_since() {
    for (fleet, expected) in [
        ("kill_switch = true\n", "deny"),
        ("kill_switch = false\n[tool]\nprofile = \"ci\"\n", "deny"),
        ("kill_switch = false\n[tool]\nprofile = \"read-only\"\n", "deny"),
        ("kill_switch = false\n[tool.deny]\ncommands = [\"npm install\"]\n", "deny"),
        ("kill_switch = false\n", "allow"),
    ] {
        let desk = Desk::new();
        let event = desk.event("Bash", &bash("npm install x"));
        granted(&desk, &event);
        let desk = desk.fleet(fleet);
        assert_eq!(asks(&desk, &event), (expected.to_owned(), None), "{fleet}");
        assert_eq!(
            piped(&desk, &["grant"]).0.contains("  granted, "),
            expected == "deny",
            "a deny uses no grant up: {fleet}"
        );
    }
}

#[test]
fn a_grant_lifts_what_the_person_saw_and_no_more() {
    let desk = Desk::new();
    let event = desk.event("Bash", &bash("cat notes/a; npm install x"));
    granted(&desk, &event);
    desk.leave("elsewhere/a", "x");
    std::os::unix::fs::symlink(desk.scene.outside().join("elsewhere"), desk.root().join("notes")).unwrap();
    assert_eq!(word(&desk, &event), "ask", "the path leads elsewhere now");
}

#[test]
fn a_store_that_can_not_be_used_leaves_the_hold() {
    use std::os::unix::fs::PermissionsExt as _;
    let exposed = |desk: &Desk| {
        let folder = desk.home().join(".local/state/fleetgate");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    };
    let no_folder = |desk: &Desk| std::fs::write(desk.home().join(".local"), "x").unwrap();
    for (spoil, why) in
        [(&exposed as &dyn Fn(&Desk), "others than its owner may use it"), (&no_folder, "mend the folder")]
    {
        let desk = Desk::new();
        spoil(&desk);
        assert_eq!(asks(&desk, &desk.event("Bash", &bash("npm install x"))), ("ask".to_owned(), None), "{why}");
        let (told, _) = piped(&desk, &["explain", "tool", "npm install x"]);
        assert!(told.contains("nobody can allow this once") && told.contains(why), "{told}");
    }
    let desk = Desk::new();
    assert!(piped(&desk, &["explain", "tool", "npm install x"]).0.contains("the hook names a code"));
}

#[test]
fn facts_with_a_grant_come_to_the_same_decision() {
    let facts = json!({ "code": "K7F3-QM2P", "given": 1000, "until": 1600, "used": 1100,
        "lifts": [{ "code": "tool.install.held", "subject": "a/file" }] });
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tool");
    let read =
        |name: &str| serde_json::from_str::<Value>(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap();
    let mut document = read("base.json");
    for (key, value) in read("gf5-install/patch.json").as_object().unwrap() {
        document[key] = value.clone();
    }
    document["call"]["granted"] = facts;
    let desk = Desk::new();
    desk.leave("facts.json", &document.to_string());
    let path = desk.scene.outside().join("facts.json").display().to_string();
    let (one, code) = piped(&desk, &["decide", "tool", "--facts", &path]);
    assert_eq!(code, Some(0), "{one}");
    assert!(one.contains("tool.grant.lifted") && one.contains("policies/tool/grant/grant.rego"), "{one}");
    assert_eq!(piped(&desk, &["decide", "tool", "--facts", &path]).0, one);
}
