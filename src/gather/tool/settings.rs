//! Programs that an agent's own settings and git's hooks run: status lines, helpers, servers of tools, checks. They run at the
//! next call or commit, outside of any test or build.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::ran::{Ran, ran};

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
    ".copilot/mcp-config.json",
    ".github/copilot/settings.json",
    "opencode.json",
    "opencode.jsonc",
    ".opencode/opencode.json",
    ".opencode/opencode.jsonc",
];

/// The same, from the home folder.
const HOME: &[&str] = &[
    ".claude/settings.json",
    ".gemini/settings.json",
    ".cursor/hooks.json",
    ".cursor/mcp.json",
    ".codex/hooks.json",
    ".codex/config.toml",
    ".copilot/mcp-config.json",
    ".config/opencode/opencode.json",
    ".config/opencode/opencode.jsonc",
];

/// Folders with files of settings, and how these end.
const FOLDERS: &[(&str, &str)] =
    &[(".github/hooks", ".json"), (".claude/agents", ".md"), (".claude/skills", "/SKILL.md")];

/// The largest file of settings or hook that is read, in bytes.
const LARGEST: usize = 1 << 18;

/// All of them together.
const LARGEST_OF_ALL: usize = 1 << 20;

/// What stands in front of a text is not longer than this, in bytes.
const LONGEST_FRONT: usize = 1 << 13;

/// More files of one folder than this are not read.
const MOST: usize = 300;

/// What the settings of agents, and git's hooks in the folders `hooks`, run of the work tree at `root`, all links followed.
pub(super) fn run_by_others(root: &str, home: Option<&str>, hooks: &[PathBuf]) -> Ran {
    let mut texts = Texts::default();
    FILES.iter().for_each(|file| texts.settings(&format!("{root}/{file}")));
    home.iter().for_each(|home| HOME.iter().for_each(|file| texts.settings(&format!("{home}/{file}"))));
    for (folder, end) in FOLDERS {
        for name in texts.names(Path::new(&format!("{root}/{folder}"))) {
            let path = format!("{root}/{folder}/{name}");
            match end.starts_with('/') {
                true => texts.settings(&format!("{path}{end}")),
                false if name.ends_with(end) => texts.settings(&path),
                false => {}
            }
        }
    }
    let husky = PathBuf::from(format!("{root}/.husky"));
    std::iter::once(&husky).chain(hooks).for_each(|folder| texts.scripts(folder));
    let Ran { patterns, more } = ran(&texts.all, root, home);
    Ran { patterns, more: more || texts.more }
}

/// Commands and scripts.
#[derive(Default)]
struct Texts {
    all: Vec<String>,
    size: usize,
    /// Whether there are more than these.
    more: bool,
}

impl Texts {
    fn settings(&mut self, path: &str) {
        let end = path.rsplit_once('.').map_or("", |(_, end)| end);
        if end == "md" {
            return self.front(path);
        }
        let Some(text) = self.whole(Path::new(path)) else { return };
        let value = match end {
            "toml" => toml::from_str::<Value>(&text).ok(),
            _ => serde_json::from_str(&text).ok(),
        };
        match value {
            Some(value) => commands(&value, false, &mut self.all),
            // With comments, maybe: any of it may be a command.
            None => self.all.push(text.replace(['[', ']', ',', ':', '\\'], " ")),
        }
    }

    /// The scripts of a folder, as far as they are text.
    fn scripts(&mut self, folder: &Path) {
        for name in self.names(folder).iter().filter(|name| !name.ends_with(".sample")) {
            let text = self.whole(&folder.join(name));
            self.all.extend(text);
        }
    }

    /// The names in a folder; those without an ending, as git's hooks have none, first.
    #[expect(clippy::disallowed_methods, reason = "what others run is a fact of the session")]
    fn names(&mut self, folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.take(MOST * MOST).filter_map(|one| one.file_name().into_string().ok()).collect();
        names.sort_by_key(|name| name.contains('.'));
        self.more |= names.get(MOST).is_some_and(|name| !name.contains('.'));
        names.truncate(MOST);
        names
    }

    /// The hooks in what stands before a text between lines of dashes.
    fn front(&mut self, path: &str) {
        let Some((text, whole)) = start(Path::new(path), LONGEST_FRONT) else { return };
        let Some(rest) = text.strip_prefix("---") else { return };
        let front = rest.split_once("\n---").map(|(front, _)| front);
        self.more |= front.is_none() && !whole;
        self.all.extend(front.and_then(|front| front.split_once("\nhooks:")).map(|(_, hooks)| hooks.to_owned()));
    }

    /// A file's text, where it is one.
    fn whole(&mut self, path: &Path) -> Option<String> {
        let (text, whole) = start(path, LARGEST.min(LARGEST_OF_ALL.saturating_sub(self.size)))?;
        // A program that is no script has such bytes in its first line.
        if text.lines().next().is_some_and(|line| line.contains('\0')) {
            return None;
        }
        self.size += text.len();
        self.more |= !whole;
        Some(text)
    }
}

/// The first bytes of a file, and whether these are all.
#[expect(clippy::disallowed_methods, reason = "what others run is a fact of the session")]
fn start(path: &Path, most: usize) -> Option<(String, bool)> {
    let found = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let most = u64::try_from(most).ok()?;
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some((String::from_utf8_lossy(&bytes).into_owned(), found.len() <= most))
}

/// The texts that are commands or arguments of one, with the folder in which they run.
fn commands(value: &Value, runs: bool, texts: &mut Vec<String>) {
    match value {
        Value::String(text) if runs => texts.push(text.clone()),
        Value::Array(all) if runs => {
            let words: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            texts.push(words.join(" "));
            all.iter().filter(|one| !one.is_string()).for_each(|one| commands(one, false, texts));
        }
        Value::Array(all) => all.iter().for_each(|one| commands(one, false, texts)),
        Value::Object(fields) => {
            let folder = fields.get("cwd").and_then(Value::as_str).unwrap_or_default();
            for (name, one) in fields {
                let before = texts.len();
                match one {
                    Value::Object(values) if ["env", "environment"].contains(&name.as_str()) => {
                        texts.extend(values.values().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => commands(one, is_command(name), texts),
                }
                texts.iter_mut().skip(before).filter(|_| !folder.is_empty()).for_each(|text| {
                    text.push(' ');
                    text.push_str(folder);
                });
            }
        }
        _ => {}
    }
}

/// Whether what stands under such a name is run.
fn is_command(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = ["command", "helper", "refresh"].iter().any(|end| name.ends_with(end));
    ends || ["args", "notify", "bash", "powershell", "plugin"].contains(&name.as_str())
}
