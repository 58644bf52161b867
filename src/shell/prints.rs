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

/// Options of git that choose among commits, whatever stands behind an equals sign.
const CHOICES: &[&str] = &[
    "--all",
    "--branches",
    "--tags",
    "--remotes",
    "--reverse",
    "--first-parent",
    "--merges",
    "--no-merges",
    "--follow",
    "--topo-order",
    "--date-order",
    "--abbrev-commit",
    "--max-count",
    "--skip",
    "--max-parents",
    "--min-parents",
    "--since",
    "--after",
    "--until",
    "--before",
    "--author",
    "--grep",
    "--diff-filter",
    "--sort",
    "--count",
];

/// What the unit prints: revisions, the root of the work tree, or the working folder.
pub(super) fn part(unit: &Unit) -> Option<Part> {
    let pipe: Vec<&[Lexeme]> = unit.lexemes.split(|lexeme| matches!(lexeme.kind, Kind::Operator("|"))).collect();
    if let [first, filters @ ..] = pipe.as_slice()
        && !filters.is_empty()
    {
        let cuts = |filter: &&[Lexeme]| plain(filter, true).is_some_and(|words| is_cut(&words));
        return (filters.iter().all(cuts) && is_digests(&plain(first, true)?)).then_some(Part::Revision);
    }
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
        _ => false,
    };
    (revision || is_digests(&words)).then_some(Part::Revision)
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

/// Whether git prints digests of commits, or full names of refs, which begin with no dash; one a line and nothing else.
fn is_digests<W: AsRef<str>>(words: &[W]) -> bool {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let (formats, formed): (&[&str], &[&str]) = match words.as_slice() {
        ["git", "rev-list", rest @ ..] => return rest.iter().any(|word| !word.starts_with('-')) && chooses(rest),
        ["git", "log", rest @ ..] => (&["%H", "%h", "format:%H", "format:%h", "tformat:%H", "tformat:%h"], rest),
        ["git", "for-each-ref", rest @ ..] => (&["%(refname)", "%(objectname)"], rest),
        _ => return false,
    };
    let format = |word: &str| {
        let format = word.strip_prefix("--format=").or_else(|| word.strip_prefix("--pretty="));
        format.is_some_and(|format| formats.contains(&format))
    };
    let (given, rest): (Vec<&str>, Vec<&str>) = formed.iter().partition(|word| format(word));
    given.len() == 1 && chooses(&rest)
}

/// Whether such words choose commits, and have nothing more printed of them.
fn chooses(words: &[&str]) -> bool {
    let count = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let (name, value) = word.split_once('=').map_or((*word, None), |(name, value)| (name, Some(value)));
        let fits = match name {
            "--" => return true,
            "-n" | "--max-count" | "--skip" if value.is_none() => words.next().is_some_and(|word| count(word)),
            "--since" | "--after" | "--until" | "--before" | "--author" | "--grep" | "--count" if value.is_none() => {
                false
            }
            _ if CHOICES.contains(&name) => true,
            _ => {
                let letters = word.strip_prefix('-').map(|rest| rest.strip_prefix('n').unwrap_or(rest));
                letters.is_some_and(count) || is_rev(word.strip_prefix('^').unwrap_or(word))
            }
        };
        if !fits {
            return false;
        }
    }
    true
}

/// Whether it hands on the first or last lines of its input.
fn is_cut(words: &[String]) -> bool {
    let count = |word: &str| word.strip_prefix('-').is_some_and(|n| n.trim_start_matches('n').parse::<u32>().is_ok());
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["head" | "tail", lines] => count(lines),
        ["head" | "tail", "-n", lines] => lines.parse::<u32>().is_ok(),
        ["head" | "tail" | "tac"] => true,
        _ => false,
    }
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
