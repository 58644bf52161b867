//! Reading the files: TOML, then what only the whole file can tell.

use std::collections::BTreeMap;

use caseless::default_case_fold_str;
use serde::de::DeserializeOwned;

use super::file::{FleetFile, RepoEntry, RepoFile};
use crate::gather::document::{Document, DocumentError, Strict, quoted, reworded};

/// The longest TOML document that is read, in bytes.
const MAX_BYTES: usize = 1 << 20;

impl FleetFile {
    /// Reads a fleet file; `file` is its name for messages.
    ///
    /// # Errors
    ///
    /// Over 1 MiB, not UTF-8, a BOM, not TOML, unknown keys or words, values out of range, globs that can't be used, a
    /// repository listed twice (case aside), a check both required and advisory.
    pub fn parse(bytes: &[u8], file: &str) -> Result<Self, DocumentError> {
        let document = Document::decode(bytes, file, MAX_BYTES)?;
        let fleet: Self = read(&document).map_err(|error| {
            error.with_help_for_missing("schema", "add `schema = \"fleetgate.fleet/1\"` at the top")
        })?;
        check_distinct(&document, &fleet.repos)?;
        fleet.repos.iter().try_for_each(|entry| check_advisory(&document, entry))?;
        Ok(fleet)
    }
}

impl RepoFile {
    /// Reads a `.fleetgate.toml`; `file` is its name for messages.
    ///
    /// # Errors
    ///
    /// As [`FleetFile::parse`].
    pub fn parse(bytes: &[u8], file: &str) -> Result<Self, DocumentError> {
        read(&Document::decode(bytes, file, MAX_BYTES)?)
    }
}

fn read<T: DeserializeOwned>(document: &Document<'_>) -> Result<T, DocumentError> {
    let source = toml::Deserializer::parse(document.text).map_err(|error| refusal(document, &error))?;
    T::deserialize(Strict::new(source)).map_err(|error| refusal(document, &error))
}

fn refusal(document: &Document<'_>, error: &toml::de::Error) -> DocumentError {
    let (message, help) = reworded(error.message());
    let (message, help) = match (message.as_str(), help) {
        (_, Some(help)) => (message, help),
        ("recursion limit" | "cannot recurse further; max recursion depth met", None) => {
            ("nested too deep".to_owned(), "flatten the document".to_owned())
        }
        ("duplicate key", None) => (message, "keep one of the two".to_owned()),
        (_, None) => (message, "correct the TOML here".to_owned()),
    };
    match error.span() {
        // What is missing has no place of its own: the table's start stands for it.
        Some(span) if message.starts_with("missing key") => {
            document.error(span.start..span.start, message, Some(&help))
        }
        Some(span) => document.error(span, message, Some(&help)),
        None => DocumentError::whole(document.file, message, &help),
    }
}

fn check_distinct(document: &Document<'_>, repos: &[RepoEntry]) -> Result<(), DocumentError> {
    let mut seen = BTreeMap::new();
    for entry in repos {
        let name = &entry.name.get_ref().0;
        let Some(first) = seen.insert(default_case_fold_str(name), name) else { continue };
        let message = if first == name {
            format!("repository {} is listed twice", quoted(name))
        } else {
            format!("repository {} is listed already, as {}", quoted(name), quoted(first))
        };
        return Err(document.error(entry.name.span(), message, Some("keep one entry for each repository")));
    }
    Ok(())
}

fn check_advisory(document: &Document<'_>, entry: &RepoEntry) -> Result<(), DocumentError> {
    let both = entry
        .advisory_checks
        .iter()
        .find(|advisory| entry.required_checks.iter().any(|required| required.name == *advisory.get_ref()));
    both.map_or(Ok(()), |advisory| {
        let message = format!("check {} is both required and advisory", quoted(&advisory.get_ref().0));
        Err(document.error(advisory.span(), message, Some("remove it from one of the two lists")))
    })
}
