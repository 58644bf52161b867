//! A folder for one session: a home, a repository to work in, and what stands where the hook should.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use git2::{Repository, RepositoryInitOptions};
use serde_json::Value;

use super::cases::{FLEET, FLEET_WITHOUT_MCP, Hook};
use super::client::text;

/// The folder, made anew.
pub(super) struct Room(PathBuf);

impl Room {
    pub(super) fn new(client: &str, case: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real").join(client).join(case);
        let _ = std::fs::remove_dir_all(&folder);
        let room = Self(folder);
        for folder in ["home", "work/.github", "bin"] {
            std::fs::create_dir_all(room.path(folder)).unwrap();
        }
        Repository::init_opts(room.work(), RepositoryInitOptions::new().initial_head("feature")).unwrap();
        room.leave("work/seed", "seed\n");
        room.leave("fleet.toml", FLEET);
        room.leave("fleet.toml.strict", FLEET_WITHOUT_MCP);
        std::fs::hard_link(program(), room.bin()).or_else(|_| std::fs::copy(program(), room.bin()).map(drop)).unwrap();
        room
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub(super) fn home(&self) -> PathBuf {
        self.path("home")
    }

    pub(super) fn work(&self) -> PathBuf {
        self.path("work")
    }

    pub(super) fn fleet(&self) -> PathBuf {
        self.path("fleet.toml")
    }

    /// The path that the client's settings name. Until [`Room::put`] the program itself is there.
    pub(super) fn bin(&self) -> PathBuf {
        self.path("bin/fleetgate")
    }

    /// Puts something else where the hook should be.
    pub(super) fn put(&self, hook: Hook) {
        let script = |body: &str| {
            let (hook, room) = (text(program()), text(&self.0));
            format!("#!/bin/sh\nexport HOOK='{hook}' ROOM='{room}'\n{body}\n")
        };
        let (content, mode) = match hook {
            Hook::Sound => return,
            Hook::Script(body) => (script(body), 0o755),
            Hook::NotExecutable => (script("exec \"$HOOK\" \"$@\""), 0o644),
            Hook::Missing => return std::fs::remove_file(self.bin()).unwrap(),
        };
        // Another name for the program must not be written through.
        std::fs::remove_file(self.bin()).unwrap();
        std::fs::write(self.bin(), content).unwrap();
        std::fs::set_permissions(self.bin(), std::fs::Permissions::from_mode(mode)).unwrap();
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
