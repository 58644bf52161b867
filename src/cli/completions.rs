//! `fleetgate completions`: tab completion for a shell.

use std::io::Write;

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use super::{Cli, CliError, Exit};

/// Arguments of `fleetgate completions`.
#[derive(Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell to complete in.
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "fleetgate", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Done)
}
