//! The table `[tool]`: what agents' sessions may do.

use std::collections::BTreeSet;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::Deserializer;

use super::file::{FleetFile, RepoFile};
use super::values::{Entries, Pattern};
use crate::gather::document::{Name, checked, problem, quoted, text_schema};
use crate::model::{KillSwitch, SessionProfile, ToolList, ToolSettings};

/// What agents' sessions may do.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table `[tool]`")]
pub struct ToolTable {
    /// What kind of session runs. Default: `developer`.
    pub profile: Option<SessionProfile>,
    /// Branches that nobody commits on or pushes to. Adds to the built-in set and the remote's default branch.
    #[serde(default)]
    pub protected_branches: Entries<Pattern>,
    /// What runs although a rule would hold it; denies stand.
    #[serde(default)]
    pub allow: ListTable,
    /// What never runs.
    #[serde(default)]
    pub deny: ListTable,
}

/// What agents' sessions may not do in a repository.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table `[tool]`")]
pub struct RepoToolTable {
    /// A profile that applies besides the operator's.
    pub profile: Option<SessionProfile>,
    /// Branches that nobody commits on or pushes to. Adds to the operator's.
    #[serde(default)]
    pub protected_branches: Entries<Pattern>,
    /// What never runs. Adds to the operator's.
    #[serde(default)]
    pub deny: ListTable,
}

/// Things that are named exactly: no wildcards.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table of lists: commands, mcp, hosts, tools")]
pub struct ListTable {
    /// Programs with their sub-commands, as in `npm install`.
    #[serde(default)]
    pub commands: Entries<Exact>,
    /// Tools of MCP servers, `server/tool`.
    #[serde(default)]
    pub mcp: Entries<McpTool>,
    /// Hosts.
    #[serde(default)]
    pub hosts: Entries<Exact>,
    /// Other tools of the client.
    #[serde(default)]
    pub tools: Entries<Exact>,
}

/// A name that is compared exactly, without wildcards; runs of blanks count as one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Exact(pub String);

/// A tool of an MCP server: `server/tool`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct McpTool(pub String);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Name(name) = Name::deserialize(deserializer)?;
        let refuse = |name: &str| {
            let help = "name each thing exactly; a wildcard would allow what nobody has looked at";
            Err(problem(format!("a wildcard in {}", quoted(name)), help).raise())
        };
        match name.contains(['*', '?']) {
            true => refuse(&name),
            false => Ok(Self(name.split_whitespace().collect::<Vec<_>>().join(" "))),
        }
    }
}

impl<'de> Deserialize<'de> for McpTool {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |name| match name.split_once('/') {
            Some((server, tool)) if !server.is_empty() && !tool.is_empty() && !name.contains(['*', '?']) => {
                Ok(Self(name.to_owned()))
            }
            _ => Err(problem(format!("{} is no `server/tool`", quoted(name)), "write both names, exactly")),
        })
    }
}

impl FleetFile {
    /// The forbidden paths of the file and of every repository in it: a session does not say which one it works in.
    #[must_use]
    pub fn all_forbidden(&self) -> Vec<String> {
        texts(self.repos.iter().map(|entry| &entry.forbidden).chain([&self.forbidden]))
    }

    /// The sensitive paths of the file and of every repository in it.
    #[must_use]
    pub fn all_sensitive(&self) -> Vec<String> {
        texts(self.repos.iter().map(|entry| &entry.sensitive).chain([&self.sensitive]))
    }
}

fn texts<'a>(lists: impl Iterator<Item = &'a Entries<Pattern>>) -> Vec<String> {
    lists.flat_map(|list| list.iter()).map(|pattern| pattern.0.clone()).collect()
}

text_schema! { { "type": "string", "minLength": 1 } Exact McpTool }

/// What tool calls are judged by.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ResolvedTool {
    /// The settings that go into the facts.
    pub settings: ToolSettings,
    /// Globs of protected branches.
    pub protected_branches: Vec<String>,
}

/// The settings of a session: the operator's, and what the repository's own files take away.
#[must_use]
pub fn resolve_tool(fleet: Option<&FleetFile>, repo_files: &[RepoFile]) -> ResolvedTool {
    let mut resolved = ResolvedTool::default();
    let mut profiles = BTreeSet::new();
    if let Some(fleet) = fleet {
        resolved.settings.fleet_file = true;
        resolved.settings.kill_switch = match fleet.kill_switch {
            Some(true) => KillSwitch::On,
            Some(false) => KillSwitch::Off,
            None => KillSwitch::Unset,
        };
        profiles.extend(fleet.tool.profile);
        add(&mut resolved.settings.allow, &fleet.tool.allow);
        add(&mut resolved.settings.deny, &fleet.tool.deny);
        resolved.protected_branches.extend(fleet.tool.protected_branches.iter().map(|pattern| pattern.0.clone()));
    }
    for file in repo_files {
        profiles.extend(file.tool.profile);
        add(&mut resolved.settings.deny, &file.tool.deny);
        resolved.protected_branches.extend(file.tool.protected_branches.iter().map(|pattern| pattern.0.clone()));
    }
    if profiles.is_empty() {
        profiles.insert(SessionProfile::Developer);
    }
    resolved.settings.profiles = profiles;
    resolved
}

fn add(list: &mut ToolList, table: &ListTable) {
    list.commands.extend(table.commands.iter().map(|entry| entry.0.clone()));
    list.mcp.extend(table.mcp.iter().map(|entry| entry.0.clone()));
    list.hosts.extend(table.hosts.iter().map(|entry| entry.0.to_ascii_lowercase()));
    list.tools.extend(table.tools.iter().map(|entry| entry.0.clone()));
}
