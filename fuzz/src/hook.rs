//! A whole call: what `fleetgate hook` does between reading and writing, on a repository that lies still.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use fleetgate::decide::decide;
use fleetgate::enforce::clients::{Answer, Client, Manner};
use fleetgate::enforce::summary;
use fleetgate::gather::json::read_value;
use fleetgate::gather::tool::{ToolRequest, tool};
use fleetgate::gather::{GatherError, KnownClasses, first_line};
use fleetgate::model::{CallFolder, Decision, Facts, Outcome, Point, Profile, Request, ToolCall, ToolFacts};

use crate::heard::{MANNERS, expected, word};
use crate::shell::understood;
use crate::{BUNDLE, PLANTED, refused};

/// Codes that only a broken bundle can bring about.
const OF_BROKEN_BUNDLES: &[&str] = &["tool.rule.not_evaluated", "tool.undecided", "tool.kind.unlisted"];

/// Files of the repository.
const FILES: &[&str] = &["README.md", "src/a.rs", ".env", ".github/workflows/ci.yml", "infra/main.tf"];

/// The folders of a session. They are made once and stay: nothing that is fuzzed writes.
struct Desk {
    root: PathBuf,
    home: PathBuf,
    log: PathBuf,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| Desk::at(&std::env::temp_dir().join("fleetgate-fuzz")));

impl Desk {
    fn at(folder: &Path) -> Self {
        let desk = Self { root: folder.join("repo"), home: folder.join("home"), log: folder.join("home/log.jsonl") };
        let write = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a writable temporary folder");
            fs::write(path, text).expect("a writable temporary folder");
        };
        FILES.iter().for_each(|file| write(&desk.root.join(file), "x\n"));
        write(&desk.log, "{\"type\":\"session_meta\",\"payload\":{\"cli_version\":\"0.169.0\"}}\n");
        if !desk.root.join(".git/refs/heads/feature").exists() {
            desk.git(&["init", "-q", "-b", "feature"]);
            desk.git(&["add", "README.md"]);
            desk.git(&["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "start"]);
        }
        desk
    }

    fn git(&self, args: &[&str]) {
        let git = Command::new("git").args(args).current_dir(&self.root).env("HOME", &self.home).status();
        assert!(git.is_ok_and(|status| status.success()), "git {args:?}");
    }

    /// The event with the folders in their places, as in the fixtures.
    fn placed(&self, bytes: &[u8]) -> Vec<u8> {
        let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
        let places = [("{root}", &self.root), ("{home}", &self.home), ("{log}", &self.log)];
        let put = |text: String, (name, path): (&str, &PathBuf)| text.replace(name, &path.to_string_lossy());
        places.into_iter().fold(text.to_owned(), put).into_bytes()
    }

    fn facts(&self, call: &ToolCall) -> Result<ToolFacts, GatherError> {
        tool(&ToolRequest {
            call,
            root: None,
            fleet: None,
            home: self.home.to_str(),
            temporary: None,
            state: None,
            own: &[],
            classes: KnownClasses::Embedded,
            catalogue: BUNDLE.tool(),
            understand: &understood,
        })
    }
}

/// Bytes to an answer that the client understands; an allow only of what was understood whole.
pub fn check(client: Client, bytes: &[u8]) -> Answer {
    let bytes = DESK.placed(bytes);
    let event = match read_value(&bytes, "the client's event") {
        Ok(event) => event,
        Err(error) => return refused(client, &error.to_string()),
    };
    let mut call = match client.decode(&event) {
        Ok(call) => call,
        Err(error) => return refused(error.sender.unwrap_or(client), &error.to_string()),
    };
    settle(client, &mut call);
    let facts = match DESK.facts(&call) {
        Ok(facts) => facts,
        Err(error) => return refused(client, &error.to_string()),
    };
    let decision = decided(&facts);
    if decision.outcome() == Outcome::Allow {
        assert_eq!(facts.unknown.count, 0, "allowed, and not all of it understood");
        let counted: u64 = facts.effects.iter().map(|group| group.count).sum();
        assert_eq!(counted, facts.total, "an effect is in no group, or in two");
        held_with_a_plant(&call);
    }
    for manner in &MANNERS {
        let answer = client.encode(decision.outcome(), &summary(&decision), manner);
        assert_eq!(word(client, &answer), expected(client, decision.outcome(), manner));
    }
    client.encode(decision.outcome(), &summary(&decision), &Manner::default())
}

/// What the hook adds of the folders: the session's is the repository.
fn settle(client: Client, call: &mut ToolCall) {
    if call.cwd.is_none() && client.starts_hooks_in_session() {
        call.cwd = DESK.root.to_str().map(str::to_owned);
    }
    if let CallFolder::Claimed { folder, log: Some(log) } = &call.folder
        && *log == DESK.log.to_string_lossy()
        && first_line(log).is_some_and(|line| client.says_folder(&line))
    {
        call.folder = CallFolder::Named(folder.clone());
    }
}

/// The decision on facts that fit their schema, from an engine that did not fail.
fn decided(facts: &ToolFacts) -> Decision {
    let document = serde_json::to_value(facts).expect("facts are JSON");
    let checked = decide(&BUNDLE, &Facts::new(Point::Tool, Profile::Fleet, document));
    let reasons = checked.reasons();
    assert!(!checked.is_engine_failure(), "{reasons:?}");
    assert!(!reasons.iter().any(|reason| OF_BROKEN_BUNDLES.contains(&reason.code.as_str())), "{reasons:?}");
    checked
}

/// A command line that may run may no longer when a program stands in it that nobody knows.
fn held_with_a_plant(call: &ToolCall) {
    let Request::Shell { command, typed, unconfined } = &call.request else { return };
    if command.contains(PLANTED) {
        return;
    }
    for command in [format!("{command}\n\n{PLANTED} x"), format!("{PLANTED} x\n{command}")] {
        let request = Request::Shell { command, typed: *typed, unconfined: *unconfined };
        let facts = DESK.facts(&ToolCall { request, ..call.clone() }).expect("facts of a call that had some");
        assert_ne!(decided(&facts).outcome(), Outcome::Allow, "the planted command is overlooked");
    }
}
