//! Decision points and profiles.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A decision point: one question with one schema of facts.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Point {
    /// May this change merge?
    Merge,
    /// May this agent run this tool call?
    Tool,
}

impl Point {
    /// Every point that this build answers.
    pub const ALL: &'static [Self] = &[Self::Merge, Self::Tool];

    /// The word that stands in JSON, in `decide POINT` and in the policies' folder names.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Tool => "tool",
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One system's rules.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// The fleet ground rules, over facts that fleetgate gathers itself. The default.
    Fleet,
}

impl Profile {
    /// The word that stands in JSON and behind `--profile`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fleet => "fleet",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
