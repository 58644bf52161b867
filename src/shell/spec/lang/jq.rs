//! jq filters and yq expressions. Neither runs programs; both can read the environment, and modules or other files.

use super::super::value::literal;
use super::super::{Arg, Understanding};
use super::scan::Cursor;
use crate::model::EffectKind;

/// Deeper interpolation is not followed.
const DEEPEST: usize = 64;

/// Adds what a jq filter does. jq takes a blank between a dollar sign and the name.
pub(in super::super) fn filter(arg: &Arg, out: &mut Understanding) {
    let files = ["import", "include", "modulemeta", "get_search_list"];
    // In jaq `repl` runs the filters that stand in standard input.
    let refused = |word: &str| files.contains(&word) || word.contains("load") || word == "repl";
    read(arg, refused, |word| matches!(word, "env" | "$ENV" | "ENV"), out);
}

/// Adds what a yq expression does. yq has several spellings of each of its functions, `load_str`, `loadstr`, `strload`, and
/// takes letters in front of them for an operator's flags.
pub(in super::super) fn expression(arg: &Arg, out: &mut Understanding) {
    let any = |word: &str, parts: &[&str]| parts.iter().any(|part| word.contains(part));
    let refused = |word: &str| any(word, &["eval", "system", "import", "include", "modulemeta", "load"]);
    read(arg, refused, |word| any(word, &["env", "$ENV"]), out);
}

fn read(arg: &Arg, refused: impl Fn(&str) -> bool, environment: impl Fn(&str) -> bool, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    match words(&arg.text) {
        Ok(words) => {
            for word in words {
                if refused(word) {
                    out.not(arg.span, format!("`{word}` in a filter reads other files or filters"));
                } else if environment(word) {
                    out.does(EffectKind::EnvironmentRead);
                }
            }
        }
        Err(why) => out.not(arg.span, format!("the filter can't be understood: {why}")),
    }
}

/// The words of a filter that name functions and variables: no fields, no strings.
fn words(text: &str) -> Result<Vec<&str>, &'static str> {
    let mut at = Cursor::new(text);
    let mut found = Vec::new();
    // For each string that is interpolated: how many parentheses are open inside.
    let mut open: Vec<usize> = Vec::new();
    let mut field = false;
    while let Some(c) = at.peek() {
        let word = at.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':' || c == '$');
        if !word.is_empty() {
            for word in apart(word) {
                if field && !word.starts_with('$') {
                    continue;
                }
                let name = word.trim_end_matches(':');
                let key = word.len() > name.len();
                found.extend(name.split("::").filter(|_| !key || name.starts_with('$')));
                found.extend(name.split(':').filter(|_| !key));
            }
            field = false;
            continue;
        }
        at.next();
        field = c == '.';
        match c {
            '"' => string(&mut at, &mut open)?,
            '#' => {
                let comment = at.all(|c| c != '\n');
                if comment.contains('\\') {
                    return Err("versions differ on where a comment with a backslash ends");
                }
            }
            '(' => {
                if let Some(depth) = open.last_mut() {
                    *depth += 1;
                }
            }
            ')' => match open.last_mut() {
                Some(0) => {
                    open.pop();
                    string(&mut at, &mut open)?;
                }
                Some(depth) => *depth -= 1,
                None => {}
            },
            _ => {}
        }
    }
    if open.is_empty() { Ok(found) } else { Err("a string does not end") }
}

/// A word in front of each of its dollar signs, which begin another.
fn apart(word: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = word.match_indices('$').map(|(at, _)| at).filter(|at| *at > 0).collect();
    starts.push(word.len());
    let ends = std::iter::once(0).chain(starts.clone());
    ends.zip(&starts).filter_map(|(start, end)| word.get(start..*end)).collect()
}

/// The rest of a string, up to its end or to `\(`.
fn string(at: &mut Cursor<'_>, open: &mut Vec<usize>) -> Result<(), &'static str> {
    while let Some(c) = at.next() {
        match c {
            '"' => return Ok(()),
            '\\' if at.next() == Some('(') => {
                open.push(0);
                return if open.len() > DEEPEST { Err("strings nest too deep") } else { Ok(()) };
            }
            _ => {}
        }
    }
    Err("a string does not end")
}
