//! What git itself obeys: files that its configuration includes, programs and hooks that it names.

use git2::{ConfigEntry, ConfigLevel};

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

impl Repository {
    /// The files and folders that git obeys by its configuration, from the root of the work tree or absolute.
    #[must_use]
    pub fn obeyed(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let Ok(config) = self.real.config() else { return paths };
        paths.extend(config.get_path("core.hookspath").ok().and_then(|path| path.into_os_string().into_string().ok()));
        if let Ok(mut entries) = config.entries(None) {
            while let Some(Ok(entry)) = entries.next() {
                paths.extend(path(entry));
            }
        }
        paths.retain(|path| !path.is_empty());
        paths
    }
}

fn path(entry: &ConfigEntry<'_>) -> Option<String> {
    let (key, value) = (entry.name().ok()?, entry.value().ok()?);
    if key == "include.path" || key.starts_with("includeif.") {
        // It counts from the file that names it; those of other levels lie elsewhere.
        let local = matches!(entry.level(), ConfigLevel::Local | ConfigLevel::Worktree);
        let absolute = value.starts_with(['/', '~']);
        return (local || absolute).then(|| if absolute { value.to_owned() } else { format!(".git/{value}") });
    }
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
