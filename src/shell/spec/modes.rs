//! Which of its meanings a command has.

use super::parse::Parsed;
use super::{Arg, Understanding};
use crate::model::{CommandSpec, Mode, Slot, Span};

/// Whether the options and the number of positionals choose this mode.
pub(super) fn applies(mode: &Mode, parsed: &Parsed<'_>) -> bool {
    let given = parsed.positionals.len();
    mode.when.split_whitespace().any(|word| match word {
        "some" => given > 0,
        "none" => given == 0,
        "two" => given > 1,
        option => parsed.has(option),
    })
}

/// Says it where an option on which the meaning depends is given and taken back: `--check --check=false`, `--fix --no-fix`.
pub(super) fn settled(
    spec: &CommandSpec,
    mode: Option<&Mode>,
    parsed: &Parsed<'_>,
    whole: Span,
    out: &mut Understanding,
) {
    if !parsed.hits.iter().any(|hit| hit.off || hit.name.starts_with("--no-")) {
        return;
    }
    let slots = mode.and_then(|mode| mode.positionals.as_ref()).or(spec.positionals.as_ref());
    let slots = slots.into_iter().flatten().chain(parsed.hits.iter().filter_map(|hit| hit.slot));
    let unless = slots.flat_map(|slot: &Slot| slot.unless.iter().map(String::as_str));
    let chosen = mode.into_iter().flat_map(|mode| mode.when.split_whitespace());
    let told = [&spec.follows, &spec.names].into_iter().flat_map(|words| words.split_whitespace());
    let words: Vec<&str> = chosen.chain(unless).chain(told).collect();
    let back = |word: &&str| {
        let no = word.strip_prefix("--").map(|name| format!("--no-{name}"));
        parsed.hits.iter().any(|hit| hit.off && hit.name == *word || no.as_deref() == Some(hit.name))
    };
    let given = words.iter().any(|word| parsed.has(word));
    if let Some(word) = words.iter().find(|word| given && back(word)) {
        out.not(whole, format!("`{word}` is taken back; what counts in the end is not known: leave it out"));
    }
}

/// What tools that run code take for something else where a path stands.
pub(super) fn more_than_a_path(arg: &Arg, builds: bool, out: &mut Understanding) {
    let text = arg.prefix();
    if text.starts_with('@') {
        out.not(arg.span, "a file of more arguments; write `./` first if it is a path");
    } else if builds && text.contains('=') {
        out.not(arg.span, "bundlers take `NAME=PATH` for the name of what they write; name the file alone");
    }
}
