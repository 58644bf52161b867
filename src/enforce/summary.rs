//! A decision in a few words, for an agent's client.

use super::plain;
use crate::model::{Decision, Outcome, Reason};

/// How many reasons are told, and of how many subjects each.
const TOLD: usize = 5;
const NAMED: usize = 3;

/// The outcome and the first reasons that stand against the call, strictest first.
#[must_use]
pub fn summary(decision: &Decision) -> String {
    let objections = decision.reasons().iter().filter(|reason| reason.outcome != Outcome::Allow);
    let mut alike: Vec<Vec<&Reason>> = Vec::new();
    for reason in objections {
        let same = |first: &&Reason| first.code == reason.code && first.message == reason.message;
        match alike.iter_mut().find(|those| those.first().is_some_and(same)) {
            Some(those) => those.push(reason),
            None => alike.push(vec![reason]),
        }
    }
    let mut parts: Vec<String> = alike.iter().take(TOLD).filter_map(|those| told(those)).collect();
    let more = alike.iter().skip(TOLD).map(Vec::len).sum::<usize>();
    if more > 0 {
        parts.push(format!("and {more} more"));
    }
    match parts.is_empty() {
        true => format!("fleetgate: {}", decision.outcome().word()),
        false => format!("fleetgate: {}: {}", decision.outcome().word(), parts.join("; ")),
    }
}

/// A reason, with the first of the subjects that it is told of.
fn told(those: &[&Reason]) -> Option<String> {
    let first = those.first()?;
    let subjects = those.iter().filter_map(|reason| reason.subject.as_deref()).filter(|subject| !subject.is_empty());
    let cut = |subject: &str| plain(&subject.chars().take(200).collect::<String>()).into_owned();
    let named: Vec<String> = subjects.clone().take(NAMED).map(cut).collect();
    let more = match subjects.count().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = if named.is_empty() { String::new() } else { format!("{}{more}: ", named.join(", ")) };
    Some(format!("{named}{} [{}]", plain(&first.message), first.code))
}
