//! `fleetgate hook`: may this agent run this tool call? Whatever goes wrong on the way, the answer is the client's deny.

use std::io::Read as _;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::tool::{SessionArgs, judge};
use super::{CliError, Exit, Surroundings, once};
use crate::decide::Bundle;
use crate::enforce::clients::{Answer, claude};
use crate::enforce::summary;
use crate::gather::{Named, json};
use crate::model::Outcome;

pub(super) const EXAMPLES: &str = "\
Example, in the client's settings:
  fleetgate hook claude --fleet /etc/fleetgate/fleet.toml

An allow says nothing and exits with 0; a deny is the client's own deny, with the reason on standard error, and exits with 2.";

/// How long an answer may take. Every client's own time limit is longer.
const DEADLINE: Duration = Duration::from_secs(15);

/// Arguments of `fleetgate hook`.
#[derive(Args, Debug)]
pub(super) struct HookArgs {
    /// Whose event it is
    client: Client,
    #[command(flatten)]
    session: SessionArgs,
    /// Say an allow aloud: the client then asks nobody
    #[arg(long, value_enum)]
    allow: Option<Allow>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Client {
    /// Claude Code
    Claude,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Allow {
    /// In the client's own words
    Explicit,
}

/// Answers in the client's dialect, whatever happens: nothing is written before the one answer.
pub(super) fn run(args: &HookArgs, around: &mut Surroundings<'_>) -> Exit {
    let Client::Claude = args.client;
    let mut bytes = Vec::new();
    let most = u64::try_from(json::MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let read = (&mut *around.input).take(most).read_to_end(&mut bytes);
    let answer = match read {
        Ok(_) => bounded(bytes, args.session.clone(), args.allow.is_some()),
        Err(error) => refuse(&format!("the client's event can't be read: {error}; the call is denied")),
    };
    write(&answer, around)
}

/// Judges on a thread of its own: a panic or an overrun is a deny.
fn bounded(bytes: Vec<u8>, session: SessionArgs, explicit: bool) -> Answer {
    let (sender, receiver) = mpsc::sync_channel(1);
    let work = move || {
        let judged = panic::catch_unwind(AssertUnwindSafe(|| answer(bytes, &session, explicit)));
        let answer = match judged {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => refuse(&error.to_string()),
            Err(_) => refuse("fleetgate panicked; the call is denied, report this with the client's event"),
        };
        let _ = sender.send(answer);
    };
    let started = thread::Builder::new().name("hook".to_owned()).stack_size(32 << 20).spawn(work);
    match started.map(|_| receiver.recv_timeout(DEADLINE)) {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) => refuse("no answer was found in time; the call is denied, make it smaller"),
        Err(error) => refuse(&format!("no thread could be started: {error}; the call is denied")),
    }
}

fn answer(bytes: Vec<u8>, session: &SessionArgs, explicit: bool) -> Result<Answer, CliError> {
    let event = Named { name: "the client's event".to_owned(), bytes };
    let event = json::read_value(&event.bytes, &event.name)?;
    let call = claude::decode(&event)?;
    let bundle = Bundle::embedded()?;
    let (decision, hint) = once::lift(&call, judge(&call, session, &bundle)?, &bundle)?;
    let reason = format!("{}{}", summary(&decision), hint.unwrap_or_default());
    Ok(claude::encode(decision.outcome(), &reason, explicit))
}

fn refuse(why: &str) -> Answer {
    claude::encode(Outcome::Deny, &format!("fleetgate: deny: {why}"), false)
}

/// An answer that can't be written whole is a deny by its exit code alone.
fn write(answer: &Answer, around: &mut Surroundings<'_>) -> Exit {
    let told = around.err.write_all(answer.err.as_bytes()).and_then(|()| around.err.flush());
    let said = around.out.write_all(answer.out.as_bytes()).and_then(|()| around.out.flush());
    match (answer.code, told.and(said)) {
        (0, Ok(())) => Exit::Done,
        _ => Exit::Broken,
    }
}
