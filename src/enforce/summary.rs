//! A decision in a few words, for an agent's client.

use super::plain;
use crate::model::{Decision, Outcome};

/// How many reasons are told.
const TOLD: usize = 5;

/// The outcome and the first reasons that stand against the call, strictest first.
#[must_use]
pub fn summary(decision: &Decision) -> String {
    let objections = || decision.reasons().iter().filter(|reason| reason.outcome != Outcome::Allow);
    let mut parts: Vec<String> = objections()
        .take(TOLD)
        .map(|reason| {
            let subject: String = reason.subject.as_deref().unwrap_or_default().chars().take(200).collect();
            let subject = if subject.is_empty() { subject } else { format!("{}: ", plain(&subject)) };
            format!("{subject}{} [{}]", plain(&reason.message), reason.code)
        })
        .collect();
    let more = objections().count().saturating_sub(TOLD);
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    match parts.is_empty() {
        true => format!("fleetgate: {}", decision.outcome().word()),
        false => format!("fleetgate: {}: {}", decision.outcome().word(), parts.join("; ")),
    }
}
