//! `fleetgate merge`: may this change merge?

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use super::{CliError, Exit, Format, Surroundings, output};
use crate::decide::{Bundle, decide};
use crate::gather::{self, MergeRequest, Named, Repository};
use crate::model::{Decision, Facts, MergeFacts, Now, Point, Profile};

/// Which change, and what is known of it.
#[derive(Args, Debug)]
pub(super) struct MergeArgs {
    /// The git repository: a work tree or a bare one
    #[arg(long, value_name = "DIR", default_value = ".")]
    repo: PathBuf,
    /// The revision to merge into; default: the tip of origin's default branch
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The revision that is judged
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    head: String,
    /// The repository's name as the fleet file lists it; default: from origin's address
    #[arg(long, value_name = "OWNER/REPO")]
    name: Option<String>,
    /// The operator's fleet file; without one the gate is disabled and denies
    #[arg(long, value_name = "FILE", env = "FLEETGATE_FLEET")]
    fleet: Option<OsString>,
    /// An evidence file, or `-` for standard input; may be given several times
    #[arg(long, value_name = "FILE")]
    evidence: Vec<PathBuf>,
    /// The time of the decision; default: now
    #[arg(long, value_name = "RFC3339")]
    now: Option<String>,
}

/// How the answer is printed.
#[derive(Args, Debug)]
pub(super) struct OutputArgs {
    /// Add the facts to the answer: `decide merge --facts` takes them back
    #[arg(long)]
    pub(super) with_facts: bool,
    /// How to print the decision
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: Format,
}

pub(super) fn run(
    args: &MergeArgs,
    output: &OutputArgs,
    bundle: &Bundle,
    around: &mut Surroundings<'_>,
) -> Result<Exit, CliError> {
    let (gathered, facts, decision) = judge(args, bundle, around)?;
    let shown = output.with_facts.then_some(&facts);
    output::write(&decision, Some(&gathered), shown, output.format, around)
}

/// Gathers and decides.
pub(super) fn judge(
    args: &MergeArgs,
    bundle: &Bundle,
    around: &mut Surroundings<'_>,
) -> Result<(MergeFacts, Facts, Decision), CliError> {
    let now = now(args.now.as_deref())?;
    let fleet = args.fleet.as_deref().filter(|path| !path.is_empty()).map(Path::new).map(Named::read).transpose()?;
    let evidence = evidence(&args.evidence, around)?;
    let repository = Repository::open(&args.repo)?;
    let measures = bundle.measures()?;
    let gathered = gather::merge(&MergeRequest {
        repository: &repository,
        base: args.base.as_deref(),
        head: &args.head,
        name: args.name.as_deref(),
        fleet: fleet.as_ref(),
        evidence: &evidence,
        now,
        classes: &measures.classes,
        kinds: &measures.kinds,
    })?;
    let document = serde_json::to_value(&gathered).map_err(std::io::Error::from)?;
    let facts = Facts::new(Point::Merge, Profile::Fleet, document);
    let decision = decide(bundle, &facts);
    Ok((gathered, facts, decision))
}

fn evidence(paths: &[PathBuf], around: &mut Surroundings<'_>) -> Result<Vec<Named>, CliError> {
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(CliError::usage(
            "`--evidence -` is given twice, but standard input can be read once; join the files",
        ));
    }
    let read = |path: &PathBuf| match path.as_os_str() == "-" {
        true => Named::from_reader(&mut *around.input, "standard input"),
        false => Named::read(path),
    };
    Ok(paths.iter().map(read).collect::<Result<_, _>>()?)
}

fn now(given: Option<&str>) -> Result<Now, CliError> {
    let time: Timestamp = match given {
        Some(text) => text.parse().map_err(|e| {
            CliError::usage(format!(
                "`--now {text}` is no time: {e}; write it like 2026-01-31T12:00:00Z, with an offset"
            ))
        })?,
        #[expect(clippy::disallowed_methods, reason = "the one place where the time of a decision is read")]
        None => Timestamp::now(),
    };
    let unix_us = time.as_nanosecond().div_euclid(1000);
    let unix_us =
        i64::try_from(unix_us).map_err(|_| CliError::usage("`--now` is too far away; give a time of this era"))?;
    let at = Timestamp::from_microsecond(unix_us).unwrap_or(time).to_string();
    Ok(Now { at, unix_us })
}
