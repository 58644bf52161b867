//! What stops a command, and how it is said: what happened, where, and what to do next.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::decide::{BundleError, Failure};
use crate::enforce::clients::EventError;
use crate::enforce::plain;
use crate::enforce::settings::SettingsError;
use crate::gather::{DocumentError, GatherError};
use crate::ledger::LedgerError;

/// Why a command could not do its work. Always exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The facts could not be gathered.
    #[error(transparent)]
    Gather(#[from] GatherError),
    /// The embedded bundle is broken.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The gate itself failed.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// A client's event can't be read.
    #[error(transparent)]
    Event(#[from] EventError),
    /// A client's settings can't be edited.
    #[error("{file}{}: {error}", .error.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default())]
    Settings {
        /// The settings file.
        file: String,
        /// What is wrong with it.
        error: SettingsError,
    },
    /// The store of grants can't be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The command was called in a way that makes no sense.
    #[error("{0}")]
    Usage(String),
    /// The answer could not be written.
    #[error("can't write the answer: {0}; whoever reads it must not take this for an allow")]
    Output(#[from] io::Error),
}

impl From<DocumentError> for CliError {
    fn from(error: DocumentError) -> Self {
        Self::Gather(error.into())
    }
}

impl CliError {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// Something was asked for by a name that nothing has; `list` is the command that names all there is.
    pub(super) fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>, list: &str) -> Self {
        let nearest = known
            .map(|k| (strsim::jaro_winkler(k, name), k))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = nearest.map_or_else(|| format!("`{list}` names them"), |(_, k)| format!("did you mean `{k}`?"));
        Self::Usage(format!("there is no {what} `{name}`; {hint}"))
    }

    /// Says the error on a terminal: with the lines of the document where it is about one.
    pub(super) fn report(&self, out: &mut dyn Write) -> io::Result<()> {
        if let Self::Gather(GatherError::Document(error)) = self
            && let (Some(place), Some(source)) = (&error.place, &error.source_text)
        {
            let (source, span) = shown(source, &place.span);
            let file = plain(&error.file);
            let snippet =
                Snippet::source(source.as_str()).path(file.as_ref()).annotation(AnnotationKind::Primary.span(span));
            let mut group = Level::ERROR.primary_title(error.message.as_str()).element(snippet);
            if let Some(help) = &error.help {
                group = group.element(Level::HELP.message(help.as_ref()));
            }
            let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
            return writeln!(out, "{}", renderer.render(&[group]));
        }
        writeln!(out, "error: {}", plain(&self.to_string()))
    }
}

/// A document as a terminal may show it, and where the place in it has gone.
fn shown(source: &str, place: &Range<usize>) -> (String, Range<usize>) {
    let (before, rest) = source.split_at_checked(place.start).unwrap_or((source, ""));
    let (at, after) = rest.split_at_checked(place.len()).unwrap_or((rest, ""));
    let mut text = lines(before);
    let start = text.len();
    text.push_str(&lines(at));
    let end = text.len();
    text.push_str(&lines(after));
    (text, start..end)
}

/// Text of several lines without anything that could steer a terminal.
fn lines(text: &str) -> String {
    let split = text.split_inclusive(['\n', '\r', '\t']);
    split
        .map(|part| {
            let end = part.len() - usize::from(part.ends_with(['\n', '\r', '\t']));
            let (words, end) = part.split_at_checked(end).unwrap_or((part, ""));
            plain(words).into_owned() + end
        })
        .collect()
}
