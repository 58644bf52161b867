//! The files as they are written. What is left out takes its default in `resolve`, not here: a written value and a
//! default can be told apart.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::tool::{RepoToolTable, ToolTable};
use super::values::{AtLeastOne, CheckEntry, Entries, Hours, Pattern, RepoName, max_risk};
use crate::gather::document::{Login, Name};
use crate::model::MaxRisk;

/// The operator's fleet file (TOML). Without one the gate is disabled.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a fleet file")]
pub struct FleetFile {
    /// The schema's name and version.
    pub schema: FleetSchema,
    /// Stops everything while true. Default: true.
    pub kill_switch: Option<bool>,
    /// Under which policy changes merge. Default: `never`.
    pub merge_policy: Option<MergePolicy>,
    /// Whether risk at or under `max_risk` merges without a person. Default: false.
    pub auto_merge: Option<bool>,
    /// The highest risk that may merge unattended: `low` or `medium`. Default: `low`.
    #[serde(default, deserialize_with = "max_risk")]
    pub max_risk: Option<MaxRisk>,
    /// Paths that no change may touch, in every repository. Adds to the built-in set.
    #[serde(default)]
    pub forbidden: Entries<Pattern>,
    /// Paths of high risk, in every repository. Adds to the built-in set.
    #[serde(default)]
    pub sensitive: Entries<Pattern>,
    /// What review it takes.
    #[serde(default)]
    pub review: ReviewTable,
    /// Sizes over which a change holds.
    #[serde(default)]
    pub limits: LimitsTable,
    /// What agents' sessions may do.
    #[serde(default)]
    pub tool: ToolTable,
    /// The repositories that are enrolled, by exact name.
    #[serde(default)]
    pub repos: Vec<RepoEntry>,
}

/// The name and version of the fleet file's schema.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
pub enum FleetSchema {
    /// The first version.
    #[serde(rename = "fleetgate.fleet/1")]
    V1,
}

/// Under which policy changes merge.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum MergePolicy {
    /// Nothing merges.
    #[default]
    Never,
    /// What is green and reviewed merges.
    OnGreenWithReview,
}

impl MergePolicy {
    /// The word that stands in the file and in the facts.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::OnGreenWithReview => "on-green-with-review",
        }
    }
}

/// What review it takes.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table `[review]`")]
pub struct ReviewTable {
    /// Passing verdicts needed, from reviewers that are not the author. Default: 1.
    pub required: Option<AtLeastOne>,
    /// Distinct model families needed among them, the author's excluded. Default: 1.
    pub families: Option<AtLeastOne>,
    /// Whether owners' approvals may lift high risk. Default: false.
    pub approve_high: Option<bool>,
    /// Owners' approvals that a lift takes. Default: 1.
    pub approvals: Option<AtLeastOne>,
    /// Whose verdicts count. Default: everyone's who is not the author.
    pub reviewers: Option<Entries<Login>>,
    /// Whether the head must contain the base tip. Default: false.
    pub up_to_date: Option<bool>,
    /// Age in hours over which verdicts and checks don't count. Default: none.
    pub max_age_hours: Option<Hours>,
}

/// Sizes over which a change holds.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table `[limits]`")]
pub struct LimitsTable {
    /// Changed files. Default: 50.
    pub files: Option<u64>,
    /// Lines added and deleted. Default: 1000.
    pub lines: Option<u64>,
    /// Bytes of all changed blobs. Default: 1000000.
    pub bytes: Option<u64>,
}

/// The entry of one repository.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table `[[repos]]`")]
pub struct RepoEntry {
    /// The exact name, `OWNER/REPO`.
    #[schemars(with = "RepoName")]
    pub name: Spanned<RepoName>,
    /// Whether anything may merge here. Default: false.
    pub enabled: Option<bool>,
    /// Whether fleetgate's callers may write to the remote. Default: false.
    pub remote_writes: Option<bool>,
    /// Checks that must be `success`; at least one is needed to allow.
    #[serde(default)]
    pub required_checks: Entries<CheckEntry>,
    /// Checks that may fail.
    #[serde(default)]
    #[schemars(with = "Entries<Name>")]
    pub advisory_checks: Entries<Spanned<Name>>,
    /// Paths that no change may touch. Adds to the built-in set.
    #[serde(default)]
    pub forbidden: Entries<Pattern>,
    /// Paths of high risk. Adds to the built-in set.
    #[serde(default)]
    pub sensitive: Entries<Pattern>,
    /// Source paths of low risk.
    #[serde(default)]
    pub routine: Entries<Pattern>,
    /// Paths of packages that may be revived with a decision record only.
    #[serde(default)]
    pub parked: Entries<Pattern>,
    /// Paths of decision records.
    #[serde(default)]
    pub adr: Entries<Pattern>,
    /// People whose approval lifts a hold.
    #[serde(default)]
    pub owners: Entries<Login>,
    /// Whether contracts, auth, runtime and infrastructure need a staging result. Default: false.
    pub staging: Option<bool>,
}

/// A repository's own `.fleetgate.toml`, read at the base: it may only tighten what the operator says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a `.fleetgate.toml`")]
pub struct RepoFile {
    /// The schema's name and version.
    pub schema: Option<RepoSchema>,
    /// Paths that no change may touch. Adds to the operator's.
    #[serde(default)]
    pub forbidden: Entries<Pattern>,
    /// Paths of high risk. Adds to the operator's.
    #[serde(default)]
    pub sensitive: Entries<Pattern>,
    /// Checks that must be `success`. Adds to the operator's.
    #[serde(default)]
    pub required_checks: Entries<CheckEntry>,
    /// Sizes over which a change holds; the smaller of these and the operator's counts.
    #[serde(default)]
    pub limits: LimitsTable,
    /// What agents' sessions may not do here. Adds to the operator's.
    #[serde(default)]
    pub tool: RepoToolTable,
}

/// The name and version of the schema of `.fleetgate.toml`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
pub enum RepoSchema {
    /// The first version.
    #[serde(rename = "fleetgate.repo/1")]
    V1,
}
