//! The client's own tools and events: the same path rules, and nothing but a sound event is read.

use serde_json::{Value, json};

use super::super::desk::Desk;

#[test]
fn trap_10_file_tools_follow_the_same_paths() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("../.github", desk.root().join("src/ci")).unwrap();
    let write = |path: &str| {
        [
            ("Write", json!({ "file_path": path, "content": "x" })),
            ("Edit", json!({ "file_path": path, "old_string": "x", "new_string": "y" })),
            ("MultiEdit", json!({ "file_path": path, "edits": [{ "old_string": "x", "new_string": "y" }] })),
            ("NotebookEdit", json!({ "notebook_path": path, "new_source": "y" })),
        ]
    };
    for (path, word) in [
        (".env", "deny"),
        ("src/../.env", "deny"),
        (".github/workflows/ci.yml", "deny"),
        ("src/ci/new.yml", "deny"),
        (".claude/settings.json", "deny"),
        ("CLAUDE.md", "deny"),
        ("/etc/hosts", "deny"),
        ("~/.bashrc", "deny"),
        (".git/config", "deny"),
        ("infra/main.tf", "ask"),
        ("/tmp/x", "ask"),
        ("src/a.rs", "allow"),
        ("src/new.rs", "allow"),
    ] {
        for (tool, input) in write(path) {
            assert_eq!(desk.asks(tool, &input), word, "{tool} {path}");
        }
    }
    for (tool, input, word) in [
        ("Read", json!({ "file_path": ".env" }), "deny"),
        ("Read", json!({ "file_path": ".github/workflows/ci.yml" }), "allow"),
        ("Read", json!({ "file_path": "src/a.rs", "offset": 1, "limit": 5 }), "allow"),
        ("Glob", json!({ "pattern": ".e*" }), "deny"),
        ("Glob", json!({ "pattern": "**/*.rs" }), "allow"),
        ("Grep", json!({ "pattern": "x", "path": ".env" }), "deny"),
        ("Grep", json!({ "pattern": "x", "glob": "*.rs" }), "allow"),
        ("mcp__files__write_file", json!({ "path": ".env", "content": "x" }), "deny"),
        ("mcp__files__write_file", json!({ "path": "src/a.rs", "content": "x" }), "ask"),
        ("mcp__files__move_file", json!({ "source": "src/a.rs", "destination": ".github/x" }), "deny"),
        ("mcp__files__edit", json!({ "edits": [{ "target": { "path": "../.ssh/x" } }] }), "deny"),
        ("mcp__x__y", json!({}), "ask"),
        ("write", json!({ "file_path": "src/a.rs", "content": "x" }), "ask"),
    ] {
        assert_eq!(desk.asks(tool, &input), word, "{tool} {input}");
    }
}

#[test]
fn trap_13_an_event_is_sound_or_denied() {
    let desk = Desk::new();
    let sound = desk.event("Bash", &json!({ "command": "ls" }));
    let says = |event: &str| desk.says(event.as_bytes()).word();
    assert_eq!(says(&sound.to_string()), "allow");
    let with = |change: &dyn Fn(&mut Value)| {
        let mut event = sound.clone();
        change(&mut event);
        says(&event.to_string())
    };
    assert_eq!(with(&|event| event["field_of_next_year"] = json!({ "a": [1] })), "allow");
    assert_eq!(with(&|event| event["tool_input"]["description"] = json!("lists")), "allow");
    assert_eq!(with(&|event| drop(event.as_object_mut().unwrap().remove("tool_name"))), "deny");
    assert_eq!(with(&|event| drop(event.as_object_mut().unwrap().remove("tool_input"))), "deny");
    for wrong in [json!(null), json!(1), json!(["Bash"]), json!({}), json!("")] {
        assert_eq!(with(&|event| event["tool_name"] = wrong.clone()), "deny", "{wrong}");
        assert_ne!(with(&|event| event["tool_input"]["command"] = wrong.clone()), "allow", "{wrong}");
    }
    assert_eq!(with(&|event| event["tool_input"] = json!("ls")), "deny");
    let text = sound.to_string();
    for event in [
        String::new(),
        "{".to_owned(),
        "[]".to_owned(),
        format!("\u{feff}{text}"),
        format!("{text}{text}"),
        format!("{text}\n{text}"),
        format!("{text}x"),
        text.replacen("\"tool_name\"", "\"tool_name\":\"Read\",\"tool_name\"", 1),
        text.replace("\"ls\"", "\"l\\ud800s\""),
    ] {
        assert_eq!(says(&event), "deny", "{event}");
    }
}
