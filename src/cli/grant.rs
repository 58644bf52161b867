//! `fleetgate grant`: a person allows once what the sentinel holds.

use std::io::{self, Read};
use std::path::Path;

use clap::Args;

use super::{CliError, Exit, Surroundings, once, tool};
use crate::enforce;
use crate::ledger::{Code, Grant, LONGEST_GRANT, LedgerError, PENDING_LIFE, Store};

pub(super) const EXAMPLES: &str = "\
Examples:
  fleetgate grant                     lists what waits, and the grants that count
  fleetgate grant K7F3-QM2P           shows the call, asks, and allows it once
  fleetgate grant --for 1h K7F3-QM2P
  fleetgate grant --revoke --all

A grant is good for one call: the same tool with the same arguments, in the same folder and session. It lifts holds,
never a deny. Granting needs a terminal, and the sentinel lets no agent run this command.";

/// What a person types at most.
const LONGEST_ANSWER: usize = 64;

/// Arguments of `fleetgate grant`.
#[derive(Args, Debug)]
pub(super) struct GrantArgs {
    /// The code that the hook named; without one, lists what waits and what is granted
    #[arg(value_parser = code)]
    code: Option<Code>,
    /// How long the grant counts: 90s, 30m, 2h, up to 1d
    #[arg(long = "for", value_name = "TIME", value_parser = seconds, default_value = "10m", conflicts_with = "revoke")]
    seconds: u64,
    /// Take the grant of this code back, and drop what waits under it
    #[arg(long)]
    revoke: bool,
    /// With --revoke: of every code
    #[arg(long, requires = "revoke", conflicts_with = "code")]
    all: bool,
}

pub(super) fn run(args: &GrantArgs, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let folder = tool::state_folder().ok_or_else(|| {
        CliError::usage("there is no folder for grants; set HOME or XDG_STATE_HOME to an absolute path")
    })?;
    let store = Store::new(Path::new(&folder));
    match (&args.code, args.revoke) {
        (None, false) => list(&store, around),
        (Some(code), false) => grant(&store, code, args.seconds, around),
        (None, true) if !args.all => Err(CliError::usage("whose grant? name a code, or say --all")),
        (code, true) => revoke(&store, code.as_ref(), around),
    }
}

fn list(store: &Store, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let now = once::now();
    let (calls, grants) = store.list(now)?;
    around.print(|out| {
        if calls.is_empty() && grants.is_empty() {
            return writeln!(out, "nothing waits for a person, and nothing is granted");
        }
        for call in &calls {
            enforce::waiting(&line(call, now.saturating_sub(call.asked), PENDING_LIFE), out)?;
        }
        for grant in &grants {
            let line =
                enforce::Waiting { left: grant.until.saturating_sub(now), granted: true, ..line(&grant.call, 0, 0) };
            enforce::waiting(&line, out)?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}

fn revoke(store: &Store, code: Option<&Code>, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let gone = match store.revoke(code) {
        Err(LedgerError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => 0,
        gone => gone?,
    };
    match (gone, code) {
        (0, Some(code)) => Err(LedgerError::Unknown(code.to_string()).into()),
        _ => {
            writeln!(around.out, "revoked: {gone} gone")?;
            Ok(Exit::Done)
        }
    }
}

fn grant(store: &Store, code: &Code, seconds: u64, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    if !around.terminal {
        return Err(CliError::usage(
            "a grant needs a person at a terminal: run it in one, with no pipe or file on any of its streams",
        ));
    }
    let call = store.pending(code, once::now())?;
    around.print(|out| {
        let now = once::now();
        enforce::held_call(&line(&call, now.saturating_sub(call.asked), PENDING_LIFE), out)?;
        write!(out, "\nallow this once, within {}? type yes: ", enforce::span(seconds))
    })?;
    if answer(&mut *around.input)?.trim() != "yes" {
        writeln!(around.out, "nothing is granted")?;
        return Ok(Exit::Deny);
    }
    let given = once::now();
    store.grant(&Grant::new(call, given, given.saturating_add(seconds)))?;
    writeln!(around.out, "granted: the next such call passes once, within {}", enforce::span(seconds))?;
    Ok(Exit::Done)
}

/// A call as it is shown.
fn line(call: &crate::ledger::Pending, age: u64, life: u64) -> enforce::Waiting<'_> {
    enforce::Waiting {
        code: call.code().to_string(),
        tool: &call.tool,
        arguments: &call.arguments,
        cwd: &call.cwd,
        root: call.root.as_deref(),
        session: &call.session,
        reasons: call
            .reasons
            .iter()
            .map(|held| (held.code.as_str(), held.message.as_str(), held.subject.as_deref()))
            .collect(),
        left: life.saturating_sub(age),
        age,
        granted: false,
    }
}

/// One line, without its end.
fn answer(input: &mut dyn Read) -> io::Result<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() < LONGEST_ANSWER && input.read(&mut byte)? == 1 && byte != *b"\n" {
        line.extend(byte);
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}

fn code(text: &str) -> Result<Code, String> {
    Code::read(text).ok_or_else(|| "no code: it has eight letters, as in K7F3-QM2P".to_owned())
}

fn seconds(text: &str) -> Result<u64, String> {
    let (digits, unit) = text.split_at_checked(text.len().saturating_sub(1)).unwrap_or((text, ""));
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return Err("write a number and a unit: 90s, 30m, 2h, 1d".to_owned()),
    };
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u64>().ok()).flatten();
    match number.and_then(|number| number.checked_mul(unit)) {
        Some(seconds) if (1..=LONGEST_GRANT).contains(&seconds) => Ok(seconds),
        Some(_) => Err("a grant counts for a second at least and a day at most".to_owned()),
        None => Err("write a number and a unit: 90s, 30m, 2h, 1d".to_owned()),
    }
}
