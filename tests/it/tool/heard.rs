//! What a client takes an answer for, by its own rules. The fuzz targets in `fuzz/` hold answers against it, too.

use fleetgate::enforce::clients::{Answer, Client, Manner};
use fleetgate::model::Outcome;
use serde_json::Value;

/// Every way in which an operator may want to be answered.
pub(crate) const MANNERS: [Manner; 4] = [
    Manner { explicit: false, attended: false },
    Manner { explicit: true, attended: false },
    Manner { explicit: false, attended: true },
    Manner { explicit: true, attended: true },
];

/// The client's word for an answer: exactly its keys, one line, a reason where it objects, and nothing that it would
/// take for an allow by mistake.
pub(crate) fn word(client: Client, answer: &Answer) -> &'static str {
    if answer.out.is_empty() {
        assert_eq!((answer.err.as_str(), answer.code), ("", 0));
        return "allow";
    }
    assert_eq!(answer.out.matches('\n').count(), 1);
    assert!(answer.out.ends_with('\n') && answer.out.starts_with('{'));
    let value: Value = serde_json::from_str(&answer.out).unwrap();
    let (body, word, reasons): (_, _, &[&str]) = match client {
        Client::Claude | Client::Codex => {
            assert_eq!(value.as_object().unwrap().len(), 1);
            assert_eq!(value["hookSpecificOutput"]["hookEventName"], "PreToolUse");
            (&value["hookSpecificOutput"], "permissionDecision", &["permissionDecisionReason"])
        }
        Client::Gemini | Client::Opencode => (&value, "decision", &["reason"]),
        Client::Copilot => (&value, "permissionDecision", &["permissionDecisionReason"]),
        Client::Cursor => (&value, "permission", &["user_message", "agent_message"]),
    };
    let silent = matches!(client, Client::Codex | Client::Opencode | Client::Copilot);
    let word = match body[word].as_str().unwrap() {
        "allow" if !silent => "allow",
        "ask" if !matches!(client, Client::Codex | Client::Opencode) => "ask",
        "deny" => "deny",
        other => panic!("{client:?}: {other}"),
    };
    let (event, keys) = (body.get("hookEventName").map_or(0, |_| 1), body.as_object().unwrap().len());
    let reasons = if word == "allow" && keys == event + 1 { &[] } else { reasons };
    assert_eq!(keys, event + 1 + reasons.len(), "{}", answer.out);
    for reason in reasons {
        let reason = body[*reason].as_str().unwrap();
        assert!(!reason.trim().is_empty() && !reason.contains(char::is_control), "{reason:?}");
        assert_eq!(answer.err, if word == "deny" { format!("{reason}\n") } else { String::new() });
    }
    assert_eq!(answer.code, if word == "deny" { 2 } else { 0 });
    word
}

/// The word that a client must hear for an outcome.
pub(crate) fn expected(client: Client, outcome: Outcome, manner: &Manner) -> &'static str {
    let asks = match client {
        Client::Claude | Client::Copilot => true,
        Client::Gemini | Client::Cursor => manner.attended,
        Client::Codex | Client::Opencode => false,
    };
    match outcome {
        Outcome::Allow => "allow",
        Outcome::Hold if asks => "ask",
        Outcome::Hold | Outcome::Deny => "deny",
    }
}
