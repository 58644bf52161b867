//! `{a,b}` and `{1..3}`: one word becomes several, before anything else is expanded.

use super::syntax::Piece;

/// The most words that one word may become.
const MOST: usize = 256;

/// An unquoted character, or a piece that braces don't look into.
#[derive(Clone, Copy, Debug)]
pub(super) enum Atom<'p> {
    /// Unquoted.
    Char(char),
    /// All else.
    Piece(&'p Piece),
}

/// A word as atoms.
pub(super) fn atoms(pieces: &[Piece]) -> Vec<Atom<'_>> {
    let mut atoms = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => atoms.extend(text.chars().map(Atom::Char)),
            piece => atoms.push(Atom::Piece(piece)),
        }
    }
    atoms
}

/// The words that braces make of a word, or why that is not certain.
pub(super) fn expand<'p>(atoms: &[Atom<'p>]) -> Result<Vec<Vec<Atom<'p>>>, &'static str> {
    let mut done = Vec::new();
    let mut open = vec![atoms.to_vec()];
    while let Some(word) = open.pop() {
        match first(&word)? {
            None => done.push(word),
            Some((before, members, after)) => {
                let glued = word.iter().any(|atom| match atom {
                    Atom::Piece(Piece::Parameter(parameter)) => !parameter.braced,
                    _ => false,
                });
                if glued {
                    return Err("braces and a variable in one word: write ${name}, or write the words out");
                }
                for member in members.iter().rev() {
                    open.push([before.as_slice(), member.as_slice(), after.as_slice()].concat());
                }
            }
        }
        if open.len() + done.len() > MOST {
            return Err("braces that make too many words: write fewer");
        }
    }
    Ok(done)
}

type Split<'p> = (Vec<Atom<'p>>, Vec<Vec<Atom<'p>>>, Vec<Atom<'p>>);

/// What stands before, in and behind the first braces that expand.
fn first<'p>(word: &[Atom<'p>]) -> Result<Option<Split<'p>>, &'static str> {
    for (start, atom) in word.iter().enumerate() {
        if !matches!(atom, Atom::Char('{')) {
            continue;
        }
        let rest = word.get(start + 1..).unwrap_or_default();
        let Some((members, length)) = members(rest) else {
            if rest.iter().any(|atom| matches!(atom, Atom::Char(','))) {
                return Err("braces that do not match: quote them");
            }
            continue;
        };
        let members = match members.as_slice() {
            [only] => match range(only)? {
                Some(range) => range,
                None => continue,
            },
            _ => members,
        };
        let before = word.get(..start).unwrap_or_default().to_vec();
        let after = rest.get(length..).unwrap_or_default().to_vec();
        return Ok(Some((before, members, after)));
    }
    Ok(None)
}

/// The members between braces that are open at the start, and how many atoms they take with the closing brace.
fn members<'p>(rest: &[Atom<'p>]) -> Option<(Vec<Vec<Atom<'p>>>, usize)> {
    let mut members = vec![Vec::new()];
    let mut depth = 0_u32;
    for (index, atom) in rest.iter().enumerate() {
        match atom {
            Atom::Char('}') if depth == 0 => return Some((members, index + 1)),
            Atom::Char(',') if depth == 0 => {
                members.push(Vec::new());
                continue;
            }
            Atom::Char('{') => depth += 1,
            Atom::Char('}') => depth -= 1,
            _ => {}
        }
        members.last_mut()?.push(*atom);
    }
    None
}

/// `1..3`, `a..e`; None when it is no range at all.
fn range<'p>(member: &[Atom<'p>]) -> Result<Option<Vec<Vec<Atom<'p>>>>, &'static str> {
    const ODD: &str = "an odd range in braces: write the words out";
    let mut text = String::new();
    for atom in member {
        match atom {
            Atom::Char(c) => text.push(*c),
            Atom::Piece(Piece::Quoted(_)) => text.push('"'),
            Atom::Piece(_) => text.push('$'),
        }
    }
    let Some((from, to)) = text.split_once("..") else {
        // `{{a,b}}`: the inner ones expand later and the outer ones stay.
        return Ok(None);
    };
    let number = |text: &str| text.parse::<i32>().ok().filter(|n| n.to_string() == text && n.abs() < 1000);
    if let (Some(from), Some(to)) = (number(from), number(to)) {
        let up: Vec<i32> = (from.min(to)..=from.max(to)).collect();
        let numbers: Vec<i32> = if from <= to { up } else { up.into_iter().rev().collect() };
        return Ok(Some(numbers.iter().map(|n| n.to_string().chars().map(Atom::Char).collect()).collect()));
    }
    let letter = |text: &str| text.parse::<char>().ok().filter(char::is_ascii_lowercase);
    match (letter(from), letter(to)) {
        (Some(from), Some(to)) if from <= to => Ok(Some((from..=to).map(|c| vec![Atom::Char(c)]).collect())),
        _ => Err(ODD),
    }
}
