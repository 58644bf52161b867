//! Deals positionals out to slots.

use super::parse::Parsed;
use super::{Arg, Understanding};
use crate::model::{Count, Slot, Span, Subject};

/// The positionals with their slots; what can't be dealt out is not understood.
pub(super) fn assign<'s>(
    slots: &'s [Slot],
    parsed: &Parsed<'_>,
    whole: Span,
    out: &mut Understanding,
) -> Vec<(&'s Slot, Vec<Arg>)> {
    let slots: Vec<&Slot> = slots.iter().filter(|slot| !slot.unless.iter().any(|name| parsed.has(name))).collect();
    let many = slots.iter().position(|slot| takes_many(slot));
    let behind = many.map_or(0, |at| slots.len().saturating_sub(at + 1));
    let mut args = parsed.positionals.as_slice();
    let mut tail: &[Arg] = &[];
    if behind > 0 {
        (args, tail) = args.split_at(args.len().saturating_sub(behind));
    }
    let mut tail = tail.iter();
    let mut dealt = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        let own: Vec<Arg> = match many {
            Some(rest) if at == rest => std::mem::take(&mut args).to_vec(),
            Some(rest) if at > rest => tail.next().cloned().into_iter().collect(),
            _ => match args.split_first() {
                Some((first, others)) => {
                    args = others;
                    vec![first.clone()]
                }
                None => Vec::new(),
            },
        };
        if own.is_empty() && matches!(slot.count, Count::One | Count::Some) && slot.default.is_none() {
            out.not(whole, format!("an argument is missing: {}", String::from((*slot).clone())));
        }
        if !takes_many(slot)
            && let Some(arg) = own.iter().find(|arg| arg.many())
        {
            out.not(arg.span, "it may be several words or none, where one is expected; quote it");
        }
        dealt.push((*slot, own));
    }
    for arg in args {
        out.not(arg.span, format!("one argument too many: `{}`", arg.text));
    }
    dealt
}

fn takes_many(slot: &Slot) -> bool {
    matches!(slot.count, Count::Any | Count::Some) || slot.kind.takes_rest()
}

/// What stands for an absent argument.
pub(super) fn default_of(slot: &Slot, whole: Span) -> Option<Subject> {
    slot.default.as_ref().map(|text| Subject { text: text.clone(), span: whole, ..Subject::default() })
}
