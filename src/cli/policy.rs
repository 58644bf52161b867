//! `fleetgate policy`: the rules that this binary carries.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use clap::{Args, Subcommand, ValueEnum};

use super::{CliError, Exit, Surroundings};
use crate::decide::{Bundle, ENGINE_CODES, RuleDoc, TestOutcome};
use crate::model::Outcome;
use crate::prove;

/// Arguments of `fleetgate policy`.
#[derive(Args, Debug)]
pub(super) struct PolicyArgs {
    #[command(subcommand)]
    command: PolicyCommand,
}

#[derive(Debug, Subcommand)]
enum PolicyCommand {
    /// List every reason code with its outcome and a line on it
    List {
        /// How to print the list
        #[arg(long, value_enum, default_value = "human")]
        format: ListFormat,
    },
    /// Show a rule: its documentation and its source
    Show {
        /// A reason code such as `merge.path.forbidden`, or a file such as `policies/merge/paths/paths.rego`
        rule: String,
    },
    /// Run the policy tests that are embedded beside the rules
    Test {
        /// Only tests whose name contains this
        #[arg(default_value = "")]
        filter: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ListFormat {
    /// Columns for people
    Human,
    /// A JSON array
    Json,
}

pub(super) fn run(args: &PolicyArgs, bundle: &Bundle, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    match &args.command {
        PolicyCommand::List { format } => list(bundle, *format, around.out),
        PolicyCommand::Show { rule } => show(bundle, rule, around.out),
        PolicyCommand::Test { filter } => test(bundle, filter, around),
    }
}

fn list(bundle: &Bundle, format: ListFormat, out: &mut dyn Write) -> Result<Exit, CliError> {
    let mut docs: Vec<RuleDoc> = bundle.rules().cloned().chain(engine_rules()).collect();
    docs.sort_by(|a, b| a.code.cmp(&b.code));
    match format {
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &docs).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        ListFormat::Human => {
            let width = docs.iter().map(|d| d.code.len()).max().unwrap_or_default();
            for doc in &docs {
                writeln!(out, "{:<width$}  {:<5} {:<6} {}", doc.code, word(doc), doc.fleet_rule, doc.title)?;
            }
        }
    }
    Ok(Exit::Done)
}

/// The engine's own reasons, documented as rules are.
fn engine_rules() -> impl Iterator<Item = RuleDoc> {
    ENGINE_CODES.iter().map(|(code, title)| RuleDoc {
        code: (*code).to_owned(),
        outcome: Outcome::Deny,
        title: (*title).to_owned(),
        description: "The gate itself failed; the message says how.".to_owned(),
        fleet_rule: "law 1".to_owned(),
        file: "src/decide/failure.rs".to_owned(),
        line: 1,
    })
}

/// A reason that allows is a note.
const fn word(doc: &RuleDoc) -> &'static str {
    match doc.outcome {
        Outcome::Allow => "note",
        other => other.word(),
    }
}

fn show(bundle: &Bundle, name: &str, out: &mut dyn Write) -> Result<Exit, CliError> {
    if let Some(text) = bundle.policy(name) {
        write!(out, "{text}")?;
        return Ok(Exit::Done);
    }
    let rules: Vec<RuleDoc> = bundle.rules().cloned().chain(engine_rules()).collect();
    let known = rules.iter().map(|doc| doc.code.as_str()).chain(bundle.policy_paths());
    let doc = rules
        .iter()
        .find(|doc| doc.code == name)
        .ok_or_else(|| CliError::unknown("rule", name, known, "fleetgate policy list"))?;
    writeln!(out, "{}  {}  fleet rule {}", doc.code, word(doc), doc.fleet_rule)?;
    writeln!(out, "{}\n{}\n{}:{}", doc.title, doc.description, doc.file, doc.line)?;
    let Some(text) = bundle.policy(&doc.file) else { return Ok(Exit::Done) };
    writeln!(out)?;
    for line in text.lines().skip(doc.line.saturating_sub(1)).take_while(block()) {
        writeln!(out, "{line}")?;
    }
    Ok(Exit::Done)
}

/// The lines of one documented rule: up to the next METADATA block or the blank line that ends the rule's body.
fn block() -> impl FnMut(&&str) -> bool {
    let mut code = false;
    move |line| {
        let comment = line.starts_with('#');
        let goes_on = !(code && (comment || line.is_empty()));
        code |= !comment;
        goes_on
    }
}

fn test(bundle: &Bundle, filter: &str, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let report = prove::run_policy_tests(bundle, filter)?;
    if report.results.is_empty() {
        return Err(CliError::usage(format!("no policy test has `{filter}` in its name; run `fleetgate policy test`")));
    }
    let bad: Style = AnsiColor::Red.on_default().bold();
    around.print(|out| {
        for result in &report.results {
            match &result.outcome {
                TestOutcome::Passed => {}
                TestOutcome::Failed => writeln!(out, "{bad}FAIL{bad:#}   {}", result.name)?,
                TestOutcome::Errored(why) => writeln!(out, "{bad}ERROR{bad:#}  {}: {why}", result.name)?,
            }
        }
        writeln!(out, "{} passed, {} failed", report.passed(), report.failed())
    })?;
    Ok(if report.failed() == 0 { Exit::Done } else { Exit::Deny })
}
