//! Outcomes and their order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a decision comes to. Ordered: combining outcomes takes the maximum, the strictest.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Every rule was evaluated and none objects.
    Allow,
    /// A human, or new evidence, must come first.
    Hold,
    /// Not as it stands.
    Deny,
}

impl Outcome {
    /// The word that stands in JSON and on the terminal.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Hold => "hold",
            Self::Deny => "deny",
        }
    }
}

/// How much harm a change could do.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RiskLevel {
    /// Docs, images, added tests, the operator's routine paths.
    Low,
    /// Source, manifests, anything unclassified.
    Medium,
    /// The control plane, auth, infrastructure, content that nobody can read.
    High,
}

impl RiskLevel {
    /// The word that stands in JSON and on the terminal.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}
