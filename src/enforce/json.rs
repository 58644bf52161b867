//! The decision as JSON: `fleetgate.decision/1`.

use std::io::{self, Write};

use serde::Serialize as _;
use serde_json::Value;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use super::plain::steers;
use crate::model::{Decision, Facts};

/// Writes the decision as one JSON document; with `facts`, they stand in it under the key `facts`.
///
/// # Errors
///
/// What the writer says.
pub fn json(decision: &Decision, facts: Option<&Facts>, out: &mut dyn Write) -> io::Result<()> {
    let mut decided = serde_json::to_value(decision)?;
    if let (Some(facts), Value::Object(map)) = (facts, &mut decided) {
        map.insert("facts".to_owned(), facts.document().clone());
    }
    document(&decided, out)
}

/// Writes a JSON document that is safe for a terminal: whatever could steer one stands there as an escape.
///
/// # Errors
///
/// What the writer says.
pub fn document(value: &Value, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Safe(PrettyFormatter::new())))?;
    writeln!(out)
}

struct Safe(PrettyFormatter<'static>);

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(steers) {
            let last = part.chars().next_back().filter(|c| steers(*c));
            let end = part.len() - last.map_or(0, char::len_utf8);
            out.write_all(part.as_bytes().get(..end).unwrap_or_default())?;
            for unit in last.into_iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}
