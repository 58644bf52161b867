//! The facts of the point `merge`, profile `fleet`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Evidence, Fact, Settings};

/// Everything that decides whether a change may merge.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MergeFacts {
    /// The schema of this document.
    pub schema: MergeFactsSchema,
    /// The time of the decision.
    pub now: Now,
    /// The repository's name, `OWNER/REPO`.
    pub repo: Fact<String>,
    /// The operator's settings.
    pub settings: Settings,
    /// What git says of the change.
    pub change: Change,
    /// What others say of the change.
    pub evidence: Evidence,
}

/// The schema's name and version.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub enum MergeFactsSchema {
    /// The first version.
    #[default]
    #[serde(rename = "fleetgate.facts.merge/1")]
    V1,
}

/// The time of the decision: a fact like others.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Now {
    /// RFC 3339, UTC, for people.
    pub at: String,
    /// Microseconds since 1970-01-01T00:00:00Z, for rules.
    pub unix_us: i64,
}
