//! Programs that an agent's own settings and git's hooks run: status lines, helpers, servers of tools, checks. They run at the
//! next call or commit, outside of any test or build.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::inside;
use super::walk::{absolute, is_below};

/// Settings of agents and of their servers, from the root of the work tree.
const FILES: &[&str] = &[
    ".claude/settings.json",
    ".claude/settings.local.json",
    ".mcp.json",
    ".gemini/settings.json",
    ".cursor/hooks.json",
    ".cursor/mcp.json",
    ".codex/hooks.json",
    ".codex/config.toml",
    ".vscode/mcp.json",
];

/// The same, from the home folder.
const HOME: &[&str] = &[
    ".claude/settings.json",
    ".gemini/settings.json",
    ".cursor/hooks.json",
    ".codex/hooks.json",
    ".codex/config.toml",
];

/// Folders with hooks of git.
const HOOKS: &[&str] = &[".git/hooks", ".husky"];

/// Larger files are not read, in bytes.
const LARGEST: u64 = 1 << 18;

/// More files than this are not kept.
const MOST_NAMED: usize = 300;

/// More hooks than this are not read.
const MOST: usize = 100;

/// How scripts and settings call the root of the work tree.
const ROOTS: &[&str] = &[
    "$CLAUDE_PROJECT_DIR",
    "${CLAUDE_PROJECT_DIR}",
    "$GEMINI_PROJECT_DIR",
    "${workspaceFolder}",
    "$(git rev-parse --show-toplevel)",
    "$(pwd)",
    "${PWD}",
    "$PWD",
];

/// Endings that interpreters add to what they are named.
const ENDINGS: &[&str] = &["", ".js", ".cjs", ".mjs", ".ts", ".py", ".sh", "/index.js", "/__main__.py"];

/// Patterns of the files in the work tree at `root`, all links followed, that settings and hooks have run.
pub(super) fn run_by_others(root: &str, home: Option<&str>) -> Vec<String> {
    let own = FILES.iter().map(|file| format!("{root}/{file}"));
    let files = own.chain(home.into_iter().flat_map(|home| HOME.iter().map(move |file| format!("{home}/{file}"))));
    let mut texts = Vec::new();
    files.filter_map(|file| settings(&file)).for_each(|value| commands(&value, false, &mut texts));
    texts.extend(HOOKS.iter().flat_map(|folder| scripts(&format!("{root}/{folder}"))));
    let named: BTreeSet<String> = texts.iter().flat_map(|text| run(text, root)).collect();
    named.into_iter().take(MOST_NAMED).collect()
}

/// The files that a command or a script names, in any folder that it names.
fn run(text: &str, root: &str) -> Vec<String> {
    let text = text.replace(['"', '\''], "");
    let text = ROOTS.iter().fold(text, |text, name| text.replace(name, root));
    let words = text.split(|c: char| c.is_whitespace() || ";&|()<>{}=".contains(c)).filter(|word| !word.is_empty());
    // Behind a variable or a substitution, what follows its folder.
    let tail = |word: &str| match word.split_once('/') {
        Some((start, rest)) if !is_below(word, root) && (start.is_empty() || start.starts_with(['$', '`'])) => {
            rest.trim_start_matches("../").to_owned()
        }
        _ => word.to_owned(),
    };
    let words: Vec<String> = words.map(tail).collect();
    let places: Vec<String> = words.iter().map(|word| absolute(root, word)).collect();
    let here = |path: &&String| is_below(path, root);
    let folders = places.iter().filter(here).filter(|path| Path::new(path).is_dir()).map(String::as_str);
    let modules = words.iter().filter(|word| word.contains('.')).map(|word| word.replace('.', "/"));
    let named: Vec<String> = words.iter().cloned().chain(modules).collect();
    let mut files = Vec::new();
    for base in std::iter::once(root).chain(folders) {
        let paths = named.iter().map(|word| absolute(base, word)).filter(|path| is_below(path, root));
        let ended = paths.flat_map(|path| ENDINGS.iter().map(move |ending| format!("{path}{ending}")));
        files.extend(ended.filter(|file| Path::new(file).is_file()));
    }
    // What a path names and nobody has made yet.
    let paths = words.iter().zip(&places).filter(|(word, _)| word.contains('/')).map(|(_, path)| path);
    files.extend(paths.filter(here).filter(|path| !Path::new(path).exists()).cloned());
    files.iter().filter_map(|path| inside(root, path)).collect()
}

fn settings(path: &str) -> Option<Value> {
    let bytes = read(path)?;
    match path.ends_with(".toml") {
        true => toml::from_str(std::str::from_utf8(&bytes).ok()?).ok(),
        false => serde_json::from_slice(&bytes).ok(),
    }
}

#[expect(clippy::disallowed_methods, reason = "what others run is a fact of the session")]
fn read(path: &str) -> Option<Vec<u8>> {
    let small = std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= LARGEST);
    std::fs::read(path).ok().filter(|_| small)
}

/// The scripts of a folder, as far as they are text.
#[expect(clippy::disallowed_methods, reason = "what others run is a fact of the session")]
fn scripts(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(MOST);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let files = names.filter(|name| !name.ends_with(".sample")).filter_map(|name| read(&format!("{folder}/{name}")));
    files.filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
}

/// The texts that are commands or arguments of one, with the folder in which they run.
fn commands(value: &Value, runs: bool, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if runs => texts.push(text.clone()),
        Value::Array(all) if runs => {
            let words: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            texts.push(words.join(" "));
        }
        Value::Array(all) => all.iter().for_each(|one| commands(one, runs, texts)),
        Value::Object(fields) => {
            let folder = fields.get("cwd").and_then(Value::as_str).unwrap_or_default();
            for (name, one) in fields {
                let words = ["command", "args", "notify"].contains(&name.as_str());
                let runs = words || name.ends_with("Helper") || name.ends_with("Refresh");
                let before = texts.len();
                commands(one, runs, texts);
                texts.iter_mut().skip(before).filter(|_| !folder.is_empty()).for_each(|text| {
                    text.push(' ');
                    text.push_str(folder);
                });
            }
        }
        _ => {}
    }
}
