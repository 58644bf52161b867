//! Where copies come to lie: each source with the target.

use super::super::parse::Parsed;
use super::super::{Arg, Understanding};
use crate::model::{Attribute, Copies, Effect, EffectKind, Slot, ValueKind};

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
