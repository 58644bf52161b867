//! Reads the arguments of a tool: what is missing or of a wrong type is an error, never a guess.

use serde_json::{Map, Value};

use super::EventError;
use crate::model::Replacement;

/// An object of an event, read by key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arguments<'a>(pub(super) &'a Map<String, Value>);

impl<'a> Arguments<'a> {
    /// The object under `key`.
    pub(super) fn of(event: &'a Map<String, Value>, key: &str) -> Result<Self, EventError> {
        match event.get(key) {
            Some(Value::Object(map)) => Ok(Self(map)),
            Some(_) => Err(EventError::new(format!("`{key}` is no object"))),
            None => Err(EventError::new(format!("`{key}` is missing"))),
        }
    }

    /// The object under `key`, or the one that is written there as text. Of a key that stands there twice the later one
    /// counts, as it does for the clients.
    pub(super) fn written(event: &Map<String, Value>, key: &str) -> Result<Map<String, Value>, EventError> {
        match event.get(key) {
            Some(Value::String(text)) => {
                serde_json::from_str(text).map_err(|_| EventError::new(format!("`{key}` is text, but no JSON object")))
            }
            _ => Arguments::of(event, key).map(|input| input.0.clone()),
        }
    }

    pub(super) fn text(self, key: &str) -> Result<String, EventError> {
        self.optional(key)?.ok_or_else(|| EventError::new(format!("`{key}` is missing")))
    }

    pub(super) fn optional(self, key: &str) -> Result<Option<String>, EventError> {
        match self.0.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(EventError::new(format!("`{key}` is no string"))),
        }
    }

    /// The text under the one of several keys that is there.
    pub(super) fn either(self, keys: &[&str]) -> Result<Option<String>, EventError> {
        let mut found = keys.iter().filter(|key| self.0.contains_key(**key));
        match (found.next(), found.next()) {
            (None, _) => Ok(None),
            (Some(key), None) => self.optional(key),
            (Some(one), Some(other)) => Err(rivals(one, other)),
        }
    }

    /// The path of a file. Another key that names a path besides could be the one that counts: then nobody knows.
    pub(super) fn file(self, keys: &[&str]) -> Result<String, EventError> {
        self.file_beside(keys, &[])
    }

    /// The path of a file; the keys `beside` name none.
    pub(super) fn file_beside(self, keys: &[&str], beside: &[&str]) -> Result<String, EventError> {
        let name = keys.first().copied().unwrap_or_default();
        let path = self.folder_beside(keys, beside)?;
        path.ok_or_else(|| EventError::new(format!("`{name}` is missing")))
    }

    /// The path of a folder, where one is named.
    pub(super) fn folder(self, keys: &[&str]) -> Result<Option<String>, EventError> {
        self.folder_beside(keys, &[])
    }

    /// The path of a folder, where one is named; the keys `beside` name none.
    pub(super) fn folder_beside(self, keys: &[&str], beside: &[&str]) -> Result<Option<String>, EventError> {
        let Some(path) = self.either(keys)? else { return Ok(None) };
        let name = keys.iter().find(|key| self.0.contains_key(**key)).copied().unwrap_or_default();
        if path.is_empty() {
            return Err(EventError::new(format!("`{name}` is empty")));
        }
        let rival = |other: &&String| *other != name && !beside.contains(&other.as_str()) && names_file(other);
        match self.0.keys().find(rival) {
            Some(other) => Err(rivals(other, name)),
            None => Ok(Some(path)),
        }
    }

    /// A list of texts, where one is there.
    pub(super) fn texts(self, key: &str) -> Result<Option<Vec<String>>, EventError> {
        let Some(value) = self.0.get(key) else { return Ok(None) };
        let wrong = || EventError::new(format!("`{key}` is no list of strings"));
        let items = value.as_array().ok_or_else(wrong)?;
        items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect::<Result<_, _>>().map(Some)
    }

    /// One replacement, by the keys of its old and its new text.
    pub(super) fn part(self, old: &str, new: &str) -> Result<Replacement, EventError> {
        Ok(Replacement { old: self.text(old)?, new: self.text(new)? })
    }

    /// The replacements of a list, each by the keys of its old and its new text. None of them names a file of its own,
    /// but by a key of `beside`.
    pub(super) fn parts(
        self,
        key: &str,
        old: &str,
        new: &str,
        beside: &[&str],
    ) -> Result<Vec<Replacement>, EventError> {
        let edits = self.0.get(key).and_then(Value::as_array);
        let edits = edits.ok_or_else(|| EventError::new(format!("`{key}` is no list")))?;
        let part = |edit: &'a Value| {
            let edit = edit.as_object().ok_or_else(|| EventError::new("an edit is no object"))?;
            match edit.keys().find(|other| names_file(other) && !beside.contains(&other.as_str())) {
                Some(other) => Err(rivals(other, key)),
                None => Arguments(edit).part(old, new),
            }
        };
        edits.iter().map(part).collect()
    }
}

/// Whether a key could name a file.
fn names_file(key: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    lower.contains("path") || lower.contains("file")
}

fn rivals(one: &str, other: &str) -> EventError {
    EventError::new(format!("`{one}` stands beside `{other}`: which one counts is not known"))
}
