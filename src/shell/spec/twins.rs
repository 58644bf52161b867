//! Where two families of a program read the same arguments otherwise: what either does counts.

use super::lang;
use super::parse::Parsed;
use super::{Arg, Understanding};
use crate::model::{Mode, Style, ValueKind};

/// GNU takes the word behind a bare `-i` of sed for the script, BSD for a suffix and the word after it for the script.
pub(super) fn detached(style: Style, mode: Option<&Mode>, parsed: &Parsed<'_>, out: &mut Understanding) {
    let positional = mode.and_then(|mode| mode.positionals.as_ref()).and_then(|slots| slots.first());
    let Some(slot) = positional.filter(|slot| style.bsd && slot.kind == ValueKind::Sed) else { return };
    let bare = parsed.hits.iter().any(|hit| hit.name == "-i" && hit.values.is_empty());
    let given = slot.unless.iter().any(|name| parsed.has(name));
    let [_, script, _, ..] = parsed.positionals.as_slice() else { return };
    if !bare || given {
        return;
    }
    let mut other = Understanding::default();
    lang::sed::script(script, &mut other);
    if other.is_whole() {
        other.effects.into_iter().for_each(|effect| out.add(effect));
    } else if writes(script) {
        out.not(script.span, "BSD's sed takes this word for its script");
    }
}

/// Whether a text that is no script of ours may be one that reads or writes files.
fn writes(script: &Arg) -> bool {
    script.text.contains([';', '{', '\n']) || script.text.contains(char::is_whitespace)
}
