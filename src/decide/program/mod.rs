//! Policies that were compiled when fleetgate was built: a hook starts cold before every tool call, and the engine takes
//! longer to read and schedule policies than to evaluate them.
//!
//! The compiled policies answer only where nothing is in doubt: an error, a conflict, anything that this machine doesn't know
//! leaves the answer to the interpreter. Values, their order and the builtins are the engine's own.

mod code;
mod machine;

use std::panic::{self, AssertUnwindSafe};

use serde::Deserialize as _;

use code::{Case, Code, Constant, Kind, List, Order, Program, Rule};

use super::engine::EngineValue as Value;
use crate::model::Point;

/// Of the tool point; nothing where a rule can't be compiled.
static TOOL: Option<Program> = include!(concat!(env!("OUT_DIR"), "/tool.rs"));

/// What the embedded policies of a point answer; nothing where the interpreter must say.
pub(super) fn answer(point: Point, facts: &serde_json::Value) -> Option<serde_json::Value> {
    let program = match point {
        Point::Tool => TOOL.as_ref()?,
        Point::Merge => return None,
    };
    // A panic is a doubt, too: the interpreter has a thread of its own to meet it.
    let run = || machine::run(program, Value::deserialize(facts).ok()?);
    let answer = panic::catch_unwind(AssertUnwindSafe(run)).ok()??;
    serde_json::to_value(&answer).ok()
}
