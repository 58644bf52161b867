//! The commands: one file each. The only room that knows all the others, reads the environment and has a clock.

mod completions;
#[cfg(unix)]
mod dead_man;
#[cfg(not(unix))]
#[path = "no_dead_man.rs"]
mod dead_man;
mod decide;
mod doctor;
mod error;
mod exit;
mod explain;
#[cfg(debug_assertions)]
mod faults;
mod grant;
mod hook;
mod hooks;
mod merge;
mod once;
mod output;
mod policy;
mod remedy;
mod schema;
mod tool;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use anstream::adapter::strip_bytes;
use anstream::{AutoStream, ColorChoice};
use clap::{Parser, Subcommand};

pub use error::CliError;
pub use exit::Exit;
use output::Format;
pub use schema::{schema_names, schema_text};

use crate::decide::Bundle;

/// Decides, by policy as code, what a fleet of autonomous coding agents may do.
#[derive(Debug, Parser)]
#[command(name = "fleetgate", version, about, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  fleetgate merge --base main --fleet fleet.toml --evidence pr.json
  fleetgate merge --format json --with-facts > decision.json
  fleetgate explain merge --base main --head feature
  fleetgate policy list

Exit codes: 0 allow, 1 deny, 3 hold, 2 the gate is broken or misused. Only 0 is an allow.";

const MERGE_EXAMPLES: &str = "\
Examples:
  Judge the checked-out branch against origin's default branch:
    fleetgate merge --fleet fleet.toml --evidence pr.json
  Judge two commits of a bare repository, with evidence from a pipe:
    collect-evidence 42 | fleetgate merge --repo app.git --base main --head 1f2e3d --name acme/app --evidence -
  Keep the facts and decide on them again:
    fleetgate merge --with-facts --format json | jq .facts | fleetgate decide merge --facts -

Exit codes: 0 allow, 1 deny, 3 hold, 2 the gate is broken or misused.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Decide whether a change may merge
    #[command(after_help = MERGE_EXAMPLES)]
    Merge {
        #[command(flatten)]
        args: merge::MergeArgs,
        #[command(flatten)]
        output: merge::OutputArgs,
    },
    /// Decide on facts from a file
    Decide(decide::DecideArgs),
    /// Explain a decision: what was understood, what each rule says, what would turn it
    Explain(explain::ExplainArgs),
    /// Answer an agent's client before it runs a tool: reads the client's event from standard input
    #[command(after_help = hook::EXAMPLES)]
    Hook(hook::HookArgs),
    /// Put the hook into a client's settings, take it out, say where it stands
    #[command(after_help = hooks::EXAMPLES)]
    Hooks(hooks::HooksArgs),
    /// Prove, by running the installed hooks, that they deny
    #[command(after_help = doctor::EXAMPLES)]
    Doctor(doctor::DoctorArgs),
    /// Allow once what the sentinel holds: shows the call, asks, and lets the next identical one pass
    #[command(after_help = grant::EXAMPLES)]
    Grant(grant::GrantArgs),
    /// List, show and test the rules that this binary carries
    Policy(policy::PolicyArgs),
    /// Print a JSON Schema, or list them
    Schema(schema::SchemaArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
}

#[derive(Debug, Parser)]
struct HookCli {
    #[command(subcommand)]
    command: HookCommand,
}

#[derive(Debug, Subcommand)]
enum HookCommand {
    Hook(hook::HookArgs),
}

/// What a command reads from and writes to.
pub struct Surroundings<'a> {
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Where ANSI styles may go.
    pub colour: Colour,
    /// Whether a person sits there: standard input, output and error all are terminals.
    pub terminal: bool,
}

/// Which streams take ANSI styles. Documents such as JSON are written as they are, whatever this says.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Colour {
    /// Standard output is for people and takes styles.
    pub out: bool,
    /// Standard error takes styles.
    pub err: bool,
}

impl Surroundings<'_> {
    /// Writes text with styles to standard output, without them where they don't belong, all at once.
    fn print(&mut self, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        print(&mut *self.out, self.colour.out, render)
    }
}

fn print(to: &mut dyn Write, colour: bool, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut text = Vec::new();
    render(&mut text)?;
    if !colour {
        text = strip_bytes(&text).into_vec();
    }
    to.write_all(&text)?;
    to.flush()
}

/// The process's entry: command line, standard streams, colour only where it belongs.
#[must_use]
pub fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "the one place where the command line is read")]
    let args: Vec<OsString> = std::env::args_os().collect();
    let hook = hook::is_asked(&args);
    if hook {
        hook::guard(&args);
    }
    let mut input = io::stdin().lock();
    // Not locked: a thread that prints would wait for ever.
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let takes = |choice| choice != ColorChoice::Never;
    let colour = Colour { out: takes(AutoStream::choice(&out)), err: takes(AutoStream::choice(&err)) };
    let terminal = input.is_terminal() && out.is_terminal() && err.is_terminal();
    let mut around = Surroundings { input: &mut input, out: &mut out, err: &mut err, colour, terminal };
    if hook {
        dead_man::hush();
    }
    let exit = run(args, &mut around);
    // A hook that comes back here has not answered.
    dead_man::fall();
    exit.into()
}

/// Runs one command. A panic on the way is a broken gate, never an allow.
pub fn run<I, T>(args: I, around: &mut Surroundings<'_>) -> Exit
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    panic::catch_unwind(AssertUnwindSafe(|| guarded(&args, around))).unwrap_or(Exit::Broken)
}

fn guarded(args: &[OsString], around: &mut Surroundings<'_>) -> Exit {
    // The hook's own grammar alone is quicker to make than that of all commands. What it does not take, help among it, is left
    // to the latter.
    if hook::is_asked(args)
        && let Ok(HookCli { command: HookCommand::Hook(asked) }) = HookCli::try_parse_from(args)
    {
        return hook::run(&asked, around);
    }
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) if hook::is_asked(args) => return hook::misused(args, &error, around),
        Err(error) => return usage(&error, around),
    };
    match dispatch(&cli, around) {
        Ok(exit) => exit,
        Err(error) => {
            // Where even standard error is closed, the exit code alone must say it.
            let _ = print(&mut *around.err, around.colour.err, |err| error.report(err));
            Exit::Broken
        }
    }
}

fn dispatch(cli: &Cli, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let bundle = Bundle::embedded;
    let exit = match &cli.command {
        // Its answer stands in the client's dialect, even where the bundle is broken.
        Command::Hook(args) => Ok(hook::run(args, around)),
        Command::Hooks(args) => hooks::run(args, around),
        Command::Doctor(args) => doctor::run(args, around),
        Command::Merge { args, output } => merge::run(args, output, &bundle()?, around),
        Command::Decide(args) => decide::run(args, &bundle()?, around),
        Command::Explain(args) => explain::run(args, &bundle()?, around),
        Command::Grant(args) => grant::run(args, around),
        Command::Policy(args) => policy::run(args, &bundle()?, around),
        Command::Schema(args) => schema::run(args, around.out),
        Command::Completions(args) => completions::run(args, around.out),
    }?;
    around.out.flush()?;
    Ok(exit)
}

/// Help and version go to standard output with 0, every misuse to standard error with 2.
fn usage(error: &clap::Error, around: &mut Surroundings<'_>) -> Exit {
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        let _ = print(&mut *around.err, around.colour.err, |err| err.write_all(text.as_bytes()));
        return Exit::Broken;
    }
    match around.print(|out| out.write_all(text.as_bytes())) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Broken,
    }
}
