//! Reads the METADATA blocks that document rules: the part of OPA's annotations that fleetgate's policies use.
//!
//! ```text
//! # METADATA
//! # title: a forbidden path never merges
//! # description: Take the path out of the change and of its history.
//! # custom:
//! #   code: merge.path.forbidden
//! #   outcome: deny
//! #   fleet_rule: GF1
//! ```

use serde::Serialize;

use crate::model::Outcome;

/// The documentation of one rule.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RuleDoc {
    /// The stable code of the reason that it gives.
    pub code: String,
    /// The outcome that it brings; `allow` for a note.
    pub outcome: Outcome,
    /// One line on it.
    pub title: String,
    /// What to do when it fires.
    pub description: String,
    /// The fleet rule that it stands for, such as `GF1`.
    pub fleet_rule: String,
    /// The policy file.
    pub file: String,
    /// The line of the block, from 1.
    pub line: usize,
}

/// The documented rules of a policy file. A block without `custom.code` documents a package and is passed over.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<RuleDoc>, String> {
    let mut docs = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        if line.trim_end() != "# METADATA" {
            continue;
        }
        let mut doc = RuleDoc {
            code: String::new(),
            outcome: Outcome::Deny,
            title: String::new(),
            description: String::new(),
            fleet_rule: String::new(),
            file: file.to_owned(),
            line: number.saturating_add(1),
        };
        let mut outcome = None;
        while let Some((at, line)) = lines.next_if(|(_, line)| line.starts_with('#')) {
            let Some((key, value)) = line.trim_start_matches('#').split_once(':') else {
                return Err(format!("line {}: a METADATA line is `key: value`", at.saturating_add(1)));
            };
            let value = value.trim().to_owned();
            match key.trim() {
                "title" => doc.title = value,
                "description" => doc.description = value,
                "code" => doc.code = value,
                "fleet_rule" => doc.fleet_rule = value,
                "outcome" => outcome = word(&value),
                "custom" | "scope" | "entrypoint" => {}
                other => return Err(format!("line {}: unknown METADATA key `{other}`", at.saturating_add(1))),
            }
        }
        if doc.code.is_empty() {
            continue;
        }
        doc.outcome = outcome.ok_or_else(|| format!("line {}: `{}` lacks an outcome", doc.line, doc.code))?;
        if [&doc.title, &doc.description, &doc.fleet_rule].iter().any(|s| s.is_empty()) {
            return Err(format!("line {}: `{}` lacks title, description or fleet_rule", doc.line, doc.code));
        }
        docs.push(doc);
    }
    Ok(docs)
}

fn word(outcome: &str) -> Option<Outcome> {
    [Outcome::Allow, Outcome::Hold, Outcome::Deny].into_iter().find(|o| o.word() == outcome)
}
