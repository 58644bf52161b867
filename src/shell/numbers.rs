//! What is a number in a script, and which programs print one.

use crate::model::Part;

use super::scope::written;
use super::syntax::{Kind, Lexeme, Parameter, Piece, Unit, raw, unquoted};

/// More numbers of a sequence than this are not written out.
const MOST: usize = 64;

/// A kind of number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Figure {
    /// Digits.
    Number,
    /// Digits, or nothing.
    Count,
    /// Digits, maybe behind a minus sign.
    Sum,
}

impl Figure {
    /// The part of a word that it is.
    pub(super) const fn part(self) -> Part {
        match self {
            Self::Number => Part::Number,
            Self::Count => Part::Count,
            Self::Sum => Part::Sum,
        }
    }
}

/// What kind of number the value behind `name=` is.
pub(super) fn figure(pieces: &[Piece], skip: usize) -> Option<Figure> {
    let (mut digits, mut found) = (0, Vec::new());
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) | Piece::Quoted(text) => {
                let text = if index == 0 { text.get(skip..).unwrap_or_default() } else { text };
                if !text.chars().all(|c| c.is_ascii_digit()) {
                    return None;
                }
                digits += text.len();
            }
            Piece::Arithmetic(_) => found.push(Figure::Sum),
            Piece::Command { unit, .. } if counts(unit) => found.push(Figure::Count),
            Piece::Parameter(parameter) => found.push(special(parameter)?),
            _ => return None,
        }
    }
    match found.as_slice() {
        [] if digits == 0 => None,
        [] => Some(Figure::Number),
        [one] if digits == 0 => Some(*one),
        more if more.contains(&Figure::Sum) => Some(Figure::Sum),
        _ => Some(Figure::Count),
    }
}

/// What kind of number a special parameter is, or a length.
pub(super) fn special(parameter: &Parameter) -> Option<Figure> {
    let certain = matches!(parameter.name.as_str(), "?" | "#" | "$") || parameter.length;
    parameter.numeric.then_some(if certain { Figure::Number } else { Figure::Count })
}

/// The numbers that `seq` prints, where it is called with whole ones and they are few.
pub(super) fn sequence(unit: &Unit) -> Option<Vec<String>> {
    let words: Vec<String> =
        unit.lexemes.iter().filter(|lexeme| !matches!(lexeme.kind, Kind::End)).map(written).collect();
    let (name, bounds) = words.split_first()?;
    let bounds: Vec<u32> = bounds.iter().map(|word| word.parse().ok()).collect::<Option<_>>()?;
    let plain = words.iter().skip(1).all(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let (from, step, to) = match bounds.as_slice() {
        [to] => (1, 1, *to),
        [from, to] => (*from, 1, *to),
        [from, step, to] => (*from, *step, *to),
        _ => return None,
    };
    let step = usize::try_from(step).ok().filter(|step| *step > 0 && name == "seq" && plain)?;
    let all: Vec<String> = (from..=to).step_by(step).take(MOST + 1).map(|number| number.to_string()).collect();
    (all.len() <= MOST).then_some(all)
}

/// Whether a substitution prints date and time in digits and signs, a digit first.
pub(super) fn stamps(unit: &Unit) -> bool {
    let words: Vec<String> =
        unit.lexemes.iter().filter(|lexeme| !matches!(lexeme.kind, Kind::End)).map(literally).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ["date", options @ .., format] = words.as_slice() else { return false };
    let Some(format) = format.strip_prefix("+%") else { return false };
    let mut rest = format.split('%');
    let digits = |part: &str| {
        let mut letters = part.chars();
        let numbered = letters.next().is_some_and(|c| "YmdHMSsFTjyVuN".contains(c));
        numbered && letters.all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c))
    };
    matches!(options, [] | ["-u"]) && rest.all(digits)
}

/// A word without quotes, where nothing is expanded in it.
fn literally(lexeme: &Lexeme) -> String {
    match &lexeme.kind {
        Kind::Word(pieces) => unquoted(pieces).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Whether a `for` whose name stands before `rest` goes over numbers.
pub(super) fn numbers(rest: &[Lexeme]) -> bool {
    let mut words = rest.iter().take_while(|lexeme| !matches!(lexeme.kind, Kind::Operator(_)));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let range = |text: &str| {
        let bounds =
            text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).and_then(|text| text.split_once(".."));
        bounds.is_some_and(|(from, to)| digits(from) && digits(to))
    };
    let sequence = |unit: &Unit| {
        let mut words = unit.lexemes.iter().filter(|lexeme| !matches!(lexeme.kind, Kind::End)).map(written);
        words.next().as_deref() == Some("seq") && words.all(|word| digits(&word))
    };
    let one = |lexeme: &Lexeme| match &lexeme.kind {
        Kind::Word(pieces) if let [Piece::Command { unit, .. }] = pieces.as_slice() => sequence(unit),
        _ => digits(&written(lexeme)) || range(&written(lexeme)),
    };
    words.next().map(written).as_deref() == Some("in") && words.all(one)
}

/// Whether the last command of a list prints one number, or nothing.
pub(super) fn counts(unit: &Unit) -> bool {
    let mut words: Vec<String> = unit.lexemes.iter().map(said).collect();
    // What it says of errors may go to nowhere.
    while let Some(at) = words.windows(3).position(|three| three == ["", ">", "/dev/null"]) {
        words.drain(at..at + 3);
    }
    let piped: Vec<&[String]> = words.split(|word| word == "|").collect();
    let Some((mut last, before)) = piped.split_last() else { return false };
    let mut before = before.last();
    if words.iter().any(|word| matches!(word.as_str(), "||" | "&&" | ";" | "\n" | "&" | "(" | "{")) {
        return false;
    }
    if let ([tr, delete, _], Some(previous)) = (*last, before)
        && tr == "tr"
        && delete == "-d"
    {
        (last, before) = (previous, Some(previous));
    }
    if let [searches @ .., cut] = piped.as_slice()
        && matches!(
            texts(cut).as_slice(),
            ["cut", "-d:", "-f1"] | ["cut", "-d", ":", "-f", "1"] | ["cut", "-f1", "-d:"]
        )
    {
        return numbers_lines(searches);
    }
    let read = last.iter().position(|word| word == "<").unwrap_or(last.len());
    let (command, input) = last.split_at(read);
    let flag = |word: &String| matches!(word.as_str(), "-l" | "-c" | "-w" | "-m");
    match command {
        [wc, flags @ ..] if wc == "wc" => {
            flags.len() == 1 && flags.iter().all(flag) && (input.len() == 2 || input.is_empty() && before.is_some())
        }
        [date, format] if date == "date" => format == "+%s",
        [nproc] => nproc == "nproc",
        [stat, flags @ .., file] if stat == "stat" => {
            let size = matches!(texts(flags).as_slice(), ["-c%s" | "-f%z"] | ["-c", "%s"] | ["-f", "%z"]);
            size && is_file(file)
        }
        [git, list, count, revision] if git == "git" => {
            let name = revision.bytes().all(|b| b.is_ascii_alphanumeric() || b"_./~^".contains(&b));
            list == "rev-list" && count == "--count" && name && !revision.is_empty()
        }
        [grep, flags, pattern, files @ ..] if grep == "grep" => {
            let counting = flags.strip_prefix('-').is_some_and(|letters| {
                letters.contains('c') && letters.chars().all(|letter| "civwxEFh".contains(letter))
            });
            let one = match files {
                [] => input.len() == 2 || input.is_empty() && before.is_some(),
                [file] => input.is_empty() && is_file(file),
                _ => false,
            };
            counting && one && !pattern.starts_with('-')
        }
        _ => false,
    }
}

/// What a lexeme says to a program that is looked for; a word of which nobody knows whether it is an option is one.
fn said(lexeme: &Lexeme) -> String {
    match &lexeme.kind {
        Kind::Word(pieces) => match (raw(pieces), unquoted(pieces)) {
            (Some(text), _) => text,
            (None, Some(text)) if text.starts_with('-') => text,
            (None, Some(_)) => "quoted".to_owned(),
            (None, None) => "-".to_owned(),
        },
        _ => written(lexeme),
    }
}

/// Whether the commands before `cut -d: -f1` print lines of one file with their numbers in front.
fn numbers_lines(commands: &[&[String]]) -> bool {
    let (first, ends) = match commands {
        [first] => (first, None),
        [first, end] => (first, Some(end)),
        _ => return false,
    };
    let one = ends.is_none_or(|end| {
        matches!(texts(end).as_slice(), ["head" | "tail", "-1" | "-n1"] | ["head" | "tail", "-n", "1"])
    });
    let [grep, flags @ .., pattern, file] = *first else { return false };
    let plain = |flag: &String| {
        let letters = flag.strip_prefix('-').unwrap_or_default();
        let most = letters.strip_prefix('m').is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit()));
        most || !letters.is_empty() && letters.chars().all(|letter| "niwxEFsh".contains(letter))
    };
    let numbered = flags.iter().any(|flag| flag.contains('n'));
    grep == "grep" && numbered && flags.iter().all(plain) && !pattern.starts_with('-') && is_file(file) && one
}

/// Whether the word is the name of one file.
fn is_file(word: &str) -> bool {
    !word.is_empty() && !word.contains(['*', '?', '[', '{', '-'])
}

fn texts(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}
