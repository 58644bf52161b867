//! Strict JSON: what is doubtful is an error, never a guess.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Number, Value};

use super::document::{Document, DocumentError, Strict, problem, quoted, reworded};

/// The longest JSON document that is read, in bytes.
pub const MAX_BYTES: usize = 8 << 20;

/// Reads one document of type `T`. Enums are words: a variant with content is not read.
///
/// # Errors
///
/// Over 8 MiB, not UTF-8, a BOM, not JSON, a key twice in one object at any depth, numbers that no 64-bit float holds,
/// nesting over serde_json's 128 levels, text behind the document, unknown keys, wrong types, an array for an object.
pub fn read<T: DeserializeOwned>(bytes: &[u8], file: &str) -> Result<T, DocumentError> {
    let document = Document::decode(bytes, file, MAX_BYTES)?;
    parse_value(&document)?;
    let mut source = serde_json::Deserializer::from_str(document.text);
    T::deserialize(Strict::new(&mut source)).map_err(|error| refusal(&document, &error))
}

/// Reads one document of any shape, as strictly as [`read`].
///
/// # Errors
///
/// As [`read`], types and keys aside.
pub fn read_value(bytes: &[u8], file: &str) -> Result<Value, DocumentError> {
    parse_value(&Document::decode(bytes, file, MAX_BYTES)?)
}

fn parse_value(document: &Document<'_>) -> Result<Value, DocumentError> {
    if document.text.trim().is_empty() {
        return Err(DocumentError::whole(document.file, "the file is empty", "write one JSON document into it"));
    }
    let mut source = serde_json::Deserializer::from_str(document.text);
    let value = Distinct.deserialize(&mut source).map_err(|error| refusal(document, &error))?;
    source.end().map_err(|error| refusal(document, &error))?;
    Ok(value)
}

fn refusal(document: &Document<'_>, error: &serde_json::Error) -> DocumentError {
    let text = error.to_string();
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    let plain = text.strip_suffix(&suffix).unwrap_or(&text);
    let end = offset(document.text, error.line(), error.column());
    let span = if error.classify() == Category::Data { token(document.text, end) } else { end.saturating_sub(1)..end };
    let (message, help) = match plain {
        "trailing characters" => (
            "text behind the end of the JSON document".to_owned(),
            Some("a file holds one document: remove what follows".to_owned()),
        ),
        "recursion limit exceeded" => {
            ("nested deeper than 127 levels".to_owned(), Some("flatten the document".to_owned()))
        }
        "number out of range" => {
            ("a number that no 64-bit float holds".to_owned(), Some("write a smaller number".to_owned()))
        }
        "expected value" => {
            ("expected a value".to_owned(), Some("write a JSON value; NaN and Infinity are none".to_owned()))
        }
        other => match other.strip_prefix("EOF while parsing ") {
            Some(open) => (format!("the file ends inside {open}"), Some("complete the document".to_owned())),
            None => reworded(other),
        },
    };
    let help = help.unwrap_or_else(|| "correct the JSON here".to_owned());
    document.error(span, message, Some(&help))
}

/// The byte offset behind the place that serde_json names: lines from 1, columns in bytes, 0 for a line's very start.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    lines.map(str::len).sum::<usize>().saturating_add(column).min(text.len())
}

/// The token that an error about data is about: it ends near `end`, white space aside, or starts there when what
/// ends there is a separator.
fn token(text: &str, end: usize) -> std::ops::Range<usize> {
    let (before, after) = text.split_at_checked(text.floor_char_boundary(end)).unwrap_or((text, ""));
    let before = before.trim_end();
    let end = before.len();
    let number = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.');
    match before.chars().next_back() {
        Some('"') => opening_quote(before)..end,
        Some(letter) if number(letter) => before.trim_end_matches(number).len()..end,
        Some(':' | ',') => {
            let gap = text.len() - end - text.get(end..).unwrap_or(after).trim_start().len();
            end + gap..end + gap + 1
        }
        Some(']') => {
            let inside = before.strip_suffix(']').unwrap_or(before).trim_end();
            let start = if inside.ends_with('[') { inside.len() } else { end };
            start.saturating_sub(1)..end
        }
        _ => end.saturating_sub(1)..end,
    }
}

fn opening_quote(before: &str) -> usize {
    let mut inside = before.strip_suffix('"').unwrap_or(before);
    while let Some((head, _)) = inside.rsplit_once('"') {
        let escapes = head.len() - head.trim_end_matches('\\').len();
        if escapes.is_multiple_of(2) {
            return head.len();
        }
        inside = head;
    }
    0
}

/// Builds a value and refuses a key that stands twice in one object.
#[derive(Clone, Copy)]
struct Distinct;

impl<'de> DeserializeSeed<'de> for Distinct {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Distinct {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value);
        number.map(Value::Number).ok_or_else(|| problem("not a finite number", "write a finite number").raise())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(problem(format!("duplicate key {}", quoted(&key)), "keep one of the two").raise());
            }
            let value = entries.next_value_seed(self)?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}
