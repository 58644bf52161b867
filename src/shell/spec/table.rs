//! The options of a command, as its specifications list them.

use std::collections::BTreeMap;

use crate::model::{CommandSpec, Slot};

/// The options of a command: of several specifications of one spelling the later counts. They are looked for where they are
/// written: a command line gives few of the hundred that a program has.
#[derive(Clone, Default)]
pub(super) struct Table<'s>(Vec<&'s CommandSpec>);

impl<'s> Table<'s> {
    /// The table with the options of `spec`.
    pub(super) fn with(mut self, spec: &'s CommandSpec) -> Self {
        self.0.push(spec);
        self
    }

    /// An option by its spelling. `None` within: a flag without effect.
    pub(super) fn find(&self, name: &str) -> Option<(&'s str, Option<&'s Slot>)> {
        let among = |names: &'s str| among(names, name);
        self.0.iter().rev().find_map(|spec| {
            let option = spec.options.iter().rev().find_map(|(names, slot)| Some((among(names)?, Some(slot))));
            option.or_else(|| Some((among(&spec.flags)?, None)))
        })
    }

    /// The options that count behind the first positional, where the program reads others only before it.
    pub(super) fn behind(&self) -> Option<&'s BTreeMap<String, Slot>> {
        self.0.last().map(|spec| &spec.behind).filter(|options| !options.is_empty())
    }

    /// All spellings.
    pub(super) fn names(&self) -> impl Iterator<Item = &'s str> {
        let names =
            |spec: &&'s CommandSpec| spec.options.keys().chain([&spec.flags]).flat_map(|n| n.split_whitespace());
        self.0.iter().flat_map(names)
    }
}

/// The spelling of these that is `name`.
pub(super) fn among<'s>(names: &'s str, name: &str) -> Option<&'s str> {
    names.contains(name).then(|| names.split_whitespace().find(|known| *known == name)).flatten()
}
