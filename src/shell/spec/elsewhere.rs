//! Values that are a path here, or may name what lies on another machine.

use super::value::{on_each, path};
use super::{Arg, Understanding};
use crate::model::{Effect, EffectKind, Slot};

/// A colon before any slash divides a host from the path there.
pub(super) fn archive(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if arg.text.split('/').next().is_some_and(|start| start.contains(':')) {
        let sent = slot.effects.contains(&EffectKind::Write);
        let kind = if sent { EffectKind::NetworkSend } else { EffectKind::NetworkConnect };
        out.add(Effect::on(kind, arg.subject()));
        return;
    }
    path(&[], slot, arg, out);
}

/// Two plain names with a slash between are a repository as well as a path.
pub(super) fn repository(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    path(&[EffectKind::Read], &slot.bare(), arg, out);
    let named = arg.text.split_once('/').is_some_and(|(owner, name)| {
        let plain = |text: &str| !text.is_empty() && !text.starts_with(['.', '~']);
        plain(owner) && plain(name) && !name.trim_end_matches('/').contains('/')
    });
    if named || arg.text.contains("://") {
        on_each(slot, arg, out);
    }
}

/// An address that is a path here.
pub(super) fn local(arg: &Arg, out: &mut Understanding) {
    let scheme = arg.prefix().get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("file:"));
    if let Some(place) = scheme.and_then(|scheme| arg.without(scheme)) {
        out.add(Effect::on(EffectKind::Read, place.without("//").unwrap_or(place).subject()));
    }
}

/// Without a version the package of that name is looked for here.
pub(super) fn versioned(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if arg.known().is_none_or(|text| text.contains('@')) {
        on_each(slot, arg, out);
    } else if arg.text.starts_with(['/', '~']) || arg.text.starts_with("..") {
        path(&[EffectKind::Read], &slot.bare(), arg, out);
    }
}
