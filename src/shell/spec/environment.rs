//! Assignments: which variables are harmless says the specification of the pseudo program `=`.

use super::parse::Table;
use super::value::value;
use super::{Arg, Lookup, Understanding};
use crate::model::{Form, Subject};

/// The pseudo program whose options are the names of variables; a name may end in `*`.
pub(super) const PROGRAM: &str = "=";

/// Adds what setting `name` does; a variable that the table does not know is not understood.
pub(super) fn assign(name: &str, given: &Arg, lookup: &Lookup<'_>, out: &mut Understanding) {
    if !harmless(PROGRAM, name, given, lookup, out) {
        out.not(given.span, format!("the environment variable `{name}` is not known to be harmless"));
    }
}

/// What setting a variable of the shell itself does, should programs see it; none: the table does not know the name.
#[must_use]
pub fn shell_variable(name: &str, given: &Arg, lookup: &Lookup<'_>) -> Option<Understanding> {
    let mut out = Understanding::default();
    harmless(PROGRAM, name, given, lookup, &mut out).then(|| out.distinct())
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
            value(slot, given, &mut meaning);
            for mut effect in meaning.effects {
                effect.subject = Some(Subject { text: name.to_owned(), form: Form::Exact, span: given.span });
                out.add(effect);
            }
            out.unknown.append(&mut meaning.unknown);
        }
        Some(None) => {}
        None => return false,
    }
    true
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
