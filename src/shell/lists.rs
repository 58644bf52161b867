//! Lists of words that a script writes out: arrays, and variables that a loop takes apart.

use crate::model::{Assignment, Part, Span, Word};

use super::evaluate::{cost, stays_whole};
use super::syntax::{Piece, Read};
use super::walker::Walker;

/// More arrays than this are not followed.
const FOLLOWED: usize = 64;

/// A variable of more words than this is not taken apart.
const MOST: usize = 32;

impl Walker<'_> {
    /// Takes in a variable that is set: as an array, or as a text, which becomes the first element in bash.
    pub(super) fn keep_list(&mut self, assignment: &Assignment) {
        // Brackets make an index of the start of an element, an equals sign the path of a program.
        let plain = |word: &Word| !word.splits && word.value.as_ref().is_some_and(|text| !text.starts_with(['[', '=']));
        let name = &assignment.name;
        let kept = assignment.partial
            && self.lists.len() < FOLLOWED
            && self.scope.follows(name)
            && assignment.values.iter().all(plain);
        if kept {
            self.lists.insert(name.clone(), assignment.values.clone());
        } else {
            self.lists.remove(name);
        }
    }

    /// The elements of an array that is the whole word: `"${name[@]}"`.
    pub(super) fn elements(&mut self, pieces: &[Piece], span: Span) -> Read<Option<Vec<Word>>> {
        // Quotes begin with an empty text.
        let mut rest = pieces.iter().filter(|piece| !matches!(piece, Piece::Quoted(text) if text.is_empty()));
        let (Some(Piece::Parameter(parameter)), None) = (rest.next(), rest.next()) else { return Ok(None) };
        let known =
            self.lists.get(&parameter.name).filter(|_| parameter.elements && self.scope.follows(&parameter.name));
        let Some(words) = known.filter(|words| parameter.quoted || words.iter().all(is_one)) else { return Ok(None) };
        let words: Vec<Word> = words.iter().map(|word| Word { span, ..word.clone() }).collect();
        let size = words.iter().map(|word| word.prefix.len() + 1).sum();
        self.budget.spend(cost(size) + 1, span)?;
        Ok(Some(words))
    }

    /// What `$name` becomes without quotes, where that is several words: in zsh the text as a whole, in others its words.
    pub(super) fn fields(&self, pieces: &[Piece], span: Span) -> Option<(Word, Vec<Word>)> {
        let [Piece::Parameter(parameter)] = pieces else { return None };
        let parts = self.value(parameter).filter(|_| !parameter.quoted && !parameter.several)?;
        let [Part::Literal(text)] = parts.as_slice() else { return None };
        let other = |c: char| "*?[]\\".contains(c) || c.is_control() && !matches!(c, '\n' | '\t');
        let blank = [' ', '\t', '\n'];
        if text.contains(other) || !text.contains(blank) {
            return None;
        }
        let fields = text.split(blank).filter(|field| !field.is_empty());
        let words: Vec<Word> = fields.map(|field| Word::literal(field, span)).collect();
        (words.len() < MOST).then(|| (Word::literal(text, span), words))
    }
}

/// Whether an element without quotes is one word all the same.
fn is_one(word: &Word) -> bool {
    !word.parts.is_empty() && word.parts.iter().all(stays_whole)
}
