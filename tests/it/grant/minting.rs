//! No agent makes a grant: not by the command, not by writing the store.

use serde_json::json;

use super::person::{asks, bash, piped};
use crate::tool::desk::Desk;

#[test]
fn no_agent_runs_the_command() {
    let desk = Desk::new().fleet("kill_switch = false\n[tool.allow]\ncommands = [\"fleetgate\", \"fleetgate grant\", \"cargo run\", \"cargo run grant\", \"expect\"]\n");
    for command in [
        "fleetgate grant K7F3-QM2P",
        "fleetgate grant",
        "fleetgate grant --revoke --all",
        "printf 'yes\\n' | fleetgate grant K7F3-QM2P",
        "./target/debug/fleetgate grant K7F3-QM2P",
        "/usr/bin/fleetgate grant K7F3-QM2P",
        "cargo run -- grant K7F3-QM2P",
        "cargo run -q --bin fleetgate -- grant K7F3-QM2P",
        "cargo r --release grant K7F3-QM2P",
        "script -qc 'fleetgate grant K7F3-QM2P' /dev/null",
        "script -q /dev/null -c 'fleetgate grant K7F3-QM2P'",
        "expect -c 'spawn fleetgate grant K7F3-QM2P; send yes'",
        "expect <<EOF\nspawn fleetgate grant K7F3-QM2P\nEOF",
        "echo 'spawn fleetgate grant K7F3-QM2P' | expect",
        "unbuffer -p fleetgate grant K7F3-QM2P",
        "sudo fleetgate grant K7F3-QM2P",
        "env XDG_STATE_HOME=/x fleetgate grant K7F3-QM2P",
        "timeout 5 nice fleetgate grant K7F3-QM2P",
        "bash -c 'fleetgate grant K7F3-QM2P'",
        "eval 'fleetgate grant K7F3-QM2P'",
        "echo K7F3-QM2P | xargs fleetgate grant",
        "echo grant | xargs fleetgate",
        "find . -name x -exec fleetgate grant K7F3-QM2P ';'",
        "fleet\"gate\" gr\\ant K7F3-QM2P",
        "f=fleetgate; $f grant K7F3-QM2P",
        "x=grant; fleetgate $x K7F3-QM2P",
        "$(echo fleetgate) grant K7F3-QM2P",
        "python3 -c 'import pty; pty.spawn([\"fleetgate\", \"grant\", \"K7F3-QM2P\"])'",
        "tmux send-keys 'fleetgate grant K7F3-QM2P' Enter",
        "npx fleetgate grant K7F3-QM2P",
        "true && (fleetgate grant K7F3-QM2P &)",
        "fleetgate() { :; }; command fleetgate grant K7F3-QM2P",
    ] {
        assert_eq!(desk.asks("Bash", &bash(command)), "deny", "{command}");
    }
    for command in [
        "git commit -m 'docs: fleetgate grant'",
        "grep -rn 'fleetgate grant' .",
        "cargo test grant",
        "echo fleetgate grant",
    ] {
        assert_eq!(desk.asks("Bash", &bash(command)), "allow", "{command}");
    }
}

#[test]
fn the_store_is_not_written_and_not_read() {
    let mut desk = Desk::new();
    let inside = desk.root().join("state");
    let outside = desk.scene.outside();
    let places = [
        (desk.home().join(".local/state"), true),
        (desk.home().join("elsewhere"), true),
        (inside.clone(), false),
        (desk.root().join("a [b]{c,d}*"), false),
        (outside.join("temporary/state"), false),
    ];
    let temporary = outside.join("temporary");
    for (state, used) in places {
        desk.environment = vec![
            ("XDG_STATE_HOME".to_owned(), state.display().to_string()),
            ("TMPDIR".to_owned(), temporary.display().to_string()),
        ];
        let folder = state.join("fleetgate");
        std::fs::create_dir_all(folder.join("grants")).unwrap();
        std::fs::create_dir_all(&temporary).unwrap();
        {
            use std::os::unix::fs::PermissionsExt as _;
            for folder in [folder.clone(), folder.join("grants")] {
                std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).unwrap();
            }
        }
        for file in ["grants/x.json", ""] {
            let path = folder.join(file).display().to_string();
            assert_eq!(desk.writes(&path), "deny", "{path}");
            assert_ne!(desk.reads(&path), "allow", "{path}");
            let quoted = format!("'{path}'");
            for command in [
                format!("echo x > {quoted}"),
                format!("cp README.md {quoted}"),
                format!("tee {quoted} < README.md"),
                format!("mkdir -p {quoted}"),
                format!("touch {quoted}/x"),
            ] {
                assert_eq!(desk.asks("Bash", &bash(&command)), "deny", "{command}");
            }
            for command in [format!("cat {quoted}"), format!("ln -s {quoted} here"), format!("mv {quoted} here")] {
                assert_ne!(desk.asks("Bash", &bash(&command)), "allow", "{command}");
            }
            let files = desk.event("mcp__files__write", &json!({ "path": path }));
            assert_eq!(asks(&desk, &files).0, "deny", "{path}");
        }
        let offered = asks(&desk, &desk.event("Bash", &bash("npm install x"))).1;
        assert_eq!(offered.is_some(), used, "{}", state.display());
        let told = piped(&desk, &["explain", "tool", "npm install x"]).0;
        assert_eq!(told.contains("lies where agents may write"), !used, "{told}");
    }
    desk.environment = vec![("XDG_STATE_HOME".to_owned(), inside.display().to_string())];
    for path in ["state/fleetgate/grants/x", "./STATE/Fleetgate/grants/x", "src/../state/fleetgate/x"] {
        assert_eq!(desk.writes(path), "deny", "{path}");
    }
    std::os::unix::fs::symlink(inside.join("fleetgate"), desk.root().join("link")).unwrap();
    assert_eq!(desk.writes("link/grants/x"), "deny");
    assert_eq!(desk.asks("Bash", &bash("cd state/fleetgate && echo x > grants/y")), "deny");
    assert_eq!(desk.writes("state/other"), "allow");
}

#[test]
fn a_state_folder_that_leads_into_the_work_tree_is_not_used() {
    let mut desk = Desk::new();
    std::fs::create_dir_all(desk.root().join("hidden")).unwrap();
    std::os::unix::fs::symlink(desk.root().join("hidden"), desk.home().join("state")).unwrap();
    desk.environment = vec![("XDG_STATE_HOME".to_owned(), desk.home().join("state").display().to_string())];
    assert_eq!(asks(&desk, &desk.event("Bash", &bash("npm install x"))), ("ask".to_owned(), None));
    assert_eq!(desk.writes("hidden/fleetgate/grants/x"), "deny");
}
