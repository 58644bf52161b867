//! What an installed entry says by itself: which calls it is asked about, how long it may take, what a failure means.

use std::time::Duration;

use serde_json::Value;

use crate::enforce::settings::{Client, Entry, TIMEOUT_S, words};
use crate::model::Finding;

/// The hook answers within 15 s whatever happens; what is shorter than this can end it before.
const LEAST: Duration = Duration::from_secs(20);

/// How long the client waits for this entry's hook.
#[must_use]
pub fn limits(client: Client, entry: &Entry) -> Duration {
    let hook = hook(client, entry);
    let seconds =
        |key: &str, default: u64| Duration::from_secs(hook.get(key).and_then(Value::as_u64).unwrap_or(default));
    match client {
        Client::Claude | Client::Codex => seconds("timeout", 600),
        Client::Gemini => Duration::from_millis(hook.get("timeout").and_then(Value::as_u64).unwrap_or(60_000)),
        Client::Copilot => seconds("timeoutSec", 30),
        Client::Cursor => seconds("timeout", 60),
        Client::Opencode => Duration::from_secs(TIMEOUT_S.into()),
    }
}

/// What the entry says, one finding for each thing that counts.
#[must_use]
pub fn entry_checks(client: Client, level: &str, entries: &[Entry]) -> Vec<Finding> {
    let mend = format!("run `fleetgate hooks install {} --{level}` with the same --fleet", client.word());
    let mut findings = Vec::new();
    let Some(entry) = entries.first() else {
        return findings;
    };
    let mut check = |code: &str, good: bool, yes: &str, no: String| {
        findings.push(if good { Finding::proven(code, yes) } else { Finding::failed(code, no, mend.as_str()) });
    };
    let binary = words(&entry.command).and_then(|words| words.into_iter().next()).unwrap_or_default();
    let absolute = binary.starts_with('/');
    check(
        "settings.path",
        absolute,
        "the command names the binary by its full path",
        format!("{binary:?} is looked up, and so depends on PATH"),
    );
    if let Some(matcher) = matcher(client, entry) {
        let all = matches!(matcher, None | Some("" | "*" | ".*"));
        let no = format!("the matcher {:?} leaves tools out", matcher.unwrap_or_default());
        check("settings.matcher", all, "the hook is asked about every tool", no);
    }
    let limit = entries.iter().map(|entry| limits(client, entry)).min().unwrap_or_default();
    let no = format!("the client waits {limit:?}; the hook may take 15 s, and a time-out lets the call run");
    check(
        "settings.timeout",
        limit >= LEAST,
        &format!("the client waits {limit:?}, longer than the hook ever takes"),
        no,
    );
    let firm = |entry: &Entry| match client {
        Client::Claude => hook(client, entry).get("onFailure").is_some_and(|value| value == "block"),
        Client::Cursor => hook(client, entry).get("failClosed").is_some_and(|value| value == true),
        _ => true,
    };
    if matches!(client, Client::Claude | Client::Cursor) {
        let no = "nothing says that a failing hook blocks: a missing binary, a crash or a time-out lets the call run"
            .to_owned();
        check("settings.failure", entries.iter().all(firm), "a hook that fails blocks", no);
    }
    let exact = entries.iter().all(|entry| entry.exact);
    let no =
        "the entry is not as install writes it: other keys may make it asynchronous, conditional or mute".to_owned();
    check("settings.entry", exact, "the entry is as install writes it", no);
    let events = if client == Client::Cursor { 4 } else { 1 };
    let no = format!("{} entries of fleetgate instead of {events}", entries.len());
    check("settings.once", entries.len() == events, "the hook stands there once for each event", no);
    findings
}

/// The setting in a document that turns all hooks off, or ours. `managed`: the document is the machine's, not the user's.
#[must_use]
pub fn silenced(client: Client, document: &Value, managed: bool) -> Option<&'static str> {
    let at = |pointer: &str| document.pointer(pointer);
    match client {
        Client::Claude if at("/disableAllHooks") == Some(&Value::Bool(true)) => Some("disableAllHooks"),
        Client::Claude if managed && at("/allowManagedHooksOnly") == Some(&Value::Bool(true)) => {
            Some("allowManagedHooksOnly")
        }
        Client::Gemini if at("/hooksConfig/enabled") == Some(&Value::Bool(false)) => Some("hooksConfig.enabled"),
        Client::Gemini if at("/tools/enableHooks") == Some(&Value::Bool(false)) => Some("tools.enableHooks"),
        Client::Gemini => ["/hooksConfig/disabled", "/hooks/disabled"].into_iter().find_map(|pointer| {
            let names = at(pointer)?.as_array()?;
            let ours = |name: &Value| name.as_str().is_some_and(|name| name.contains("fleetgate"));
            names.iter().any(ours).then_some("the list of disabled hooks")
        }),
        _ => None,
    }
}

/// The matcher of a grouped entry; the outer `None` where the client has no matchers.
fn matcher(client: Client, entry: &Entry) -> Option<Option<&str>> {
    let grouped = matches!(client, Client::Claude | Client::Codex | Client::Gemini);
    grouped.then(|| entry.value.get("matcher").map(|matcher| matcher.as_str().unwrap_or("?")))
}

/// The hook itself, out of its group.
fn hook(client: Client, entry: &Entry) -> &Value {
    match matcher(client, entry) {
        None => &entry.value,
        Some(_) => entry.value.get("hooks").and_then(|hooks| hooks.get(entry.index.1)).unwrap_or(&Value::Null),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_machines_settings_let_managed_hooks_alone_run() {
        let only_managed = json!({ "allowManagedHooksOnly": true });
        assert_eq!(silenced(Client::Claude, &only_managed, true), Some("allowManagedHooksOnly"));
        assert_eq!(silenced(Client::Claude, &only_managed, false), None);
        assert_eq!(silenced(Client::Claude, &json!({ "allowManagedHooksOnly": false }), true), None);
        for managed in [true, false] {
            let off = json!({ "disableAllHooks": true });
            assert_eq!(silenced(Client::Claude, &off, managed), Some("disableAllHooks"));
        }
    }
}
