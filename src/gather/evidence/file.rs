//! The evidence file as it is written. Everywhere null means absent.

use schemars::JsonSchema;
use serde::Deserialize;

use super::values::{Items, Sha, Time};
use crate::gather::document::{DocumentError, Login, Name, Text};
use crate::gather::json;
use crate::model::{CheckResult, Kind, VerdictWord};

/// An evidence file (JSON): what others say of the change. Keys that are left out stay unknown; several files are
/// joined.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields, expecting = "an evidence file (an object)")]
pub struct EvidenceFile {
    /// The schema's name and version.
    pub schema: EvidenceSchema,
    /// The repository that the evidence is about.
    pub repo: Option<Name>,
    /// The pull request's number.
    pub pr: Option<u64>,
    /// Whether the pull request is a draft.
    pub draft: Option<bool>,
    /// Who opened the change.
    pub author: Option<AuthorItem>,
    /// The labels.
    pub labels: Option<Items<Text>>,
    /// The title.
    pub title: Option<Text>,
    /// Whether the change is a probe that must never merge.
    pub synthetic: Option<bool>,
    /// Others who had a hand in it.
    pub contributors: Option<Items<Login>>,
    /// The reviewers' verdicts.
    pub verdicts: Option<Items<VerdictItem>>,
    /// The results of CI.
    pub checks: Option<Items<CheckItem>>,
    /// People's approvals.
    pub approvals: Option<Items<ApprovalItem>>,
    /// The staging result.
    pub staging: Option<StagingItem>,
}

impl EvidenceFile {
    /// Reads an evidence file; `file` is its name for messages.
    ///
    /// # Errors
    ///
    /// Those of [`json::read`], and: words that are not listed, times without an offset, SHAs that are not full, empty
    /// names, strings over 64 KiB, lists of more than 10,000 items.
    pub fn parse(bytes: &[u8], file: &str) -> Result<Self, DocumentError> {
        json::read(bytes, file).map_err(|error: DocumentError| {
            error.with_help_for_missing("schema", "add `\"schema\": \"fleetgate.evidence/1\"`")
        })
    }
}

/// The name and version of the evidence file's schema.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
pub enum EvidenceSchema {
    /// The first version.
    #[serde(rename = "fleetgate.evidence/1")]
    V1,
}

/// Who opened the change.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields, expecting = "an author (an object)")]
pub struct AuthorItem {
    /// The account.
    pub login: Login,
    /// Person or model.
    pub kind: Option<Kind>,
    /// The model family, of an agent.
    pub family: Option<Login>,
    /// Who runs the agent.
    pub operator: Option<Login>,
}

/// A reviewer's verdict.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields, expecting = "a verdict (an object)")]
pub struct VerdictItem {
    /// The reviewer's account.
    pub by: Login,
    /// Person or model.
    pub kind: Option<Kind>,
    /// The model family, of an agent.
    pub family: Option<Login>,
    /// Who runs the agent.
    pub operator: Option<Login>,
    /// The verdict.
    pub verdict: VerdictWord,
    /// Whether it is a stand-in.
    pub mock: Option<bool>,
    /// The repository that was reviewed.
    pub repo: Option<Name>,
    /// The head that was reviewed.
    pub head_sha: Option<Sha>,
    /// When.
    pub issued_at: Option<Time>,
}

/// One result of CI.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields, expecting = "a check (an object)")]
pub struct CheckItem {
    /// The check's name.
    pub name: Name,
    /// The app that ran it.
    pub app: Option<Name>,
    /// How it ended.
    pub result: CheckResult,
    /// The head that it ran on.
    pub head_sha: Option<Sha>,
    /// When it ended.
    pub completed_at: Option<Time>,
    /// What the check says of its result.
    pub note: Option<Text>,
}

/// A person's approval.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields, expecting = "an approval (an object)")]
pub struct ApprovalItem {
    /// The person's account.
    pub by: Login,
    /// Person or model: only a person's counts.
    pub kind: Option<Kind>,
    /// The head that was approved.
    pub head_sha: Option<Sha>,
    /// When it ends; without it the approval doesn't count.
    pub expires_at: Option<Time>,
}

/// The staging result.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(deny_unknown_fields, expecting = "a staging result (an object)")]
pub struct StagingItem {
    /// How it ended.
    pub result: CheckResult,
    /// The head that was staged.
    pub head_sha: Option<Sha>,
}
