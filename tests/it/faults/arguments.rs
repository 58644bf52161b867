//! Command lines that can't be read: the client's deny, not a usage error that the client takes for a go-on.

use super::run::{Place, clients, code, denied, fed, hook, program, told};

#[test]
fn a_command_line_that_can_not_be_read_is_the_clients_deny() {
    for client in clients() {
        for (wrong, word) in [
            (&["--no-such-flag"][..], "--no-such-flag"),
            (&["--fleet"], "--fleet"),
            (&["--fleet", "a", "--fleet", "b"], "--fleet"),
            (&["--allow", "always"], "always"),
            (&["--deadline", "5"], "100..=20000"),
            (&["--deadline", "20001"], "100..=20000"),
            (&["--deadline", "soon"], "soon"),
            (&["--deadline", "-1"], "-1"),
            (&["surplus"], "surplus"),
            (&["\u{1b}[31m\n{}"], "{}"),
        ] {
            let output = fed(program().args(["hook", &client]).args(wrong), b"{}");
            let reason = denied(&client, &output);
            assert!(reason.contains(word), "{wrong:?}: {reason}");
            let before = fed(program().arg("hook").args(wrong).arg(&client), b"{}");
            assert_eq!(code(before.status), Some(2), "{wrong:?}");
            assert!(!told(&before).1.is_empty(), "{wrong:?}");
        }
        let long = "x".repeat(100_000);
        assert!(denied(&client, &fed(program().args(["hook", &client, &long]), b"{}")).len() < 2_000);
    }
}

#[test]
fn what_the_operator_got_wrong_is_the_clients_deny() {
    let place = Place::new();
    std::fs::write(place.file("fleet.toml"), "schema = \"fleetgate.fleet/1\"\nunknown = 1\n").unwrap();
    std::fs::write(place.file("binary"), b"\xff\xfe\0").unwrap();
    for (file, word) in [("fleet.toml", "unknown"), ("binary", "UTF-8"), ("nowhere", "nowhere"), (".", "folder")] {
        let output = fed(hook("claude").arg("--fleet").arg(place.file(file)), &place.allowed());
        let reason = denied("claude", &output);
        assert!(file == "." || reason.contains(word), "{file}: {reason}");
        let output = fed(hook("claude").env("FLEETGATE_FLEET", place.file(file)), &place.allowed());
        denied("claude", &output);
    }
}

#[test]
fn without_a_client_the_reason_stands_on_standard_error_alone() {
    for args in [&["hook"][..], &["hook", "nobody"], &["hook", "Claude"], &["hook", "--no-such-flag"], &["hook", ""]] {
        let output = fed(program().args(args), b"{}");
        let (out, err) = told(&output);
        assert_eq!((out.as_str(), code(output.status)), ("", Some(2)), "{args:?}");
        assert!(err.starts_with("error: "), "{args:?}: {err}");
    }
}

#[test]
fn help_is_still_help() {
    for args in [&["hook", "--help"][..], &["hook", "-h"], &["hook", "claude", "--help"]] {
        let output = fed(program().args(args), b"");
        let (out, err) = told(&output);
        assert_eq!((err.as_str(), code(output.status)), ("", Some(0)));
        assert!(out.contains("Usage: fleetgate hook") && out.contains("--deadline"), "{out}");
        assert!(!out.contains('\u{1b}'), "{out}");
    }
}
