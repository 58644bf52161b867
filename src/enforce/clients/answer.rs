//! What a client is told.

use serde_json::Value;

use crate::enforce::plain;
use crate::model::Outcome;

/// What the client is told: everything that the process writes, and how it ends.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Answer {
    /// Standard output, all of it.
    pub out: String,
    /// Standard error, all of it.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

/// How the operator wants answers to be given.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Manner {
    /// An allow is said aloud, where the client has a word for it that overrides no rule of the user's.
    pub explicit: bool,
    /// A person sits at the client and can be asked.
    pub attended: bool,
}

impl Answer {
    /// A word that lets the call go on, or has the client ask: on standard output alone.
    pub(super) fn say(word: &Value) -> Self {
        Self { out: format!("{word}\n"), ..Self::default() }
    }

    /// Of a client that asks nobody: silence lets the call go on, a hold is a deny that says so.
    pub(super) fn unasked(outcome: Outcome, reason: &str, deny: impl Fn(&str) -> Value) -> Self {
        match outcome {
            Outcome::Allow => Self::default(),
            Outcome::Hold => {
                let reason = held(reason);
                Self::block(&deny(&reason), &reason)
            }
            Outcome::Deny => Self::block(&deny(reason), reason),
        }
    }

    /// A word that blocks: the same reason on standard error, and the exit code that blocks.
    pub(super) fn block(word: &Value, reason: &str) -> Self {
        Self { out: format!("{word}\n"), err: format!("{reason}\n"), code: 2 }
    }
}

/// A reason in one line. No client blocks for sure without one.
pub(super) fn reason(text: &str) -> String {
    match text.trim() {
        "" => "fleetgate: deny".to_owned(),
        text => plain(text).into_owned(),
    }
}

/// The reason of a hold that is denied, since the client can't ask.
fn held(reason: &str) -> String {
    format!("{reason}; this client can't ask: ask a person to confirm it or to do it")
}
