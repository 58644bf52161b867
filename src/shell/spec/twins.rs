//! Where two families of a program read the same arguments otherwise: what either does counts.

use super::modes::applies;
use super::parse::{Parsed, Table, parse};
use super::{Arg, Understanding, lang};
use crate::model::{CommandSpec, Count, Effect, EffectKind, Slot, Style, ValueKind};

/// The arguments as the twin of the program reads them, if it does so otherwise and takes them.
pub(super) fn other<'s>(
    spec: &'s CommandSpec,
    args: &[Arg],
    table: &Table<'s>,
    parsed: &Parsed<'_>,
    out: &mut Understanding,
) -> Option<Parsed<'s>> {
    let twin = spec.twin.as_deref()?;
    let style = Style { first: true, ..spec.style };
    let mut known = Understanding::default();
    let mut other = parse(args, &table.clone().with(twin), style, false, true, &mut known);
    if other.positionals == parsed.positionals && other.hits.len() == parsed.hits.len() {
        return None;
    }
    // Behind the first positional options are the names of files that nobody has.
    let mut first = true;
    other.positionals.retain(|arg| std::mem::take(&mut first) || !arg.prefix().starts_with('-'));
    let mode = spec.modes.iter().find(|mode| applies(mode, &other));
    let slots = mode.and_then(|mode| mode.positionals.as_ref()).or(spec.positionals.as_ref())?;
    let slots: Vec<&Slot> = slots.iter().filter(|slot| !slot.unless.iter().any(|name| other.has(name))).collect();
    if style.bsd {
        let mut first = slots.first().is_some_and(|slot| slot.kind == ValueKind::Sed);
        if first && !script(&other, out) {
            return None;
        }
        other.positionals.retain(|arg| std::mem::take(&mut first) || !is_address(arg));
    }
    if !slots.iter().any(|slot| matches!(slot.count, Count::Any | Count::Some)) {
        other.positionals.truncate(slots.len());
    }
    let least = slots.iter().filter(|slot| matches!(slot.count, Count::One | Count::Some)).count();
    (other.positionals.len() >= least).then_some(other)
}

/// BSD's sed takes the word behind a bare `-i` for a suffix and the next one for its script, with which it begins before it
/// looks for files. Whether it is one.
fn script(other: &Parsed<'_>, out: &mut Understanding) -> bool {
    let Some((script, files)) = other.positionals.split_first() else { return false };
    let mut own = Understanding::default();
    lang::sed::script(script, &mut own);
    if !own.is_whole() {
        if writes(script) {
            out.not(script.span, "BSD's sed takes this word for its script");
        }
        return false;
    }
    own.effects.into_iter().for_each(|effect| out.add(effect));
    let suffixes = other.hits.iter().filter(|hit| hit.name == "-i").filter_map(|hit| hit.values.first());
    for suffix in suffixes.filter(|suffix| suffix.text.split('/').any(|part| part == "..")) {
        for file in files {
            let name = Arg { text: format!("{}{}", file.text, suffix.text), ..file.clone() };
            out.add(Effect::on(EffectKind::Write, name.subject()));
        }
    }
    true
}

/// Whether a text that is no script of ours may be one that reads or writes files.
fn writes(script: &Arg) -> bool {
    script.text.contains([';', '{', '\n']) || script.text.contains(char::is_whitespace)
}

/// Whether a word is a script that begins with an address, `/x/d`, and hardly the path of a file.
fn is_address(arg: &Arg) -> bool {
    let Some((_, last)) = arg.known().filter(|text| text.starts_with('/')).and_then(|text| text.rsplit_once('/'))
    else {
        return false;
    };
    last.len() < 3 || !last.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+@".contains(&b))
}
