//! The table of docs/clients.md: what each client did in each case.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::thread;

use super::cases::{CASES, Case, Must};
use super::client::{Client, Held, text};
use super::room::Room;
use super::session::Session;

const COMMAND: &str = "FLEETGATE_WRITE_DOCS=1 cargo test --test it real:: -- --ignored";

/// What happened to a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum What {
    Ran,
    Blocked,
    Asked,
    /// The session ended, or was ended, before the model was told anything.
    Lost,
}

/// A client's cases and what came of them.
pub(super) struct Column {
    client: &'static dyn Client,
    version: String,
    /// In the order of the cases.
    found: Vec<What>,
    failures: Vec<String>,
}

impl Column {
    pub(super) fn run(client: &'static dyn Client) -> Self {
        let version = client.version();
        let names: BTreeSet<&str> = CASES.iter().map(Case::session).collect();
        let sessions: Vec<_> = thread::scope(|scope| {
            let started: Vec<_> = names.iter().map(|name| scope.spawn(move || run(client, name))).collect();
            started.into_iter().map(|session| session.join().expect("a session broke, see above")).collect()
        });
        let mut all = BTreeMap::new();
        let mut failures = Vec::new();
        for (found, failure) in sessions {
            all.extend(found);
            failures.extend(failure);
        }
        let found = CASES.iter().map(|case| all.remove(case.name).unwrap()).collect();
        Self { client, version, found, failures }
    }

    /// Fails with every case that came out wrong.
    pub(super) fn check(&self) {
        assert!(self.failures.is_empty(), "{}\n{}", self.client.title(), self.failures.join("\n"));
    }
}

/// Runs one session: what happened in its cases, and what of that is wrong. Then the room stays for a look at it.
fn run(client: &dyn Client, name: &str) -> (BTreeMap<&'static str, What>, Option<String>) {
    let cases: Vec<&Case> = CASES.iter().filter(|case| case.session() == name).collect();
    let room = Room::new(client, name);
    room.put(&cases);
    let session = Session::run(client, &cases, &room);
    let mut found = BTreeMap::new();
    let mut wrong = String::new();
    for (turn, case) in cases.iter().enumerate() {
        let told = session.told.get(turn).map(String::as_str);
        let what = what(case, &room, told);
        if !is_right(client, case, what, told.unwrap_or_default()) {
            writeln!(wrong, "{}: {what:?}, but {:?}; the model was told {told:?}", case.name, case.must).unwrap();
        }
        found.insert(case.name, what);
    }
    if wrong.is_empty() {
        room.clear();
        return (found, None);
    }
    let failure = format!("session {name} in {}\n{wrong}{}", text(room.path("")), session.excerpt());
    (found, Some(failure))
}

fn what(case: &Case, room: &Room, told: Option<&str>) -> What {
    let asked = || std::fs::read_to_string(room.path("said")).is_ok_and(|said| said.contains("\"ask\""));
    match room.work().join(case.mark()).exists() {
        true => What::Ran,
        false if case.must == Must::Hold && asked() => What::Asked,
        false if told.is_none() => What::Lost,
        false => What::Blocked,
    }
}

fn is_right(client: &dyn Client, case: &Case, what: What, told: &str) -> bool {
    match (case.must, what) {
        (Must::Run, What::Ran) => true,
        (Must::Block(reason), What::Blocked) => told.contains(reason),
        (Must::Hold, What::Asked) => client.hold() == Held::Asked,
        (Must::Hold, What::Blocked) => client.hold() == Held::Denied && told.contains("tool."),
        (Must::Record, _) => what != What::Lost,
        _ => false,
    }
}

/// Compares the table with docs/clients.md, or writes it.
pub(super) fn compare(columns: &[&Column]) {
    columns.iter().for_each(|column| column.check());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/clients.md");
    let text = render(columns);
    if std::env::var_os("FLEETGATE_WRITE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        return std::fs::write(path, text).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == text, "docs/clients.md is stale; write it anew with `{COMMAND}`. Measured:\n{text}");
}

fn render(columns: &[&Column]) -> String {
    let mut text = format!(
        "# What agent clients do with the hook\n\n\
         Measured with the real clients, the hook as `fleetgate hooks install CLIENT --user` writes it, a scripted model, and no \
         network. Generated: don't edit.\n\n\
         ```\nbash clients/install.sh\n{COMMAND}\n```\n\n\
         - ran: the tool ran, as it should.\n\
         - blocked: the tool did not run. Where the hook could still speak, the model was told why.\n\
         - asked: the hook told the client to ask a person; nobody was there, and the tool did not run.\n\
         - **RAN**: the tool ran although the policy denies it: nobody was left who could say so. Only the client can help that.\n\n\
         The rows from `panic` on break the hook of an allowed call; the last three that of a denied one.\n\n"
    );
    let mut row = |cells: Vec<String>| writeln!(text, "| {} |", cells.join(" | ")).unwrap();
    row([String::new()]
        .into_iter()
        .chain(columns.iter().map(|c| format!("{} {}", c.client.title(), c.version)))
        .collect());
    row(vec!["---".to_owned(); columns.len() + 1]);
    for (place, case) in CASES.iter().enumerate() {
        let cells = columns.iter().map(|column| match column.found[place] {
            What::Ran if case.must == Must::Run => "ran".to_owned(),
            What::Ran => "**RAN**".to_owned(),
            What::Blocked => "blocked".to_owned(),
            What::Asked => "asked".to_owned(),
            What::Lost => "session ended".to_owned(),
        });
        row([case.title.to_owned()].into_iter().chain(cells).collect());
    }
    text
}
