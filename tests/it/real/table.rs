//! The table of docs/clients.md: what each client did in each case.

use std::fmt::Write as _;
use std::path::Path;
use std::thread;

use super::cases::{CASES, Case, Must};
use super::client::{Client, Held};
use super::room::Room;
use super::session::Session;

const COMMAND: &str = "FLEETGATE_WRITE_DOCS=1 cargo test --test it real:: -- --ignored";

/// What happened to a call.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Cell {
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
    cells: Vec<(Cell, Session)>,
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
        let failures: Vec<String> =
            CASES.iter().zip(&self.cells).filter_map(|(case, cell)| self.wrong(case, cell)).collect();
        assert!(failures.is_empty(), "{}: {} wrong\n{}", self.client.title(), failures.len(), failures.join("\n"));
    }

    fn wrong(&self, case: &Case, (cell, session): &(Cell, Session)) -> Option<String> {
        let told = |what: &str| session.told.iter().any(|text| text.contains(what));
        let right = match case.must {
            Must::Run => *cell == Cell::Ran,
            Must::Block(reason) => *cell == Cell::Blocked && told(reason),
            Must::Hold => match self.client.hold() {
                Held::Asked => *cell == Cell::Asked,
                Held::Denied => *cell == Cell::Blocked && told("tool."),
            },
            Must::Record => *cell != Cell::Lost,
        };
        (!right).then(|| format!("{}: {cell:?}, but {:?}: {}", case.name, case.must, session.excerpt()))
    }
}

fn run(client: &dyn Client, case: &Case) -> (Cell, Session) {
    let room = Room::new(client.name(), case.name);
    client.settings(&room);
    client.hook(&room);
    room.put(case.hook);
    let session = Session::run(client, case, &room);
    let asked = std::fs::read_to_string(room.path("said")).is_ok_and(|said| said.contains("\"ask\""));
    let cell = match room.work().join(case.mark).exists() {
        true => Cell::Ran,
        false if asked => Cell::Asked,
        false if session.told.is_empty() => Cell::Lost,
        false => Cell::Blocked,
    };
    (cell, session)
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
        let cells = columns.iter().map(|column| match column.cells[place].0 {
            Cell::Ran if case.must == Must::Run => "ran".to_owned(),
            Cell::Ran => "**RAN**".to_owned(),
            Cell::Blocked => "blocked".to_owned(),
            Cell::Asked => "asked".to_owned(),
            Cell::Lost => "session ended".to_owned(),
        });
        row([case.title.to_owned()].into_iter().chain(cells).collect());
    }
    text
}
