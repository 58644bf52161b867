//! What git itself obeys: files that its configuration includes, programs and hooks that it names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use git2::{Config, ConfigEntry, ConfigLevel};

use super::Repository;

/// How keys end whose value is a command, or a program by its path.
const COMMANDS: &[&str] = &[
    "command",
    "cmd",
    "hook",
    "helper",
    "pager",
    "editor",
    "askpass",
    "fsmonitor",
    "gitproxy",
    "difffilter",
    "uploadpack",
    "receivepack",
    "diff.external",
    ".textconv",
    ".clean",
    ".smudge",
    ".process",
    ".driver",
    ".program",
    ".tunnel",
    ".update",
    ".path",
];

/// More included files than this are not followed.
const MOST: usize = 64;

/// What git obeys by its configuration.
#[derive(Clone, Debug, Default)]
pub struct Obeyed {
    /// Files and folders, from the root of the work tree or absolute.
    pub paths: Vec<String>,
    /// Folders with hooks, absolute.
    pub hooks: Vec<PathBuf>,
    /// Commands that it runs.
    pub commands: Vec<String>,
}

impl Repository {
    /// What git obeys by its configuration, and by the files `more` of the same kind, absolute.
    #[must_use]
    pub fn obeyed(&self, more: &[PathBuf]) -> Obeyed {
        let mut obeyed = Obeyed { hooks: vec![self.real.commondir().join("hooks")], ..Obeyed::default() };
        let Ok(config) = self.real.config() else { return obeyed };
        let more = more.iter().filter_map(|file| Some((Config::open(file).ok()?, file.parent())));
        let global = Config::find_global().ok();
        let home = global.as_deref().and_then(Path::parent);
        let mut files = BTreeSet::new();
        for (config, own) in std::iter::once((config, None)).chain(more) {
            let hooks = config.get_path("core.hookspath").ok();
            // husky's hooks in `_` run those beside it.
            let beside = hooks.as_ref().filter(|path| path.ends_with("_")).and_then(|path| path.parent());
            let folders: Vec<PathBuf> = hooks.iter().cloned().chain(beside.map(Path::to_owned)).collect();
            let root = self.real.workdir().unwrap_or_else(|| self.real.path());
            obeyed.hooks.extend(folders.iter().map(|folder| root.join(folder)));
            obeyed.paths.extend(folders.last().and_then(|path| path.to_str()).map(str::to_owned));
            let Ok(mut entries) = config.entries(None) else { continue };
            while let Some(Ok(entry)) = entries.next() {
                obeyed.commands.extend(command_of(entry));
                let from = match entry.level() {
                    _ if let Some(own) = own => Some(own.to_owned()),
                    ConfigLevel::Local => Some(self.real.commondir().to_owned()),
                    ConfigLevel::Worktree => Some(self.real.path().to_owned()),
                    ConfigLevel::Global => home.map(Path::to_owned),
                    ConfigLevel::XDG => Config::find_xdg().ok().and_then(|path| path.parent().map(Path::to_owned)),
                    // Only what is named in full can lie in a repository.
                    _ => Some(PathBuf::from("/")),
                };
                files.extend(from.and_then(|from| included(entry, &from, home)));
            }
        }
        let mut left: Vec<PathBuf> = files.iter().cloned().collect();
        while let Some(file) = left.pop().filter(|_| files.len() < MOST) {
            let found = nested(&file, home).into_iter().filter(|path| files.insert(path.clone())).collect::<Vec<_>>();
            left.extend(found);
        }
        obeyed.paths.extend(files.into_iter().filter_map(|path| path.into_os_string().into_string().ok()));
        obeyed.paths.retain(|path| !path.is_empty());
        obeyed
    }
}

/// The file that an entry of a file in the folder `from` includes. What an included file names is found in that file.
fn included(entry: &ConfigEntry<'_>, from: &Path, home: Option<&Path>) -> Option<PathBuf> {
    let (key, value) = stated(entry)?;
    let includes = key == "include.path" || key.starts_with("includeif.");
    if !includes || entry.include_depth() > 0 {
        return None;
    }
    match value.strip_prefix("~/") {
        Some(rest) => Some(home?.join(rest)),
        None => Some(from.join(value)),
    }
}

/// What an included file includes in turn.
fn nested(file: &Path, home: Option<&Path>) -> Vec<PathBuf> {
    let (Ok(config), Some(from)) = (Config::open(file), file.parent()) else { return Vec::new() };
    let mut files = Vec::new();
    if let Ok(mut entries) = config.entries(Some("^include")) {
        while let Some(Ok(entry)) = entries.next() {
            files.extend(included(entry, from, home));
        }
    }
    files
}

/// The command that an entry has git run. An alias is one where it says so, or brings settings of its own.
fn command_of(entry: &ConfigEntry<'_>) -> Option<String> {
    let (key, value) = stated(entry)?;
    let runs = key.starts_with("pager.")
        || key.starts_with("alias.") && value.starts_with(['!', '-'])
        || !key.starts_with("include")
            && !(key.starts_with("submodule.") && key.ends_with(".path"))
            && COMMANDS.iter().any(|end| key.ends_with(end));
    runs.then(|| value.trim_start_matches('!').to_owned())
}

/// A key and its value; none where it has none, as git takes for true.
fn stated<'a>(entry: &'a ConfigEntry<'_>) -> Option<(&'a str, &'a str)> {
    entry.has_value().then(|| Some((entry.name().ok()?, entry.value().ok()?)))?
}
