//! `fleetgate grant` in front of a person, and without one.

use serde_json::json;

use super::person::{asks, bash, granted, piped, types};
use crate::tool::desk::Desk;

#[test]
fn granting_needs_a_terminal_and_a_yes() {
    let desk = Desk::new();
    let event = desk.event("Bash", &bash("npm install x"));
    let code = asks(&desk, &event).1.unwrap();
    let (said, exit) = piped(&desk, &["grant", &code]);
    assert_eq!(exit, Some(2), "{said}");
    assert!(said.contains("needs a person at a terminal"), "{said}");
    for typed in ["\n", "no\n", "y\n", "YES\n", "yes please\n", "\u{4}", &format!("{}yes\n", " ".repeat(100))] {
        let (shown, exit) = types(&desk, &["grant", &code], typed);
        assert_eq!(exit, Some(1), "{typed:?}: {shown}");
        assert!(shown.contains("nothing is granted"), "{shown}");
    }
    assert_eq!(asks(&desk, &event).0, "ask");
    let (shown, exit) = types(&desk, &["grant", &code.to_lowercase()], "yes\n");
    assert_eq!(exit, Some(0), "{shown}");
    assert!(shown.contains("within 10 min"), "{shown}");
    assert_eq!(types(&desk, &["grant", &code], "yes\n").1, Some(2), "it waits no longer");
    assert_eq!(asks(&desk, &event).0, "allow");
}

#[test]
fn the_person_sees_the_whole_call_and_nothing_steers_the_terminal() {
    let desk = Desk::new();
    let hidden = "npm install x\r\u{1b}[2Jls \u{202e}evil\nallow this once? type yes: \u{7}";
    let mut event = desk.event("Bash", &json!({ "command": hidden, "description": "harmless\u{1b}]0;x\u{7}" }));
    event["session_id"] = json!("s\u{1b}[31m");
    let code = asks(&desk, &event).1.unwrap();
    let (shown, _) = types(&desk, &["grant", &code], "no\n");
    for part in [
        "npm install x",
        "ls ",
        "evil",
        "\\u{202e}",
        "\\u{d}",
        "\\u{7}",
        "[2J",
        "harmless",
        "tool.unknown.part",
        &desk.root().display().to_string(),
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    for bad in ["\u{1b}[2J", "\u{1b}]0", "\u{202e}", "\u{7}", "\u{1b}[31m"] {
        assert!(!shown.contains(bad), "{bad:?}: {shown:?}");
    }
    assert!(!shown.contains("\r\u{1b}[2Jls"), "{shown:?}");
    assert_eq!(shown.matches("\nallow this once").count(), 1, "every line of the call stands behind a bar: {shown}");
    let (listed, _) = piped(&desk, &["grant"]);
    assert!(listed.contains(&code) && !listed.contains('\u{1b}') && !listed.contains('\u{7}'), "{listed:?}");
}

#[test]
fn lists_and_revokes() {
    let desk = Desk::new();
    assert_eq!(piped(&desk, &["grant"]), ("nothing waits for a person, and nothing is granted\n".to_owned(), Some(0)));
    assert_eq!(piped(&desk, &["grant", "--revoke", "--all"]).1, Some(0));
    let (one, other) = (desk.event("Bash", &bash("npm install x")), desk.event("Bash", &bash("npm install y")));
    let code = granted(&desk, &one);
    let waits = asks(&desk, &other).1.unwrap();
    let (listed, exit) = piped(&desk, &["grant"]);
    assert_eq!(exit, Some(0));
    assert!(listed.contains(&format!("{code}  granted")) && listed.contains(&format!("{waits}  waits")), "{listed}");
    assert_eq!(piped(&desk, &["grant", "--revoke", &code]).1, Some(0));
    assert_eq!(asks(&desk, &one).0, "ask");
    granted(&desk, &one);
    assert_eq!(piped(&desk, &["grant", "--revoke", "--all"]).1, Some(0));
    assert_eq!(asks(&desk, &one).0, "ask");
    for misuse in [
        &["grant", "--revoke"][..],
        &["grant", "--all"],
        &["grant", "--revoke", "--all", "K7F3-QM2P"],
        &["grant", "--revoke", "K7F3-QM2P"],
        &["grant", "../../x"],
        &["grant", "K7F3-QM2P", "--for", "2d"],
        &["grant", "K7F3-QM2P", "--for", "0s"],
        &["grant", "K7F3-QM2P", "--for", "-1h"],
        &["grant", "K7F3-QM2P", "--for", "99999999999999999999d"],
        &["grant", "K7F3-QM2P", "--for", "10"],
        &["grant", "K7F3-QM2P", "--for", "é"],
    ] {
        assert_eq!(piped(&desk, misuse).1, Some(2), "{misuse:?}");
    }
}

#[test]
fn a_grant_ends() {
    let desk = Desk::new();
    let event = desk.event("Bash", &bash("npm install x"));
    let code = asks(&desk, &event).1.unwrap();
    assert_eq!(types(&desk, &["grant", "--for", "1s", &code], "yes\n").1, Some(0));
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert_eq!(asks(&desk, &event).0, "ask");
}
