//! Allow once, as the hook sees it: a hold waits for a person, and a grant lifts it for one call.

use std::time::{SystemTime, UNIX_EPOCH};

use super::CliError;
use super::tool::{Judged, decided};
use crate::decide::Bundle;
use crate::gather::tool::runs_in;
use crate::ledger::{CallDigest, Held, Pending, Store};
use crate::model::{Decision, Outcome, Place, ToolCall};

/// What is said of a call that could run anywhere: a person can't know what to allow.
const NOWHERE: &str =
    "; nobody can allow this once, since the client does not say in which folder it runs: update the client";

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "grants end; the hook and the command hand the time in")]
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Decides a held call anew where a person granted it; else lets it wait and says how a person allows it. Where the
/// store can't be used, the hold stays as it is, without a word.
pub(super) fn lift(call: &ToolCall, judged: Judged, bundle: &Bundle) -> Result<(Decision, Option<String>), CliError> {
    let Ok(store) = store(&judged) else { return Ok((judged.decision, None)) };
    let Judged { mut facts, mut decision, .. } = judged;
    let Some(session) = call.session.as_deref() else { return Ok((decision, None)) };
    let Some(folder) = runs_in(call) else { return Ok((decision, Some(NOWHERE.to_owned()))) };
    #[cfg(debug_assertions)]
    super::faults::strike("store");
    let root = facts.session.root.value().cloned();
    let digest = CallDigest::of(&call.tool, &call.arguments, &folder, root.as_deref(), session);
    let now = now();
    if let Ok(Some(granted)) = store.claim(&digest, now) {
        facts.call.granted = Some(granted);
        decision = decided(&facts, bundle)?;
    }
    if decision.outcome() != Outcome::Hold {
        return Ok((decision, None));
    }
    let reasons = held(&decision);
    let waits = Pending::new(&call.tool, &call.arguments, &folder, root.as_deref(), session, now, reasons);
    let hint = store.offer(&waits, now).ok();
    Ok((decision, hint.map(|code| format!("; a person may allow this once: fleetgate grant {code}"))))
}

/// What `explain` says of a hold: whether the hook would offer a code.
pub(super) fn offers(judged: &Judged) -> Option<String> {
    if judged.decision.outcome() != Outcome::Hold {
        return None;
    }
    Some(match store(judged).and_then(|store| store.list(now()).map_err(|error| error.to_string())) {
        Ok(_) => "a person may allow this once: the hook names a code for `fleetgate grant`".to_owned(),
        Err(why) => format!("nobody can allow this once: {why}"),
    })
}

/// The store for a held call. A folder that agents may write is none.
fn store(judged: &Judged) -> Result<Store, String> {
    if judged.decision.outcome() != Outcome::Hold {
        return Err("the call is not held".to_owned());
    }
    match &judged.state {
        Some((folder, Place::Home | Place::Outside)) => Ok(Store::new(folder)),
        Some((folder, _)) => Err(format!(
            "{}: the folder of grants lies where agents may write; set XDG_STATE_HOME to one in your home folder",
            folder.display()
        )),
        None => Err("there is no folder for grants; set HOME or XDG_STATE_HOME".to_owned()),
    }
}

fn held(decision: &Decision) -> Vec<Held> {
    let holds = decision.reasons().iter().filter(|reason| reason.outcome == Outcome::Hold);
    holds
        .map(|reason| Held {
            code: reason.code.clone(),
            message: reason.message.clone(),
            subject: reason.subject.clone(),
        })
        .collect()
}
