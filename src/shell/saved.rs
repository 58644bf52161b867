//! What a subshell starts with, and gives back.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Context, Part, Word};

use super::evaluate::{cost, size};
use super::folders::{Folders, Pushed};
use super::walker::{Functions, Walker};

/// Text is copied faster than it is read.
const COPIED_AT_ONCE: usize = 128;

/// What a subshell gives back.
pub(super) struct Saved {
    variables: BTreeMap<String, Vec<Part>>,
    lists: BTreeMap<String, Vec<Word>>,
    own: BTreeSet<String>,
    functions: Functions,
    folders: Folders,
    pushed: Option<Pushed>,
    strayed: bool,
    context: Context,
}

impl Walker<'_> {
    /// What a subshell starts with. It costs what it copies.
    pub(super) fn save(&mut self) -> Saved {
        let listed = self.lists.values().flatten();
        let names = self.variables.len() + self.functions.len() + self.lists.len() + listed.clone().count();
        let text: usize = self.variables.values().map(|parts| size(parts)).sum();
        let text = text + listed.map(|word| size(&word.parts)).sum::<usize>();
        self.budget.charge(cost(names).saturating_add(cost(text / COPIED_AT_ONCE)));
        Saved {
            variables: self.variables.clone(),
            lists: self.lists.clone(),
            own: self.own.clone(),
            functions: self.functions.clone(),
            folders: self.folders.clone(),
            pushed: self.pushed.clone(),
            strayed: self.strayed,
            context: self.context.clone(),
        }
    }

    pub(super) fn restore(&mut self, saved: Saved) {
        (self.variables, self.lists, self.own) = (saved.variables, saved.lists, saved.own);
        self.functions = saved.functions;
        self.folders = saved.folders;
        (self.pushed, self.strayed) = (saved.pushed, saved.strayed);
        self.context = saved.context;
    }
}
