//! One session of a client beside the scripted model, where nothing but loopback can be reached.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Condvar, Mutex, OnceLock};
use std::thread;

use serde::Deserialize;
use serde_json::{Map, json};

use super::cases::Case;
use super::client::{Client, Start, text};
use super::room::Room;

/// How long a session may take, in milliseconds. The hook's own deadline lies well below.
const LIMIT: u64 = 300_000;

/// What came of a session.
#[derive(Debug, Deserialize)]
pub(super) struct Session {
    /// The client's exit code; none: a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) ms: u64,
    out: String,
    err: String,
    /// What the model was told of its calls.
    pub(super) told: Vec<String>,
    /// The requests to the model.
    asked: Vec<String>,
}

impl Session {
    /// Has the model make the calls of the cases, one after another.
    pub(super) fn run(client: &dyn Client, cases: &[&Case], room: &Room) -> Self {
        let Start { argv, env, trust } = client.start(room);
        let mut whole = Map::new();
        for (name, value) in
            [("PATH", std::env::var("PATH").unwrap()), ("HOME", text(room.path("home"))), ("TERM", "dumb".to_owned())]
                .into_iter()
                .chain(env)
        {
            whole.insert(name.to_owned(), value.into());
        }
        let start = json!({ "argv": argv, "env": whole, "cwd": room.work() });
        let mut turns: Vec<_> = cases.iter().map(|case| json!({ "calls": [client.call(case, room)] })).collect();
        turns.push(json!({ "text": "done" }));
        let session = json!({
            "turns": turns,
            "trust": trust.then(|| json!({ "argv": [argv.first()], "env": whole, "cwd": room.work() })),
            "client": start,
            "limit": LIMIT,
        });
        room.leave_json("session.json", &session);
        let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("clients/session.mjs");
        let output = {
            let _slot = Slot::take();
            sandboxed(&["node", &text(runner), &text(room.path("session.json"))])
        };
        serde_json::from_slice(&output.stdout).unwrap_or_else(|e| {
            panic!("{}: the session broke: {e}: {}", client.name(), String::from_utf8_lossy(&output.stderr))
        })
    }

    /// The ends of what the client wrote and asked for, for a failure's message.
    pub(super) fn excerpt(&self) -> String {
        let end = |text: &str| text.chars().skip(text.chars().count().saturating_sub(400)).collect::<String>();
        format!(
            "exit code {:?} after {} ms, {} requests\n  out: {}\n  err: {}",
            self.code,
            self.ms,
            self.asked.len(),
            end(&self.out),
            end(&self.err)
        )
    }
}

/// Runs a program with its own network, of which only loopback is up, and its own processes, which end with it.
fn sandboxed(argv: &[&str]) -> Output {
    static FLAGS: OnceLock<&[&str]> = OnceLock::new();
    let run = |flags: &[&str], argv: &[&str]| {
        Command::new("unshare")
            .args(flags)
            .args(["--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"])
            .args(["sh", "-ec", "ip link set lo up; exec \"$@\"", "sh"])
            .args(argv)
            .output()
    };
    let flags = FLAGS.get_or_init(|| {
        let mut why = Vec::new();
        for flags in [&[] as &[&str], &["--map-root-user"]] {
            match run(flags, &["true"]) {
                Ok(output) if output.status.success() => return flags,
                Ok(output) => why.push(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
                Err(error) => why.push(format!("unshare: {error}")),
            }
        }
        panic!(
            "a session needs namespaces of its own, and none can be made: {}; \
             install util-linux and iproute2, and run as root or where users may make namespaces",
            why.join("; ")
        )
    });
    run(flags, argv).unwrap()
}

/// One of a few places: so many sessions run at a time.
struct Slot;

static FREE: Mutex<Option<usize>> = Mutex::new(None);
static FREED: Condvar = Condvar::new();

impl Slot {
    fn take() -> Self {
        let mut free = FREE.lock().unwrap();
        loop {
            // Some sessions only wait for a deadline.
            let left = *free.get_or_insert_with(|| thread::available_parallelism().map_or(2, usize::from) + 1);
            if left > 0 {
                *free = Some(left - 1);
                return Self;
            }
            free = FREED.wait(free).unwrap();
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Ok(mut free) = FREE.lock() {
            *free = free.map(|left| left + 1);
        }
        FREED.notify_one();
    }
}
