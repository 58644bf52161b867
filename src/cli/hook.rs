//! `fleetgate hook`: may this agent run this tool call? Whatever goes wrong on the way, the answer is the client's deny.

use std::ffi::OsString;
use std::io::Read as _;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anstream::adapter::strip_str;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::tool::{SessionArgs, judge};
use super::{CliError, Exit, Surroundings, dead_man, once};
use crate::decide::Bundle;
use crate::enforce::clients::{Answer, Client, EventError, Manner};
use crate::enforce::summary;
use crate::gather::{Named, first_line, json};
use crate::model::{CallFolder, Outcome, ToolCall};

pub(super) const EXAMPLES: &str = "\
Examples, in the clients' settings:
  fleetgate hook claude --fleet /etc/fleetgate/fleet.toml
  fleetgate hook gemini --attended

An allow says nothing and exits with 0. A deny is the client's own deny, with the reason on standard error, and exits
with 2. So does whatever goes wrong: a crash, a signal, the deadline, a wrong flag. Nothing helps against SIGKILL or a
missing binary.

A hold has Claude Code and Copilot ask; Gemini and Cursor ask with --attended; Codex and opencode can't ask, so that a hold
is a deny that says so.

Codex before 0.166 does not say in which folder a command runs: a command then passes only where it needs no folder, or
begins with `cd` and the folder's full path.";

/// How long an answer may take, in milliseconds. Every client's own time limit is longer.
const DEADLINE: u64 = 2_000;
/// The longest and the shortest deadline, in milliseconds: a client must still be there to hear the answer.
const DEADLINES: std::ops::RangeInclusive<u64> = 100..=20_000;
/// How much of a usage error is told, in characters.
const MOST_USAGE: usize = 1_000;

const ENDED: &str =
    "it crashed or was told to end before it had an answer; the call is denied, try it again and report it";
const PANICKED: &str = "a bug stopped it (panic); the call is denied, report this with the client's event";
const LATE: &str = "no answer was found in time; the call is denied, make it smaller or pass a longer `--deadline`";

/// Arguments of `fleetgate hook`.
#[derive(Args, Clone, Debug)]
pub(super) struct HookArgs {
    /// Whose event it is
    #[arg(value_parser = client_parser())]
    client: Client,
    #[command(flatten)]
    session: SessionArgs,
    /// Say an allow aloud, where the client has a word for it: the client then asks nobody
    #[arg(long, value_enum)]
    allow: Option<Allow>,
    /// How long the answer may take, in milliseconds, 100 to 20000; after that the call is denied
    #[arg(long, value_name = "MS", default_value_t = DEADLINE, value_parser = clap::value_parser!(u64).range(DEADLINES))]
    deadline: u64,
    /// A person sits at the client and answers its questions: Gemini and Cursor then ask where something is held. Never
    /// without one: Gemini would wait for ever
    #[arg(long)]
    attended: bool,
}

impl HookArgs {
    const fn manner(&self) -> Manner {
        Manner { explicit: self.allow.is_some(), attended: self.attended }
    }
}

/// Reads a client by its word.
pub(super) fn client_parser() -> impl TypedValueParser<Value = Client> {
    PossibleValuesParser::new(Client::ALL.map(|client| PossibleValue::new(client.word()).help(client.title())))
        .try_map(|word| Client::named(&word).ok_or("no such client"))
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Allow {
    /// In the client's own words
    Explicit,
}

/// Whether the command line asks for the hook.
pub(super) fn is_asked(args: &[OsString]) -> bool {
    args.get(1).is_some_and(|word| word == "hook")
}

/// Makes sure that the process says a deny however it ends.
pub(super) fn guard(args: &[OsString]) {
    dead_man::arm(Duration::from_millis(DEADLINE));
    dead_man::share_heap();
    panic::set_hook(Box::new(|_| {}));
    if let Some(client) = named(args) {
        prepare(client);
    }
}

fn prepare(client: Client) {
    dead_man::last_words(&refuse(client, ENDED), &refuse(client, LATE));
}

/// The client that a command line names, before anybody has understood the rest of it.
fn named(args: &[OsString]) -> Option<Client> {
    args.iter().skip(2).filter_map(|word| word.to_str()).find_map(Client::named)
}

/// Help goes to standard output; a command line that can't be read is the client's deny. Without a client the reason
/// stands on standard error alone: that blocks most of them.
pub(super) fn misused(args: &[OsString], error: &clap::Error, around: &mut Surroundings<'_>) -> Exit {
    let text = error.render().ansi().to_string();
    let text = |colour: bool| if colour { text.clone() } else { strip_str(&text).to_string() };
    let answer = match named(args) {
        _ if !error.use_stderr() => Answer { out: text(around.colour.out), ..Answer::default() },
        None => Answer { err: text(around.colour.err), code: 2, ..Answer::default() },
        Some(client) => {
            let usage = text(false);
            let usage = usage.split_whitespace().collect::<Vec<_>>().join(" ");
            refuse(client, &usage.trim_start_matches("error: ").chars().take(MOST_USAGE).collect::<String>())
        }
    };
    write(&answer, around)
}

/// Answers in the client's dialect, whatever happens: nothing is written before the one answer.
pub(super) fn run(args: &HookArgs, around: &mut Surroundings<'_>) -> Exit {
    dead_man::deadline(Duration::from_millis(args.deadline));
    prepare(args.client);
    #[cfg(debug_assertions)]
    super::faults::strike("main");
    let mut bytes = Vec::new();
    let most = u64::try_from(json::MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let read = (&mut *around.input).take(most).read_to_end(&mut bytes);
    let answer = match read {
        Ok(_) => bounded(bytes, args.clone()),
        Err(error) => refuse(args.client, &format!("the client's event can't be read: {error}; the call is denied")),
    };
    write(&answer, around)
}

/// Judges on a thread of its own: a panic or an overrun is a deny.
fn bounded(bytes: Vec<u8>, args: HookArgs) -> Answer {
    let (client, deadline) = (args.client, Duration::from_millis(args.deadline));
    let (sender, receiver) = mpsc::sync_channel(1);
    let work = move || {
        dead_man::stand_by();
        let judged = panic::catch_unwind(AssertUnwindSafe(|| answer(bytes, &args)));
        let answer = match judged {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => refuse(listener(client, &error), &error.to_string()),
            Err(_) => refuse(client, PANICKED),
        };
        let _ = sender.send(answer);
    };
    let started = thread::Builder::new().name("hook".to_owned()).stack_size(32 << 20).spawn(work);
    match started.map(|_| receiver.recv_timeout(deadline)) {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => refuse(client, LATE),
        Err(error) => refuse(client, &format!("no thread could be started: {error}; the call is denied")),
    }
}

fn answer(bytes: Vec<u8>, args: &HookArgs) -> Result<Answer, CliError> {
    #[cfg(debug_assertions)]
    super::faults::strike("worker");
    let client = args.client;
    let event = Named { name: "the client's event".to_owned(), bytes };
    let event = json::read_value(&event.bytes, &event.name)?;
    let call = placed(client, client.decode(&event)?);
    // Not cleaned up: the process ends with the answer.
    let bundle: &'static Bundle = Box::leak(Box::new(Bundle::embedded()?));
    let (decision, hint) = once::lift(&call, judge(&call, &args.session, bundle)?, bundle)?;
    let reason = format!("{}{}", summary(&decision), hint.unwrap_or_default());
    Ok(client.encode(decision.outcome(), &reason, &args.manner()))
}

/// The call with what the event does not say of its folders, as far as it can be known.
fn placed(client: Client, mut call: ToolCall) -> ToolCall {
    if call.cwd.is_none() && client.starts_hooks_in_session() {
        #[expect(clippy::disallowed_methods, reason = "the client starts its hooks in the session's folder")]
        let own = std::env::current_dir().ok();
        call.cwd = own.and_then(|own| own.into_os_string().into_string().ok());
    }
    if let CallFolder::Claimed { folder, log: Some(log) } = &call.folder
        && first_line(log).is_some_and(|line| client.says_folder(&line))
    {
        call.folder = CallFolder::Named(folder.clone());
    }
    call
}

/// Who reads the answer: the client that sent the event, where that is not the one that was named.
fn listener(named: Client, error: &CliError) -> Client {
    match error {
        CliError::Event(EventError { sender: Some(sender), .. }) => *sender,
        _ => named,
    }
}

fn refuse(client: Client, why: &str) -> Answer {
    client.encode(Outcome::Deny, &format!("fleetgate: deny: {why}"), &Manner::default())
}

/// The process ends here, once it is armed. An answer that can't be written whole is a deny by its exit code alone.
fn write(answer: &Answer, around: &mut Surroundings<'_>) -> Exit {
    dead_man::speak(answer);
    let told = around.err.write_all(answer.err.as_bytes()).and_then(|()| around.err.flush());
    let said = around.out.write_all(answer.out.as_bytes()).and_then(|()| around.out.flush());
    match (answer.code, told.and(said)) {
        (0, Ok(())) => Exit::Done,
        _ => Exit::Broken,
    }
}
