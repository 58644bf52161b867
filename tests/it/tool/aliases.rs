//! Ordinary files that are something else under another name: links, inclusions, programs of an agent's settings.

use std::os::unix::fs::symlink;

use super::desk::Desk;

#[test]
fn what_a_protected_name_leads_to_is_protected() {
    let desk = Desk::new();
    for (target, link) in [
        ("docs/ai.md", "CLAUDE.local.md"),
        ("kit/claude.json", ".claude/settings.local.json"),
        ("scripts/hook.sh", ".husky/pre-commit"),
        ("scripts/own.sh", ".git/hooks/pre-push"),
        ("kit/local", ".env.local"),
    ] {
        desk.scene.leave_in_work_tree(target, "x");
        std::fs::create_dir_all(desk.root().join(link).parent().unwrap()).unwrap();
        let _ = std::fs::remove_file(desk.root().join(link));
        symlink(desk.root().join(target), desk.root().join(link)).unwrap();
        assert_eq!(desk.writes(target), "deny", "{target}");
    }
    assert_eq!([desk.reads("kit/local"), desk.reads("docs/ai.md")], ["deny", "allow"]);
    assert_eq!([desk.writes("docs/other.md"), desk.writes("scripts/other.sh")], ["allow", "allow"]);
}

#[test]
fn a_folder_under_a_protected_name_is_protected_by_its_own() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("kit/agents/one.md", "x");
    symlink("kit", desk.root().join(".cursor")).unwrap();
    assert_eq!(
        [desk.writes("kit/agents/one.md"), desk.writes("kit/mcp.json"), desk.writes("kits")],
        ["deny", "deny", "allow"]
    );
}

#[test]
fn settings_of_the_home_folder_may_lie_in_a_repository() {
    let desk = Desk::new();
    for (target, link) in [("zshrc.txt", ".zshrc"), ("git/config.txt", ".gitconfig"), ("kit/ssh.txt", ".ssh/config")] {
        desk.scene.leave_in_work_tree(target, "");
        let link = desk.home().join(link);
        std::fs::create_dir_all(link.parent().unwrap()).unwrap();
        let _ = std::fs::remove_file(&link);
        symlink(desk.root().join(target), link).unwrap();
        assert_eq!(desk.writes(target), "deny", "{target}");
    }
    assert_eq!(desk.writes("other.txt"), "allow");
}

#[test]
fn what_git_includes_may_include_more() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("kit/a.inc", "[include]\n path = deep/b.inc\n");
    desk.scene.leave_in_work_tree("kit/deep/b.inc", "[include]\n path = c.inc\n");
    let config = desk.root().join(".git/config");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}[include]\n path = ../kit/a.inc\n")).unwrap();
    for file in ["kit/a.inc", "kit/deep/b.inc", "kit/deep/c.inc"] {
        assert_eq!(desk.writes(file), "deny", "{file}");
    }
    assert_eq!(desk.writes("kit/c.inc"), "allow");
}

#[test]
fn hooks_that_others_run_are_hooks() {
    let desk = Desk::new();
    let config = desk.root().join(".git/config");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}[core]\n hooksPath = config/husky/_\n")).unwrap();
    assert_eq!([desk.writes("config/husky/pre-commit"), desk.writes("config/husky/_/h")], ["deny", "deny"]);
    assert_eq!(
        [desk.writes("config/other"), desk.writes("hk.pkl"), desk.writes("grumphp.yml")],
        ["allow", "deny", "deny"]
    );
}

#[test]
fn what_an_agents_settings_run_is_sensitive() {
    let desk = Desk::new();
    let settings = r#"{
        "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "\"$CLAUDE_PROJECT_DIR\"/scripts/guard.sh" }] }] },
        "statusLine": { "type": "command", "command": "python3 tools/status.py --x src" },
        "apiKeyHelper": "tools/key.sh",
        "permissions": { "allow": ["Edit(docs/a.md)"] }
    }"#;
    desk.scene.leave_in_work_tree(".claude/settings.json", settings);
    desk.scene.leave_in_work_tree(
        ".mcp.json",
        r#"{ "mcpServers": { "x": { "command": "node", "args": ["tools/server.js"] } } }"#,
    );
    for file in ["scripts/guard.sh", "tools/status.py", "tools/key.sh", "tools/server.js"] {
        assert_eq!(desk.writes(file), "ask", "{file}");
    }
    for file in ["scripts/other.sh", "docs/a.md", "src/new.rs", "tools/other.py"] {
        assert_eq!(desk.writes(file), "allow", "{file}");
    }
    desk.scene.leave_in_work_tree(".claude/settings.json", "{ no settings");
    assert_eq!(desk.writes("scripts/guard.sh"), "allow");
}

#[test]
fn what_others_run_is_found_however_it_is_spelled() {
    for (file, command) in [
        ("scripts/z.sh", "cd scripts && ./z.sh"),
        ("tools/h3.py", "python -m tools.h3"),
        ("tools/h2.js", "node tools/h2"),
        ("kit/c12.sh", "$(git rev-parse --show-toplevel)/kit/c12.sh"),
        ("kit/c19.sh", "d=kit; $d/c19.sh"),
        ("kit/new.sh", "sh kit/new.sh"),
    ] {
        let desk = Desk::new();
        if file != "kit/new.sh" {
            desk.scene.leave_in_work_tree(file, "x");
        }
        let settings = serde_json::json!({ "hooks": { "Stop": [{ "hooks": [{ "command": command }] }] } });
        desk.scene.leave_in_work_tree(".claude/settings.json", &settings.to_string());
        assert_eq!([desk.writes(file), desk.writes("kit/other.sh")], ["ask", "allow"], "{command}");
    }
    let desk = Desk::new();
    for file in ["kit/a.js", "kit/b.sh", "kit/c.sh", "scripts/check.sh"] {
        desk.scene.leave_in_work_tree(file, "x");
    }
    desk.scene.leave_in_work_tree(
        ".codex/config.toml",
        "notify = [\"node\", \"kit/a.js\"]\n[mcp_servers.x]\ncommand = \"sh\"\nargs = [\"kit/b.sh\"]\n",
    );
    desk.scene.leave_in_work_tree(".mcp.json", r#"{ "mcpServers": { "y": { "command": "./c.sh", "cwd": "kit" } } }"#);
    desk.scene
        .leave_in_work_tree(".husky/pre-commit", "npx lint-staged\n\"$(dirname \"$0\")/../scripts/check.sh\" --all\n");
    for file in ["kit/a.js", "kit/b.sh", "kit/c.sh", "scripts/check.sh"] {
        assert_eq!(desk.writes(file), "ask", "{file}");
    }
    assert_eq!([desk.writes("kit/d.sh"), desk.writes("scripts/other.sh")], ["allow", "allow"]);
}

#[test]
fn a_link_among_very_many_names_is_looked_at() {
    let desk = Desk::new();
    for number in 0..5_000 {
        desk.scene.leave_in_work_tree(&format!("f{number}"), "");
    }
    let names = ["CLAUDE.md", "AGENTS.md", ".mcp.json", "GEMINI.md", ".envrc"];
    for (number, name) in names.iter().enumerate() {
        symlink(format!("zz/t{number}.md"), desk.root().join(name)).unwrap();
    }
    for number in 0..names.len() {
        assert_eq!(desk.writes(&format!("zz/t{number}.md")), "deny", "{number}");
    }
    assert_eq!([desk.writes("zz/y.md"), desk.writes("src/b.rs")], ["allow", "allow"]);
}

#[test]
fn more_links_than_are_followed_may_lead_anywhere() {
    let desk = Desk::new();
    for number in 0..2_100 {
        symlink("src", desk.root().join(format!("l{number}"))).unwrap();
    }
    assert_eq!([desk.writes("zz/x.md"), desk.writes("src/b.rs")], ["ask", "ask"]);
}
