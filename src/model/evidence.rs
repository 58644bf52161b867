//! Evidence: what others say of the change. Each item is bound to a head.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fact;

/// What the evidence files say.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The repository that the evidence is about.
    pub repo: Fact<String>,
    /// The pull request's number.
    pub pr: Fact<u64>,
    /// Whether the pull request is a draft.
    pub draft: Fact<bool>,
    /// Whether the change is a probe that must never merge.
    pub synthetic: Fact<bool>,
    /// The title.
    pub title: Fact<String>,
    /// The labels: folded to lower case and NFKC, white space stripped.
    pub labels: Fact<Vec<String>>,
    /// Who opened the change.
    pub author: Fact<Author>,
    /// Others who had a hand in it.
    pub contributors: Fact<Vec<String>>,
    /// The reviewers' verdicts.
    pub verdicts: Fact<Vec<Verdict>>,
    /// The results of CI.
    pub checks: Fact<Vec<Check>>,
    /// People's approvals.
    pub approvals: Fact<Vec<Approval>>,
    /// The staging result.
    pub staging: Fact<Staging>,
}

/// Person or model.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A model.
    Agent,
    /// A person.
    Human,
}

/// Who opened the change.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// The account.
    pub login: String,
    /// Person or model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The model family, of an agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Who runs the agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
}

/// What a reviewer found.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VerdictWord {
    /// Good to merge.
    Pass,
    /// Not to be merged.
    Fail,
    /// Could not tell.
    Inconclusive,
}

/// A reviewer's verdict. A field that is absent never helps it to count.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The reviewer's account.
    pub by: String,
    /// The verdict.
    pub verdict: VerdictWord,
    /// Person or model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The model family, of an agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Who runs the agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Whether it is a stand-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mock: Option<bool>,
    /// The repository that was reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repo: Option<String>,
    /// The head that was reviewed, a full SHA in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_sha: Option<String>,
    /// When, in microseconds since 1970-01-01T00:00:00Z.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_us: Option<i64>,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// It ran and passed.
    Success,
    /// It ran and failed.
    Failure,
    /// It has no opinion.
    Neutral,
    /// It did not run.
    Skipped,
    /// It was stopped.
    Cancelled,
    /// It took too long.
    TimedOut,
    /// It waits for a person.
    ActionRequired,
    /// It runs or waits.
    Pending,
    /// It is expected and has not reported.
    Expected,
    /// Its result is of another time.
    Stale,
}

/// One result of CI.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The check's name.
    pub name: String,
    /// How it ended.
    pub result: CheckResult,
    /// The app that ran it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// The head that it ran on, a full SHA in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_sha: Option<String>,
    /// When it ended, in microseconds since 1970-01-01T00:00:00Z.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_us: Option<i64>,
    /// What the check says of its result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A person's approval.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The person's account.
    pub by: String,
    /// Person or model: only a person's counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The head that was approved, a full SHA in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_sha: Option<String>,
    /// When it ends, in microseconds since 1970-01-01T00:00:00Z; without it the approval doesn't count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_us: Option<i64>,
}

/// The staging result.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Staging {
    /// How it ended.
    pub result: CheckResult,
    /// The head that was staged, a full SHA in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head_sha: Option<String>,
}

impl Default for Evidence {
    /// No evidence at all: every fact unknown.
    fn default() -> Self {
        fn absent<T>() -> Fact<T> {
            Fact::unknown("no evidence file says so")
        }
        Self {
            repo: absent(),
            pr: absent(),
            draft: absent(),
            synthetic: absent(),
            title: absent(),
            labels: absent(),
            author: absent(),
            contributors: absent(),
            verdicts: absent(),
            checks: absent(),
            approvals: absent(),
            staging: absent(),
        }
    }
}
