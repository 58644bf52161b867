//! What git prints in a substitution or into a pipe, where its command is known to print nothing else.

use brush_parser::ast::{Command, CommandPrefixOrSuffixItem, SimpleCommand, Word};

use crate::model::Part;

use super::syntax::{Kind, Lexeme, Unit, unquoted};

/// Options of `git describe` that leave a name or a digest.
const DESCRIBE: &[&str] = &["--tags", "--always", "--first-parent", "--exact-match"];

/// Options that leave a listing of tracked files the plain names of some of them.
const LISTING: &[&str] = &["-z", "-c", "--cached", "-m", "--modified", "--deduplicate"];

/// What the unit prints: one revision, the root of the work tree, or names of tracked files.
pub(super) fn part(unit: &Unit) -> Option<Part> {
    let words = words(&unit.lexemes)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let revision = match words.as_slice() {
        listing if lists(listing) => return Some(Part::Listed),
        ["git", "rev-parse", "--show-toplevel"] => return Some(Part::Toplevel),
        ["git", "branch", "--show-current"] | ["git", "symbolic-ref", "--short", "HEAD"] => true,
        ["git", "merge-base", revs @ ..] => revs.len() > 1 && revs.iter().all(|word| is_rev(word)),
        // What it can't resolve it prints as it is, unless it has to verify it.
        ["git", "rev-parse", "--verify", rev] => is_rev(rev),
        ["git", "rev-parse", "--short" | "--abbrev-ref", rev] | ["git", "rev-parse", rev] => is_head(rev),
        ["git", "describe", rest @ ..] => rest.iter().all(|word| {
            let short = word.strip_prefix("--abbrev=");
            DESCRIBE.contains(word)
                || short.is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit()))
                || is_head(word)
        }),
        ["git", "rev-list", "-1" | "--max-parents=0" | "--max-count=1", rev] => is_rev(rev),
        _ => false,
    };
    revision.then_some(Part::Revision)
}

/// Whether a plain command of a pipeline prints nothing but names of tracked files.
pub(super) fn is_listing(unit: &Unit, command: &Command) -> bool {
    let Command::Simple(SimpleCommand { prefix: None, word_or_name: Some(name), suffix }) = command else {
        return false;
    };
    let word = |word: &Word| {
        let lexeme = word.loc.as_ref().and_then(|place| unit.lexemes.get(place.start.index))?;
        if let Kind::Word(pieces) = &lexeme.kind { unquoted(pieces) } else { None }
    };
    let rest = suffix.iter().flat_map(|suffix| &suffix.0).map(|item| match item {
        CommandPrefixOrSuffixItem::Word(text) => word(text),
        _ => None,
    });
    let words: Option<Vec<String>> = std::iter::once(word(name)).chain(rest).collect();
    words.is_some_and(|words| lists(&words.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// `git ls-files [PATHSPEC]…`, `git diff --name-only [-- PATHSPEC…]`.
fn lists(words: &[&str]) -> bool {
    match words {
        ["git", "ls-files", rest @ ..] => rest.iter().all(|word| !word.starts_with('-') || LISTING.contains(word)),
        ["git", "diff", rest @ ..] => {
            let mut options = rest.split(|word| *word == "--").next().unwrap_or_default().iter();
            rest.contains(&"--name-only")
                && options.all(|word| matches!(*word, "--name-only" | "-z") || word.starts_with("--diff-filter="))
        }
        _ => false,
    }
}

/// The words of one plain command; what it says of errors may go to nowhere.
fn words(lexemes: &[Lexeme]) -> Option<Vec<String>> {
    let end = lexemes.iter().position(|lexeme| !matches!(lexeme.kind, Kind::Word(_))).unwrap_or(lexemes.len());
    let (command, rest) = lexemes.split_at(end);
    let rest: Vec<&Kind> = rest.iter().map(|lexeme| &lexeme.kind).filter(|kind| !matches!(kind, Kind::End)).collect();
    match rest.as_slice() {
        [] => {}
        [Kind::Number(2), Kind::Operator(">"), Kind::Word(place)]
            if unquoted(place).as_deref() == Some("/dev/null") => {}
        _ => return None,
    }
    command.iter().map(|lexeme| if let Kind::Word(pieces) = &lexeme.kind { unquoted(pieces) } else { None }).collect()
}

/// What is checked out, or a commit before it.
fn is_head(word: &str) -> bool {
    let rest = word.strip_prefix("HEAD");
    is_rev(word) && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['~', '^']))
}

/// A name of a revision that is neither an option nor a path in one.
fn is_rev(word: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"_-./~^@{}".contains(&b);
    word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '@') && word.bytes().all(plain)
}
