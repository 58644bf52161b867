//! The operator's settings as a merge sees them: defaults filled in, the repository's own tightening applied.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fact, RiskLevel};

/// The settings that a merge is judged by.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Whether a fleet file was given; without one everything below is the shipped, disabled default.
    pub fleet_file: bool,
    /// Stops everything while true.
    pub kill_switch: bool,
    /// `never` or `on-green-with-review`; the policy takes any other word for `never`.
    pub merge_policy: String,
    /// Whether risk at or under `max_risk` merges without a person.
    pub auto_merge: bool,
    /// The highest risk that may merge unattended.
    pub max_risk: MaxRisk,
    /// What review it takes.
    pub review: ReviewSettings,
    /// Sizes over which a change holds.
    pub limits: Limits,
    /// The entry of exactly this repository.
    pub repo: Fact<RepoSettings>,
}

/// The highest risk that may merge unattended. There is no `high`.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MaxRisk {
    /// Only low risk.
    #[default]
    Low,
    /// Low and medium risk.
    Medium,
}

impl From<MaxRisk> for RiskLevel {
    fn from(max: MaxRisk) -> Self {
        match max {
            MaxRisk::Low => Self::Low,
            MaxRisk::Medium => Self::Medium,
        }
    }
}

/// What review it takes.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewSettings {
    /// Passing verdicts needed.
    #[schemars(range(min = 1))]
    pub required: u32,
    /// Distinct model families needed among them, the author's excluded.
    #[schemars(range(min = 1))]
    pub families: u32,
    /// Whether owners' approvals may lift high risk.
    pub approve_high: bool,
    /// Owners' approvals that a lift takes.
    #[schemars(range(min = 1))]
    pub approvals: u32,
    /// Whose verdicts count.
    pub reviewers: Reviewers,
    /// Whether the head must contain the base tip.
    pub up_to_date: bool,
    /// Age in microseconds over which verdicts and checks don't count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_us: Option<i64>,
}

/// Whose verdicts count.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reviewers {
    /// Everyone's who is not the author.
    Anyone,
    /// Only these reviewers'.
    Only(Vec<String>),
}

/// Sizes over which a change holds.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Changed files.
    pub files: u64,
    /// Lines added and deleted.
    pub lines: u64,
    /// Bytes of all changed blobs.
    pub bytes: u64,
}

/// The operator's entry of one repository.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RepoSettings {
    /// The exact name.
    pub name: String,
    /// Whether anything may merge here.
    pub enabled: bool,
    /// Whether fleetgate's callers may write to the remote.
    pub remote_writes: bool,
    /// Checks that must be `success`.
    pub required_checks: Vec<RequiredCheck>,
    /// Checks that may fail.
    pub advisory_checks: Vec<String>,
    /// People whose approval lifts a hold.
    pub owners: Vec<String>,
    /// Whether contracts, auth, runtime and infrastructure need a staging result.
    pub staging: bool,
}

/// A check that must be `success`.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredCheck {
    /// The check's exact name.
    pub name: String,
    /// The one app whose check counts; absent: every app's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
}

impl Default for ReviewSettings {
    fn default() -> Self {
        Self {
            required: 1,
            families: 1,
            approve_high: false,
            approvals: 1,
            reviewers: Reviewers::Anyone,
            up_to_date: false,
            max_age_us: None,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { files: 50, lines: 1000, bytes: 1_000_000 }
    }
}

impl Default for Settings {
    /// As shipped: disabled.
    fn default() -> Self {
        Self {
            fleet_file: false,
            kill_switch: true,
            merge_policy: "never".to_owned(),
            auto_merge: false,
            max_risk: MaxRisk::default(),
            review: ReviewSettings::default(),
            limits: Limits::default(),
            repo: Fact::unknown("no fleet file was given"),
        }
    }
}
