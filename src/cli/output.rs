//! Writes a decision in the form that the caller asked for.

use clap::ValueEnum;

use super::{CliError, Exit, Surroundings};
use crate::enforce;
use crate::model::{Decision, Facts, MergeFacts};

/// How a decision is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// `fleetgate.decision/1`
    Json,
}

/// The exit code is the decision's only when all of it was written.
pub(super) fn write(
    decision: &Decision,
    gathered: Option<&MergeFacts>,
    facts: Option<&Facts>,
    format: Format,
    around: &mut Surroundings<'_>,
) -> Result<Exit, CliError> {
    match format {
        Format::Json => enforce::json(decision, facts, around.out)?,
        Format::Human => {
            around.print(|out| enforce::human(decision, gathered, out))?;
            if let Some(facts) = facts {
                enforce::document(facts.document(), around.out)?;
            }
        }
    }
    around.out.flush()?;
    Ok(Exit::of(decision))
}
