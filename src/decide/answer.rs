//! What a policy answers, and the checks that it must pass before it is a judgement.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Bundle, Failure};
use crate::model::{Judgement, Obligation, Outcome, Reason, Risk};

/// The document that a point's `decision` rule gives.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    outcome: Outcome,
    risk: Option<Risk>,
    deny: Vec<Said>,
    hold: Vec<Said>,
    note: Vec<Said>,
    obligations: Vec<Obligation>,
    facts_missing: Vec<String>,
    derived: Map<String, Value>,
}

/// A reason as a rule gives it: its outcome is the set that it stands in.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
struct Said {
    code: String,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

impl Answer {
    pub(super) fn read(answer: Value) -> Result<Self, Failure> {
        serde_json::from_value(answer).map_err(|e| Failure::Answer(e.to_string()))
    }

    /// Only a consistent answer whose every reason is documented becomes a judgement.
    pub(super) fn into_judgement(self, bundle: &Bundle) -> Result<Judgement, Failure> {
        let mut reasons = Vec::new();
        for (outcome, said) in [(Outcome::Deny, self.deny), (Outcome::Hold, self.hold), (Outcome::Allow, self.note)] {
            for reason in said {
                let doc = bundle
                    .rule(&reason.code)
                    .filter(|doc| doc.outcome == outcome)
                    .ok_or_else(|| Failure::UnknownCode(reason.code.clone()))?;
                let Said { code, message, subject, count } = reason;
                reasons.push(Reason { code, outcome, message, subject, count, rule: doc.file.clone() });
            }
        }
        let strictest = reasons.iter().map(|r| r.outcome).max().unwrap_or(Outcome::Allow);
        if strictest != self.outcome {
            return Err(Failure::Answer(format!(
                "the outcome is {}, the strictest reason {}",
                self.outcome.word(),
                strictest.word()
            )));
        }
        Ok(Judgement {
            outcome: self.outcome,
            risk: self.risk,
            reasons,
            obligations: self.obligations,
            facts_missing: self.facts_missing,
            derived: self.derived,
        })
    }
}
