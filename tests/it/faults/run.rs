//! One run of the hook, and what a client makes of it.

use std::io::Write as _;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// What a run may take beyond its deadline on a busy machine.
const SLACK: Duration = Duration::from_secs(15);

/// A deadline that no run reaches that is not meant to, in milliseconds.
pub(super) const AMPLE: &str = "20000";

/// Every client that the hook knows.
pub(super) fn clients() -> Vec<String> {
    let output = program().args(["hook", "nobody"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    let (_, names) = told.split_once("[possible values: ").unwrap();
    let names: Vec<String> = names.split_once(']').unwrap().0.split(", ").map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == "claude"), "{names:?}");
    names
}

pub(super) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fleetgate"));
    command.env_remove("FLEETGATE_FLEET").env_remove("FLEETGATE_FAULT").env_remove("RUST_BACKTRACE");
    command
}

/// The hook of a client with time enough.
pub(super) fn hook(client: &str) -> Command {
    let mut command = program();
    command.args(["hook", client, "--deadline", AMPLE]);
    command
}

/// A folder, and events of Claude's in it that are judged without a repository.
pub(super) struct Place(TempDir);

impl Place {
    pub(super) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(super) fn file(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// A call that is allowed.
    pub(super) fn allowed(&self) -> Vec<u8> {
        self.event("TodoWrite", &json!({}))
    }

    /// A call that is held.
    pub(super) fn held(&self) -> Vec<u8> {
        self.event("Nobody", &json!({}))
    }

    /// A call that is held and could wait for a person.
    pub(super) fn held_in_a_session(&self) -> Vec<u8> {
        let mut event: Value = serde_json::from_slice(&self.held()).unwrap();
        event["session_id"] = json!("s");
        event.to_string().into_bytes()
    }

    fn event(&self, tool: &str, input: &Value) -> Vec<u8> {
        let event = json!({ "hook_event_name": "PreToolUse", "cwd": self.0.path(), "tool_name": tool,
            "tool_input": input });
        event.to_string().into_bytes()
    }
}

/// Feeds `event` and takes everything that is said.
pub(super) fn fed(command: &mut Command, event: &[u8]) -> Output {
    let mut child = spawned(command);
    // The hook may end before it has read everything.
    let _ = child.stdin.take().unwrap().write_all(event);
    finished(child, Duration::ZERO)
}

pub(super) fn spawned(command: &mut Command) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits for the end, which must come soon after the deadline.
pub(super) fn finished(child: Child, deadline: Duration) -> Output {
    let start = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(start.elapsed() < deadline + SLACK, "{:?}", start.elapsed());
    output
}

/// Checks that a run said the client's exact deny, and gives the reason.
pub(super) fn denied(client: &str, output: &Output) -> String {
    let (out, err) = told(output);
    let (model_out, model_err) = model(client);
    let reason = err.strip_suffix('\n').unwrap_or_else(|| panic!("no reason: {output:?}")).to_owned();
    assert!(reason.starts_with("fleetgate: deny: ") && !reason.contains('\n'), "{output:?}");
    let quoted = |text: &str| json!(text).to_string().trim_matches('"').to_owned();
    assert_eq!(out, model_out.replace(&quoted(model_err.trim_end()), &quoted(&reason)), "{client}");
    assert_eq!(code(output.status), Some(2), "{output:?}");
    if client == "claude" {
        let answer: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            answer,
            json!({ "hookSpecificOutput": { "hookEventName": "PreToolUse", "permissionDecision": "deny",
                "permissionDecisionReason": reason } })
        );
    }
    reason
}

/// A deny of the client's, as an ordinary run says it: the shape of all its denies.
fn model(client: &str) -> (String, String) {
    static MODELS: OnceLock<Vec<(String, Output)>> = OnceLock::new();
    let models = MODELS.get_or_init(|| {
        clients().into_iter().map(|client| (client.clone(), fed(&mut hook(&client), b"rubbish"))).collect()
    });
    let (_, output) = models.iter().find(|(name, _)| name == client).unwrap();
    assert_eq!(code(output.status), Some(2), "{output:?}");
    let (out, err) = told(output);
    assert!(out.ends_with('\n') && out.lines().count() == 1 && out.contains("deny"), "{out:?}");
    (out, err)
}

pub(super) fn told(output: &Output) -> (String, String) {
    (String::from_utf8(output.stdout.clone()).unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}

/// The exit code; none after a signal.
pub(super) fn code(status: ExitStatus) -> Option<i32> {
    status.code()
}
