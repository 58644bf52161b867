//! Facts: what a policy gets as `input`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Point, Profile, ToolFacts};

/// The facts of one question, frozen: the JSON document that policies see as `input`.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    point: Point,
    profile: Profile,
    document: Value,
    typed: bool,
}

impl Facts {
    /// Facts for `point` under `profile`. `decide` checks the document against the point's schema.
    #[must_use]
    pub const fn new(point: Point, profile: Profile, document: Value) -> Self {
        Self { point, profile, document, typed: false }
    }

    /// Facts of a tool call as they were measured here. Their type is what the point's schema is made of, so `decide`
    /// need not check them again.
    ///
    /// # Errors
    ///
    /// What keeps the facts from being JSON.
    pub fn of_tool(profile: Profile, facts: &ToolFacts) -> serde_json::Result<Self> {
        Ok(Self { point: Point::Tool, profile, document: serde_json::to_value(facts)?, typed: true })
    }

    /// Whether the document was made of the point's own type.
    #[must_use]
    pub const fn typed(&self) -> bool {
        self.typed
    }

    /// The question that these facts are about.
    #[must_use]
    pub const fn point(&self) -> Point {
        self.point
    }

    /// The rules that shall judge them.
    #[must_use]
    pub const fn profile(&self) -> Profile {
        self.profile
    }

    /// The document as JSON.
    #[must_use]
    pub const fn document(&self) -> &Value {
        &self.document
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Who says so.
    pub source: Source,
    /// The commit that it was read at, a full SHA, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_sha: Option<String>,
}

/// Who vouches for a fact.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// The repository's objects.
    Git,
    /// The repository's remote address.
    Remote,
    /// The command line.
    Flag,
    /// The operator's fleet file.
    Fleet,
    /// The evidence files.
    Evidence,
    /// The agent's client.
    Client,
}

/// A fact that is known, with its evidence, or unknown, with the reason why. Never silently absent.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(untagged)]
#[schemars(inline)]
pub enum Fact<T> {
    /// Known.
    Known(Known<T>),
    /// Unknown.
    Unknown(Unknown),
}

/// A known fact.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Known<T> {
    /// What is known.
    pub value: T,
    /// Where it comes from.
    pub evidence: Provenance,
}

/// A fact that could not be had.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Unknown {
    /// Why it is not known, for a person to read.
    pub unknown: String,
}

impl<T> Fact<T> {
    /// A known fact that carries no commit.
    pub const fn known(value: T, source: Source) -> Self {
        Self::Known(Known { value, evidence: Provenance { source, head_sha: None } })
    }

    /// An unknown fact.
    pub fn unknown(why: impl Into<String>) -> Self {
        Self::Unknown(Unknown { unknown: why.into() })
    }

    /// The value, where it is known.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Known(known) => Some(&known.value),
            Self::Unknown(_) => None,
        }
    }
}
