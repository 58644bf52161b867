//! What the engine is asked, and what it answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Arg;
use crate::model::{CommandSpec, Effect, EffectKind, NotUnderstood, Span};

/// Finds the specification of a program by name. A program without one is not understood.
pub type Lookup<'a> = dyn Fn(&str) -> Option<Arc<CommandSpec>> + 'a;

/// A simple command: assignments, program, arguments.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Call {
    /// The program as written.
    pub program: Arg,
    /// Its arguments.
    pub args: Vec<Arg>,
    /// Assignments in front: name and value.
    pub assignments: Vec<(String, Arg)>,
    /// Whether unknown arguments follow, as with xargs.
    pub more: bool,
}

impl Call {
    /// A program with arguments, and nothing else.
    pub(super) fn of(program: &Arg, args: Vec<Arg>) -> Self {
        Self { program: program.clone(), args, assignments: Vec::new(), more: false }
    }
}

/// A command that a command runs, to be understood in its turn.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Nested {
    /// A program with arguments.
    Command {
        /// The command.
        call: Call,
        /// Folders that are changed into before, in order. A pattern of a search: the folder of each of its finds.
        directory: Vec<Arg>,
    },
    /// A shell script.
    Script {
        /// The script; always literal.
        text: Arg,
        /// Folders that are changed into before, in order.
        directory: Vec<Arg>,
    },
}

/// What is known of a command.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Understanding {
    /// What it does itself.
    pub effects: Vec<Effect>,
    /// What was not understood. Not empty: the effects are not the whole truth.
    pub unknown: Vec<NotUnderstood>,
    /// What it runs.
    pub nested: Vec<Nested>,
}

impl Understanding {
    /// Whether this level was understood whole; nested commands are another question.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.unknown.is_empty()
    }

    pub(super) fn not(&mut self, span: Span, why: impl Into<String>) {
        self.unknown.push(NotUnderstood { span, why: why.into() });
    }

    pub(super) fn add(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Each effect once, where it comes first.
    pub(super) fn distinct(mut self) -> Self {
        let mut seen = BTreeSet::new();
        self.effects.retain(|effect| seen.insert(effect.clone()));
        self
    }

    /// Adds all that `other` knows.
    pub(super) fn append(&mut self, mut other: Self) {
        self.effects.append(&mut other.effects);
        self.unknown.append(&mut other.unknown);
        self.nested.append(&mut other.nested);
    }

    /// Adds all that `other` knows, below these folders.
    pub(super) fn include<'a>(&mut self, mut other: Self, folders: impl Iterator<Item = &'a Arg>) {
        let folders: Vec<Arg> = folders.cloned().collect();
        for effect in &mut other.effects {
            effect.directory.splice(0..0, folders.iter().map(Arg::subject));
        }
        for inner in &mut other.nested {
            match inner {
                Nested::Command { directory: place, .. } | Nested::Script { directory: place, .. } => {
                    place.splice(0..0, folders.iter().cloned());
                }
            }
        }
        self.append(other);
    }

    pub(super) fn does(&mut self, kind: EffectKind) {
        self.add(Effect::bare(kind));
    }
}
