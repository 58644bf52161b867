//! A word of a command line: what is known of its value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::Folder;
use super::effect::Span;

/// A word after expansion, as far as it is known.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// The value, quotes removed, where it is certain. An empty word has an empty value.
    pub value: Option<String>,
    /// What it is made of, neighbours of one kind merged. None of them: the empty word.
    pub parts: Vec<Part>,
    /// The literal text before the first part that is not literal.
    pub prefix: String,
    /// Whether it may become several words, or none, by splitting. A glob may become several words besides.
    pub splits: bool,
    /// Whether it may start with `-`.
    pub dash: bool,
    /// The pattern, in glob syntax with `\` before each literal special character, where the word has unquoted glob
    /// characters and nothing else that is not literal. When nothing matches, the word itself stays, as in `literal`.
    pub glob: Option<String>,
    /// The pattern was expanded before: it stands for one of the names that it matches.
    pub single: bool,
}

/// A part of a word.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Text, quotes removed.
    Literal(String),
    /// Unquoted glob characters, in glob syntax.
    Glob(String),
    /// One of the variables that are resolved later: `HOME`, `PWD`, `TMPDIR`, `USER`.
    Variable(String),
    /// `~` (empty) or `~user`.
    Home(String),
    /// A revision that git prints: the name of a branch or tag, or a digest; or several, a line each; or nothing, where git
    /// fails.
    Revision,
    /// The root of the work tree, as git prints it; or nothing, where git fails.
    Toplevel,
    /// Names of files, as a pipe of plain commands prints them.
    Printed(Printed),
    /// Digits: a number that the shell knows, or a date of them, maybe with signs between.
    Number,
    /// Digits that a program prints, or nothing.
    Count,
    /// Digits that the shell computes, maybe behind a minus sign.
    Sum,
    /// Before all other parts: the working folder or the root of the work tree stands behind it without quotes, so that the
    /// word is one only where the name of that folder is plain.
    Bare,
    /// Of a folder: it is this one only if the folder of this name can't be entered.
    Stayed(String),
    /// Anything.
    Dynamic,
}

/// What prints names of files.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// The words of each command of the pipe.
    pub commands: Vec<Vec<String>>,
    /// The folders in which it may run, from which the names count; none when nobody knows.
    pub folders: Option<Vec<Folder>>,
    /// A loop is around it: what comes behind it may come before it, too.
    pub looped: bool,
    /// No shell has taken the names apart or expanded them before they came here.
    pub whole: bool,
}

impl Word {
    /// A word with a certain value.
    #[must_use]
    pub fn literal(text: &str, span: Span) -> Self {
        let parts = if text.is_empty() { Vec::new() } else { vec![Part::Literal(text.to_owned())] };
        Self::new(parts, false, span)
    }

    /// A word of which nothing is known.
    #[must_use]
    pub fn dynamic(splits: bool, span: Span) -> Self {
        Self::new(vec![Part::Dynamic], splits, span)
    }

    /// A word made of `parts`, that may become several words when it `splits`.
    #[must_use]
    pub fn new(parts: Vec<Part>, splits: bool, span: Span) -> Self {
        let parts = merged(parts);
        let value = match parts.as_slice() {
            [] => Some(String::new()),
            [Part::Literal(text)] => Some(text.clone()),
            _ => None,
        };
        let prefix = match parts.first() {
            Some(Part::Literal(text)) => text.clone(),
            _ => String::new(),
        };
        let revision = is_revision(&parts);
        let dash = match parts.first() {
            _ if revision => false,
            None | Some(Part::Home(_) | Part::Number | Part::Count) => false,
            Some(Part::Literal(text)) => text.starts_with('-'),
            Some(Part::Glob(pattern)) => pattern.starts_with(['*', '?', '[', '-']),
            Some(
                Part::Variable(_)
                | Part::Revision
                | Part::Toplevel
                | Part::Bare
                | Part::Sum
                | Part::Printed(_)
                | Part::Stayed(_)
                | Part::Dynamic,
            ) => true,
        };
        let glob = pattern(&parts);
        Self { span, value, parts, prefix, splits, dash: dash || splits && !revision, glob, single: false }
    }

    /// Whether it is a revision or a range of them, in words of git's; or nothing.
    #[must_use]
    pub fn is_revision(&self) -> bool {
        is_revision(&self.parts)
    }
}

/// Whether git's own words and what joins and follows revisions is all there is.
fn is_revision(parts: &[Part]) -> bool {
    let sign = |b: u8| b.is_ascii_alphanumeric() || b"_-./~^@{}".contains(&b);
    let plain = |text: &str| !text.contains("/.") && text.bytes().all(sign);
    let before = |text: &str| text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.ends_with("..");
    let behind = |text: &str| {
        let range = text.starts_with("..") && !text.trim_start_matches('.').starts_with('/');
        range || text.starts_with(['~', '^', '@'])
    };
    parts.contains(&Part::Revision)
        && parts.iter().enumerate().all(|(at, part)| match part {
            Part::Literal(text) => plain(text) && if at == 0 { before(text) } else { behind(text) },
            part => matches!(part, Part::Revision),
        })
}

fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut merged: Vec<Part> = Vec::new();
    for part in parts {
        match (merged.last_mut(), part) {
            (_, Part::Literal(text)) if text.is_empty() => {}
            (Some(Part::Literal(before)), Part::Literal(text)) | (Some(Part::Glob(before)), Part::Glob(text)) => {
                before.push_str(&text);
            }
            (Some(Part::Dynamic), Part::Dynamic) => {}
            (_, part) => merged.push(part),
        }
    }
    merged
}

/// The whole as a pattern: only of literal parts and at least one glob.
fn pattern(parts: &[Part]) -> Option<String> {
    let mut pattern = String::new();
    let mut globs = false;
    for part in parts {
        match part {
            Part::Literal(text) => {
                for c in text.chars() {
                    if matches!(c, '*' | '?' | '[' | ']' | '\\' | '{' | '}' | '!') {
                        pattern.push('\\');
                    }
                    pattern.push(c);
                }
            }
            Part::Glob(text) => {
                globs = true;
                pattern.push_str(text);
            }
            _ => return None,
        }
    }
    globs.then_some(pattern)
}
