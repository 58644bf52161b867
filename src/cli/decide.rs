//! `fleetgate decide`: a decision on facts that the caller hands over.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CliError, Exit, Format, Surroundings, output};
use crate::decide::{Bundle, check_facts, decide};
use crate::gather::{Named, json};
use crate::model::{Facts, MergeFacts, Point, Profile};

/// Arguments of `fleetgate decide`.
#[derive(Args, Debug)]
pub(super) struct DecideArgs {
    /// The question
    point: PointName,
    /// Whose rules
    #[arg(long, value_enum, default_value = "fleet")]
    profile: ProfileName,
    /// The facts as a JSON object, or `-` for standard input
    #[arg(long, value_name = "FILE")]
    facts: PathBuf,
    /// How to print the decision
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PointName {
    /// May this change merge?
    Merge,
    /// May this agent run this tool call?
    Tool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ProfileName {
    /// The fleet ground rules
    Fleet,
}

pub(super) fn run(args: &DecideArgs, bundle: &Bundle, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let point = match args.point {
        PointName::Merge => Point::Merge,
        PointName::Tool => Point::Tool,
    };
    let ProfileName::Fleet = args.profile;
    let file = match args.facts.as_os_str() == "-" {
        true => Named::from_reader(&mut *around.input, "standard input")?,
        false => Named::read(&args.facts)?,
    };
    let facts = Facts::new(point, Profile::Fleet, json::read_value(&file.bytes, &file.name)?);
    check_facts(bundle, &facts)?;
    let gathered: Option<MergeFacts> = serde_json::from_value(facts.document().clone()).ok();
    output::write(&decide(bundle, &facts), gathered.as_ref(), None, args.format, around)
}
