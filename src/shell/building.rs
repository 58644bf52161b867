//! A word that is put together out of characters and parts.

use crate::model::{Part, Span};

use super::braces::Atom;
use super::evaluate::Place;

/// A word that is put together.
pub(super) struct Building {
    pub(super) parts: Vec<Part>,
    pub(super) splits: bool,
    pub(super) place: Place,
    pub(super) span: Span,
    /// A pattern that a loop has expanded is part of it.
    pub(super) matched: bool,
    /// A pattern stands in it.
    pub(super) globs: bool,
}

impl Building {
    pub(super) fn dynamic(&mut self, quoted: bool) {
        self.printed(Part::Dynamic, quoted);
    }

    pub(super) fn printed(&mut self, part: Part, quoted: bool) {
        self.parts.push(part);
        self.splits |= !quoted && self.place == Place::Argument;
    }

    /// A tilde prefix; how many atoms it takes.
    pub(super) fn tilde(&mut self, atoms: &[Atom<'_>], at: usize) -> usize {
        let mut name = String::new();
        let mut taken = 1;
        while let Some(atom) = atoms.get(at + taken) {
            match atom {
                Atom::Char('/') => break,
                Atom::Char(':') if self.place == Place::Value => break,
                Atom::Char(c) => name.push(*c),
                Atom::Piece(_) => {
                    self.parts.push(Part::Literal("~".to_owned()));
                    return 1;
                }
            }
            taken += 1;
        }
        let user = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let part = match name.as_str() {
            odd if odd.contains(':')
                || odd.starts_with(['+', '-'])
                || odd.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                Part::Dynamic
            }
            odd if !odd.chars().all(user) => Part::Dynamic,
            _ => Part::Home(name),
        };
        self.parts.push(part);
        taken
    }

    /// A bracket expression, or the bracket itself; how many atoms it takes.
    pub(super) fn bracket(&mut self, atoms: &[Atom<'_>], at: usize) -> usize {
        let rest = atoms.get(at + 1..).unwrap_or_default();
        let plain: String =
            rest.iter().map_while(|atom| if let Atom::Char(c) = atom { Some(*c) } else { None }).collect();
        match closing(&plain) {
            Some(inside) if !inside.contains('/') => {
                self.globs = true;
                self.parts.push(Part::Glob(format!("[{inside}]")));
                inside.chars().count() + 2
            }
            None if plain.chars().count() < rest.len() => {
                // Quotes or expansions may stand between the brackets.
                self.parts.push(Part::Dynamic);
                1
            }
            _ => {
                self.parts.push(Part::Literal("[".to_owned()));
                1
            }
        }
    }
}

/// What stands between an open bracket and the one that closes it.
fn closing(text: &str) -> Option<String> {
    let mut inside = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let first = inside.is_empty() || matches!(inside.as_str(), "!" | "^");
        if c == ']' && !first {
            return Some(inside);
        }
        inside.push(c);
        if c == '[' && characters.peek().is_some_and(|c| matches!(c, ':' | '.' | '=')) {
            let kind = characters.next()?;
            inside.push(kind);
            loop {
                let c = characters.next()?;
                inside.push(c);
                if c == kind && characters.peek() == Some(&']') {
                    inside.extend(characters.next());
                    break;
                }
            }
        }
    }
    None
}
