//! Workspaces of package managers: folders that nobody names by a path.

use crate::model::{Effect, EffectKind, Span};
use crate::shell::Arg;

/// Whether the command runs in several workspaces, or in the first one.
pub(super) fn anywhere(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| effect.kind == EffectKind::ChangeDirectory && effect.subject.is_none())
}

/// The workspace that a package may name, which lies anywhere.
pub(super) fn package(program: Option<&str>, workspaces: &[Arg]) -> Option<Span> {
    let manages = program.is_some_and(|program| ["npm", "pnpm", "yarn", "bun"].contains(&program));
    let named = |name: &&Arg| name.text.starts_with('@') || !name.text.contains('/') && name.text != ".";
    workspaces.iter().find(named).filter(|_| manages).map(|name| name.span)
}
