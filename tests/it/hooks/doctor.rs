//! `fleetgate doctor` on installed hooks: sound ones, and each kind of unsound one.

use std::os::unix::fs::PermissionsExt;

use fleetgate::cli::schema_text;
use fleetgate::enforce::settings::{Client, install};
use serde_json::Value;

use super::desk::{DECODED, Desk};

/// The states of all findings with this code, or under it.
fn states<'r>(report: &'r Value, code: &str) -> Vec<&'r str> {
    let findings = report["hooks"].as_array().unwrap().iter().flat_map(|hook| hook["findings"].as_array().unwrap());
    let under = |finding: &&Value| {
        let found = finding["code"].as_str().unwrap();
        found == code || found.strip_prefix(code).is_some_and(|rest| rest.starts_with('.'))
    };
    findings.filter(under).map(|finding| finding["state"].as_str().unwrap()).collect()
}

fn failed(report: &Value) -> Vec<String> {
    let findings = report["hooks"].as_array().unwrap().iter().flat_map(|hook| hook["findings"].as_array().unwrap());
    let bad = findings.filter(|finding| matches!(finding["state"].as_str(), Some("failed" | "broken")));
    let mut codes: Vec<String> = bad
        .map(|finding| {
            assert!(finding["next"].is_string(), "{finding}");
            finding["code"].as_str().unwrap().to_owned()
        })
        .collect();
    codes.dedup();
    codes
}

/// An installed hook whose program is a script.
fn impostor(client: Client, script: &str, change: impl Fn(String) -> String) -> (Desk, Value, i32) {
    let desk = Desk::new();
    let program = desk.program("impostor", script);
    let command = format!("{} hook {}", program.display(), client.word());
    desk.leave(&desk.settings(client, "user"), &change(install(client, None, &command).unwrap()));
    let (report, code) = desk.doctor(client);
    (desk, report, code)
}

#[test]
fn a_sound_hook_is_proved_at_both_levels() {
    for client in DECODED {
        for level in ["user", "project"] {
            let mut desk = Desk::new();
            desk.moved("it's a \"place\"");
            desk.hooks("install", *client, level).is(0);
            let (report, code) = desk.doctor(*client);
            let expected = if *client == Client::Codex { (vec!["codex.trust".to_owned()], 1) } else { (vec![], 0) };
            assert_eq!((failed(&report), code), expected, "{report:#}");
            assert!(states(&report, "answer.allow").contains(&"proven"));
            assert!(states(&report, "answer.deny").len() >= 6, "{report:#}");
            assert_eq!(report["hooks"].as_array().unwrap().len(), 1);
            assert_eq!(report["hooks"][0]["level"], level);
        }
    }
}

#[test]
fn the_report_fits_its_schema_and_people_can_read_it() {
    let desk = Desk::new();
    desk.hooks("install", Client::Claude, "user").is(0);
    let (report, _) = desk.doctor(Client::Claude);
    let schema: Value = serde_json::from_str(&schema_text("doctor").unwrap()).unwrap();
    jsonschema::validate(&schema, &report).unwrap();
    let text = desk.run(&["doctor"]).is(0).out;
    assert!(text.contains("`git status` may go on") && text.contains("all that can be proven is proven"), "{text}");
    assert!(!text.contains('\u{1b}'), "no styles in a pipe");
}

#[test]
fn nothing_installed_is_a_failure() {
    let desk = Desk::new();
    for arguments in [&["doctor"][..], &["doctor", "codex"]] {
        let said = desk.run(arguments).is(1);
        assert!(said.out.contains("fleetgate hooks install"), "{}", said.out);
    }
}

#[test]
fn an_entry_that_leaves_something_out_fails() {
    let changes = [
        ("\"*\"", "\"Bash\"", "settings.matcher"),
        ("30", "5", "settings.timeout"),
        ("\"block\"", "\"allow\"", "settings.failure"),
        ("\"timeout\"", "\"async\": true, \"timeout\"", "settings.entry"),
    ];
    for (from, to, code) in changes {
        let desk = Desk::new();
        desk.hooks("install", Client::Claude, "user").is(0);
        let path = desk.settings(Client::Claude, "user");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let (report, exit) = desk.doctor(Client::Claude);
        assert_eq!(exit, 1);
        assert!(failed(&report).contains(&code.to_owned()), "{report:#}");
        assert!(!states(&report, "answer.deny").contains(&"failed"), "the hook itself is sound");
    }
}

#[test]
fn a_hook_that_does_not_deny_is_found_out() {
    let deny = r#"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"no"}}"#;
    let scripts = [
        "exit 0",
        "cat >/dev/null; exit 0",
        "exit 1",
        "exit 2",
        "exit 127",
        "kill -9 $$",
        "kill -11 $$",
        "echo no >&2; exit 2",
        "echo rubbish; exit 2",
        &format!("echo log; echo '{deny}'; echo no >&2; exit 2"),
        &format!("echo '{deny}'; echo no >&2; exit 0"),
        &format!("echo '{deny}'; exit 2"),
        &format!("echo '{}'; echo no >&2; exit 2", deny.replace("deny", "Deny")),
    ];
    for script in scripts {
        let (_, report, code) = impostor(Client::Claude, &format!("#!/bin/sh\n{script}\n"), |text| text);
        assert_eq!(code, 1, "{script}");
        assert!(states(&report, "answer.deny").iter().all(|state| *state == "failed"), "{script}: {report:#}");
        assert_eq!(states(&report, "binary.version"), ["failed"], "{script}");
    }
    let always = format!("#!/bin/sh\necho '{deny}'\necho no >&2\nexit 2\n");
    let (_, report, code) = impostor(Client::Claude, &always, |text| text);
    assert_eq!((code, states(&report, "answer.allow")), (1, vec!["failed"]), "one that denies all stops all work");
    assert!(states(&report, "answer.deny").iter().all(|state| *state == "proven"));
}

#[test]
fn a_hook_that_hangs_is_ended_at_the_client_s_own_limit() {
    let (_, report, code) = impostor(Client::Claude, "#!/bin/sh\nexec sleep 60\n", |text| text.replace("30", "1"));
    assert_eq!(code, 1);
    assert!(report.to_string().contains("no answer came within 1s"), "{report:#}");
}

#[test]
fn a_binary_that_is_gone_is_found_out() {
    let mut desk = Desk::new();
    let sound = desk.binary.clone();
    desk.moved("gone");
    desk.hooks("install", Client::Claude, "user").is(0);
    std::fs::remove_file(&desk.binary).unwrap();
    desk.binary = sound;
    let (report, code) = desk.doctor(Client::Claude);
    assert_eq!(
        (code, states(&report, "binary.version"), states(&report, "access.binary")),
        (1, vec!["failed"], vec!["failed"])
    );
}

#[test]
fn settings_that_silence_the_hook_are_found_at_every_level() {
    for file in [".claude/settings.json", ".claude/settings.local.json"] {
        let desk = Desk::new();
        desk.hooks("install", Client::Claude, "user").is(0);
        desk.leave(&desk.project().join(file), "{ \"disableAllHooks\": true }");
        let (report, code) = desk.doctor(Client::Claude);
        assert_eq!((code, failed(&report)), (1, vec!["settings.override".to_owned()]), "{report:#}");
        desk.leave(&desk.project().join(file), "{ broken");
        assert_eq!(desk.doctor(Client::Claude).1, 2);
    }
}

#[test]
fn whoever_may_write_is_told() {
    let desk = Desk::new();
    desk.leave(&desk.outside().join("ops/fleet.toml"), "schema = \"fleetgate.fleet/1\"\n");
    let fleet = desk.outside().join("ops/fleet.toml");
    desk.run(&["hooks", "install", "claude", "--fleet", &fleet.to_string_lossy()]).is(0);
    let (report, code) = desk.doctor(Client::Claude);
    assert_eq!((failed(&report), code), (vec![], 0), "{report:#}");
    assert_eq!(states(&report, "fleet"), ["proven"]);
    let settings = desk.settings(Client::Claude, "user");
    for (path, code) in [(&fleet, "access.fleet"), (&settings, "access.settings")] {
        for target in [path, path.parent().unwrap()] {
            let sound = target.metadata().unwrap().permissions();
            std::fs::set_permissions(target, PermissionsExt::from_mode(sound.mode() | 0o022)).unwrap();
            let (report, exit) = desk.doctor(Client::Claude);
            assert_eq!((failed(&report), exit), (vec![code.to_owned()], 1), "{report:#}");
            std::fs::set_permissions(target, sound).unwrap();
        }
    }
    std::fs::write(&fleet, "schema = 1").unwrap();
    let (report, exit) = desk.doctor(Client::Claude);
    assert_eq!(exit, 1);
    assert!(failed(&report).contains(&"fleet".to_owned()));
}

#[test]
fn a_byte_order_mark_is_told() {
    let desk = Desk::new();
    desk.leave(&desk.settings(Client::Claude, "user"), "\u{feff}{}");
    desk.hooks("install", Client::Claude, "user").is(0);
    assert_eq!(states(&desk.doctor(Client::Claude).0, "settings.mark"), ["unproven"]);
}

#[test]
fn settings_that_can_not_be_read_are_broken() {
    let desk = Desk::new();
    desk.leave(&desk.settings(Client::Gemini, "user"), "{");
    let (report, code) = desk.doctor(Client::Gemini);
    assert_eq!((code, failed(&report)), (2, vec!["settings.readable".to_owned()]));
}

#[test]
fn codex_must_trust_exactly_this_hook() {
    let trusted = |desk: &Desk, key: &str, more: &str| {
        let hooks = desk.settings(Client::Codex, "user");
        let key = key.replace("FILE", &hooks.to_string_lossy());
        desk.leave(&hooks.with_file_name("config.toml"), &format!("model = \"x\"\n[hooks.state.\"{key}\"]\n{more}\n"));
        let (report, _) = desk.doctor(Client::Codex);
        states(&report, "codex.trust") == ["proven"]
    };
    let desk = Desk::new();
    desk.leave(
        &desk.settings(Client::Codex, "user"),
        &install(Client::Codex, None, "/opt/fleetgate hook codex").unwrap(),
    );
    let (report, code) = desk.doctor(Client::Codex);
    assert_eq!((code, states(&report, "codex.trust")), (1, vec!["failed"]));
    // As Codex 0.169.0 itself lists it.
    let digest = "sha256:23f07c2c3aa9b781d73765e536641462c73f48fe52518647be70ba43874bf164";
    let key = "FILE:pre_tool_use:0:0";
    assert!(trusted(&desk, key, &format!("trusted_hash = \"{digest}\"")));
    assert!(!trusted(&desk, key, "trusted_hash = \"sha256:0000\""));
    assert!(!trusted(&desk, key, "enabled = true"));
    assert!(!trusted(&desk, "FILE:pre_tool_use:1:0", &format!("trusted_hash = \"{digest}\"")));
    assert!(!trusted(&desk, key, &format!("enabled = false\ntrusted_hash = \"{digest}\"")));
    assert!(!trusted(&desk, key, &format!("trusted_hash = \"{digest}\"\n[features]\nhooks = false")));
    let broken = desk.settings(Client::Codex, "user").with_file_name("config.toml");
    desk.leave(&broken, "[hooks");
    assert_eq!(desk.doctor(Client::Codex).1, 2);
}
