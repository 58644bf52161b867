//! Assignments: which variables are harmless says the specification of the pseudo program `=`.

use super::parse::Table;
use super::settings::compiling;
use super::value::{literal, value};
use super::{Arg, Lookup, Understanding};
use crate::model::{Effect, EffectKind, Form, Subject, ValueKind};

/// The pseudo program whose options are the names of variables; a name may end in `*`.
pub(super) const PROGRAM: &str = "=";

/// The pseudo program whose options are the names of settings that package managers print.
pub(super) const SETTINGS: &str = "=setting";

/// Adds what setting `name` does; a variable that the table does not know is not understood.
pub(super) fn assign(name: &str, given: &Arg, lookup: &Lookup<'_>, out: &mut Understanding) {
    if !harmless(PROGRAM, name, given, lookup, out) {
        out.not(given.span, format!("the environment variable `{name}` is not known to be harmless"));
    }
}

/// What setting a variable of the shell itself does, should programs see it; none: the table does not know the name, or not
/// such a value.
#[must_use]
pub fn shell_variable(name: &str, given: &Arg, lookup: &Lookup<'_>) -> Option<Understanding> {
    let mut out = Understanding::default();
    let known = harmless(PROGRAM, name, given, lookup, &mut out);
    // Many a script has such a variable of its own: only what programs see is of interest.
    let own = !out.unknown.is_empty() && is_inert(name, lookup);
    (known && !own).then(|| out.distinct())
}

fn is_inert(name: &str, lookup: &Lookup<'_>) -> bool {
    use ValueKind as K;
    let Some(spec) = lookup(PROGRAM) else { return false };
    let table = Table::default().with(&spec);
    matches!(table.find(name), Some((_, Some(slot))) if matches!(slot.kind, K::Inert | K::Address | K::Local | K::Atom | K::Number))
}

/// Adds what setting `name` does by the table of the pseudo program `table`; false: the table does not know the name.
pub(super) fn harmless(table: &str, name: &str, given: &Arg, lookup: &Lookup<'_>, out: &mut Understanding) -> bool {
    let Some(spec) = lookup(table) else { return false };
    let table = Table::default().with(&spec);
    let found = table.find(name).or_else(|| {
        let fits = |known: &&str| known.strip_suffix('*').is_some_and(|start| name.starts_with(start));
        table.find(table.names().filter(fits).max()?)
    });
    match found.map(|(_, slot)| slot) {
        Some(Some(slot)) => {
            let mut meaning = Understanding::default();
            match slot.kind {
                ValueKind::Compiling => compiling(given, lookup, &mut meaning),
                _ => value(slot, given, &mut meaning),
            }
            for mut effect in meaning.effects {
                if !is_of_value(effect.kind) {
                    effect.subject = Some(Subject { text: name.to_owned(), form: Form::Exact, span: given.span });
                }
                if effect.subject.as_ref().is_some_and(|subject| !subject.text.is_empty()) {
                    out.add(effect);
                }
            }
            out.unknown.append(&mut meaning.unknown);
        }
        Some(None) => {}
        None => return false,
    }
    true
}

/// Adds what it means that a variable is forgotten: nothing, where programs obey no value of it beyond what it may be set to.
pub(super) fn forget(name: &Arg, lookup: &Lookup<'_>, out: &mut Understanding) {
    let spec = lookup(PROGRAM);
    let known = name.known().zip(spec.as_ref()).and_then(|(name, spec)| Table::default().with(spec).find(name));
    let imports = |kind: &EffectKind| matches!(kind, EffectKind::RunImports | EffectKind::RunPath);
    match known {
        Some((_, slot)) if slot.is_none_or(|slot| slot.effects.iter().all(imports)) => {}
        _ => {
            literal(name, out);
            out.add(Effect::on(EffectKind::Environment, name.subject()));
        }
    }
}

/// Whether such an effect is about what the value names, not about the variable.
const fn is_of_value(kind: EffectKind) -> bool {
    matches!(
        kind,
        EffectKind::Read
            | EffectKind::List
            | EffectKind::Write
            | EffectKind::RunConfig
            | EffectKind::RunImports
            | EffectKind::RunPath
    )
}

/// `NAME=VALUE` → name and value, if the name is literal.
pub(super) fn split(arg: &Arg) -> Option<(&str, Arg)> {
    let (name, _) = arg.prefix().split_once('=')?;
    let mut chars = name.bytes();
    let named = chars.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && chars.all(|b| b.is_ascii_alphanumeric() || b == b'_');
    named.then_some(())?;
    Some((name, arg.without(name)?.without("=")?))
}
