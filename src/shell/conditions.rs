//! `test` and `[`: words that are operators, and operands that some shells evaluate.

use crate::model::{Part, Span, Word};

use super::compound::Ends;
use super::source::fail;
use super::syntax::{Read, is_name};

/// Binary operators of `test`.
const COMPARISONS: &[&str] =
    &["=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-ef", "-nt", "-ot", "-a", "-o", "]"];

/// `test -v 'a[$(x)]'` runs `x`.
pub(super) fn operands(arguments: &[Word], span: Span) -> Read<Ends> {
    for (index, word) in arguments.iter().enumerate() {
        let next = arguments.get(index + 1);
        match word.value.as_deref() {
            Some("-v" | "-R") => {
                let compared = next.is_some_and(is_comparison);
                let named = next.and_then(|next| next.value.as_deref()).is_some_and(is_name);
                if !named && !compared {
                    return fail(span, "a test of a variable whose name may run commands: name it plainly");
                }
            }
            Some(text) if text.contains('[') && beside(arguments, index).any(is_numeric) => {
                return fail(word.span, "an operand that is no number: some shells evaluate it and may run commands");
            }
            Some(_) => {}
            None if may_be_operator(word) || word.glob.is_some() && beside(arguments, index).any(is_numeric) => {
                return fail(word.span, "names of files as operators or numbers of a test: begin the pattern with ./");
            }
            None if word.splits => return fail(word.span, "an unquoted expansion in a test: quote it"),
            None if word.dash && next.is_some_and(|next| !is_comparison(next)) => {
                return fail(word.span, "a test whose operator is not certain: compare with =");
            }
            None => {}
        }
    }
    Ok(None)
}

/// Whether a pattern may match files that are called like operators.
fn may_be_operator(word: &Word) -> bool {
    // The longest are three letters.
    let ends = |part: &Part| matches!(part, Part::Glob(_)) || matches!(part, Part::Literal(text) if text.len() < 3);
    word.dash && word.glob.is_some() && word.parts.last().is_some_and(ends)
}

/// The words before and behind one.
fn beside(words: &[Word], at: usize) -> impl Iterator<Item = &Word> {
    [at.checked_sub(1), at.checked_add(1)].into_iter().flatten().filter_map(|at| words.get(at))
}

fn is_numeric(word: &Word) -> bool {
    word.value.as_deref().is_some_and(|text| ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"].contains(&text))
}

fn is_comparison(word: &Word) -> bool {
    word.value.as_deref().is_some_and(|text| COMPARISONS.contains(&text))
}
