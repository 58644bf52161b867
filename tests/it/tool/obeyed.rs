//! Files that git, its hooks and the settings of agents have run: whoever writes them says what runs at the next call.

use super::desk::Desk;
use crate::scene::{Scene, put};

/// A desk whose git has one setting.
fn set(key: &str, value: &str) -> Desk {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("scripts/x.sh", "x");
    desk.scene.set(key, value);
    desk
}

#[test]
fn a_command_of_git_s_configuration_is_read_whole() {
    for (key, value) in [
        ("diff.a.textconv", "bash -e scripts/x.sh"),
        ("filter.b.clean", "python3 -u scripts/x.sh %f"),
        ("alias.zz", "!f() { scripts/x.sh; }; f"),
        ("alias.zz", "-c core.pager=scripts/x.sh log"),
        ("core.pager", "LESS=x scripts/x.sh"),
        ("core.fsmonitor", "env A=1 scripts/x.sh"),
        ("core.editor", "nohup sh -c 'exec scripts/x.sh'"),
        ("pager.diff", "less | scripts/x.sh"),
        ("merge.x.driver", "cd scripts && ./x.sh %O"),
        ("gpg.ssh.defaultKeyCommand", "scripts/x.sh"),
        ("submodule.x.update", "!scripts/x.sh"),
        ("difftool.m.path", "scripts/x.sh"),
        ("core.alternateRefsCommand", "scripts/x.sh"),
        ("credential.helper", "!$HOME/../repo/scripts/x.sh"),
    ] {
        let desk = set(key, value);
        assert_eq!([desk.writes("scripts/x.sh"), desk.writes("scripts/y.sh")], ["deny", "allow"], "{key} {value}");
    }
    let desk = set("core.sshcommand", "sh -e guard");
    desk.scene.leave_in_work_tree("guard", "x");
    assert_eq!(desk.writes("guard"), "ask");
}

#[test]
fn arguments_that_name_nothing_guard_nothing() {
    for (key, value) in [
        ("filter.lfs.clean", "git-lfs clean -- %f"),
        ("credential.helper", "!/usr/bin/env git-credential"),
        ("core.pager", "less -FRX"),
        ("alias.lg", "log --graph src/a.rs"),
    ] {
        let desk = set(key, value);
        for file in ["clean", "src/a.rs", "scripts/x.sh", "usr/bin/env", "less"] {
            assert_eq!(desk.writes(file), "allow", "{key}: {file}");
        }
    }
}

#[test]
fn what_hooks_name_is_sensitive_wherever_the_hooks_are() {
    for (folder, path) in [("../.githooks", ".githooks"), ("config/husky/_", "config/husky"), ("", ".git/hooks")] {
        let desk = Desk::new();
        desk.scene.leave_in_work_tree("scripts/x.sh", "x");
        desk.scene.leave_in_work_tree(&format!("{path}/pre-commit"), "#!/bin/sh\nscripts/x.sh --all\n");
        if !folder.is_empty() {
            desk.scene.set("core.hooksPath", folder.trim_start_matches("../"));
        }
        assert_eq!([desk.writes("scripts/x.sh"), desk.writes("scripts/y.sh")], ["ask", "allow"], "{path}");
    }
}

#[test]
fn a_linked_work_tree_has_the_hooks_of_the_first() {
    let desk = Desk::with(Scene::started(&[put("README.md", "x\n"), put("scripts/x.sh", "x\n")]));
    desk.scene.administer("hooks/pre-commit", "scripts/x.sh\n");
    let linked = desk.scene.outside().join("linked");
    desk.scene.repo().worktree("linked", &linked, None).unwrap();
    let writes = |file: &str| {
        let input = serde_json::json!({ "file_path": linked.join(file), "content": "x" });
        let mut event = desk.event("Write", &input);
        event["cwd"] = serde_json::json!(linked);
        desk.says(event.to_string().as_bytes()).word()
    };
    assert_eq!([writes("scripts/x.sh"), writes("scripts/y.sh")], ["ask", "allow"]);
}

#[test]
fn what_a_hook_s_scripts_run_is_sensitive_too() {
    let desk = Desk::new();
    for (file, text) in [
        (".git/hooks/pre-commit", "node tools/check.js && scripts/x.sh && git diff --quiet package.json"),
        ("scripts/x.sh", "#!/bin/sh\n. scripts/lib.sh\n. \"$(dirname \"$0\")/beside.sh\"\n"),
        ("scripts/lib.sh", "python3 tools/deep.py\n"),
        ("scripts/beside.sh", ""),
        ("tools/deep.py", "import os, own\nprint('src/a.rs')\n"),
        ("tools/own.py", ""),
        ("tools/check.js", "const a = require(\"./part\");\nread('src/a.rs');\n"),
        ("tools/part.js", ""),
        ("package.json", "{ \"main\": \"src/a.rs\" }"),
    ] {
        desk.scene.leave_in_work_tree(file, text);
    }
    for file in ["scripts/lib.sh", "scripts/beside.sh", "tools/deep.py", "tools/own.py", "tools/part.js"] {
        assert_eq!(desk.writes(file), "ask", "{file}");
    }
    assert_eq!([desk.writes("src/a.rs"), desk.writes("scripts/other.sh")], ["allow", "allow"]);
}

#[test]
fn many_names_hide_none() {
    let desk = Desk::new();
    let lines: String = (0..350).map(|at| format!("gen/a{at}.txt\n")).collect();
    desk.scene.leave_in_work_tree(".git/hooks/pre-commit", &format!("{lines}scripts/z.sh\n"));
    assert_eq!([desk.writes("scripts/z.sh"), desk.writes("src/a.rs")], ["ask", "allow"]);
}

#[test]
fn a_key_without_a_value_is_true() {
    let desk = Desk::new();
    let keys = "[pull]\n rebase\n[core]\n pager\n hooksPath\n[include]\n path\n[remote \"origin\"]\n url\n";
    let config = desk.root().join(".git/config");
    let text = std::fs::read_to_string(&config).unwrap();
    desk.scene.leave_in_work_tree(".git/config", &format!("{text}{keys}[include]\n path = more\n"));
    desk.scene.leave_in_work_tree(".git/more", keys);
    desk.leave("home/.gitconfig", keys);
    assert_eq!([desk.writes("src/a.rs"), desk.writes(".git/more")], ["allow", "deny"]);
}

#[test]
fn settings_of_every_agent_are_read() {
    for (file, text) in [
        (".gemini/settings.json", r#"{ "tools": { "discoveryCommand": "scripts/x.sh", "callCommand": "cat" } }"#),
        (".gemini/settings.json", r#"{ "tools": { "callCommand": ["sh", "scripts/x.sh"] } }"#),
        (".gemini/settings.json", r#"{ "toolDiscoveryCommand": "scripts/x.sh" }"#),
        (".gemini/settings.json", "{ // mine\n \"mcpServers\": { \"a\": { \"command\": \"scripts/x.sh\", } } }"),
        (".vscode/mcp.json", "{ /* mine */ \"servers\": { \"a\": { \"command\":\"sh\",\"args\":[\"scripts/x.sh\"]}}}"),
        (
            ".mcp.json",
            r#"{ "mcpServers": { "a": { "command": "node", "env": { "NODE_OPTIONS": "-r ./scripts/x.sh" } } } }"#,
        ),
        (".codex/config.toml", "notify = [\"sh\", \"scripts/x.sh\"]\nnotify = [\"twice\"]\n"),
        ("opencode.json", r#"{ "mcp": { "a": { "type": "local", "command": ["sh", "scripts/x.sh"] } } }"#),
        ("opencode.jsonc", "{ \"formatter\": { \"a\": { \"command\": [\"./scripts/x.sh\", \"$FILE\"] } } } // mine"),
        (
            ".github/hooks/a.json",
            r#"{ "hooks": { "sessionStart": [{ "type": "command", "bash": "./scripts/x.sh" }] } }"#,
        ),
        (".copilot/mcp-config.json", r#"{ "mcpServers": { "a": { "command": "scripts/x.sh" } } }"#),
        (".claude/agents/a.md", "---\nname: a\nhooks:\n  Stop:\n    - command: \"scripts/x.sh\"\n---\nText\n"),
        (".claude/skills/a/SKILL.md", "---\nname: a\nhooks:\n  Stop:\n    - command: scripts/x.sh\n---\n"),
    ] {
        let desk = Desk::new();
        desk.scene.leave_in_work_tree("scripts/x.sh", "x");
        desk.scene.leave_in_work_tree(file, text);
        assert_eq!([desk.writes("scripts/x.sh"), desk.writes("scripts/y.sh")], ["ask", "allow"], "{text}");
    }
    let desk = Desk::new();
    desk.scene.leave_in_work_tree(".claude/agents/a.md", "---\nname: src/a.rs\n---\nhooks: src/a.rs\n");
    desk.scene
        .leave_in_work_tree("opencode.json", r#"{ "instructions": ["src/a.rs"], "permission": { "bash": "ask" } }"#);
    assert_eq!(desk.writes("src/a.rs"), "allow");
}

#[test]
fn settings_that_are_too_long_are_asked() {
    let desk = Desk::new();
    let long = format!("{{ \"x\": \"{}\" }}", "x".repeat(300_000));
    desk.scene.leave_in_work_tree(".gemini/settings.json", &long);
    assert_eq!(desk.writes("src/a.rs"), "ask");
    desk.scene.leave_in_work_tree(".gemini/settings.json", "{}");
    // A program, not a script.
    desk.scene.leave_in_work_tree(".git/hooks/pre-push", &format!("\u{7f}ELF\0\0{long}"));
    assert_eq!(desk.writes("src/a.rs"), "allow");
}

#[test]
fn a_long_hook_is_read_in_time() {
    let desk = Desk::new();
    let line = |at: usize| format!("check src tests scripts . / path/to/file{at}.txt src/gone{at}\n");
    desk.scene.leave_in_work_tree(".git/hooks/pre-commit", &(0..400).map(line).collect::<String>());
    for at in 0..400 {
        desk.scene.leave_in_work_tree(&format!("scripts/s{at}.sh"), "x");
    }
    desk.scene.leave_in_work_tree("path/to/file1.txt", "x");
    let start = std::time::Instant::now();
    assert_eq!(
        [desk.writes("path/to/file1.txt"), desk.writes("path/to/file399.txt"), desk.writes("docs/a.md")],
        ["ask", "ask", "allow"]
    );
    assert!(start.elapsed() < std::time::Duration::from_secs(6), "{:?}", start.elapsed());
}
