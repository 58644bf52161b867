//! Install, status and uninstall on disk.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use fleetgate::enforce::settings::{Client, entries};

use super::desk::Desk;

const LEVELS: [&str; 2] = ["user", "project"];

fn commands(client: Client, path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    entries(client, &text).unwrap().into_iter().map(|entry| entry.command).collect()
}

#[test]
fn every_client_at_every_level_comes_and_goes_without_a_trace() {
    for client in Client::ALL {
        for level in LEVELS {
            let desk = Desk::new();
            let before = desk.everything();
            desk.hooks("status", client, level).is(1);
            let said = desk.hooks("install", client, level).is(0);
            assert!(
                said.out.contains("asks fleetgate before every tool call") && said.out.contains("+"),
                "{}",
                said.out
            );
            let path = desk.settings(client, level);
            let expected = format!("{} hook {}", desk.binary.display(), client.word());
            let found = commands(client, &path);
            assert!(!found.is_empty() && found.iter().all(|command| *command == expected), "{found:?}");
            let installed = desk.everything();
            assert!(desk.hooks("install", client, level).is(0).out.contains("nothing was changed"));
            assert_eq!(desk.everything(), installed);
            let status = desk.hooks("status", client, level).is(0).out;
            assert!(status.contains("installed") && status.contains(&expected), "{status}");
            desk.hooks("uninstall", client, level).is(0);
            assert_eq!(desk.everything(), before, "{client:?} {level}");
            assert!(desk.hooks("uninstall", client, level).is(0).out.contains("nothing was changed"));
        }
    }
}

#[test]
fn what_others_wrote_stays_to_the_byte() {
    let texts = [
        "{}",
        "{\r\n\t\"model\": \"x\",\r\n\t\"hooks\": {\r\n\t}\r\n}",
        "\u{feff}{ \"a\": [1,  2] }\n\n",
        "{\n    \"hooks\": {\"Stop\": []}\n}\n",
    ];
    for (client, level) in [(Client::Claude, "user"), (Client::Gemini, "project"), (Client::Codex, "user")] {
        for text in texts {
            let desk = Desk::new();
            let path = desk.settings(client, level);
            desk.leave(&path, text);
            std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).unwrap();
            let before = desk.everything();
            desk.hooks("install", client, level).is(0);
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!((mode & 0o777, commands(client, &path).len()), (0o640, 1));
            desk.hooks("uninstall", client, level).is(0);
            assert_eq!(desk.everything(), before, "{text:?}");
        }
    }
}

#[test]
fn a_dry_run_shows_the_difference_and_changes_nothing() {
    let desk = Desk::new();
    let before = desk.everything();
    let said = desk.run(&["hooks", "install", "claude", "--dry-run"]).is(0);
    assert!(said.out.contains("+            \"type\": \"command\",") && said.out.contains("dry run"), "{}", said.out);
    assert_eq!(desk.everything(), before);
    desk.run(&["hooks", "install", "claude"]).is(0);
    let installed = desk.everything();
    assert!(
        desk.run(&["hooks", "uninstall", "claude", "--dry-run"])
            .is(0)
            .out
            .contains("-            \"type\": \"command\",")
    );
    assert_eq!(desk.everything(), installed);
}

#[test]
fn what_can_not_be_edited_is_refused_and_stays() {
    for (text, place) in [
        ("{ \"a\": 1,\n}\n", ":2:1: "),
        ("", ": "),
        ("{\n\"hooks\": []}", ":2:10: "),
        ("{\"hooks\":{\"PreToolUse\":{}}}", ":1:24: "),
        ("nonsense", ":1:2: "),
    ] {
        let desk = Desk::new();
        let path = desk.settings(Client::Claude, "user");
        desk.leave(&path, text);
        let before = desk.everything();
        for what in ["install", "uninstall"] {
            let said = desk.hooks(what, Client::Claude, "user").is(2);
            assert!(said.err.contains(&format!("{}{place}", path.display())), "{text:?}: {}", said.err);
        }
        desk.run(&["hooks", "status", "claude", "--user"]);
        assert_eq!(desk.hooks("status", Client::Claude, "user").code, Some(2));
        assert_eq!(desk.everything(), before);
    }
    let desk = Desk::new();
    let path = desk.settings(Client::Claude, "user");
    std::fs::create_dir_all(&path).unwrap();
    assert!(desk.hooks("install", Client::Claude, "user").is(2).err.contains("is no file"));
    let path = desk.settings(Client::Codex, "user");
    desk.leave(&path, "{}");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).unwrap();
    assert!(desk.hooks("install", Client::Codex, "user").is(2).err.contains("read-only"));
    std::fs::write(desk.settings(Client::Gemini, "user").parent().unwrap().with_extension("x"), "").unwrap();
    let plugin = desk.settings(Client::Opencode, "user");
    desk.leave(&plugin, "export const Mine = async () => ({})\n");
    assert!(desk.hooks("install", Client::Opencode, "user").is(2).err.contains("not a plugin of fleetgate"));
}

#[test]
fn links_of_the_user_are_followed_and_links_out_of_a_project_are_not() {
    let desk = Desk::new();
    let dotfiles = desk.outside().join("dotfiles/claude.json");
    desk.leave(&dotfiles, "{}\n");
    for level in LEVELS {
        let path = desk.settings(Client::Claude, level);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(&dotfiles, &path).unwrap();
    }
    let refused = desk.hooks("install", Client::Claude, "project").is(2);
    assert!(refused.err.contains("leads out of the project"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(&dotfiles).unwrap(), "{}\n");
    desk.hooks("install", Client::Claude, "user").is(0);
    assert!(desk.settings(Client::Claude, "user").is_symlink());
    assert_eq!(commands(Client::Claude, &dotfiles).len(), 1);
    desk.hooks("uninstall", Client::Claude, "user").is(0);
    assert_eq!(std::fs::read_to_string(&dotfiles).unwrap(), "{}\n");
    std::fs::remove_file(&dotfiles).unwrap();
    assert!(desk.hooks("install", Client::Claude, "user").is(2).err.contains("leads nowhere"));
    symlink(desk.outside(), desk.project().join(".codex")).unwrap();
    assert!(desk.hooks("install", Client::Codex, "project").is(2).err.contains("leads out of the project"));
    assert!(!desk.outside().join("hooks.json").exists());
}

#[test]
fn the_fleet_file_is_named_in_full_and_must_be_readable() {
    let desk = Desk::new();
    desk.leave(&desk.project().join("my fleet.toml"), "schema = \"fleetgate.fleet/1\"\n");
    desk.run(&["hooks", "install", "claude", "--fleet", "my fleet.toml"]).is(0);
    let path = desk.settings(Client::Claude, "user");
    let fleet = desk.project().join("my fleet.toml");
    assert_eq!(
        commands(Client::Claude, &path),
        [format!("{} hook claude --fleet '{}'", desk.binary.display(), fleet.display())]
    );
    desk.hooks("status", Client::Claude, "user").is(0);
    desk.leave(&desk.project().join("bad.toml"), "schema = \"fleetgate.fleet/1\"\nkill = 1\n");
    let installed = desk.everything();
    for bad in ["missing.toml", "bad.toml"] {
        assert!(desk.run(&["hooks", "install", "claude", "--fleet", bad]).is(2).err.contains(bad));
    }
    assert_eq!(desk.everything(), installed);
}

#[test]
fn flags_for_the_hook_are_checked_and_kept() {
    let desk = Desk::new();
    desk.run(&["hooks", "install", "claude", "--", "--allow", "explicit"]).is(0);
    let path = desk.settings(Client::Claude, "user");
    assert_eq!(commands(Client::Claude, &path), [format!("{} hook claude --allow explicit", desk.binary.display())]);
    desk.hooks("status", Client::Claude, "user").is(0);
    let installed = desk.everything();
    assert!(desk.run(&["hooks", "install", "claude", "--", "--alow"]).is(2).err.contains("--alow"));
    assert_eq!(desk.everything(), installed);
    desk.hooks("install", Client::Claude, "user").is(0);
    assert_eq!(commands(Client::Claude, &path), [format!("{} hook claude", desk.binary.display())]);
}

#[test]
fn a_binary_under_another_name_would_not_be_known_again() {
    let mut desk = Desk::new();
    desk.moved("renamed");
    let other = desk.binary.with_file_name("guard");
    std::fs::rename(&desk.binary, &other).unwrap();
    desk.binary = other;
    assert!(desk.hooks("install", Client::Claude, "user").is(2).err.contains("not named fleetgate"));
    assert_eq!(std::fs::read_dir(desk.home()).unwrap().count(), 0);
}

#[test]
fn a_file_that_is_too_large_is_not_cut_off() {
    let desk = Desk::new();
    let path = desk.settings(Client::Claude, "user");
    desk.leave(&path, &format!("{{}}{}", " ".repeat((8 << 20) + 9)));
    assert!(desk.hooks("install", Client::Claude, "user").is(2).err.contains("8 MiB"));
    assert_eq!(path.metadata().unwrap().len(), (8 << 20) + 11);
}

#[test]
fn an_older_entry_is_replaced_and_a_changed_one_is_told() {
    let mut desk = Desk::new();
    desk.moved("old place");
    desk.hooks("install", Client::Claude, "user").is(0);
    let old = desk.binary.clone();
    desk.moved("it's \"new\" $HOME");
    desk.hooks("status", Client::Claude, "user").is(1);
    assert!(desk.hooks("install", Client::Claude, "user").is(0).out.contains("old place"));
    let path = desk.settings(Client::Claude, "user");
    let [command] = commands(Client::Claude, &path).try_into().unwrap();
    assert!(!command.contains(&*old.to_string_lossy()) && command.contains("new"), "{command}");
    desk.hooks("status", Client::Claude, "user").is(0);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"*\"", "\"Bash\"")).unwrap();
    assert!(desk.hooks("status", Client::Claude, "user").is(1).out.contains("differs"));
    desk.hooks("install", Client::Claude, "user").is(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    desk.hooks("uninstall", Client::Claude, "user").is(0);
    assert!(!path.exists());
}

#[test]
fn the_environment_says_where_a_client_keeps_its_settings() {
    for (name, client, file) in [
        ("CLAUDE_CONFIG_DIR", Client::Claude, "settings.json"),
        ("CODEX_HOME", Client::Codex, "hooks.json"),
        ("XDG_CONFIG_HOME", Client::Opencode, "opencode/plugin/fleetgate.js"),
        ("COPILOT_HOME", Client::Copilot, "hooks/fleetgate.json"),
        ("GEMINI_CLI_HOME", Client::Gemini, ".gemini/settings.json"),
    ] {
        let mut desk = Desk::new();
        let folder = desk.outside().join("elsewhere");
        desk.variables.push((name, folder.clone()));
        desk.hooks("install", client, "user").is(0);
        assert!(folder.join(file).is_file(), "{name}");
        assert_eq!(std::fs::read_dir(desk.home()).unwrap().count(), 0, "{name}");
        desk.hooks("uninstall", client, "user").is(0);
        assert!(!folder.join(file).exists());
    }
    let mut desk = Desk::new();
    desk.variables.push(("FLEETGATE_FLEET", "/etc/fleet.toml".into()));
    assert!(desk.hooks("install", Client::Claude, "user").is(0).out.contains("--fleet"));
    let mut desk = Desk::new();
    desk.variables.push(("HOME", "".into()));
    assert!(desk.hooks("install", Client::Claude, "user").is(2).err.contains("HOME"));
    desk.hooks("install", Client::Claude, "project").is(0);
}

#[test]
fn a_second_client_of_the_same_file_and_unknown_names_are_told() {
    let desk = Desk::new();
    assert!(desk.run(&["hooks", "install", "clade"]).is(2).err.contains("claude"));
    assert!(desk.run(&["hooks", "install", "claude", "--user", "--project"]).is(2).err.contains("--project"));
    assert_eq!(desk.run(&["hooks", "status"]).is(1).out.lines().count(), 12);
}
