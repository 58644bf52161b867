//! Tools of MCP servers: which server and tool a name means, and which arguments name files.

use serde_json::{Map, Value};

use crate::model::Request;

/// Words of keys whose values name files.
const PATH_WORDS: &[&str] = &[
    "path",
    "paths",
    "file",
    "files",
    "folder",
    "directory",
    "dir",
    "source",
    "destination",
    "target",
    "uri",
    "filename",
];
/// How many values are looked at.
const MOST_VALUES: usize = 10_000;

/// `mcp__server__tool`; a name that is not exactly of this form is an unknown tool.
pub(super) fn prefixed(tool: &str, input: &Map<String, Value>) -> Request {
    let named = tool.strip_prefix("mcp__").and_then(|rest| rest.split_once("__"));
    named.map_or(Request::Unknown, |(server, name)| named_by(server, name, input))
}

/// A tool whose name is `server` and tool with `between` in between. With more than one of them nobody knows where the
/// server's name ends; with none it is no such tool.
pub(super) fn joined(tool: &str, between: char, input: &Map<String, Value>) -> Request {
    match tool.split_once(between) {
        Some((server, name)) if !name.contains(between) => named_by(server, name, input),
        Some(_) => foreign(input),
        None => Request::Unknown,
    }
}

/// A tool of a server, both named. The operator lists `server/tool`: a server's name with a slash would be ambiguous.
pub(super) fn named_by(server: &str, name: &str, input: &Map<String, Value>) -> Request {
    if server.is_empty() || name.is_empty() || server.contains('/') {
        return Request::Unknown;
    }
    let call = |paths| Request::Mcp { server: server.to_owned(), name: name.to_owned(), paths };
    paths(input).map_or(Request::Unknown, call)
}

/// A tool that came from elsewhere, by a name that does not tell the server.
pub(super) fn foreign(input: &Map<String, Value>) -> Request {
    paths(input).map_or(Request::Unknown, |paths| Request::Foreign { paths })
}

/// Values that name files; none where there are too many to look at.
fn paths(input: &Map<String, Value>) -> Option<Vec<String>> {
    let mut paths = Vec::new();
    let mut pending: Vec<(bool, &Value)> = input.iter().map(|(key, value)| (names_path(key), value)).collect();
    let mut left = MOST_VALUES;
    while let Some((named, value)) = pending.pop() {
        left = left.checked_sub(1)?;
        match value {
            Value::String(path) if named || path.starts_with(['/', '~']) || path.starts_with("file://") => {
                paths.push(path.strip_prefix("file://").unwrap_or(path).to_owned());
            }
            Value::Array(items) => pending.extend(items.iter().map(|item| (named, item))),
            Value::Object(map) => pending.extend(map.iter().map(|(key, value)| (named || names_path(key), value))),
            _ => {}
        }
    }
    Some(paths)
}

fn names_path(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.ends_with("path") || key.split(['_', '-', '.']).any(|word| PATH_WORDS.contains(&word))
}
