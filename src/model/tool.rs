//! The facts of the point `tool`.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EffectKind, Fact, Form, Granted};

/// Everything that decides whether a tool call may run.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ToolFacts {
    /// The schema of this document.
    pub schema: ToolFactsSchema,
    /// The operator's settings, the repository's own tightening applied.
    pub settings: ToolSettings,
    /// Where the agent works.
    pub session: Session,
    /// What the agent asks for.
    pub call: CallFacts,
    /// How many effects the call has: the groups' counts come to this.
    pub total: u64,
    /// The effects of the call, grouped by what is known of them. Each effect is in exactly one group.
    pub effects: Vec<EffectGroup>,
    /// What of the call was not understood.
    pub unknown: Gaps,
}

/// The schema's name and version.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub enum ToolFactsSchema {
    /// The first version.
    #[default]
    #[serde(rename = "fleetgate.facts.tool/1")]
    V1,
}

/// The settings that a tool call is judged by.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ToolSettings {
    /// Whether a fleet file was given; without one the built-in rules alone count.
    pub fleet_file: bool,
    /// The kill switch as it is written.
    pub kill_switch: KillSwitch,
    /// The profiles of sessions that apply; each only takes away.
    pub profiles: BTreeSet<SessionProfile>,
    /// What the operator allows where a rule would hold.
    pub allow: ToolList,
    /// What the operator or the repository denies.
    pub deny: ToolList,
}

/// The kill switch as it is written in the fleet file.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KillSwitch {
    /// `kill_switch = true`
    On,
    /// `kill_switch = false`
    Off,
    /// Not written, or no fleet file.
    #[default]
    Unset,
}

/// What kind of session runs.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionProfile {
    /// A developer's session: the default.
    Developer,
    /// Only reads.
    ReadOnly,
    /// Nobody is there to ask.
    Ci,
}

/// Things that a list of the operator names, each exactly.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ToolList {
    /// Programs with their sub-commands, as in `npm install`.
    pub commands: Vec<String>,
    /// Tools of MCP servers, `server/tool`.
    pub mcp: Vec<String>,
    /// Hosts, in lower case.
    pub hosts: Vec<String>,
    /// Other tools of the client.
    pub tools: Vec<String>,
}

/// Where the agent works.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The root of the work tree, an absolute path.
    pub root: Fact<String>,
    /// The branch that is checked out.
    pub branch: Fact<Branch>,
}

/// A branch.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// The name, without `refs/heads/`.
    pub name: String,
    /// Whether it is one of the protected branches, or the remote's default branch.
    pub protected: bool,
}

/// What the agent asks for.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CallFacts {
    /// The tool's name, as the client calls it.
    pub tool: String,
    /// What kind of call it is.
    pub action: Action,
    /// `server/tool` of an MCP call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mcp: Option<String>,
    /// The size of an edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<EditSize>,
    /// That a person allowed this very call once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<Granted>,
}

/// What kind of call it is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// A command line.
    Shell,
    /// Files, addresses or notes: the effects say which.
    Direct,
    /// A tool of an MCP server.
    Mcp,
    /// Another agent.
    Agent,
    /// A tool that nobody knows.
    Unknown,
}

/// The size of an edit, in lines.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EditSize {
    /// Lines added.
    pub added: u64,
    /// Lines deleted.
    pub deleted: u64,
}

/// Effects that are alike.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EffectGroup {
    /// What is done.
    pub kind: EffectKind,
    /// The program and sub-commands that do it, where it is a command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// How far the subjects' text is the whole truth; `none` without a subject.
    pub form: SubjectForm,
    /// Where the subjects lie; `none` where they are no paths.
    pub place: Place,
    /// The host, of an address that is read without doubt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Names of the path classes that match, as written or as resolved, sorted.
    pub classes: Vec<String>,
    /// What was measured, sorted. Of paths: `exists`, `absent`, `folder`, `special`, `symlink`, `dangling`, `hardlink`,
    /// `reopened` (a stream that may be any open file), `path.odd`, `path.unexpanded`, `unresolved`. Of commands: the
    /// attributes of effects, as `attribute.recursive`. Of git: `branch.protected`, `branch.other`, `branch.unknown`.
    pub traits: Vec<String>,
    /// How many effects.
    pub count: u64,
    /// The first hundred subjects, sorted; bytes that can't be printed are escaped.
    pub subjects: Vec<String>,
}

/// How far the text of a subject is the whole truth.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectForm {
    /// There is no subject.
    None,
    /// The text is the subject.
    Exact,
    /// A shell pattern.
    Glob,
    /// The text is only how the subject starts.
    Dynamic,
    /// What a recursive search hands over.
    Found,
    /// What stands on standard input.
    Fed,
}

impl From<Form> for SubjectForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Exact => Self::Exact,
            Form::Glob => Self::Glob,
            Form::Dynamic => Self::Dynamic,
            Form::Found => Self::Found,
            Form::Fed => Self::Fed,
        }
    }
}

/// Where a path lies, all links followed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// It is no path.
    None,
    /// A stream or a device that swallows or only gives: `/dev/null`, standard output.
    Stream,
    /// In the work tree.
    Inside,
    /// In a folder for temporary files.
    Temporary,
    /// In the user's home folder.
    Home,
    /// Anywhere else.
    Outside,
    /// Nobody knows.
    Unknown,
}

/// What of the call was not understood.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gaps {
    /// How many parts.
    pub count: u64,
    /// The first hundred of them, in the order of the text.
    pub parts: Vec<Gap>,
}

/// A part of a call that was not understood.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The part, or where it stands.
    pub part: String,
    /// Why it is not understood.
    pub why: String,
    /// The program and sub-commands, where only their arguments are not understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}
