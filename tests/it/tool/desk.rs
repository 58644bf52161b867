//! A desk: a home folder with a repository in it, and the hook called as a client calls it.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use fleetgate::decide::decide;
use fleetgate::gather::KnownClasses;
use fleetgate::gather::tool::{ToolRequest, Understood, tool};
use fleetgate::model::{CallFolder, Decision, Facts, Point, Profile, Request, ToolCall, ToolFacts};
use serde_json::{Value, json};

use super::policy::BUNDLE;
use crate::scene::{Scene, put};

/// Gathers and decides on a shell command in the work tree, without the way through the hook.
pub(super) fn judged(
    desk: &Desk,
    command: &str,
    typed: bool,
    understand: &dyn Fn(&str) -> Understood,
) -> (ToolFacts, Decision) {
    let call = ToolCall {
        tool: "Bash".to_owned(),
        session: None,
        cwd: Some(desk.root().to_string_lossy().into_owned()),
        folder: CallFolder::Session,
        arguments: json!({ "command": command }),
        request: Request::Shell { command: command.to_owned(), typed, unconfined: false },
    };
    let facts = tool(&ToolRequest {
        call: &call,
        root: None,
        fleet: None,
        home: desk.home().to_str(),
        temporary: None,
        state: None,
        own: &[],
        classes: KnownClasses::Embedded,
        catalogue: BUNDLE.tool(),
        environment: &|_| None,
        understand,
    })
    .unwrap();
    let document = serde_json::to_value(&facts).unwrap();
    let decision = decide(&BUNDLE, &Facts::new(Point::Tool, Profile::Fleet, document));
    assert!(!decision.is_engine_failure(), "{command}: {:?}", decision.reasons());
    (facts, decision)
}

/// What the hook said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

impl Said {
    /// allow, ask or deny, as Claude Code takes it.
    pub(crate) fn word(&self) -> String {
        if self.out.is_empty() && self.err.is_empty() && self.code == Some(0) {
            return "allow".to_owned();
        }
        let answer: Value = serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"));
        let word = answer["hookSpecificOutput"]["permissionDecision"].as_str().unwrap().to_owned();
        assert_eq!(self.code == Some(2), word == "deny", "{self:?}");
        assert_eq!(self.err.is_empty(), word != "deny", "{self:?}");
        assert_eq!(self.out.lines().count(), 1, "{self:?}");
        word
    }
}

/// A repository on the branch `feature`, and a home folder beside it.
pub(crate) struct Desk {
    pub(crate) scene: Scene,
    pub(crate) arguments: Vec<String>,
    pub(crate) client: &'static str,
    /// Variables of the hook's environment.
    pub(crate) environment: Vec<(String, String)>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(Scene::started(&[put("README.md", "hello\n")]))
    }

    pub(crate) fn with(scene: Scene) -> Self {
        let desk = Self { scene, arguments: Vec::new(), client: "claude", environment: Vec::new() };
        std::fs::create_dir_all(desk.home()).unwrap();
        for file in ["README.md", "src/a.rs", ".env", ".github/workflows/ci.yml", "infra/main.tf"] {
            desk.scene.leave_in_work_tree(file, "x\n");
        }
        desk.scene.administer("info/exclude", "/.env\n/.github/\n/infra/\n");
        desk
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.scene.path()
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.scene.outside().join("home")
    }

    /// A file outside of the repository, with its folders.
    pub(crate) fn leave(&self, path: &str, text: &str) {
        let path = self.scene.outside().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The log of a session of Codex, as a version of it begins one.
    pub(crate) fn log(&self, version: &str) -> PathBuf {
        let path = format!("home/.codex/sessions/{version}.jsonl");
        let first = json!({ "type": "session_meta", "payload": { "id": "s-1", "cli_version": version } });
        self.leave(&path, &format!("{first}\n{{\"type\":\"turn\"}}\n"));
        self.scene.outside().join(path)
    }

    /// A fleet file, which the hook gets from now on.
    pub(crate) fn fleet(mut self, text: &str) -> Self {
        self.leave("fleet.toml", &format!("schema = \"fleetgate.fleet/1\"\n{text}"));
        let file = self.scene.outside().join("fleet.toml");
        self.arguments.extend(["--fleet".to_owned(), file.to_string_lossy().into_owned()]);
        self
    }

    pub(crate) fn event(&self, tool: &str, input: &Value) -> Value {
        json!({
            "session_id": "s", "transcript_path": "/t", "cwd": self.root(), "permission_mode": "default",
            "hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": input,
        })
    }

    /// The hook's word on a call.
    pub(crate) fn asks(&self, tool: &str, input: &Value) -> String {
        self.says(self.event(tool, input).to_string().as_bytes()).word()
    }

    pub(crate) fn reads(&self, path: &str) -> String {
        self.asks("Read", &json!({ "file_path": path }))
    }

    pub(crate) fn writes(&self, path: &str) -> String {
        self.asks("Write", &json!({ "file_path": path, "content": "x" }))
    }

    /// The program, called from the work tree.
    pub(crate) fn fleetgate(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fleetgate"));
        for name in ["TMPDIR", "FLEETGATE_FLEET", "XDG_STATE_HOME"] {
            command.env_remove(name);
        }
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        command.args(args).env("HOME", self.home()).envs(environment).current_dir(self.root());
        command
    }

    /// Everything that the hook says to these bytes.
    pub(crate) fn says(&self, event: &[u8]) -> Said {
        let mut child = self
            // A debug build on a busy machine is slow; the deadline has tests of its own.
            .fleetgate(&["hook", self.client, "--deadline", "20000"])
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The hook may refuse before it has read everything.
        let _ = child.stdin.take().unwrap().write_all(event);
        let output = child.wait_with_output().unwrap();
        Said {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }
}
