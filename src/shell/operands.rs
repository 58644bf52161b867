//! Whether a word is an operand for certain, and no command that runs in this very shell.

use super::scope::written;
use super::syntax::{Kind, Lexeme, Piece, target, unquoted};

/// Words behind which a command may stand that runs in this very shell.
const PREFIXES: &[&str] = &[
    "builtin",
    "command",
    "do",
    "elif",
    "else",
    "exec",
    "if",
    "nocorrect",
    "noglob",
    "then",
    "time",
    "until",
    "while",
];

/// Whether the lexeme at `index` is an operand of a command, by what stands in front of it.
pub(super) fn is_operand(lexemes: &[Lexeme], index: usize) -> bool {
    let before = |steps: usize| index.checked_sub(steps).and_then(|at| lexemes.get(at));
    let [third, earlier, last] = [3, 2, 1].map(|steps| before(steps).map(written).unwrap_or_default());
    let quoted = before(1).is_some_and(is_argument) && !is_redirection(&earlier);
    quoted || is_within(&earlier, &last) || is_behind_option(&third, &earlier, &last)
}

/// Whether what follows these words is an operand of a command for certain.
fn is_within(earlier: &str, last: &str) -> bool {
    is_name_of_command(last) && !is_redirection(earlier)
}

/// Whether a word may be a command, and none behind which another stands.
fn is_name_of_command(word: &str) -> bool {
    let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    plain && !PREFIXES.contains(&word) && !word.starts_with('-')
}

/// The same behind a command and its first option; `third`: what stands in front of both.
fn is_behind_option(third: &str, earlier: &str, last: &str) -> bool {
    last.starts_with('-') && is_name_of_command(earlier) && !is_redirection(third)
}

pub(super) fn is_redirection(operator: &str) -> bool {
    operator.contains(['<', '>'])
}

/// Whether a lexeme is one word in quotes, whatever becomes of it, and no name behind which a command may stand.
fn is_argument(lexeme: &Lexeme) -> bool {
    let Kind::Word(pieces) = &lexeme.kind else { return false };
    let quoted = pieces.iter().any(|piece| matches!(piece, Piece::Quoted(_)));
    let vanishes = pieces.iter().any(|piece| matches!(piece, Piece::Parameter(parameter) if parameter.several));
    let prefix = unquoted(pieces).is_some_and(|text| PREFIXES.contains(&text.as_str()) || text.starts_with('-'));
    quoted && !vanishes && !prefix && target(pieces).is_none()
}
