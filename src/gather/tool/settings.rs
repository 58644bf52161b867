//! Programs that an agent's own settings run: hooks, status lines, helpers, servers of tools. They run at the next call,
//! outside of any test or build.

use std::path::Path;

use serde_json::Value;

use super::anchored;
use super::walk::{absolute, follow, is_below};

/// Settings of agents and of their servers, from the root of the work tree.
const FILES: &[&str] = &[
    ".claude/settings.json",
    ".claude/settings.local.json",
    ".mcp.json",
    ".gemini/settings.json",
    ".cursor/hooks.json",
    ".cursor/mcp.json",
    ".codex/hooks.json",
    ".vscode/mcp.json",
];

/// The same, from the home folder.
const HOME: &[&str] = &[".claude/settings.json", ".gemini/settings.json", ".cursor/hooks.json", ".codex/hooks.json"];

/// Larger files are not read, in bytes.
const LARGEST: u64 = 1 << 20;

/// How an agent calls the root of the work tree.
const ROOTS: &[&str] = &["$CLAUDE_PROJECT_DIR", "${CLAUDE_PROJECT_DIR}", "$GEMINI_PROJECT_DIR", "${workspaceFolder}"];

/// Patterns of the files in the work tree at `root` that settings have run.
pub(super) fn run_by_agents(root: &str, home: Option<&str>) -> Vec<String> {
    let real = follow(root).real;
    let own = FILES.iter().map(|file| format!("{root}/{file}"));
    let files = own.chain(home.into_iter().flat_map(|home| HOME.iter().map(move |file| format!("{home}/{file}"))));
    let mut texts = Vec::new();
    files.filter_map(|file| read(&file)).for_each(|settings| commands(&settings, false, &mut texts));
    let words = texts.iter().flat_map(|text| text.split([' ', '\t', '\n', ';', '&', '|', '(', ')']));
    let paths = words.filter_map(|word| {
        let named = ROOTS.iter().find_map(|start| word.strip_prefix(start)).map(|rest| rest.trim_start_matches('/'));
        let path = absolute(&real, named.unwrap_or(word));
        let there = named.is_some() || word.contains('/') || Path::new(&path).is_file();
        let below = path.strip_prefix(&real).and_then(|rest| rest.strip_prefix('/'));
        below.filter(|_| there && !word.is_empty() && is_below(&path, &real)).map(anchored)
    });
    paths.collect()
}

#[expect(clippy::disallowed_methods, reason = "the agent's settings are facts of the session")]
fn read(path: &str) -> Option<Value> {
    let small = std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
    serde_json::from_slice(&std::fs::read(path).ok().filter(|_| small)?).ok()
}

/// The texts that are commands or arguments of one.
fn commands(value: &Value, runs: bool, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if runs => texts.push(text.replace(['"', '\''], "")),
        Value::Array(all) => all.iter().for_each(|one| commands(one, runs, texts)),
        Value::Object(fields) => {
            for (name, one) in fields {
                let runs = matches!(name.as_str(), "command" | "args")
                    || name.ends_with("Helper")
                    || name.ends_with("Refresh");
                commands(one, runs, texts);
            }
        }
        _ => {}
    }
}
