//! The traps of tool calls, by their numbers, each with the honest call that looks like it and must pass: command lines
//! judged on a real repository.

mod commands;
mod files;
mod paths;
mod programs;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use fleetgate::decide::{Bundle, decide};
use fleetgate::gather::tool::{ToolRequest, read, tool};
use fleetgate::model::{CallFolder, CommandSpec, Facts, Point, Profile, Request, ToolCall};

use super::desk::Desk;
use super::policy::BUNDLE;

static SPECS: LazyLock<Mutex<BTreeMap<String, Option<Arc<CommandSpec>>>>> = LazyLock::new(Mutex::default);

fn spec(program: &str) -> Option<Arc<CommandSpec>> {
    let mut found = SPECS.lock().unwrap();
    let load = || Bundle::command(&BUNDLE, program).unwrap().map(Arc::new);
    found.entry(program.to_owned()).or_insert_with(load).clone()
}

/// What a command line comes to on this desk: allow, hold or deny. Programs see `EXPORTED` from the start.
fn comes_to(desk: &Desk, command: &str) -> &'static str {
    let cwd = Some(desk.root().to_string_lossy().into_owned());
    let request = Request::Shell { command: command.to_owned(), typed: false };
    let call = ToolCall { tool: "Bash".to_owned(), cwd, folder: CallFolder::Session, request };
    let measures = BUNDLE.measures();
    let facts = tool(&ToolRequest {
        call: &call,
        root: None,
        fleet: None,
        home: desk.home().to_str(),
        temporary: None,
        classes: &measures.classes,
        catalogue: &measures.tool,
        understand: &|text| read(text, &measures.wrappers, &spec, &|name| name == "EXPORTED"),
    });
    let document = serde_json::to_value(facts.unwrap()).unwrap();
    let decision = decide(&BUNDLE, &Facts::new(Point::Tool, Profile::Fleet, document));
    assert!(!decision.is_engine_failure(), "{command}: {:?}", decision.reasons());
    decision.outcome().word()
}

/// Every line of these comes to that; a line may hold `\n` and `\t` as written.
fn all(desk: &Desk, outcome: &str, commands: &str) {
    let lines = commands
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.replace("\\n", "\n").replace("\\t", "\t"));
    let wrong: Vec<String> = lines
        .map(|line| (comes_to(desk, &line), line))
        .filter(|(found, _)| *found != outcome)
        .map(|(found, line)| format!("{found}: {line}"))
        .collect();
    assert!(wrong.is_empty(), "wanted {outcome}\n{}", wrong.join("\n"));
}
