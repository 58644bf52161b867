//! What can go wrong inside `decide`. Each is a deny.

use crate::model::{Outcome, Reason};

/// A failure of the gate itself, not a rule's objection.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The facts do not fit their schema.
    #[error("the facts don't fit the schema of this point: {0}; `fleetgate schema` prints it")]
    Facts(String),
    /// A policy does not load.
    #[error("the policy does not load: {0}; mend the policy, then run `fleetgate policy test`")]
    Bundle(String),
    /// Rules call each other in a circle.
    #[error("the policy is recursive: {0}; break the circle, recursion would overflow the stack")]
    Recursion(String),
    /// A rule errors.
    #[error("a rule failed to evaluate: {0}; mend the rule, then run `fleetgate policy test`")]
    Evaluation(String),
    /// The time limit has passed.
    #[error("the policy took longer than {0} ms; simplify it, or look for a loop over the facts")]
    Timeout(u128),
    /// The engine panicked.
    #[error("the policy engine panicked: {0}; report this with the facts that `--with-facts` prints")]
    Panic(String),
    /// The policy has no decision.
    #[error("the policy gives no decision; does the point's entry file still stand in the bundle?")]
    Undefined,
    /// The policy's answer is malformed or contradicts itself.
    #[error("the policy's answer can't be used: {0}; mend the policy's entry file")]
    Answer(String),
    /// A reason whose code no METADATA block declares.
    #[error("the policy gave the reason `{0}`, which no METADATA block declares with this outcome; document the rule")]
    UnknownCode(String),
}

/// Every `engine.*` code with a line on it, for `fleetgate policy list`.
pub const ENGINE_CODES: &[(&str, &str)] = &[
    ("engine.answer", "the policy's answer is malformed or contradicts itself"),
    ("engine.bundle", "a policy does not load"),
    ("engine.evaluation", "a rule failed to evaluate"),
    ("engine.facts", "the facts don't fit the schema of their point"),
    ("engine.panic", "the policy engine panicked"),
    ("engine.recursion", "rules call each other in a circle"),
    ("engine.timeout", "the policy took too long"),
    ("engine.undefined", "the policy gives no decision"),
    ("engine.unknown_code", "a reason's code is not documented"),
];

impl Failure {
    /// The stable code of this failure.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Facts(_) => "engine.facts",
            Self::Bundle(_) => "engine.bundle",
            Self::Recursion(_) => "engine.recursion",
            Self::Evaluation(_) => "engine.evaluation",
            Self::Timeout(_) => "engine.timeout",
            Self::Panic(_) => "engine.panic",
            Self::Undefined => "engine.undefined",
            Self::Answer(_) => "engine.answer",
            Self::UnknownCode(_) => "engine.unknown_code",
        }
    }

    pub(super) fn into_reason(self) -> Reason {
        Reason {
            code: self.code().to_owned(),
            outcome: Outcome::Deny,
            message: self.to_string(),
            subject: None,
            count: None,
            rule: "src/decide/failure.rs".to_owned(),
        }
    }
}
