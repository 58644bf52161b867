//! `fleetgate explain`: what was understood, what each rule says to it, and what would turn the outcome.

use std::io::{self, Write};

use clap::{Args, Subcommand};

use super::merge::{self, MergeArgs};
use super::tool::{self, SessionArgs};
use super::{CliError, Exit, Surroundings, remedy};
use crate::decide::Bundle;
use crate::enforce;
use crate::model::Decision;
use crate::shell;

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
    /// Explain the decision on a command line, or on a client's event
    Tool(ExplainToolArgs),
}

/// Which call, from where.
#[derive(Args, Debug)]
struct ExplainToolArgs {
    /// The command line
    command: String,
    #[command(flatten)]
    session: SessionArgs,
}

pub(super) fn run(args: &ExplainArgs, bundle: &Bundle, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    match &args.point {
        ExplainPoint::Merge(args) => {
            let (gathered, _, decision) = merge::judge(args, bundle, around)?;
            write(bundle, &decision, around, |out| enforce::human(&decision, Some(&gathered), out))
        }
        ExplainPoint::Tool(args) => {
            let call = tool::shell_call(&args.command)?;
            let (gathered, decision) = tool::judge(&call, &args.session, bundle)?;
            let script = shell::read(&args.command, &bundle.measures().wrappers);
            let exit = write(bundle, &decision, around, |out| {
                enforce::invocations(&script, out)?;
                enforce::call(&gathered, out)?;
                enforce::human(&decision, None, out)
            })?;
            around.print(|out| remedy::write(&gathered, decision.outcome(), bundle, out))?;
            Ok(exit)
        }
    }
}

/// The decision, then every rule of its point and what would turn the outcome.
fn write(
    bundle: &Bundle,
    decision: &Decision,
    around: &mut Surroundings<'_>,
    head: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Exit, CliError> {
    let own = format!("{}.", decision.point());
    let rules: Vec<_> = bundle
        .rules()
        .filter(|doc| doc.code.starts_with(&own))
        .map(|doc| enforce::Rule {
            code: &doc.code,
            outcome: doc.outcome,
            title: &doc.title,
            remedy: &doc.description,
            fleet_rule: &doc.fleet_rule,
        })
        .collect();
    around.print(|out| {
        head(out)?;
        writeln!(out)?;
        enforce::explanation(decision, &rules, out)
    })?;
    Ok(Exit::of(decision))
}
