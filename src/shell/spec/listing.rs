//! Names that a pipe of commands prints: by which patterns they can be told, and who gives them.

use super::lines::{Left, left};
use super::parse::{Parsed, Table, parse};
use super::{Arg, Lookup, Understanding, assign, found};
use crate::model::{CommandSpec, Span, ValueKind};

/// Options that leave a listing of tracked files the plain names of some of them.
const TRACKED: &[&str] = &["-z", "-c", "--cached", "-m", "--modified", "--deduplicate"];

/// Options that leave a difference the plain names of what differs.
const DIFFERING: &[&str] = &["--name-only", "-z", "--cached", "--staged", "--no-renames", "-M"];

/// Options with which git's search prints names.
const NAMING: &[&str] = &["--name-only", "--files-with-matches", "--files-without-match"];

/// More patterns than this are not told apart.
const MOST: usize = 16;

/// Where names come from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Names {
    /// From git's index.
    Tracked,
    /// From what the work tree or the index has otherwise than the last commit.
    Unsaved,
    /// From git's index and the trees of these revisions, or of those that they are ranges of.
    Revisions(Vec<String>),
    /// From the disk.
    Disk,
}

/// Names of files.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Listing {
    /// Patterns of a search; each name fits one of them.
    pub patterns: Vec<String>,
    /// Where they come from.
    pub names: Names,
    /// What each of the files holds.
    pub holds: Option<Holds>,
}

/// A word that a search looks for in files.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Holds {
    /// The word, of letters, digits and underscores.
    pub word: String,
    /// Whether its letters may be large or small.
    pub any_case: bool,
}

/// What a pipe of commands prints, if it prints nothing but names of files.
#[must_use]
pub fn listing(commands: &[Vec<String>], lookup: &Lookup<'_>) -> Option<Listing> {
    let (first, filters) = commands.split_first()?;
    let words: Vec<&str> = first.iter().map(String::as_str).collect();
    let mut listing = match words.as_slice() {
        ["git", "ls-files", rest @ ..] => tracked(rest)?,
        ["git", "diff", rest @ ..] => differing(rest)?,
        ["git", "grep", rest @ ..] => grepped(rest)?,
        ["fd" | "fdfind", ..] => searched(&words, lookup).filter(|_| is_plain_search(&words))?,
        _ => searched(&words, lookup)?,
    };
    for filter in filters {
        if let Left::Fitting(globs) = left(filter)? {
            listing.patterns = narrowed(&listing.patterns, &globs);
        }
    }
    listing.holds = holds(&words);
    (listing.patterns.len() <= MOST).then_some(listing)
}

/// `git ls-files [PATHSPEC]…`
fn tracked(words: &[&str]) -> Option<Listing> {
    let (options, paths): (Vec<&str>, Vec<&str>) =
        words.iter().partition(|word| word.starts_with('-') && **word != "--");
    let known = options.iter().all(|option| TRACKED.contains(option));
    let paths: Vec<&str> = paths.into_iter().filter(|path| *path != "--").collect();
    let modified = options.iter().any(|option| matches!(*option, "-m" | "--modified"));
    let cached = options.iter().any(|option| matches!(*option, "-c" | "--cached"));
    let names = if modified && !cached { Names::Unsaved } else { Names::Tracked };
    known.then(|| Listing { patterns: below(&paths), names, holds: None })
}

/// `git diff --name-only [REVISION]… [-- PATHSPEC…]`: names count from the root.
fn differing(words: &[&str]) -> Option<Listing> {
    let (before, behind) = divided(words);
    let (options, mut revisions): (Vec<&str>, Vec<&str>) = before.iter().partition(|word| word.starts_with('-'));
    let known = |option: &&str| DIFFERING.contains(option) || option.starts_with("--diff-filter=");
    if !options.iter().all(known) {
        return None;
    }
    if options.iter().any(|option| matches!(*option, "--cached" | "--staged")) {
        revisions.push("HEAD");
    }
    let kinds = behind.iter().all(|path| path.strip_prefix("*.").is_some_and(|kind| !kind.contains('/')));
    let patterns = if kinds { below(&behind) } else { below(&[]) };
    let names = match revisions.as_slice() {
        [] => Names::Unsaved,
        some => Names::Revisions(some.iter().map(|word| (*word).to_owned()).collect()),
    };
    Some(Listing { patterns, names, holds: None })
}

/// `git grep -l PATTERN [PATH…]`, or `-- PATHSPEC…`: in front of the dashes stand revisions, and names begin with theirs.
fn grepped(words: &[&str]) -> Option<Listing> {
    let (before, behind) = divided(words);
    let letters =
        |word: &str| word.strip_prefix('-').is_some_and(|rest| rest.chars().all(|c| "lLiwEFGPIz".contains(c)));
    let (options, operands): (Vec<&str>, Vec<&str>) = before.iter().partition(|word| word.starts_with('-'));
    let known = options.iter().all(|option| NAMING.contains(option) || letters(option));
    let names = options.iter().any(|option| NAMING.contains(option) || letters(option) && option.contains(['l', 'L']));
    let (_, paths) = operands.split_first()?;
    let plain = |path: &&str| path.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-./*?".contains(&b));
    let revisions = !paths.is_empty() && words.contains(&"--") || !paths.iter().all(plain);
    (known && names && !revisions).then(|| Listing {
        patterns: below(&[paths, &behind].concat()),
        names: Names::Tracked,
        holds: None,
    })
}

/// The word that a search looks for, where its options leave no doubt: a name is printed of no file without it.
fn holds(words: &[&str]) -> Option<Holds> {
    let (rest, known): (&[&str], &[u8]) = match words {
        ["git", "grep", rest @ ..] => (rest, b"lniwEFGPIz"),
        ["grep" | "egrep" | "fgrep", rest @ ..] => (rest, b"lrRniwFEIZ"),
        ["rg", rest @ ..] => (rest, b"lniwFI0"),
        _ => return None,
    };
    let (options, operands): (Vec<&str>, Vec<&str>) = rest.iter().partition(|word| word.starts_with('-'));
    let letters = |word: &str| word.strip_prefix('-').is_some_and(|rest| rest.bytes().all(|b| known.contains(&b)));
    let plain = |option: &&str| {
        matches!(*option, "--" | "--files-with-matches" | "--name-only" | "--null" | "--recursive" | "--ignore-case")
            || option.starts_with("--include=")
            || letters(option)
    };
    let word = *operands.first().filter(|_| options.iter().all(plain))?;
    let found = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let any_case = options.iter().any(|option| *option == "--ignore-case" || letters(option) && option.contains('i'));
    found.then(|| Holds { word: word.to_owned(), any_case })
}

fn divided<'a>(words: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let at = words.iter().position(|word| *word == "--").unwrap_or(words.len());
    let (before, behind) = words.split_at_checked(at).unwrap_or((words, &[]));
    (before.to_vec(), behind.get(1..).unwrap_or_default().to_vec())
}

/// Patterns of what pathspecs of git name; what they exclude may be there.
fn below(paths: &[&str]) -> Vec<String> {
    let included: Vec<&str> =
        paths.iter().filter(|path| ![":!", ":^"].iter().any(|m| path.starts_with(m))).copied().collect();
    let magic = |path: &&str| path.starts_with(':') || path.contains(['\\', '[', '{']);
    if included.is_empty() || included.iter().any(magic) {
        return vec!["**".to_owned()];
    }
    included.iter().flat_map(|path| start(path)).collect()
}

/// What lies at a path and below; of a folder for certain, below.
fn start(path: &str) -> Vec<String> {
    let plain = path.trim_end_matches('/');
    match plain {
        _ if plain.contains(['*', '?']) => vec![plain.to_owned()],
        "" => vec![path.to_owned()],
        "." => vec!["./**".to_owned()],
        _ if plain.len() < path.len() => vec![format!("{plain}/**")],
        _ => vec![plain.to_owned(), format!("{plain}/**")],
    }
}

/// What a search on the disk prints.
fn searched(words: &[&str], lookup: &Lookup<'_>) -> Option<Listing> {
    let (program, args) = words.split_first()?;
    let spec = lookup(program)?;
    let args: Vec<Arg> = args.iter().map(|word| Arg::literal(*word, Span::default())).collect();
    let table = Table::default().with(&spec);
    let mut out = Understanding::default();
    let parsed = parse(&args, &table, spec.style, false, false, &mut out);
    let given = |name: &str| parsed.has(name);
    let help = args.iter().any(|arg| matches!(arg.text.as_str(), "--help" | "--version") || spec.version == arg.text);
    if help || !out.is_whole() || !spec.prints_names(given) || spec.follows_links(given) {
        return None;
    }
    let patterns = if spec.style.expression { found::printed(&parsed)? } else { reading(&spec, &parsed, &mut out)? };
    let plain = patterns.iter().all(|pattern| !pattern.contains(['\\', '{']));
    (out.is_whole() && plain).then_some(Listing { patterns, names: Names::Disk, holds: None })
}

/// Patterns of what a program reads.
fn reading(spec: &CommandSpec, parsed: &Parsed<'_>, out: &mut Understanding) -> Option<Vec<String>> {
    let mode = spec.modes.iter().find(|mode| mode.when.split_whitespace().any(|word| parsed.has(word)));
    let slots = mode.and_then(|mode| mode.positionals.as_ref()).or(spec.positionals.as_ref())?;
    let dealt = assign::assign(slots, parsed, Span::default(), out);
    let places = dealt.iter().filter(|(slot, _)| matches!(slot.kind, ValueKind::Read | ValueKind::List));
    let given: Vec<&str> = places.clone().flat_map(|(_, args)| args).map(|arg| arg.text.as_str()).collect();
    if given.is_empty() && !places.clone().any(|(slot, _)| slot.default.is_some()) || given.contains(&"-") {
        return None;
    }
    let starts =
        if given.is_empty() { vec!["**".to_owned()] } else { given.iter().flat_map(|path| start(path)).collect() };
    let names: Vec<&str> = parsed
        .hits
        .iter()
        .filter(|hit| hit.slot.is_some_and(|slot| slot.kind == ValueKind::Glob))
        .flat_map(|hit| hit.values.iter().map(|value| value.text.as_str()))
        .filter(|name| !name.starts_with('!'))
        .collect();
    let narrow = !names.is_empty() && names.iter().all(|name| !name.contains(['/', '\\', '{', '[']));
    let named = |pattern: &String| -> Vec<String> {
        let folder = pattern.strip_suffix("**").filter(|_| narrow);
        folder.map_or(vec![pattern.clone()], |folder| names.iter().map(|name| format!("{folder}**/{name}")).collect())
    };
    Some(starts.iter().flat_map(named).collect())
}

/// fd looks for any name: what it takes for a pattern is a regular expression.
fn is_plain_search(words: &[&str]) -> bool {
    let mut operands = words.iter().skip(1).filter(|word| !word.starts_with('-'));
    operands.next().is_none_or(|pattern| *pattern == ".")
        && !words.iter().any(|word| {
            ["-e", "-E", "-t", "-d", "-S", "-o", "-j", "--e", "--t", "--s"].iter().any(|o| word.starts_with(o))
        })
}

/// What of the patterns also fits one of the globs.
fn narrowed(patterns: &[String], globs: &[String]) -> Vec<String> {
    let one = |pattern: &String, glob: &String| {
        let start: Vec<&str> = pattern.split('/').take_while(|segment| !segment.contains(['*', '?', '['])).collect();
        let whole = start.len() == pattern.split('/').count();
        let text = glob.trim_matches('*');
        // What the folder's own name fits, all in it does.
        let within = !glob.ends_with(text) && (text.contains(['*', '?']) || pattern.contains(text));
        match start.as_slice() {
            _ if whole || within && !start.is_empty() => pattern.clone(),
            [] => glob.clone(),
            start => format!("{}/{glob}", start.join("/")),
        }
    };
    patterns.iter().flat_map(|pattern| globs.iter().map(move |glob| one(pattern, glob))).collect()
}
