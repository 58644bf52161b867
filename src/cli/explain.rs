//! `fleetgate explain`: what was understood, what each rule says to it, and what would turn the outcome.

use std::io::{self, Write};

use clap::{Args, Subcommand};

use super::merge::{self, MergeArgs, OutputArgs};
use super::output::{self, Format};
use super::tool::{self, Judged, SessionArgs};
use super::{CliError, Exit, Surroundings, once, remedy};
use crate::decide::Bundle;
use crate::enforce;
use crate::model::{Decision, Facts};
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
    #[command(flatten)]
    output: OutputArgs,
}

pub(super) fn run(args: &ExplainArgs, bundle: &Bundle, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    match &args.point {
        ExplainPoint::Merge(args) => {
            let (gathered, _, decision) = merge::judge(args, bundle, around)?;
            write(bundle, &decision, around, |out| enforce::human(&decision, Some(&gathered), out))
        }
        ExplainPoint::Tool(args) => {
            let call = tool::shell_call(&args.command)?;
            let judged = tool::judge(&call, &args.session, bundle)?;
            let facts = Facts::of_tool(judged.decision.profile(), &judged.facts).map_err(io::Error::from)?;
            let shown = args.output.with_facts.then_some(&facts);
            if matches!(args.output.format, Format::Json) {
                return output::write(&judged.decision, None, shown, Format::Json, around);
            }
            let exit = explain_tool(args, judged, bundle, around)?;
            if let Some(facts) = shown {
                enforce::document(facts.document(), around.out)?;
            }
            Ok(exit)
        }
    }
}

fn explain_tool(
    args: &ExplainToolArgs,
    judged: Judged,
    bundle: &Bundle,
    around: &mut Surroundings<'_>,
) -> Result<Exit, CliError> {
    let once = once::offers(&judged);
    let Judged { facts: gathered, decision, .. } = judged;
    let script = shell::read(&args.command, bundle.wrappers());
    let exit = write(bundle, &decision, around, |out| {
        enforce::invocations(&script, out)?;
        enforce::call(&gathered, out)?;
        enforce::human(&decision, None, out)
    })?;
    around.print(|out| remedy::write(&gathered, decision.outcome(), bundle, out))?;
    if let Some(once) = once {
        around.print(|out| writeln!(out, "\n{}", enforce::plain(&once)))?;
    }
    Ok(exit)
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
