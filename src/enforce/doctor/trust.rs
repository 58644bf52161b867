//! Codex runs a hook only after a person trusted it: `config.toml` keeps the digest of what was trusted.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::enforce::settings::Entry;
use crate::model::Finding;

/// What Codex's configuration says of a hook. `file` is the hooks file's full path, `config` the text of `config.toml` in
/// Codex's home, where there is one.
#[must_use]
pub fn trust_check(file: &str, entry: &Entry, config: Option<&str>) -> Finding {
    const CODE: &str = "codex.trust";
    let next = "start Codex, open `/hooks`, look at the hook and trust it; then run doctor again";
    let Ok(config) = config.unwrap_or_default().parse::<toml::Table>() else {
        return Finding::broken(CODE, "config.toml is not TOML: Codex won't start either", "correct it by hand");
    };
    if let Some(feature) = ["hooks", "codex_hooks"].into_iter().find(|name| {
        config.get("features").and_then(|table| table.get(*name)).and_then(toml::Value::as_bool) == Some(false)
    }) {
        let next = format!("remove `{feature} = false` from config.toml");
        return Finding::failed(CODE, format!("config.toml turns all hooks off: features.{feature}"), next);
    }
    let (group, within) = entry.index;
    let key = format!("{file}:pre_tool_use:{group}:{within}");
    let state = config.get("hooks").and_then(|hooks| hooks.get("state")).and_then(|states| states.get(&key));
    let Some(state) = state else {
        return Finding::failed(CODE, "Codex does not trust this hook yet and skips it without a word", next);
    };
    if state.get("enabled").and_then(toml::Value::as_bool) == Some(false) {
        return Finding::failed(
            CODE,
            "the hook is switched off in config.toml",
            "start Codex, open `/hooks`, switch it on",
        );
    }
    match state.get("trusted_hash").and_then(toml::Value::as_str) {
        Some(hash) if hash == digest(entry) => Finding::proven(CODE, "config.toml trusts exactly this hook"),
        Some(_) => {
            Finding::failed(CODE, "another hook was trusted at this place: Codex skips this one without a word", next)
        }
        None => Finding::failed(CODE, "Codex does not trust this hook yet and skips it without a word", next),
    }
}

/// The digest that Codex compares: of the entry with its defaults, keys sorted.
fn digest(entry: &Entry) -> String {
    let hook = entry.value.get("hooks").and_then(|hooks| hooks.get(entry.index.1)).unwrap_or(&Value::Null);
    let of = |key: &str, default: Value| hook.get(key).cloned().unwrap_or(default);
    let status = hook.get("statusMessage").map(|text| format!(r#""statusMessage":{text},"#)).unwrap_or_default();
    let matcher = entry.value.get("matcher").map(|matcher| format!(r#","matcher":{matcher}"#)).unwrap_or_default();
    let canonical = format!(
        r#"{{"event_name":"pre_tool_use","hooks":[{{"async":{},"command":{},{status}"timeout":{},"type":"command"}}]{matcher}}}"#,
        of("async", false.into()),
        of("command", "".into()),
        of("timeout", 600.into()),
    );
    let hash = Sha256::digest(canonical.as_bytes());
    hash.iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
