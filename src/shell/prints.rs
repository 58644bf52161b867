//! What git prints in a substitution, where its command is known to print nothing else; and pipes that print names.

use brush_parser::ast::{
    Command, CommandPrefixOrSuffixItem, IoFileRedirectKind, IoFileRedirectTarget, IoRedirect, SimpleCommand,
    Word as GrammarWord,
};

use crate::model::{Part, Word};

use super::syntax::{Kind, Lexeme, Piece, Unit, unquoted};

/// Options of `git describe` that leave a name or a digest.
const DESCRIBE: &[&str] = &["--tags", "--always", "--first-parent", "--exact-match"];

/// Programs that find files.
const FINDERS: &[&str] = &["find", "fd", "fdfind", "grep", "egrep", "fgrep", "rg"];

/// Programs that hand on lines of their input.
const FILTERS: &[&str] = &["grep", "egrep", "fgrep", "head", "sort", "tail", "uniq"];

/// What the unit prints: one revision, the root of the work tree, or the working folder.
pub(super) fn part(unit: &Unit) -> Option<Part> {
    let words = plain(&unit.lexemes, false)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let revision = match words.as_slice() {
        ["git", "rev-parse", "--show-toplevel"] => return Some(Part::Toplevel),
        ["pwd"] => return Some(Part::Variable("PWD".to_owned())),
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

/// The commands of a pipe that prints names of files, and nothing else as far as its programs tell.
pub(super) fn names(unit: &Unit) -> Option<Vec<Vec<String>>> {
    let pipes = unit.lexemes.split(|lexeme| matches!(lexeme.kind, Kind::Operator("|")));
    let commands = pipes.map(|command| plain(command, true)).collect::<Option<Vec<_>>>()?;
    is_search(&commands).then_some(commands)
}

/// The same of commands at the start of a pipe.
pub(super) fn piped(unit: &Unit, commands: &[Command]) -> Option<Vec<Vec<String>>> {
    let commands = commands.iter().map(|command| simple(unit, command)).collect::<Option<Vec<_>>>()?;
    is_search(&commands).then_some(commands)
}

/// Whether xargs with these words of its own hands on each name whole, as far as blanks let it.
#[must_use]
pub fn hands_on(own: &[Word]) -> bool {
    let mut words = own.iter().map(|word| word.value.as_deref().unwrap_or_default());
    while let Some(word) = words.next() {
        let number = word.trim_start_matches(['-', 'n', 'P', 'L']).bytes().all(|b| b.is_ascii_digit());
        let whole = match word {
            "-I" => words.next().is_some(),
            "-d" | "--delimiter" => matches!(words.next(), Some("\\n" | "\n" | "\\0")),
            "-i" | "--replace" | "-r" | "-t" | "-0" | "--null" | "--no-run-if-empty" | "-0r" | "-r0" => true,
            _ => word.starts_with("-I") || word.starts_with("--replace=") || number,
        };
        if !whole {
            return false;
        }
    }
    true
}

/// Whether it prints one name at most.
pub(super) fn is_single(commands: &[Vec<String>]) -> bool {
    let last = commands.last().map(|words| words.iter().map(String::as_str).collect::<Vec<_>>());
    matches!(last.as_deref(), Some(["head" | "tail", "-1" | "-n1"] | ["head" | "tail", "-n", "1"]))
}

/// Whether one of the commands may be told to end names by NUL.
pub(super) fn ends_with_nul(commands: &[Vec<String>]) -> bool {
    commands.iter().flatten().any(|word| {
        let named = ["-print0", "--print0", "--nul", "--zero"].iter().any(|option| word.starts_with(option));
        let letters = word.strip_prefix('-').filter(|rest| !rest.starts_with('-') && !rest.starts_with("size"));
        let number = |before: &str| before.ends_with(|c: char| c.is_ascii_digit());
        let zero = |letters: &str| letters.split_once('0').is_some_and(|(before, _)| !number(before));
        named || letters.is_some_and(|letters| letters.contains(['z', 'Z']) || zero(letters))
    })
}

fn is_search(commands: &[Vec<String>]) -> bool {
    let Some((first, filters)) = commands.split_first() else { return false };
    let words: Vec<&str> = first.iter().map(String::as_str).collect();
    let searches = match words.as_slice() {
        ["git", "ls-files", ..] => true,
        ["git", "diff", rest @ ..] => rest.contains(&"--name-only"),
        ["git", "grep", rest @ ..] => rest.iter().any(|word| word.starts_with('-') && word.contains(['l', 'L'])),
        [name, ..] => FINDERS.contains(name),
        [] => false,
    };
    searches && filters.iter().all(|words| words.first().is_some_and(|name| FILTERS.contains(&name.as_str())))
}

/// The words of a plain command without expansions, which may say nothing of errors.
fn simple(unit: &Unit, command: &Command) -> Option<Vec<String>> {
    let Command::Simple(SimpleCommand { prefix: None, word_or_name: Some(name), suffix }) = command else {
        return None;
    };
    let word = |word: &GrammarWord| {
        let lexeme = word.loc.as_ref().and_then(|place| unit.lexemes.get(place.start.index))?;
        if let Kind::Word(pieces) = &lexeme.kind { literal(pieces) } else { None }
    };
    let silent = |file: &IoFileRedirectTarget| match file {
        IoFileRedirectTarget::Filename(file) => word(file).as_deref() == Some("/dev/null"),
        _ => false,
    };
    let mut words = vec![word(name)?];
    for item in suffix.iter().flat_map(|suffix| &suffix.0) {
        match item {
            CommandPrefixOrSuffixItem::Word(text) => words.push(word(text)?),
            CommandPrefixOrSuffixItem::IoRedirect(IoRedirect::File(Some(2), IoFileRedirectKind::Write, file))
                if silent(file) => {}
            _ => return None,
        }
    }
    Some(words)
}

/// The text of a word that no shell expands in any way.
fn literal(pieces: &[Piece]) -> Option<String> {
    let expands = |text: &str| text.starts_with(['~', '=']) || text.contains(['*', '?', '[', '{', '(', '^', '#']);
    let plain =
        |piece: &Piece| matches!(piece, Piece::Quoted(_)) || matches!(piece, Piece::Text(text) if !expands(text));
    if pieces.iter().all(plain) { unquoted(pieces) } else { None }
}

/// The words of one plain command; what it says of errors may go to nowhere.
fn plain(lexemes: &[Lexeme], strict: bool) -> Option<Vec<String>> {
    let end = lexemes.iter().position(|lexeme| !matches!(lexeme.kind, Kind::Word(_))).unwrap_or(lexemes.len());
    let (command, rest) = lexemes.split_at(end);
    let rest: Vec<&Kind> = rest.iter().map(|lexeme| &lexeme.kind).filter(|kind| !matches!(kind, Kind::End)).collect();
    match rest.as_slice() {
        [] => {}
        [Kind::Number(2), Kind::Operator(">"), Kind::Word(place)]
            if unquoted(place).as_deref() == Some("/dev/null") => {}
        _ => return None,
    }
    let word = |lexeme: &Lexeme| match &lexeme.kind {
        Kind::Word(pieces) if strict => literal(pieces),
        Kind::Word(pieces) => unquoted(pieces),
        _ => None,
    };
    command.iter().map(word).collect()
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
