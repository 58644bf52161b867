//! How a client hears what a hook says. Strict: what is not exactly the client's own form is not understood.

use serde_json::{Map, Value};

use crate::enforce::settings::Client;

/// What the client makes of an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Heard {
    /// The call goes on as it would without the hook.
    GoOn,
    /// The client asks a person.
    Ask,
    /// The call is blocked, and every client in the table of what blocks would block it.
    Deny,
    /// Not an answer in this client's form: some version of it would run the call.
    Misfit(String),
}

/// Reads an answer: standard output, standard error, exit code (none: ended by a signal).
#[must_use]
pub fn heard(client: Client, out: &[u8], err: &[u8], code: Option<i32>) -> Heard {
    let misfit = |why: &str| Heard::Misfit(why.to_owned());
    let Some(code) = code else {
        return misfit("a signal ended it");
    };
    if out.is_empty() {
        return match code {
            0 => Heard::GoOn,
            126 | 127 => misfit("the command can't be run"),
            _ => Heard::Misfit(format!("it ended with code {code} and printed no answer")),
        };
    }
    let line =
        std::str::from_utf8(out).ok().and_then(|text| text.strip_suffix('\n')).filter(|line| !line.contains('\n'));
    let Some(Ok(Value::Object(answer))) = line.map(serde_json::from_str::<Value>) else {
        return misfit("its answer is not one line of JSON");
    };
    let Some((word, reason)) = word(client, &answer) else {
        return misfit("its answer is not in this client's form");
    };
    match (word, code) {
        ("allow", 0) if matches!(client, Client::Codex | Client::Copilot) => {
            misfit("this client takes no spoken allow")
        }
        ("allow", 0) => Heard::GoOn,
        ("ask", 0) if matches!(client, Client::Codex | Client::Opencode) => misfit("this client can't ask"),
        ("ask", 0) => Heard::Ask,
        ("deny", 2) if reason.trim().is_empty() => misfit("its deny gives no reason"),
        ("deny", 2) if err.trim_ascii().is_empty() => misfit("its deny says nothing on standard error"),
        ("deny", 2) => Heard::Deny,
        (word, code) => Heard::Misfit(format!("it says {word:?} and ends with code {code}")),
    }
}

/// The word and the reason, where an answer has exactly the keys that the client knows.
fn word(client: Client, answer: &Map<String, Value>) -> Option<(&str, &str)> {
    let (map, word, reason, most) = match client {
        Client::Claude | Client::Codex => {
            let output = answer.get("hookSpecificOutput").and_then(Value::as_object).filter(|_| answer.len() == 1)?;
            output.get("hookEventName").filter(|name| *name == "PreToolUse")?;
            (output, "permissionDecision", "permissionDecisionReason", 3)
        }
        Client::Copilot => (answer, "permissionDecision", "permissionDecisionReason", 2),
        Client::Gemini | Client::Opencode => (answer, "decision", "reason", 2),
        Client::Cursor => {
            answer.get("agent_message").is_none_or(Value::is_string).then_some(())?;
            (answer, "permission", "user_message", 3)
        }
    };
    let word = map.get(word).and_then(Value::as_str)?;
    let reason = match map.get(reason) {
        Some(reason) => reason.as_str()?,
        None => "",
    };
    (map.len() <= most).then_some((word, reason))
}

#[cfg(test)]
mod tests {
    use super::{Client, Heard, heard};

    #[test]
    fn only_the_exact_deny_is_a_deny() {
        let deny = r#"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"no"}}"#;
        let line = format!("{deny}\n");
        let said = |out: &str, err: &str, code| heard(Client::Claude, out.as_bytes(), err.as_bytes(), code);
        assert_eq!(said(&line, "no\n", Some(2)), Heard::Deny);
        let others = [
            (line.clone(), "no", Some(0)),
            (line.clone(), "", Some(2)),
            (line.clone(), "no", Some(1)),
            (line.clone(), "no", None),
            (deny.to_owned(), "no", Some(2)),
            (format!("log\n{line}"), "no", Some(2)),
            (format!("{line}bye\n"), "no", Some(2)),
            (line.replace("deny", "Deny"), "no", Some(2)),
            (line.replace("PreToolUse", ""), "no", Some(2)),
            (line.replace("\"no\"", "\"\""), "no", Some(2)),
            (line.replace("}}", "},\"x\":1}"), "no", Some(2)),
            (String::new(), "no", Some(2)),
            (String::new(), "", Some(127)),
            (String::new(), "", None),
        ];
        for (out, err, code) in others {
            assert!(matches!(said(&out, err, code), Heard::Misfit(_)), "{out} {err} {code:?}");
        }
        assert_eq!(said("", "", Some(0)), Heard::GoOn);
        assert_eq!(said(&line.replace("deny", "ask"), "", Some(0)), Heard::Ask);
        assert_eq!(said(&line.replace("deny", "allow"), "", Some(0)), Heard::GoOn);
    }

    #[test]
    fn each_client_has_its_own_form() {
        let forms = [
            (Client::Gemini, r#"{"decision":"deny","reason":"no"}"#),
            (Client::Opencode, r#"{"decision":"deny","reason":"no"}"#),
            (Client::Copilot, r#"{"permissionDecision":"deny","permissionDecisionReason":"no"}"#),
            (Client::Cursor, r#"{"permission":"deny","user_message":"no","agent_message":"no"}"#),
            (
                Client::Codex,
                r#"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"no"}}"#,
            ),
        ];
        for (owner, form) in forms {
            for client in Client::ALL {
                let is = heard(client, format!("{form}\n").as_bytes(), b"no\n", Some(2)) == Heard::Deny;
                let twins = [[Client::Gemini, Client::Opencode], [Client::Claude, Client::Codex]];
                let may =
                    client == owner || twins.iter().any(|twins| twins.contains(&client) && twins.contains(&owner));
                assert_eq!(is, may, "{client:?} hears {form}");
            }
        }
        for client in [Client::Codex, Client::Copilot] {
            let (_, form) = forms.iter().find(|(owner, _)| *owner == client).unwrap();
            let allow = form.replace("deny", "allow");
            assert!(matches!(heard(client, format!("{allow}\n").as_bytes(), b"", Some(0)), Heard::Misfit(_)));
        }
    }
}
