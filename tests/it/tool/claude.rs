//! Claude Code's tools, each on its own.

use serde_json::{Value, json};

use super::desk::Desk;

fn is(desk: &Desk, tool: &str, input: &Value, word: &str) {
    assert_eq!(desk.asks(tool, input), word, "{tool} {input}");
}

#[test]
fn every_tool_that_writes_is_judged_by_its_path() {
    let desk = Desk::new();
    let edit = |path: &str| json!({ "file_path": path, "old_string": "x", "new_string": "y", "replace_all": false });
    let many = |path: &str| json!({ "file_path": path, "edits": [{ "old_string": "x", "new_string": "y" }] });
    let notebook = |path: &str| json!({ "notebook_path": path, "new_source": "y" });
    for (path, word) in [("src/a.rs", "allow"), (".env", "deny"), (".github/x", "deny"), ("infra/main.tf", "ask")] {
        is(&desk, "Edit", &edit(path), word);
        is(&desk, "MultiEdit", &many(path), word);
        is(&desk, "NotebookRead", &json!({ "notebook_path": path }), if path == ".env" { "deny" } else { "allow" });
        is(&desk, "NotebookEdit", &notebook(path), word);
        is(&desk, "Write", &json!({ "file_path": path, "content": "" }), word);
    }
}

#[test]
fn two_paths_in_one_call_are_denied() {
    let desk = Desk::new();
    for other in ["path", "filePath", "notebook_path", "target_file", "PATH"] {
        is(&desk, "Write", &json!({ "file_path": "README.md", other: ".env", "content": "x" }), "deny");
    }
    is(&desk, "Write", &json!({ "path": "README.md", "content": "x" }), "deny");
}

#[test]
fn searches_pass_a_secret_by_and_name_none() {
    let desk = Desk::new();
    is(&desk, "Glob", &json!({ "pattern": "**/*.rs" }), "allow");
    is(&desk, "Glob", &json!({ "pattern": "**/*" }), "allow");
    is(&desk, "Glob", &json!({ "pattern": "**/.e?v" }), "deny");
    is(&desk, "Glob", &json!({ "pattern": "*.{md,pem}" }), "deny");
    is(&desk, "Glob", &json!({ "pattern": "*", "path": desk.home() }), "ask");
    is(&desk, "Glob", &json!({ "pattern": "../*" }), "ask");
    is(&desk, "Glob", &json!({ "pattern": "*/../../*" }), "ask");
    is(&desk, "Grep", &json!({ "pattern": "x" }), "allow");
    is(&desk, "Grep", &json!({ "pattern": "x", "path": "src", "-i": true, "output_mode": "content" }), "allow");
    is(&desk, "Grep", &json!({ "pattern": "x", "path": ".env" }), "deny");
    is(&desk, "Grep", &json!({ "pattern": "x", "glob": ".env*" }), "deny");
    is(&desk, "Grep", &json!({ "pattern": "x", "glob": "*.rs" }), "allow");
    is(&desk, "Grep", &json!({ "pattern": "x", "path": "/" }), "ask");
}

#[test]
fn what_is_not_files_is_asked() {
    let desk = Desk::new();
    is(&desk, "WebFetch", &json!({ "url": "https://docs.example/x", "prompt": "p" }), "ask");
    is(&desk, "WebSearch", &json!({ "query": "x" }), "ask");
    is(&desk, "Task", &json!({ "prompt": "x" }), "ask");
    is(&desk, "Dance", &json!({}), "ask");
    is(&desk, "bash", &json!({ "command": "ls" }), "ask");
    is(&desk, "mcp__demo__note", &json!({ "text": "hi" }), "ask");
    is(&desk, "mcp____", &json!({}), "ask");
    is(&desk, "TodoWrite", &json!({ "todos": [] }), "allow");
}

#[test]
fn the_operator_allows_by_exact_name() {
    let desk = Desk::new().fleet(
        "[tool.allow]\nmcp = [\"demo/note\", \"files/read\", \"files/write\"]\nhosts = [\"Docs.example\"]\ntools = [\"Dance\"]\n",
    );
    is(&desk, "mcp__demo__note", &json!({ "text": "hi" }), "allow");
    is(&desk, "mcp__demo__notes", &json!({ "text": "hi" }), "ask");
    is(&desk, "mcp__files__read", &json!({ "paths": ["src/a.rs", "README.md"] }), "allow");
    is(&desk, "mcp__files__read", &json!({ "paths": ["src/a.rs", ".env"] }), "deny");
    is(&desk, "mcp__files__write", &json!({ "arguments": { "to": [{ "path": ".github/x" }] } }), "deny");
    is(&desk, "mcp__files__write", &json!({ "destination": "~/.bashrc" }), "deny");
    is(&desk, "Dance", &json!({}), "allow");
    is(&desk, "WebFetch", &json!({ "url": "https://docs.example/x", "prompt": "p" }), "allow");
    for url in [
        "http://docs.example/x",
        "https://docs.example:8443/",
        "https://docs.example.evil.example/",
        "https://user@docs.example/",
        "https://docs.example\\@evil.example/",
        "https://evil.example/?docs.example",
        "https://docs.example.",
        "//docs.example",
    ] {
        is(&desk, "WebFetch", &json!({ "url": url, "prompt": "p" }), "ask");
    }
}
