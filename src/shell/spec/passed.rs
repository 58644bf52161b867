//! Arguments in the value of a variable, which a recipe passes to a tool that nobody names here.

use super::signs::is_plain;
use super::{Arg, Understanding};
use crate::model::{Effect, EffectKind, Subject};

/// Adds what arguments could do, whatever tool gets them: each that may be a path is read and written.
pub(super) fn passed(arg: &Arg, out: &mut Understanding) {
    if !is_plain(arg) {
        out.not(arg.span, "only letters, digits and plain signs are understood here");
        return;
    }
    for word in arg.text.split(' ').filter(|word| !word.is_empty()) {
        if word.strip_prefix('@').is_some_and(|rest| !is_package(rest)) {
            out.not(arg.span, "a file of more arguments");
        }
        for path in word.split([',', '=', '@']).flat_map(paths).filter(|path| !path.is_empty()) {
            for kind in [EffectKind::Read, EffectKind::Write] {
                let subject = Subject { text: path.to_owned(), span: arg.span, ..Subject::default() };
                out.add(Effect::on(kind, subject));
            }
        }
    }
}

/// What of a word may be a path: all of it, what is attached to an option of one letter, what stands around a colon.
fn paths(word: &str) -> impl Iterator<Item = &str> {
    let whole = (!word.starts_with('-')).then_some(word);
    let attached = word.strip_prefix('-').and_then(|rest| rest.get(1..)).filter(|_| !word.starts_with("--"));
    let around = word.split(':').filter(move |part| *part != word && !part.starts_with('-'));
    whole.into_iter().chain(attached).chain(around)
}

/// `SCOPE/NAME`, without an ending.
fn is_package(text: &str) -> bool {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    text.split_once('/').is_some_and(|(scope, name)| plain(scope) && plain(name))
}
