//! Where each client keeps the settings that hold its hooks.

use std::path::{Path, PathBuf};

use crate::cli::CliError;
use crate::enforce::settings::Client;

/// For whom a hook is installed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::cli) enum Level {
    /// Every project of the user.
    User,
    /// The project that one stands in.
    Project,
}

impl Level {
    pub(in crate::cli) const BOTH: [Self; 2] = [Self::User, Self::Project];

    pub(in crate::cli) const fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Project => "project",
        }
    }
}

/// A settings file: a folder that is there whatever we do, and the path from there.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Place {
    pub(in crate::cli) client: Client,
    pub(in crate::cli) level: Level,
    /// Home, a folder that an environment variable names, or the project's root.
    pub(in crate::cli) base: PathBuf,
    pub(in crate::cli) below: PathBuf,
}

impl Place {
    /// The settings of this client, at this level, in this environment.
    pub(in crate::cli) fn of(client: Client, level: Level, around: &Environment) -> Result<Self, CliError> {
        let (base, below) = match level {
            Level::Project => (around.project.clone(), project(client).to_owned()),
            Level::User => user(client, around)?,
        };
        Ok(Self { client, level, base, below: below.into() })
    }

    pub(in crate::cli) fn path(&self) -> PathBuf {
        self.base.join(&self.below)
    }
}

/// What the places depend on.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Environment {
    /// The root of the project that one stands in.
    pub(in crate::cli) project: PathBuf,
    /// Reads a variable that holds an absolute path.
    pub(in crate::cli) folder: fn(&str) -> Option<PathBuf>,
}

impl Environment {
    /// This process's. The project is the nearest folder upwards that holds `.git`, or the working folder.
    pub(in crate::cli) fn current() -> Result<Self, CliError> {
        #[expect(clippy::disallowed_methods, reason = "the project is the one that one stands in")]
        let cwd = std::env::current_dir()?;
        let root = cwd.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&cwd);
        Ok(Self { project: root.to_owned(), folder: variable })
    }

    pub(in crate::cli) fn home(&self) -> Result<PathBuf, CliError> {
        (self.folder)("HOME").ok_or_else(|| CliError::usage("HOME names no folder; set it, or pass --project"))
    }
}

#[expect(clippy::disallowed_methods, reason = "clients look for their settings in the environment too")]
fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

const fn project(client: Client) -> &'static str {
    match client {
        Client::Claude => ".claude/settings.json",
        Client::Codex => ".codex/hooks.json",
        Client::Gemini => ".gemini/settings.json",
        Client::Opencode => ".opencode/plugin/fleetgate.js",
        Client::Copilot => ".github/hooks/fleetgate.json",
        Client::Cursor => ".cursor/hooks.json",
    }
}

/// The folder that is there, and the path in it.
fn user(client: Client, around: &Environment) -> Result<(PathBuf, String), CliError> {
    let (variable, below, file) = match client {
        Client::Claude => ("CLAUDE_CONFIG_DIR", ".claude/", "settings.json"),
        Client::Codex => ("CODEX_HOME", ".codex/", "hooks.json"),
        Client::Gemini => ("GEMINI_CLI_HOME", "", ".gemini/settings.json"),
        Client::Opencode => ("XDG_CONFIG_HOME", ".config/", "opencode/plugin/fleetgate.js"),
        Client::Copilot => ("COPILOT_HOME", ".copilot/", "hooks/fleetgate.json"),
        Client::Cursor => ("", ".cursor/", "hooks.json"),
    };
    match (around.folder)(variable).filter(|_| !variable.is_empty()) {
        Some(folder) => Ok((folder, file.to_owned())),
        None => Ok((around.home()?, format!("{below}{file}"))),
    }
}

/// The settings that the machine's operator puts above everybody's, below `root` (`/`): those that are there.
pub(in crate::cli) fn managed(client: Client, root: &Path) -> Vec<PathBuf> {
    let (linux, mac, file, more) = match client {
        Client::Claude => ("etc/claude-code", "ClaudeCode", "managed-settings.json", Some("managed-settings.d")),
        Client::Gemini => ("etc/gemini-cli", "GeminiCli", "settings.json", None),
        _ => return Vec::new(),
    };
    let mut files = Vec::new();
    for folder in [root.join(linux), root.join("Library/Application Support").join(mac)] {
        files.push(folder.join(file));
        #[expect(clippy::disallowed_methods, reason = "settings in pieces: their names are not known beforehand")]
        let more = more.and_then(|more| std::fs::read_dir(folder.join(more)).ok());
        let more = more.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
        files.extend(more.filter(|path| path.extension().is_some_and(|extension| extension == "json")));
    }
    files.retain(|path| std::fs::symlink_metadata(path).is_ok());
    files.sort();
    files
}

/// A path as a person would type it.
pub(in crate::cli) fn shown(path: &Path, around: &Environment) -> String {
    let home = (around.folder)("HOME").and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned));
    home.map_or_else(|| path.display().to_string(), |below| format!("~/{}", below.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the files that are to be found")]
    fn the_machines_settings_are_all_found() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("etc/claude-code");
        assert!(managed(Client::Claude, root.path()).is_empty());
        std::fs::create_dir_all(folder.join("managed-settings.d")).unwrap();
        for name in ["managed-settings.json", "managed-settings.d/10-hooks.json", "managed-settings.d/notes.txt"] {
            std::fs::write(folder.join(name), "{}").unwrap();
        }
        let found = ["managed-settings.d/10-hooks.json", "managed-settings.json"].map(|name| folder.join(name));
        assert_eq!(managed(Client::Claude, root.path()), found);
        assert!(managed(Client::Codex, root.path()).is_empty());
    }
}
