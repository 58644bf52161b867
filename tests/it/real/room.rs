//! A folder for one session: a home, a repository to work in, and what stands where the hook should.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::{Repository, RepositoryInitOptions};
use serde_json::Value;

use super::cases::{Case, Fleet, Hook};
use super::client::{Client, text};

/// The folder.
pub(super) struct Room(PathBuf);

impl Room {
    /// Makes it anew, with the hook installed and nothing broken yet.
    pub(super) fn new(client: &dyn Client, case: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real").join(client.name()).join(case);
        let _ = std::fs::remove_dir_all(&folder);
        let room = Self(folder);
        for folder in ["home", "work/.github", "bin"] {
            std::fs::create_dir_all(room.path(folder)).unwrap();
        }
        Repository::init_opts(room.work(), RepositoryInitOptions::new().initial_head("feature")).unwrap();
        room.leave("work/seed", "seed\n");
        room.leave("fleet.toml", "schema = \"fleetgate.fleet/1\"\n");
        std::fs::hard_link(program(), room.bin()).or_else(|_| std::fs::copy(program(), room.bin()).map(drop)).unwrap();
        client.settings(&room);
        room.install(client);
        room
    }

    fn install(&self, client: &dyn Client) {
        let output = Command::new(self.bin())
            .args(["hooks", "install", client.name(), "--user", "--fleet"])
            .arg(self.path("fleet.toml"))
            .env_clear()
            .env("HOME", self.path("home"))
            .current_dir(self.work())
            .output()
            .unwrap();
        assert!(output.status.success(), "hooks install {}: {output:?}", client.name());
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub(super) fn work(&self) -> PathBuf {
        self.path("work")
    }

    /// The path that the client's settings name. Until [`Room::put`] the program itself is there.
    pub(super) fn bin(&self) -> PathBuf {
        self.path("bin/fleetgate")
    }

    /// Puts what the case wants where the hook and the fleet file are.
    pub(super) fn put(&self, case: &Case) {
        let fleet = self.path("fleet.toml");
        match case.fleet {
            Fleet::Text(text) => std::fs::write(fleet, text).unwrap(),
            Fleet::Missing => std::fs::remove_file(fleet).unwrap(),
            Fleet::Folder => std::fs::remove_file(&fleet).and_then(|()| std::fs::create_dir(fleet)).unwrap(),
        }
        let (body, mode) = match case.hook {
            Hook::Sound => return,
            Hook::Script(body) => (body, 0o755),
            Hook::NotExecutable => ("exec \"$HOOK\" \"$@\"", 0o644),
            Hook::Missing => return std::fs::remove_file(self.bin()).unwrap(),
        };
        let script = format!("#!/bin/sh\nHOOK='{}' ROOM='{}'\n{body}\n", text(program()), text(&self.0));
        // The path is another name of the program's file, which must stay as it is.
        std::fs::remove_file(self.bin()).unwrap();
        std::fs::write(self.bin(), script).unwrap();
        std::fs::set_permissions(self.bin(), Permissions::from_mode(mode)).unwrap();
    }

    /// Removes the folder.
    pub(super) fn clear(&self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }

    /// Writes a file, with its folders.
    pub(super) fn leave(&self, path: &str, content: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(super) fn leave_json(&self, path: &str, content: &Value) {
        self.leave(path, &format!("{content:#}\n"));
    }

    /// The MCP server as a command line; it works in the repository.
    pub(super) fn mcp(&self) -> [String; 3] {
        let server = Path::new(env!("CARGO_MANIFEST_DIR")).join("clients/mcp.mjs");
        ["node".to_owned(), text(server), text(self.work())]
    }
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_fleetgate"))
}
