//! The hook in the hands of the real agent clients, with a scripted model and no network but loopback.
//!
//! `bash clients/install.sh`, then `cargo test --test it real:: -- --ignored`.

mod cases;
mod claude;
mod client;
mod codex;
mod copilot;
mod gemini;
mod opencode;
mod room;
mod session;
mod table;

use std::sync::OnceLock;

use client::Client;
use table::Column;

const CLIENTS: [&dyn Client; 5] =
    [&claude::Claude, &codex::Codex, &gemini::Gemini, &opencode::Opencode, &copilot::Copilot];
static COLUMNS: [OnceLock<Column>; CLIENTS.len()] = [const { OnceLock::new() }; CLIENTS.len()];

/// All cases of a client. They run once, however many tests look at them.
fn column(name: &str) -> &'static Column {
    let place = CLIENTS.iter().position(|client| client.name() == name).unwrap();
    COLUMNS[place].get_or_init(|| Column::run(CLIENTS[place]))
}

macro_rules! clients {
    ($($name:ident)*) => {
        $(#[test]
        #[ignore = "needs the real clients: bash clients/install.sh"]
        fn $name() {
            column(stringify!($name)).check();
        })*

        mod docs {
            #[test]
            #[ignore = "needs the real clients: bash clients/install.sh"]
            fn the_table_is_what_was_measured() {
                super::table::compare(&[$(super::column(stringify!($name))),*]);
            }
        }
    };
}

clients! { claude codex gemini opencode copilot }
