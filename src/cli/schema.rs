//! `fleetgate schema`: the JSON Schemas of everything that goes in and comes out.

use std::io::Write;

use clap::Args;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::{CliError, Exit};
use crate::decide::{Answer, PolicyData};
use crate::gather::{EvidenceFile, FleetFile, RepoFile};
use crate::model::{Decision, DoctorReport, MergeFacts, ProgramFile, ToolFacts};

/// Arguments of `fleetgate schema`.
#[derive(Args, Debug)]
pub(super) struct SchemaArgs {
    /// Which schema; without a name, lists them all.
    name: Option<String>,
}

type Make = fn() -> Schema;

/// Every schema: name, what it describes, how it is made.
const SCHEMAS: &[(&str, &str, Make)] = &[
    ("answer", "what a policy's decision rule gives to the engine", make::<Answer>),
    ("commands", "a file of command specifications", make::<ProgramFile>),
    ("data", "the policy data that facts are measured with", make::<PolicyData>),
    ("decision", "the decision on stdout", make::<Decision>),
    ("doctor", "what `fleetgate doctor --json` prints", make::<DoctorReport>),
    ("evidence", "an evidence file", make::<EvidenceFile>),
    ("facts.merge", "the facts of the point `merge`, profile `fleet`", make::<MergeFacts>),
    ("facts.tool", "the facts of the point `tool`, profile `fleet`", make::<ToolFacts>),
    ("fleet", "the operator's fleet file", make::<FleetFile>),
    ("repo", "a repository's `.fleetgate.toml`", make::<RepoFile>),
];

fn make<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// The names of all schemas.
pub fn schema_names() -> impl Iterator<Item = &'static str> {
    SCHEMAS.iter().map(|(name, ..)| *name)
}

/// A schema as the text of its file in `schemas/`.
#[must_use]
pub fn schema_text(name: &str) -> Option<String> {
    let (.., make) = SCHEMAS.iter().find(|(known, ..)| *known == name)?;
    let schema: Value = make().into();
    serde_json::to_string_pretty(&schema).ok().map(|text| text + "\n")
}

pub(super) fn run(args: &SchemaArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let Some(name) = &args.name else {
        for (name, about, _) in SCHEMAS {
            writeln!(out, "{name:<12} {about}")?;
        }
        return Ok(Exit::Done);
    };
    let text =
        schema_text(name).ok_or_else(|| CliError::unknown("schema", name, schema_names(), "fleetgate schema"))?;
    write!(out, "{text}")?;
    Ok(Exit::Done)
}
