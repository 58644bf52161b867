//! A grant: that a person allowed one call once, as a fact of the point `tool`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A grant that was used up for this call. Times are seconds since 1970 in UTC.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Granted {
    /// The code that the person typed in.
    pub code: String,
    /// When the person allowed the call.
    pub given: u64,
    /// When the grant ends; from then on it counts no more.
    pub until: u64,
    /// When the call used the grant up.
    pub used: u64,
    /// The holds that the person saw; a grant lifts no other.
    pub lifts: Vec<Lift>,
}

/// A hold that a person saw.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Lift {
    /// The reason's code.
    pub code: String,
    /// What the reason is about, where it names something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}
