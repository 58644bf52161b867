//! Builtins of zsh that evaluate their arguments as arithmetic, where a subscript runs commands.

use crate::model::{Part, Word};

use super::compound::Ends;
use super::scope::written;
use super::source::fail;
use super::syntax::{Kind, Lexeme, Piece, Read, Unit, is_name};
use super::walker::Walker;

/// Whether the text is a whole number.
pub(super) fn is_count(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// Whether nothing in the text is a name: a number of any kind, or a character behind a quote.
fn is_numeral(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.chars().all(|c| c.is_ascii_hexdigit() || "xX.+-".contains(c));
    text.is_empty() || plain || text.starts_with(['\'', '"'])
}

impl Walker<'_> {
    /// Whole numbers, or expansions that are.
    pub(super) fn counts(&self, name: &str, arguments: &[Word]) -> Read<()> {
        match arguments.iter().find(|word| !self.certain(word, is_count)) {
            Some(word) => fail(word.span, format!("{name}: zsh evaluates this and may run commands: give a number")),
            None => Ok(()),
        }
    }

    fn certain(&self, word: &Word, known: impl Fn(&str) -> bool) -> bool {
        word.value.as_deref().map_or_else(|| !self.doubtful.contains(&word.span), known)
    }

    /// `[ -t 1 ]`.
    pub(super) fn descriptor(&self, arguments: &[Word]) -> Read<()> {
        let behind = arguments.iter().zip(arguments.iter().skip(1));
        for (_, word) in behind.filter(|(option, _)| option.value.as_deref() == Some("-t")) {
            if word.value.as_deref() != Some("]") {
                self.counts("test -t", std::slice::from_ref(word))?;
            }
        }
        Ok(())
    }

    /// The format of `printf` and what it formats.
    pub(super) fn formatted(&self, words: &[Word]) -> Read<Ends> {
        let Some((format, values)) = words.split_first() else { return Ok(None) };
        let texts = format.parts.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(text.as_str()),
            _ => None,
        });
        let asked: Vec<bool> = texts.flat_map(self::asked).collect();
        let certain = format.value.is_some();
        let named = |word: &&Word| word.value.as_deref().map_or(asked.is_empty(), is_name);
        if let Some(word) = values.iter().find(|word| !certain && named(word)) {
            let why = "printf: a `%n` in the format would set the variable of this name: write the format out";
            return fail(word.span, why);
        }
        let hides =
            |word: &Word| word.value.as_deref().is_some_and(|text| text.contains('[') && text.contains(['$', '`']));
        let odd = values.iter().enumerate().find(|(at, word)| {
            let number = if certain {
                asked.get(at % asked.len().max(1)).is_some_and(|number| *number)
            } else {
                asked.contains(&true)
            };
            number && !self.certain(word, is_numeral) || !certain && hides(word)
        });
        match odd {
            Some((_, word)) => fail(word.span, "printf: zsh evaluates this as a number and may run commands: use %s"),
            None => Ok(None),
        }
    }
}

/// Of each value that a format asks for, whether it is a number.
fn asked(format: &str) -> Vec<bool> {
    let mut asked = Vec::new();
    let mut rest = format;
    while let Some((_, behind)) = rest.split_once('%') {
        let flags = behind.trim_start_matches(|c: char| "#0- +'.123456789*$".contains(c));
        let stars = behind.chars().take(behind.len() - flags.len()).filter(|c| *c == '*');
        asked.extend(stars.map(|_| true));
        let mut after = flags.chars();
        match after.next() {
            Some('%') | None => {}
            Some(c) => asked.push(!"sbqc(".contains(c)),
        }
        rest = after.as_str();
    }
    asked
}

/// Whether a command prints how many processors there are, or one behind `||` does.
pub(super) fn processors(words: &[String]) -> bool {
    words.split(|word| word == "||").all(|command| {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        matches!(
            words.strip_suffix(&[">", "/dev/null"]).unwrap_or(&words),
            ["nproc"]
                | ["sysctl", "-n", "hw.ncpu" | "hw.logicalcpu" | "hw.physicalcpu"]
                | ["getconf", "_NPROCESSORS_ONLN"]
        )
    })
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
    let words: Vec<String> = unit.lexemes.iter().map(written).collect();
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
    let read = last.iter().position(|word| word == "<").unwrap_or(last.len());
    let (command, input) = last.split_at(read);
    let flag = |word: &String| matches!(word.as_str(), "-l" | "-c" | "-w" | "-m");
    match command {
        [wc, flags @ ..] if wc == "wc" => {
            flags.len() == 1 && flags.iter().all(flag) && (input.len() == 2 || input.is_empty() && before.is_some())
        }
        [date, format] if date == "date" => format == "+%s",
        [nproc] => nproc == "nproc",
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
                [file] => input.is_empty() && !file.is_empty() && !file.contains(['*', '?', '[', '{', '-']),
                _ => false,
            };
            counting && one && !pattern.starts_with('-')
        }
        _ => false,
    }
}
