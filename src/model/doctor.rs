//! What `fleetgate doctor` found: what is proven of an installed hook, what is not, and what failed.

use schemars::JsonSchema;
use serde::Serialize;

/// All that was looked at.
#[derive(Clone, Debug, JsonSchema, PartialEq, Serialize)]
pub struct DoctorReport {
    /// The name and version of this document's schema.
    pub schema: DoctorSchema,
    /// The version of the fleetgate that looked.
    pub version: String,
    /// The folder in which the hooks were run.
    pub project: String,
    /// The worst state of all findings.
    pub state: FindingState,
    /// The hooks that were found, or expected, one for each client and level.
    pub hooks: Vec<HookReport>,
}

/// The schema's name and version.
#[derive(Clone, Copy, Debug, JsonSchema, PartialEq, Serialize)]
pub enum DoctorSchema {
    /// The first version.
    #[serde(rename = "fleetgate.doctor/1")]
    V1,
}

/// One client's hook at one level.
#[derive(Clone, Debug, JsonSchema, PartialEq, Serialize)]
pub struct HookReport {
    /// The client, as on the command line.
    pub client: String,
    /// `user` or `project`.
    pub level: String,
    /// The settings file.
    pub file: String,
    /// The shell command that the client runs, where one is installed.
    pub command: Option<String>,
    /// What was looked at, in order.
    pub findings: Vec<Finding>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, JsonSchema, PartialEq, Serialize)]
pub struct Finding {
    /// Stable, lower-case, dotted: `answer.deny`, `settings.matcher` …
    pub code: String,
    /// What came out.
    pub state: FindingState,
    /// What was found.
    pub message: String,
    /// What to do next, where something is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How long the hook took to answer, in milliseconds, where it was run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub took_ms: Option<u64>,
}

/// What came out of a check, mildest first.
#[derive(Clone, Copy, Debug, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingState {
    /// It is so.
    Proven,
    /// It can't be proven from here, or stands in nobody's power here; worth knowing.
    Unproven,
    /// It is not so.
    Failed,
    /// It can't even be looked at.
    Broken,
}

impl Finding {
    /// A check that came out well.
    #[must_use]
    pub fn proven(code: &str, message: impl Into<String>) -> Self {
        Self::of(code, FindingState::Proven, message.into(), None)
    }

    /// A check that nothing can be proven of.
    #[must_use]
    pub fn unproven(code: &str, message: impl Into<String>) -> Self {
        Self::of(code, FindingState::Unproven, message.into(), None)
    }

    /// A check that failed, and what to do next.
    #[must_use]
    pub fn failed(code: &str, message: impl Into<String>, next: impl Into<String>) -> Self {
        Self::of(code, FindingState::Failed, message.into(), Some(next.into()))
    }

    /// Something that can't be looked at, and what to do next.
    #[must_use]
    pub fn broken(code: &str, message: impl Into<String>, next: impl Into<String>) -> Self {
        Self::of(code, FindingState::Broken, message.into(), Some(next.into()))
    }

    fn of(code: &str, state: FindingState, message: String, next: Option<String>) -> Self {
        Self { code: code.to_owned(), state, message, next, took_ms: None }
    }
}

impl DoctorReport {
    /// Puts the hooks together.
    #[must_use]
    pub fn new(version: &str, project: String, hooks: Vec<HookReport>) -> Self {
        let states = hooks.iter().flat_map(|hook| hook.findings.iter().map(|finding| finding.state));
        let state = states.max().unwrap_or(FindingState::Proven);
        Self { schema: DoctorSchema::V1, version: version.to_owned(), project, state, hooks }
    }
}
