//! Decisions: the answer of `decide`.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Outcome, Point, Profile, RiskLevel};

/// The answer to one question. Fields are private: an allow comes from `decide` alone, a deny can be made by anyone.
#[derive(Clone, Debug, JsonSchema, PartialEq, Serialize)]
pub struct Decision {
    schema: DecisionSchema,
    point: Point,
    profile: Profile,
    outcome: Outcome,
    risk: Option<Risk>,
    reasons: Vec<Reason>,
    obligations: Vec<Obligation>,
    facts_missing: Vec<String>,
    derived: Map<String, Value>,
    digests: Digests,
}

/// The schema's name and version.
#[derive(Clone, Copy, Debug, JsonSchema, PartialEq, Serialize)]
pub enum DecisionSchema {
    /// The first version.
    #[serde(rename = "fleetgate.decision/1")]
    V1,
}

/// The risk and what made it.
#[derive(Clone, Debug, serde::Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// The level.
    pub level: RiskLevel,
    /// The size class: xs, s, m, l, xl.
    pub size: String,
    /// What puts the risk at its level, sorted: `path.source`, `size.m`, `label.risk.high` …
    pub factors: Vec<String>,
}

/// Why: one rule that fired. A reason with outcome `allow` is a note: it says what was set aside.
#[derive(Clone, Debug, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Reason {
    /// Stable, lower-case, dotted, unique.
    pub code: String,
    /// What this rule alone would come to.
    pub outcome: Outcome,
    /// What happened and what to do next.
    pub message: String,
    /// What it is about: a path, a check, a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// How many subjects this reason stands for, where it is more than the one named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// The file of the rule.
    pub rule: String,
}

/// What the enforcer must do with the outcome. One that can't must deny.
#[derive(Clone, Debug, serde::Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// The verb: `merge`, `escalate`, `wait`, `split`, `close` …
    #[serde(rename = "do")]
    pub verb: String,
    /// Its arguments.
    #[serde(default)]
    pub with: Map<String, Value>,
}

/// What the decision was made from.
#[derive(Clone, Debug, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Digests {
    /// Of the facts, in canonical JSON: `sha256:…`.
    pub facts: String,
    /// Of the policies and data: `sha256:…`.
    pub bundle: String,
}

/// What a policy answered, checked by `decide` before it becomes a [`Decision`].
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    pub outcome: Outcome,
    pub risk: Option<Risk>,
    pub reasons: Vec<Reason>,
    pub obligations: Vec<Obligation>,
    pub facts_missing: Vec<String>,
    pub derived: Map<String, Value>,
}

impl Decision {
    /// The decision that a policy's judgement comes to. For `decide` only: a test keeps every other room from calling it.
    pub(crate) fn judged(point: Point, profile: Profile, judgement: Judgement, digests: Digests) -> Self {
        let Judgement { outcome, risk, mut reasons, obligations, facts_missing, derived } = judgement;
        reasons.sort_by(|a, b| {
            (b.outcome, &a.code, &a.subject, &a.message).cmp(&(a.outcome, &b.code, &b.subject, &b.message))
        });
        Self {
            schema: DecisionSchema::V1,
            point,
            profile,
            outcome,
            risk,
            reasons,
            obligations,
            facts_missing,
            derived,
            digests,
        }
    }

    /// A deny for a reason that no policy gave.
    #[must_use]
    pub fn deny(point: Point, profile: Profile, reason: Reason, digests: Digests) -> Self {
        let reason = Reason { outcome: Outcome::Deny, ..reason };
        let judgement = Judgement {
            outcome: Outcome::Deny,
            risk: None,
            reasons: vec![reason],
            obligations: Vec::new(),
            facts_missing: Vec::new(),
            derived: Map::new(),
        };
        Self::judged(point, profile, judgement, digests)
    }

    /// The question.
    #[must_use]
    pub const fn point(&self) -> Point {
        self.point
    }

    /// The rules that answered.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// The answer.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The risk, at points that have one.
    #[must_use]
    pub const fn risk(&self) -> Option<&Risk> {
        self.risk.as_ref()
    }

    /// Every rule that fired, strictest first, then by code and subject.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// What the enforcer must do.
    #[must_use]
    pub fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }

    /// Facts that a rule asked for and nobody had, sorted.
    #[must_use]
    pub fn facts_missing(&self) -> &[String] {
        &self.facts_missing
    }

    /// What the point computes besides.
    #[must_use]
    pub const fn derived(&self) -> &Map<String, Value> {
        &self.derived
    }

    /// What the decision was made from.
    #[must_use]
    pub const fn digests(&self) -> &Digests {
        &self.digests
    }

    /// Whether the engine, not a rule, made this a deny: the gate is broken.
    #[must_use]
    pub fn is_engine_failure(&self) -> bool {
        self.reasons.iter().any(|r| r.code.starts_with("engine."))
    }
}
