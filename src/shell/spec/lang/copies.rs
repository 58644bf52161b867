//! Where copies come to lie: each source with the target.

use super::super::parse::Parsed;
use super::super::{Arg, Understanding};
use crate::model::{Attribute, Copies, Effect, EffectKind, Slot, ValueKind};

/// More paths than these are not compared with each other.
const MET: usize = 8;

/// Says of each source into what it is copied. The target is the value of an option, or the last positional.
pub(in super::super) fn complete(
    copies: &Copies,
    dealt: &[(&Slot, Vec<Arg>)],
    parsed: &Parsed<'_>,
    out: &mut Understanding,
) {
    let given = |names: &str| names.split_whitespace().any(|name| parsed.has(name));
    let hit = parsed.hits.iter().rev().find(|hit| copies.inside.split_whitespace().any(|name| name == hit.name));
    let targets: Vec<&Arg> = match hit {
        Some(hit) => hit.values.iter().collect(),
        None => dealt.iter().filter(|(slot, _)| slot.kind == ValueKind::Write).flat_map(|(_, args)| args).collect(),
    };
    let sources = dealt.iter().filter(|(slot, _)| slot.kind != ValueKind::Write).flat_map(|(_, args)| args);
    let sources: Vec<&Arg> = sources.collect();
    let many = sources.len() > 1 || sources.iter().any(|source| source.many());
    let attributes = [
        (hit.is_some() || many, Attribute::Inside),
        (given(&copies.named), Attribute::Named),
        (given(&copies.parents), Attribute::Parents),
        (copies.moves || given(&copies.links), Attribute::Links),
        (copies.shallow, Attribute::Shallow),
    ];
    for target in targets {
        for source in &sources {
            let mut effect = Effect::on(EffectKind::Write, target.subject());
            effect.source = Some(source.subject());
            effect.attributes = attributes.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word).collect();
            out.add(effect);
        }
    }
}

/// Says of each path that it may be read by the name of each other one, if it is a folder.
pub(in super::super) fn meet(dealt: &[(&Slot, Vec<Arg>)], parsed: &Parsed<'_>, out: &mut Understanding) {
    let is_path = |slot: &Slot| matches!(slot.kind, ValueKind::Read | ValueKind::Pathspec);
    let named = dealt.iter().filter(|(slot, _)| is_path(slot)).flat_map(|(_, args)| args);
    let optional = parsed.hits.iter().filter(|hit| hit.slot.is_some_and(is_path)).flat_map(|hit| &hit.values);
    let paths: Vec<&Arg> = named.chain(optional).collect();
    if let Some(path) = paths.get(MET) {
        out.not(path.span, "too many files to compare at once: name fewer");
        return;
    }
    for (at, folder) in paths.iter().enumerate() {
        for (_, file) in paths.iter().enumerate().filter(|(other, _)| *other != at) {
            let mut effect = Effect::on(EffectKind::Read, folder.subject());
            effect.source = Some(file.subject());
            out.add(effect);
        }
    }
}
