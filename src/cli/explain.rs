//! `fleetgate explain`: what was understood, what each rule says to it, and what would turn the outcome.

use clap::{Args, Subcommand};

use super::merge::{self, MergeArgs};
use super::{CliError, Exit, Surroundings};
use crate::decide::Bundle;
use crate::enforce;

/// Arguments of `fleetgate explain`.
#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    #[command(subcommand)]
    point: ExplainPoint,
}

#[derive(Debug, Subcommand)]
enum ExplainPoint {
    /// Explain the decision on a change; takes what `fleetgate merge` takes
    Merge(MergeArgs),
}

pub(super) fn run(args: &ExplainArgs, bundle: &Bundle, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let ExplainPoint::Merge(args) = &args.point;
    let (gathered, _, decision) = merge::judge(args, bundle, around)?;
    let rules: Vec<_> = bundle
        .rules()
        .filter(|doc| doc.code.starts_with("merge."))
        .map(|doc| enforce::Rule {
            code: &doc.code,
            outcome: doc.outcome,
            title: &doc.title,
            remedy: &doc.description,
            fleet_rule: &doc.fleet_rule,
        })
        .collect();
    around.print(|out| {
        enforce::human(&decision, Some(&gathered), out)?;
        writeln!(out)?;
        enforce::explanation(&decision, &rules, out)
    })?;
    Ok(Exit::of(&decision))
}
