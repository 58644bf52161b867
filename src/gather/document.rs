//! Documents that people and programs write for fleetgate, and what is said when one can't be read.

mod list;
mod message;
mod names;
mod strict;

use std::ops::Range;

pub use list::List;
pub(in crate::gather) use message::{Problem, choices, nearest, problem, quoted, reworded};
pub use names::{Login, Name, Text};
pub(in crate::gather) use names::{checked, text_schema};
pub(in crate::gather) use strict::Strict;

/// A line longer than this, in bytes, is not shown in a snippet.
const SHOWN_LINE: usize = 1000;

/// A document that can't be read: what is wrong, where, and what to do next.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{file}{}: {message}{}", self.place_suffix(), self.help_suffix())]
pub struct DocumentError {
    /// The document's name as the user gave it.
    pub file: String,
    /// Where in the document, when it is about one place.
    pub place: Option<Place>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do next, in one line.
    pub help: Option<Box<str>>,
    /// The document's text for a snippet around `place`; absent when there is nothing that can be shown.
    pub source_text: Option<Box<str>>,
}

/// A place in a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The place in bytes, on character boundaries of the text.
    pub span: Range<usize>,
}

impl DocumentError {
    fn place_suffix(&self) -> String {
        self.place.as_ref().map(|place| format!(":{}:{}", place.line, place.column)).unwrap_or_default()
    }

    fn help_suffix(&self) -> String {
        self.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default()
    }

    /// An error about a whole document.
    pub(in crate::gather) fn whole(file: &str, message: impl Into<String>, help: &str) -> Self {
        Self { file: file.to_owned(), place: None, message: message.into(), help: Some(help.into()), source_text: None }
    }

    /// The same error with other help when it is about the absence of `key`.
    pub(in crate::gather) fn with_help_for_missing(mut self, key: &str, help: &str) -> Self {
        if self.message == format!("missing key `{key}`") {
            self.help = Some(help.into());
        }
        self
    }
}

/// A document as text, under the name that the user gave it.
#[derive(Clone, Copy, Debug)]
pub(in crate::gather) struct Document<'a> {
    pub(in crate::gather) file: &'a str,
    pub(in crate::gather) text: &'a str,
}

impl<'a> Document<'a> {
    /// The document in `bytes`, which may be `limit` bytes long at most, in UTF-8 without a byte order mark.
    pub(in crate::gather) fn decode(bytes: &'a [u8], file: &'a str, limit: usize) -> Result<Self, DocumentError> {
        if bytes.len() > limit {
            let message = format!("the file has {} bytes; at most {limit} ({} MiB) are read", bytes.len(), limit >> 20);
            return Err(DocumentError::whole(file, message, "split it or remove what fleetgate doesn't need"));
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).and_then(|valid| std::str::from_utf8(valid).ok());
                let text = valid.unwrap_or_default();
                let place = Document { file, text }.place(text.len()..text.len());
                let mut refused = DocumentError::whole(file, "not UTF-8", "save the file as UTF-8");
                refused.place = Some(place);
                return Err(refused);
            }
        };
        let document = Self { file, text };
        if text.starts_with('\u{feff}') {
            let help = "save the file as UTF-8 without a BOM";
            return Err(document.error(0..3, "the file starts with a byte order mark (BOM)", Some(help)));
        }
        Ok(document)
    }

    /// An error at `span`, in bytes.
    pub(in crate::gather) fn error(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        help: Option<&str>,
    ) -> DocumentError {
        let place = self.place(span);
        let showable = self.line_around(place.span.start).len() <= SHOWN_LINE;
        DocumentError {
            file: self.file.to_owned(),
            place: Some(place),
            message: message.into(),
            help: help.map(Into::into),
            source_text: showable.then(|| self.text.into()),
        }
    }

    fn place(&self, span: Range<usize>) -> Place {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.ceil_char_boundary(span.end).max(start);
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place { line, column, span: start..end }
    }

    fn line_around(&self, at: usize) -> &'a str {
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = at.saturating_add(after.find('\n').unwrap_or(after.len()));
        self.text.get(start..end).unwrap_or_default()
    }
}
