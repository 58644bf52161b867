//! Values in which no sign may stand that whoever gets them takes for more.

use super::value::{like_paths, literal, on_each};
use super::{Arg, Understanding};
use crate::model::{Effect, EffectKind, Form, Slot};

/// Text that stays one harmless word wherever a shell gets it.
pub(super) fn is_plain(arg: &Arg) -> bool {
    arg.known().is_some_and(|text| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-+.:=,/@ ".contains(&b)))
}

pub(super) fn plain(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if !is_plain(arg) {
        out.not(arg.span, "only letters, digits and plain signs are understood here");
    }
    on_each(slot, arg, out);
}

/// Plain text, or an object of JSON without objects in it.
pub(super) fn flat(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"_-@/:,[]\" ".contains(&b);
    let object = arg.known().and_then(|text| text.trim().strip_prefix('{')?.strip_suffix('}'));
    match object {
        Some(text) if text.bytes().all(fits) => on_each(slot, arg, out),
        _ => plain(slot, arg, out),
    }
}

/// `ACTION:MESSAGE:CATEGORY:MODULE:LINE`: a category with a dot in it is imported.
pub(super) fn warning(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let category = arg.text.split(':').nth(2).unwrap_or_default();
    if literal(arg, out) && category.contains('.') && !category.starts_with("pytest.Pytest") {
        out.not(arg.span, "the module of this class of warnings would be imported");
    }
    on_each(slot, arg, out);
}

/// One plain name.
pub(super) fn atom(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    names(arg, 1, out);
    on_each(slot, arg, out);
}

/// A plain name, and maybe a plain value for it.
pub(super) fn property(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    names(arg, 2, out);
    on_each(slot, arg, out);
}

/// At most so many names, an equals sign between.
fn names(arg: &Arg, most: usize, out: &mut Understanding) {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"_-+.".contains(&b);
    let plain = |name: &str| !name.starts_with(['-', '.']) && name.bytes().all(fits);
    if literal(arg, out) && !arg.text.splitn(most, '=').all(plain) {
        out.not(arg.span, format!("`{}` is no plain name", arg.text));
    }
}

/// Build tools paste the values of variables into what a shell reads, make expands them before.
pub(super) fn inert(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if literal(arg, out) && arg.text.contains(|c: char| c.is_control() || "$`\\;&|<>()".contains(c)) {
        out.not(arg.span, "a build tool may run what stands behind such a sign: leave it out");
    }
    like_paths(arg, out);
    on_each(slot, arg, out);
}

/// Such a text, and whoever it speaks to is on this machine.
pub(super) fn address(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    inert(slot, arg, out);
    let named = ["host=", "hostaddr="].iter().any(|name| arg.text.contains(name));
    // A browser makes an address of less: of two slashes, of a scheme alone.
    let short = arg.text.matches("//").count() != arg.text.matches("://").count()
        || ["http:", "https:", "ws:", "wss:"]
            .iter()
            .any(|scheme| arg.text.split(scheme).skip(1).any(|rest| !rest.starts_with("//")));
    if named || short || arg.text.split("://").skip(1).any(|rest| !is_here(rest)) {
        out.not(arg.span, "an address that is not one of this machine");
    }
}

/// Whether what stands behind `://` begins with a name of this machine.
fn is_here(rest: &str) -> bool {
    // To some a backslash is a slash.
    let authority = rest.split(['/', '\\', '?', '#', ' ']).next().unwrap_or_default();
    let hosts = authority.rsplit('@').next().unwrap_or_default();
    let numbers = |rest: &str| rest.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    hosts
        .split(',')
        .map(|host| host.split(':').next().unwrap_or_default())
        .all(|name| matches!(name, "localhost" | "0.0.0.0") || name.strip_prefix("127.").is_some_and(numbers))
}

/// Package managers paste what a task is handed into a script, older ones between double quotes.
pub(super) fn quoted(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    unexpanded(arg, out);
    on_each(slot, arg, out);
}

/// Whatever a shell would still expand between double quotes, or what ends them. Of a digit nothing comes there.
pub(super) fn unexpanded(arg: &Arg, out: &mut Understanding) {
    let more = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || "_({@*#?!-$".contains(c));
    if arg.text.contains('`') || arg.text.contains("\\\"") || arg.text.split('$').skip(1).any(more) {
        out.not(arg.span, "a package manager may have a shell run what stands behind such a sign: leave it out, or call the tool as `pnpm exec` or `node_modules/.bin/TOOL`");
    }
}

/// Nothing that begins as an option, at the start, behind a blank or in brackets, and nothing that a shell takes for more
/// than a word.
pub(super) fn handed(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let option =
        |text: &str| text.split(['[', '{', ',', ' ']).any(|part| part.trim_start_matches('.').starts_with('-'));
    let plain = |c: char| c.is_alphanumeric() || "_-+.:=,/@ ~^!*[]{}%#".contains(c);
    // A pattern of the shell stays as it stands, or becomes names that begin as it does.
    let known = arg.dynamic.is_some_and(|d| d.form == Form::Glob && !d.dash) || literal(arg, out);
    if known && (option(&arg.text) || !arg.text.chars().all(plain)) {
        out.not(arg.span, "another program or a shell gets this: a plain revision or name is understood, no option");
    }
    on_each(slot, arg, out);
}

/// The folder of a workspace. What may be a package's name instead is one that lies anywhere, too.
pub(super) fn workspace(arg: &Arg, out: &mut Understanding) -> Arg {
    if arg.text.starts_with('@') || !arg.text.contains('/') && arg.text != "." {
        anywhere(out);
    }
    arg.clone()
}

/// What follows happens in a folder that nobody names.
pub(super) fn anywhere(out: &mut Understanding) {
    out.add(Effect::bare(EffectKind::ChangeDirectory));
}

/// The folder that a filter of packages may name, in which a command then runs; none where it is a pattern, and may be any.
pub(super) fn folder(arg: &Arg) -> Option<Arg> {
    let text = arg.known()?.trim_start_matches('{').trim_end_matches(['}', '^']);
    let text =
        text.strip_suffix("...").or_else(|| text.strip_prefix("...")).unwrap_or(text).trim_matches(['{', '}', '^']);
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "_-./@".contains(c));
    (plain && !text.is_empty()).then(|| Arg::literal(text, arg.span))
}
