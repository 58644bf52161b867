//! A home folder and a project beside it, and the binary called from the project.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use fleetgate::enforce::settings::Client;
use serde_json::Value;

use crate::scene::{Scene, put};

/// Clients whose events `fleetgate hook` reads: their hooks are proved end to end.
pub(super) const DECODED: &[Client] = &Client::ALL;

#[derive(Debug)]
pub(super) struct Said {
    pub(super) out: String,
    pub(super) err: String,
    pub(super) code: Option<i32>,
}

impl Said {
    pub(super) fn is(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.err.is_empty(), code != 2, "{self:?}");
        self
    }
}

pub(super) struct Desk {
    scene: Scene,
    pub(super) binary: PathBuf,
    /// Variables besides HOME.
    pub(super) variables: Vec<(&'static str, PathBuf)>,
}

impl Desk {
    pub(super) fn new() -> Self {
        let desk = Self {
            scene: Scene::started(&[put("README.md", "hello\n")]),
            binary: env!("CARGO_BIN_EXE_fleetgate").into(),
            variables: Vec::new(),
        };
        std::fs::create_dir(desk.home()).unwrap();
        desk
    }

    pub(super) fn outside(&self) -> PathBuf {
        self.scene.outside().canonicalize().unwrap()
    }

    pub(super) fn home(&self) -> PathBuf {
        self.outside().join("home")
    }

    pub(super) fn project(&self) -> PathBuf {
        self.outside().join("repo")
    }

    /// The settings file of a client, as its documentation has it.
    pub(super) fn settings(&self, client: Client, level: &str) -> PathBuf {
        let (user, project) = match client {
            Client::Claude => (".claude/settings.json", ".claude/settings.json"),
            Client::Codex => (".codex/hooks.json", ".codex/hooks.json"),
            Client::Gemini => (".gemini/settings.json", ".gemini/settings.json"),
            Client::Opencode => (".config/opencode/plugin/fleetgate.js", ".opencode/plugin/fleetgate.js"),
            Client::Copilot => (".copilot/hooks/fleetgate.json", ".github/hooks/fleetgate.json"),
            Client::Cursor => (".cursor/hooks.json", ".cursor/hooks.json"),
        };
        if level == "user" { self.home().join(user) } else { self.project().join(project) }
    }

    pub(super) fn leave(&self, path: &Path, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A program in a folder of its own, under the name that counts.
    pub(super) fn program(&self, folder: &str, script: &str) -> PathBuf {
        let path = self.outside().join(folder).join("fleetgate");
        self.leave(&path, script);
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
        path
    }

    /// The binary under another path.
    pub(super) fn moved(&mut self, folder: &str) {
        let path = self.outside().join(folder).join("fleetgate");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        if std::fs::hard_link(&self.binary, &path).is_err() {
            std::fs::copy(&self.binary, &path).unwrap();
        }
        self.binary = path;
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(&self.binary);
        command.args(arguments).current_dir(self.project()).env("HOME", self.home());
        for name in [
            "FLEETGATE_FLEET",
            "CLAUDE_CONFIG_DIR",
            "CODEX_HOME",
            "GEMINI_CLI_HOME",
            "XDG_CONFIG_HOME",
            "COPILOT_HOME",
            "TMPDIR",
        ] {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().cloned());
        let output = command.output().unwrap();
        Said {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }

    pub(super) fn hooks(&self, what: &str, client: Client, level: &str) -> Said {
        self.run(&["hooks", what, client.word(), &format!("--{level}")])
    }

    /// The doctor's report and exit code.
    pub(super) fn doctor(&self, client: Client) -> (Value, i32) {
        let said = self.run(&["doctor", client.word(), "--json"]);
        (serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {said:?}")), said.code.unwrap())
    }

    /// Every file and folder of home and project, with its bytes, mode and link; git's own aside.
    pub(super) fn everything(&self) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
        fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, (u32, Vec<u8>)>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let about = path.symlink_metadata().unwrap();
                let bytes = match () {
                    () if about.is_symlink() => path.read_link().unwrap().into_os_string().into_encoded_bytes(),
                    () if about.is_file() => std::fs::read(&path).unwrap(),
                    () => Vec::new(),
                };
                if about.is_dir() && !path.ends_with(".git") {
                    walk(&path, found);
                }
                found.insert(path, (about.permissions().mode(), bytes));
            }
        }
        let mut found = BTreeMap::new();
        walk(&self.home(), &mut found);
        walk(&self.project(), &mut found);
        found
    }
}
