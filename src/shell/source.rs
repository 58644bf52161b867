//! The text that is read, character by character, and the limits of reading.

use crate::model::{NotUnderstood, Span};

use super::syntax::Read;

/// The longest script that is read, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;
/// How deep constructs may be nested.
pub(super) const DEEPEST: u32 = 32;
/// How many steps reading may take: lexemes, pieces, commands, unrolled rounds of loops.
pub(super) const STEPS: u32 = 100_000;
/// Characters that cost one step when a text is read.
const CHARACTERS_A_STEP: u32 = 8;

/// A failure at a place.
pub(super) fn fail<T>(span: Span, why: impl Into<String>) -> Read<T> {
    Err(NotUnderstood { span, why: why.into() })
}

/// What reading has cost so far, for the script and all that is nested in it.
#[derive(Debug, Default)]
pub(super) struct Budget {
    steps: u32,
    depth: u32,
}

impl Budget {
    /// Counts work.
    pub(super) fn spend(&mut self, steps: u32, span: Span) -> Read<()> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > STEPS {
            return fail(span, format!("more than {STEPS} steps of reading"));
        }
        Ok(())
    }

    /// Counts work that can't be refused: whatever is spent next is.
    pub(super) const fn charge(&mut self, steps: u32) {
        self.steps = self.steps.saturating_add(steps);
    }

    /// Counts one level of nesting; each success is matched by a `leave`.
    pub(super) fn enter(&mut self, span: Span) -> Read<()> {
        if self.depth >= DEEPEST {
            return fail(span, format!("nested more than {DEEPEST} deep"));
        }
        self.depth += 1;
        self.spend(1, span)
    }

    /// One level less.
    pub(super) const fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

/// A script or a script within a word, with a reading position.
#[derive(Debug)]
pub(super) struct Source {
    characters: Vec<(usize, char)>,
    length: usize,
    at: usize,
    /// Where the whole stands, when offsets in it have no meaning outside.
    fixed: Option<Span>,
}

impl Source {
    /// The outermost script.
    pub(super) fn outer(text: &str) -> Self {
        Self { characters: text.char_indices().collect(), length: text.len(), at: 0, fixed: None }
    }

    /// A script that stands, quotes removed, at `span`.
    pub(super) fn nested(text: &str, span: Span, budget: &mut Budget) -> Read<Self> {
        let cost = u32::try_from(text.len()).unwrap_or(u32::MAX) / CHARACTERS_A_STEP;
        budget.spend(cost + 1, span)?;
        Ok(Self { fixed: Some(span), ..Self::outer(text) })
    }

    /// The reading position.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    /// From a position to here.
    pub(super) fn span(&self, from: usize) -> Span {
        self.fixed.unwrap_or_else(|| Span { start: self.offset(from), end: self.offset(self.at) })
    }

    /// The character here.
    pub(super) fn here(&self) -> Span {
        self.fixed.unwrap_or_else(|| Span { start: self.offset(self.at), end: self.offset(self.at + 1) })
    }

    fn offset(&self, at: usize) -> usize {
        self.characters.get(at).map_or(self.length, |(offset, _)| *offset)
    }

    /// The character `ahead` of here, as it stands.
    pub(super) fn raw(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).map(|(_, c)| *c)
    }

    /// Takes one character as it stands.
    pub(super) fn take_raw(&mut self) -> Option<char> {
        let c = self.raw(0)?;
        self.at += 1;
        Some(c)
    }

    fn skip_continuations(&mut self) {
        while self.raw(0) == Some('\\') && self.raw(1) == Some('\n') {
            self.at += 2;
        }
    }

    /// The next character, continued lines joined.
    pub(super) fn peek(&mut self) -> Option<char> {
        self.skip_continuations();
        self.raw(0)
    }

    /// Takes the next character, continued lines joined.
    pub(super) fn take(&mut self) -> Option<char> {
        self.skip_continuations();
        self.take_raw()
    }

    /// Takes `text` if it stands here, continued lines joined.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let start = self.at;
        for c in text.chars() {
            if self.take() != Some(c) {
                self.at = start;
                return false;
            }
        }
        true
    }

    /// Whether `text` stands here.
    pub(super) fn sees(&mut self, text: &str) -> bool {
        let start = self.at;
        let found = self.eat(text);
        self.at = start;
        found
    }

    /// The rest of the line with its newline taken; None when no newline ends it.
    pub(super) fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        while let Some(c) = self.take_raw() {
            if c == '\n' {
                return Some(line);
            }
            line.push(c);
        }
        if line.is_empty() { None } else { Some(line) }
    }
}
