//! The operator's fleet file, a repository's own `.fleetgate.toml`, and the settings that they come to.

mod file;
mod parse;
mod resolve;
mod tool;
mod values;

pub use file::{FleetFile, FleetSchema, LimitsTable, MergePolicy, RepoEntry, RepoFile, RepoSchema, ReviewTable};
pub use resolve::{PathLists, Resolved, resolve};
pub use tool::{Exact, ListTable, McpTool, RepoToolTable, ResolvedTool, ToolTable, resolve_tool};
pub use values::{AtLeastOne, CheckEntry, Entries, Hours, Pattern, RepoName};
