//! The decision as JSON: `fleetgate.decision/1`.

use std::io::{self, Write};

use serde_json::Value;

use crate::model::{Decision, Facts};

/// Writes the decision as one JSON document; with `facts`, they stand in it under the key `facts`.
///
/// # Errors
///
/// What the writer says.
pub fn json(decision: &Decision, facts: Option<&Facts>, out: &mut dyn Write) -> io::Result<()> {
    let mut document = serde_json::to_value(decision)?;
    if let (Some(facts), Value::Object(map)) = (facts, &mut document) {
        map.insert("facts".to_owned(), facts.document().clone());
    }
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
