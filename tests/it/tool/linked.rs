//! A work tree whose folder is reached through a link, from outside or from within.

use std::os::unix::fs::symlink;

use serde_json::json;

use super::brought::settled;
use super::desk::Desk;
use crate::scene::{self, Scene, put};

/// The hook's word on a call from a folder; `LINK` and `ROOT` stand for both names of the work tree.
fn from(desk: &Desk, link: &str, cwd: &str, tool: &str, text: &str) -> String {
    let root = desk.root().to_string_lossy().into_owned();
    let named = |text: &str| text.replace("LINK", link).replace("ROOT", &root);
    let input = match tool {
        "Bash" => json!({ "command": named(text) }),
        _ => json!({ "file_path": named(text), "content": "x" }),
    };
    let mut event = desk.event(tool, &input);
    event["cwd"] = json!(named(cwd));
    desk.says(event.to_string().as_bytes()).word()
}

#[test]
fn both_names_of_the_work_tree_are_its_own() {
    let desk = Desk::new();
    let link = desk.scene.outside().join("linked");
    symlink(desk.root(), &link).unwrap();
    let link = link.to_string_lossy().into_owned();
    for (file, text) in [("docs/ai.md", "x"), ("sub/CLAUDE.md", "x"), ("tools.gitconfig", "")] {
        desk.scene.leave_in_work_tree(file, text);
    }
    symlink("docs/ai.md", desk.root().join("CLAUDE.md")).unwrap();
    symlink("sub", desk.root().join("ln")).unwrap();
    let config = desk.root().join(".git/config");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, format!("{text}[include]\n path = ../tools.gitconfig\n")).unwrap();
    for cwd in ["LINK", "ROOT"] {
        for (tool, text, word) in [
            ("Bash", "echo x > docs/ai.md", "deny"),
            ("Write", "LINK/docs/ai.md", "deny"),
            ("Write", "ROOT/docs/ai.md", "deny"),
            ("Write", "LINK/docs/own.md", "allow"),
            ("Write", "ROOT/docs/own.md", "allow"),
            ("Write", "LINK/.github/workflows/x.yml", "deny"),
            ("Read", "LINK/.env", "deny"),
            ("Read", "LINK/README.md", "allow"),
            ("Bash", "echo '[alias]' > tools.gitconfig", "deny"),
            ("Bash", "git add .", "ask"),
            ("Bash", "git add LINK", "ask"),
            ("Bash", "git add LINK/.", "ask"),
            ("Bash", "git add ROOT", "ask"),
            ("Bash", "cd ROOT && git add .", "ask"),
            ("Bash", "cd LINK && git add .", "ask"),
            ("Bash", "git -C LINK add .", "ask"),
            ("Bash", "cd ln && git add .", "ask"),
            ("Bash", "git -C ln add .", "ask"),
            ("Bash", "git add src LINK/README.md", "allow"),
            ("Bash", "cd LINK && git status && cat README.md", "allow"),
            ("Bash", "cd LINK/src && cargo test", "allow"),
            ("Bash", "cd src && cat ../README.md", "allow"),
            ("Bash", "cd .. && touch x", "ask"),
        ] {
            assert_eq!(from(&desk, &link, cwd, tool, text), word, "{cwd}: {tool} {text}");
        }
    }
}

#[test]
fn links_that_git_brings_have_both_names() {
    let mut scene = Scene::started(&[put("README.md", "hello\n")]);
    scene.branch("evil");
    scene.commit("a link", &[scene::symlink("nl", "/outside")]);
    scene.checkout("feature");
    let desk = settled(scene);
    let link = desk.scene.outside().join("linked");
    symlink(desk.root(), &link).unwrap();
    let link = link.to_string_lossy().into_owned();
    for cwd in ["LINK", "ROOT"] {
        for text in ["cat nl", "cat ROOT/nl", "cat LINK/nl", "echo x > ROOT/nl/y"] {
            assert_ne!(from(&desk, &link, cwd, "Bash", &format!("git merge evil && {text}")), "allow", "{cwd}: {text}");
        }
        assert_eq!(from(&desk, &link, cwd, "Bash", "git merge evil && cat LINK/README.md"), "allow", "{cwd}");
    }
}
