//! A folder for one session: a home, a repository to work in, and what stands where the hook should.

use std::fmt::Write as _;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use git2::{Repository, RepositoryInitOptions};
use serde_json::Value;

use super::cases::{Case, FLEET, Hook, MARK};
use super::client::{Client, text};

/// The folder.
pub(super) struct Room(PathBuf);

impl Room {
    /// Makes it anew, with the hook installed and nothing broken yet.
    pub(super) fn new(client: &dyn Client, session: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real").join(client.name()).join(session);
        let _ = std::fs::remove_dir_all(&folder);
        let room = Self(folder);
        for folder in ["home", "work/.github", "bin"] {
            std::fs::create_dir_all(room.path(folder)).unwrap();
        }
        Repository::init_opts(room.work(), RepositoryInitOptions::new().initial_head("feature")).unwrap();
        room.leave("work/seed", "seed\n");
        for file in ["fleet.toml", "sound.toml"] {
            room.leave(file, FLEET);
        }
        std::fs::hard_link(program(), room.bin()).or_else(|_| std::fs::copy(program(), room.bin()).map(drop)).unwrap();
        client.settings(&room);
        room.install(client);
        room
    }

    fn install(&self, client: &dyn Client) {
        let output = Command::new(self.bin())
            .args(["hooks", "install", client.name(), "--user", "--fleet"])
            .arg(self.fleet())
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

    pub(super) fn fleet(&self) -> PathBuf {
        self.path("fleet.toml")
    }

    /// The path that the client's settings name. Until [`Room::put`] the program itself is there.
    pub(super) fn bin(&self) -> PathBuf {
        self.path("bin/fleetgate")
    }

    /// Puts what the cases want where the hook is.
    pub(super) fn put(&self, cases: &[&Case]) {
        let mode = match cases.first().unwrap().hook {
            Hook::Sound => return,
            Hook::Missing => return std::fs::remove_file(self.bin()).unwrap(),
            Hook::Script(_) => 0o755,
            Hook::NotExecutable => 0o644,
        };
        // The path is another name of the program's file, which must stay as it is.
        std::fs::remove_file(self.bin()).unwrap();
        std::fs::write(self.bin(), self.script(cases)).unwrap();
        std::fs::set_permissions(self.bin(), Permissions::from_mode(mode)).unwrap();
    }

    /// A script that knows by the file that an event names which case it is.
    fn script(&self, cases: &[&Case]) -> String {
        let mut script = format!(
            "#!/bin/sh\nHOOK='{}' ROOM='{}' FLEET='{}'\n\
             cat > \"$ROOM/event\"; exec < \"$ROOM/event\"\n\
             rm -rf \"$FLEET\"; cp \"$ROOM/sound.toml\" \"$FLEET\"\n\
             case $(grep -o '{MARK}[a-z-]*' \"$ROOM/event\" | head -n 1) in\n",
            text(program()),
            text(&self.0),
            text(self.fleet()),
        );
        for case in cases {
            if let Hook::Script(body) = case.hook {
                writeln!(script, "{MARK}{})\n{body}\n;;", case.name).unwrap();
            }
        }
        script + "*) exec \"$HOOK\" \"$@\" ;;\nesac\n"
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
