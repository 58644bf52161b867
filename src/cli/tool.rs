//! Gathers and decides on a tool call, for `hook` and `explain tool`. The one place that reads home and working folder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::CliError;
use crate::decide::{Bundle, decide};
use crate::gather::Named;
use crate::gather::tool::{self, ToolRequest, tool};
use crate::model::{CommandSpec, Decision, Facts, Point, Profile, Request, ToolCall, ToolFacts};

/// Where the agent works, and by whose rules.
#[derive(Args, Clone, Debug)]
pub(super) struct SessionArgs {
    /// The operator's fleet file; without one the built-in rules alone count
    #[arg(long, value_name = "FILE", env = "FLEETGATE_FLEET")]
    fleet: Option<PathBuf>,
    /// The root of the work tree; default: the git repository around the working folder
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// The call of a shell in the working folder.
pub(super) fn shell_call(command: &str) -> Result<ToolCall, CliError> {
    #[expect(clippy::disallowed_methods, reason = "a command line that is typed in is meant where one stands")]
    let cwd = std::env::current_dir()?;
    Ok(ToolCall {
        tool: "shell".to_owned(),
        session: None,
        arguments: serde_json::json!({ "command": command }),
        cwd: cwd.into_os_string().into_string().ok(),
        request: Request::Shell { command: command.to_owned() },
    })
}

/// Gathers and decides.
pub(super) fn judge(call: &ToolCall, args: &SessionArgs, bundle: &Bundle) -> Result<(ToolFacts, Decision), CliError> {
    let fleet = args.fleet.as_deref().filter(|path| !path.as_os_str().is_empty()).map(Named::read).transpose()?;
    // A specification that can't be read is none: the command is then not understood.
    // Each is parsed once, however often a command line names the program.
    let found: RefCell<BTreeMap<String, Option<Arc<CommandSpec>>>> = RefCell::default();
    let find = |program: &str| {
        let read = || bundle.command(program).ok().flatten().map(Arc::new);
        found.borrow_mut().entry(program.to_owned()).or_insert_with(read).clone()
    };
    let gathered = tool(&ToolRequest {
        call,
        root: args.root.as_deref(),
        fleet: fleet.as_ref(),
        home: variable("HOME").as_deref(),
        temporary: variable("TMPDIR").as_deref(),
        classes: &bundle.measures().classes,
        catalogue: &bundle.measures().tool,
        understand: &|command| tool::read(command, &bundle.measures().wrappers, &find),
    })?;
    let document = serde_json::to_value(&gathered).map_err(std::io::Error::from)?;
    let decision = decide(bundle, &Facts::new(Point::Tool, Profile::Fleet, document));
    Ok((gathered, decision))
}

#[expect(clippy::disallowed_methods, reason = "home and temporary folder are facts of the session")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| value.starts_with('/'))
}
