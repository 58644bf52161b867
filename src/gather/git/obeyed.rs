//! What git itself obeys: files that its configuration includes, programs and hooks that it names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use git2::{Config, ConfigEntry, ConfigLevel};

use super::Repository;

/// Keys whose value is a command.
const COMMANDS: &[&str] = &[
    "core.fsmonitor",
    "core.sshcommand",
    "core.pager",
    "core.editor",
    "core.askpass",
    "core.gitproxy",
    "sequence.editor",
    "diff.external",
    "interactive.difffilter",
    "uploadpack.packobjectshook",
];

/// How such keys begin.
const FAMILIES: &[&str] = &["alias.", "pager."];

/// How such keys end.
const KINDS: &[&str] =
    &[".textconv", ".command", ".clean", ".smudge", ".process", ".driver", ".program", ".helper", ".cmd"];

/// Programs that run the file behind them.
const INTERPRETERS: &[&str] = &["sh", "bash", "zsh", "dash", "python", "python3", "node", "ruby", "perl"];

/// More included files than this are not followed.
const MOST: usize = 64;

impl Repository {
    /// The files and folders that git obeys by its configuration, from the root of the work tree or absolute.
    #[must_use]
    pub fn obeyed(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let Ok(config) = self.real.config() else { return paths };
        let hooks = config.get_path("core.hookspath").ok().and_then(|path| path.into_os_string().into_string().ok());
        // husky's hooks in `_` run those beside it.
        paths.extend(hooks.map(|path| path.strip_suffix("/_").map(str::to_owned).unwrap_or(path)));
        let global = Config::find_global().ok();
        let home = global.as_deref().and_then(Path::parent);
        let mut files = BTreeSet::new();
        if let Ok(mut entries) = config.entries(None) {
            while let Some(Ok(entry)) = entries.next() {
                paths.extend(program_of(entry));
                let from = match entry.level() {
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
        paths.extend(files.into_iter().filter_map(|path| path.into_os_string().into_string().ok()));
        paths.retain(|path| !path.is_empty());
        paths
    }
}

/// The file that an entry of a file in the folder `from` includes. What an included file names is found in that file.
fn included(entry: &ConfigEntry<'_>, from: &Path, home: Option<&Path>) -> Option<PathBuf> {
    let (key, value) = (entry.name().ok()?, entry.value().ok()?);
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

/// The file that an entry has git run.
fn program_of(entry: &ConfigEntry<'_>) -> Option<String> {
    let (key, value) = (entry.name().ok()?, entry.value().ok()?);
    let runs = COMMANDS.contains(&key)
        || FAMILIES.iter().any(|start| key.starts_with(start))
        || KINDS.iter().any(|end| key.ends_with(end));
    if runs { program(value) } else { None }
}

/// The file that a command runs, where it is named by a path or handed to an interpreter.
fn program(command: &str) -> Option<String> {
    let mut words = command.trim_start_matches('!').split_whitespace().map(|word| word.trim_matches(['"', '\'']));
    let first = words.next()?;
    if first.contains('/') {
        return Some(first.to_owned());
    }
    INTERPRETERS.contains(&first).then(|| words.next())?.filter(|word| !word.starts_with('-')).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn a_command_runs_what_it_names_by_a_path() {
        for (command, path) in [
            ("./x.sh --fast", Some("./x.sh")),
            ("!scripts/x", Some("scripts/x")),
            ("\"tools/my.sh\" %f", Some("tools/my.sh")),
            ("python3 tools/x.py", Some("tools/x.py")),
            ("sh -c 'x'", None),
            ("git-lfs clean -- %f", None),
            ("true", None),
            ("", None),
        ] {
            assert_eq!(program(command).as_deref(), path, "{command}");
        }
    }
}
