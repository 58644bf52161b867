//! The PDP: facts and a bundle in, a decision out. Pure: no file, no environment, no network, no clock but the one that
//! bounds its own run. Every failure is a deny with an `engine.*` reason.

mod answer;
mod bundle;
mod callgraph;
mod commands;
mod digest;
mod engine;
mod failure;
mod files;
mod guard;
mod metadata;
mod program;
mod programs;
mod sources;

use std::time::Duration;

pub use answer::Answer;
pub use bundle::{Bundle, BundleError, PolicyData};
pub use engine::{TestOutcome, TestResult};
pub use failure::{ENGINE_CODES, Failure};
pub use metadata::RuleDoc;

use crate::model::{Decision, Digests, Facts, Point};

/// How long an evaluation may take.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// Judges facts by a bundle. Never fails: what goes wrong inside is a deny with an `engine.*` reason.
#[must_use]
pub fn decide(bundle: &Bundle, facts: &Facts) -> Decision {
    let digests = Digests { facts: digest::of_json(facts.document()), bundle: bundle.digest().to_owned() };
    match judge(bundle, facts) {
        Ok(judgement) => Decision::judged(facts.point(), facts.profile(), judgement, digests),
        Err(failure) => Decision::deny(facts.point(), facts.profile(), failure.into_reason(), digests),
    }
}

fn judge(bundle: &Bundle, facts: &Facts) -> Result<crate::model::Judgement, Failure> {
    if !facts.typed() {
        check_facts(bundle, facts)?;
    }
    Answer::read(evaluate(bundle, facts)?)?.into_judgement(bundle)
}

/// Checks facts against the schema of their point.
///
/// # Errors
///
/// [`Failure::Facts`] names every place that does not fit, [`Failure::Bundle`] says that the bundle has no such schema.
pub fn check_facts(bundle: &Bundle, facts: &Facts) -> Result<(), Failure> {
    guard::check(bundle, &format!("facts.{}", facts.point()), facts.document()).map_err(Failure::Facts)
}

/// What the point's policy answers, before any check: for tests of policies and for mutation, never for a caller.
///
/// # Errors
///
/// Any [`Failure`] of loading or evaluation.
pub fn evaluate(bundle: &Bundle, facts: &Facts) -> Result<serde_json::Value, Failure> {
    compiled(bundle, facts).map_or_else(|| interpret(bundle, facts), Ok)
}

/// What the policies answer that were compiled with fleetgate; nothing where they leave it to the interpreter, which then
/// says what is wrong.
#[must_use]
pub fn compiled(bundle: &Bundle, facts: &Facts) -> Option<serde_json::Value> {
    if bundle.is_embedded() { program::answer(facts.point(), facts.document()) } else { None }
}

/// What the interpreter answers, whether or not the policies were compiled.
///
/// # Errors
///
/// Any [`Failure`] of loading or evaluation.
pub fn interpret(bundle: &Bundle, facts: &Facts) -> Result<serde_json::Value, Failure> {
    let query = format!("data.{}.decision", facts.point());
    engine::evaluate(bundle.loaded(facts.point())?, facts.document(), query, TIME_LIMIT)
}

/// Runs the policy tests of a point whose path contains `filter`: rules `test_…` of its `_test.rego` files.
///
/// # Errors
///
/// A [`Failure`] where the policies do not load.
pub fn test_policies(bundle: &Bundle, point: Point, filter: &str) -> Result<Vec<TestResult>, Failure> {
    engine::run_tests(bundle.sources_with_tests_of(point), filter.to_owned())
}
