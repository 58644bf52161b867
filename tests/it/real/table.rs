//! The table of docs/clients.md: what each client did in each case.

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

struct Cell {
    what: What,
    /// Why it is not what it must be.
    wrong: Option<String>,
}

/// A client's cases and what came of them.
pub(super) struct Column {
    client: &'static dyn Client,
    version: String,
    cells: Vec<Cell>,
}

impl Column {
    pub(super) fn run(client: &'static dyn Client) -> Self {
        let version = client.version();
        let cells = thread::scope(|scope| {
            let started: Vec<_> = CASES.iter().map(|case| scope.spawn(move || run(client, case))).collect();
            started.into_iter().map(|case| case.join().expect("a case of its own thread panicked")).collect()
        });
        Self { client, version, cells }
    }

    /// Fails with every case that came out wrong.
    pub(super) fn check(&self) {
        let failures: Vec<&str> = self.cells.iter().filter_map(|cell| cell.wrong.as_deref()).collect();
        assert!(failures.is_empty(), "{}: {} wrong\n{}", self.client.title(), failures.len(), failures.join("\n"));
    }
}

/// Runs a case. The room of a wrong one stays for a look at it.
fn run(client: &dyn Client, case: &Case) -> Cell {
    let room = Room::new(client, case.name);
    room.put(case);
    let session = Session::run(client, case, &room);
    let asked = std::fs::read_to_string(room.path("said")).is_ok_and(|said| said.contains("\"ask\""));
    let what = match room.work().join(case.mark).exists() {
        true => What::Ran,
        false if asked => What::Asked,
        false if session.told.is_empty() => What::Lost,
        false => What::Blocked,
    };
    let told = |reason: &str| session.told.iter().any(|text| text.contains(reason));
    let right = match (case.must, what) {
        (Must::Run, What::Ran) => true,
        (Must::Block(reason), What::Blocked) => told(reason),
        (Must::Hold, What::Asked) => client.hold() == Held::Asked,
        (Must::Hold, What::Blocked) => client.hold() == Held::Denied && told("fleetgate: hold"),
        (Must::Record, _) => what != What::Lost,
        _ => false,
    };
    if right {
        room.clear();
        return Cell { what, wrong: None };
    }
    let wrong =
        format!("{}: {what:?}, but {:?}: {}\n  room: {}", case.name, case.must, session.excerpt(), text(room.path("")));
    Cell { what, wrong: Some(wrong) }
}

/// Compares the table with docs/clients.md, or writes it.
pub(super) fn compare(columns: &[&Column]) {
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
         Measured with the real clients, a scripted model, and no network. Nobody was there to be asked. Generated: don't edit.\n\n\
         ```\nbash clients/install.sh\n{COMMAND}\n```\n\n\
         - ran: the tool ran, as it should.\n\
         - blocked: the tool did not run, and the model was told why.\n\
         - asked: the hook told the client to ask a person; the tool did not run.\n\
         - **RAN**: the tool ran although the hook gave no answer. No hook can help that.\n\n"
    );
    let mut row = |cells: Vec<String>| writeln!(text, "| {} |", cells.join(" | ")).unwrap();
    row([String::new()]
        .into_iter()
        .chain(columns.iter().map(|c| format!("{} {}", c.client.title(), c.version)))
        .collect());
    row(vec!["---".to_owned(); columns.len() + 1]);
    for (place, case) in CASES.iter().enumerate() {
        let cells = columns.iter().map(|column| match column.cells[place].what {
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
