//! The words of an error: a problem, and the help that goes with it.

/// Parts a problem from its help inside a deserializer's error, which carries one string only.
const HELP_MARK: char = '\u{1e}';
/// Longer texts are cut, in characters.
const LONGEST: usize = 300;

/// What is wrong with a value, and what to do.
#[derive(Debug)]
pub(in crate::gather) struct Problem {
    message: String,
    help: String,
}

/// A problem in words that may hold a user's text.
pub(in crate::gather) fn problem(message: impl AsRef<str>, help: impl AsRef<str>) -> Problem {
    Problem { message: printable(message.as_ref()), help: printable(help.as_ref()) }
}

impl Problem {
    /// The problem as a deserializer's error; [`reworded`] takes it apart again.
    pub(in crate::gather) fn raise<E: serde::de::Error>(self) -> E {
        E::custom(format_args!("{}{HELP_MARK}{}", self.message, self.help))
    }
}

/// The text with everything that a terminal may not show as it is escaped, cut when it is long.
fn printable(text: &str) -> String {
    let mut shown = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push('…');
            break;
        }
        if letter.is_control() || invisible(letter) || matches!(letter, '\u{2028}' | '\u{2029}') {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// A user's text for a message: in backticks, printable, at most 80 characters of it.
pub(in crate::gather) fn quoted(text: &str) -> String {
    let start: String = text.chars().take(80).collect();
    let cut = if start.len() < text.len() { "…" } else { "" };
    format!("`{}{cut}`", printable(&start))
}

/// Whether a character takes no room on the screen: joiners, direction marks, fillers, variation selectors, tags.
pub(in crate::gather) const fn invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// What to do about a word that is none of `known`: the nearest of them, or all.
pub(in crate::gather) fn nearest(word: &str, known: &[&str]) -> String {
    match (known, closest(word, known)) {
        ([], _) => "remove it".to_owned(),
        (_, Some(candidate)) => format!("did you mean `{candidate}`?"),
        _ => choices(known),
    }
}

/// The known words, as something to do.
pub(in crate::gather) fn choices(known: &[&str]) -> String {
    match known {
        [only] => format!("write `{only}`"),
        _ => format!("use one of `{}`", known.join("`, `")),
    }
}

/// The known word that `word` may have been meant to be.
fn closest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    let distances = known.iter().map(|candidate| (strsim::osa_distance(&word, candidate), *candidate));
    let (distance, candidate) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= (candidate.len() / 3).max(1)).then_some(candidate)
}

/// A deserializer's message as fleetgate says it, with the help that goes with it.
pub(in crate::gather) fn reworded(message: &str) -> (String, Option<String>) {
    if let Some((message, help)) = message.split_once(HELP_MARK) {
        return (printable(message), Some(printable(help)));
    }
    if let Some((found, expected)) = message
        .strip_prefix("invalid ")
        .and_then(|rest| rest.rsplit_once(", expected "))
        .map(|(found, expected)| (found.trim_start_matches("type: ").trim_start_matches("value: "), expected))
    {
        let expected = match expected {
            "u32" => "a whole number from 0 to 4294967295",
            "u64" => "a whole number, 0 or more",
            "a borrowed string" => "a string",
            "map" => "an object",
            "a sequence" => "an array",
            other => other,
        };
        let found = match found {
            "sequence" => "an array",
            "map" => "an object",
            "null" | "unit value" => "null",
            other => other.trim_end_matches(" as i128").trim_end_matches(" as u128"),
        };
        return (
            format!("expected {}, found {}", printable(expected), printable(found)),
            Some(format!("write {}", printable(expected))),
        );
    }
    if let Some(key) = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return (format!("missing key {}", quoted(key)), Some(format!("add {}", quoted(key))));
    }
    (printable(message), None)
}
