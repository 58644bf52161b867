//! Whether a specification file makes sense beyond its schema.

use std::collections::BTreeSet;

use crate::model::{CommandSpec, Count, Slot, ValueKind};

/// Checks a specification.
///
/// # Errors
///
/// What is wrong, and where in the file.
pub fn check(name: &str, spec: &CommandSpec) -> Result<(), String> {
    if spec.same_as.is_some() {
        let (same_as, packages) = (spec.same_as.clone(), spec.packages.clone());
        let alone = CommandSpec { same_as, packages, ..CommandSpec::default() };
        return if *spec == alone {
            Ok(())
        } else {
            Err(format!("{name}: `same_as` stands alone or with `packages`; remove the rest"))
        };
    }
    let mut seen = BTreeSet::new();
    let spellings = spec.options.keys().flat_map(|names| names.split_whitespace()).chain(spec.flags.split_whitespace());
    for spelling in spellings {
        if !seen.insert(spelling) {
            return Err(format!("{name}: the option `{spelling}` is given twice; remove one"));
        }
        if !name.starts_with(super::environment::PROGRAM) && !spelling.starts_with('-') {
            return Err(format!("{name}: the option `{spelling}` does not start with `-`"));
        }
    }
    for slot in spec.options.values().chain(spec.behind.values()) {
        if slot.count == Count::Any {
            let slot = String::from(slot.clone());
            return Err(format!("{name}: `{slot}`: an option takes one value, or with `+` at least one"));
        }
        if let Some(lost) = slot.below.iter().find(|option| !seen.contains(option.as_str())) {
            return Err(format!("{name}: `below` names `{lost}`, which is no option here; add it or mend it"));
        }
    }
    for slots in spec.positionals.iter().chain(spec.modes.iter().filter_map(|mode| mode.positionals.as_ref())) {
        positionals(name, slots)?;
    }
    let mut siblings = spec.commands.iter().filter_map(|(_, sub)| sub?.options_of.as_deref());
    if let Some(lost) = siblings.find(|name| spec.command(name).is_none()) {
        return Err(format!("{name}: `options_of` names `{lost}`, which is no sub-command here; mend the name"));
    }
    for mode in &spec.modes {
        let named = mode.when.split_whitespace().filter(|word| word.starts_with('-'));
        seen.extend(spec.behind.keys().flat_map(|names| names.split_whitespace()));
        for word in named.chain(mode.options.keys().flat_map(|names| names.split_whitespace())) {
            let option = word.split_once('=').map_or(word, |(option, _)| option);
            if !seen.contains(option) && spec.options_of.is_none() {
                return Err(format!("{name}: a mode names `{word}`, which is no option here; add it or mend it"));
            }
        }
    }
    let followed = spec.follows.split_whitespace().filter(|word| !matches!(*word, "always" | "unless"));
    for word in followed {
        if !seen.contains(word) {
            return Err(format!("{name}: `follows` names `{word}`, which is no option here; add it or mend it"));
        }
    }
    if let Some(twin) = &spec.twin {
        let CommandSpec { flags, options, .. } = twin.as_ref().clone();
        if **twin != (CommandSpec { flags, options, ..CommandSpec::default() }) {
            return Err(format!("{name}: a `twin` has `flags` and `options`; remove the rest"));
        }
        check(&format!("{name} (twin)"), twin)?;
    }
    if let Some(after) = &spec.after {
        check(&format!("{name} --"), after)?;
    }
    spec.commands.iter().try_for_each(|(names, sub)| match sub {
        Some(sub) => check(&format!("{name} {names}"), sub),
        None => Err(format!("{name} {names}: it is no specification; mend it by schemas/commands.json")),
    })
}

fn positionals(name: &str, slots: &[Slot]) -> Result<(), String> {
    let many = slots.iter().filter(|slot| matches!(slot.count, Count::Any | Count::Some) || slot.kind.takes_rest());
    if many.count() > 1 {
        return Err(format!("{name}: two positionals take any number; only one can"));
    }
    match slots.iter().find(|slot| matches!(slot.kind, ValueKind::Flag | ValueKind::Exec | ValueKind::Replace)) {
        Some(slot) => Err(format!("{name}: `{}` can't be a positional", String::from(slot.clone()))),
        None => Ok(()),
    }
}
