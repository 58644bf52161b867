//! Gathers and decides on a tool call, for `hook` and `explain tool`. The one place that reads home and working folder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::CliError;
use crate::decide::{Bundle, decide};
use crate::gather::tool::{self, ToolRequest, tool};
use crate::gather::{KnownClasses, Named};
use crate::model::{CallFolder, CommandSpec, Decision, Facts, Outcome, Place, Profile, Request, ToolCall, ToolFacts};

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
        folder: CallFolder::Session,
        request: Request::Shell { command: command.to_owned(), typed: false, unconfined: false },
    })
}

/// What a call came to.
pub(super) struct Judged {
    pub(super) facts: ToolFacts,
    pub(super) decision: Decision,
    /// The folder of grants and where it lies, looked at for a hold only.
    pub(super) state: Option<(PathBuf, Place)>,
}

/// Gathers and decides.
pub(super) fn judge(call: &ToolCall, args: &SessionArgs, bundle: &Bundle) -> Result<Judged, CliError> {
    let fleet = args.fleet.as_deref().filter(|path| !path.as_os_str().is_empty()).map(Named::read).transpose()?;
    // A specification that can't be read is none: the command is then not understood.
    // Each is parsed once, however often a command line names the program.
    let found: RefCell<BTreeMap<String, Option<Arc<CommandSpec>>>> = RefCell::default();
    let find = |program: &str| {
        let read = || bundle.command(program).ok().flatten().map(Arc::new);
        found.borrow_mut().entry(program.to_owned()).or_insert_with(read).clone()
    };
    let (home, temporary, state) = (variable("HOME"), variable("TMPDIR"), state_folder());
    let classes = match bundle.is_embedded() {
        true => KnownClasses::Embedded,
        false => bundle.measures().map(|data| KnownClasses::Given(&data.classes, &data.tool.classes))?,
    };
    let request = ToolRequest {
        call,
        root: args.root.as_deref(),
        fleet: fleet.as_ref(),
        home: home.as_deref(),
        temporary: temporary.as_deref(),
        state: state.as_deref(),
        own: &own(args),
        classes,
        catalogue: bundle.tool(),
        environment: &environment,
        understand: &|command| tool::read(command, bundle.wrappers(), &find, &exported),
    };
    let facts = tool(&request)?;
    let decision = decided(&facts, bundle)?;
    let lies = |folder: &String| (PathBuf::from(folder), tool::place(&request, &facts.session, folder));
    let state = state.as_ref().filter(|_| decision.outcome() == Outcome::Hold).map(lies);
    Ok(Judged { facts, decision, state })
}

/// Decides on facts that were gathered.
pub(super) fn decided(facts: &ToolFacts, bundle: &Bundle) -> Result<Decision, CliError> {
    Ok(decide(bundle, &Facts::of_tool(Profile::Fleet, facts).map_err(std::io::Error::from)?))
}

/// The files that this gate is and obeys. One whose place nobody can tell is left out.
fn own(args: &SessionArgs) -> Vec<String> {
    let fleet = args.fleet.as_deref().and_then(|path| std::path::absolute(path).ok());
    let files = fleet.into_iter().chain(std::env::current_exe().ok());
    files.filter_map(|path| path.into_os_string().into_string().ok()).collect()
}

/// The folder of what waits for a person and of grants; none without a home folder.
pub(super) fn state_folder() -> Option<String> {
    let base = variable("XDG_STATE_HOME").or_else(|| variable("HOME").map(|home| format!("{home}/.local/state")))?;
    Some(format!("{}/fleetgate", base.trim_end_matches('/')))
}

#[expect(clippy::disallowed_methods, reason = "home and temporary folder are facts of the session")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| value.starts_with('/'))
}

/// A client hands its own environment to the hook as to the shell of its tools.
#[expect(clippy::disallowed_methods, reason = "what programs see is a fact of the session")]
fn environment(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

fn exported(name: &str) -> bool {
    environment(name).is_some()
}
