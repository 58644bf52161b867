//! What a package manager keeps of the words behind a task's name.

use super::parse::Table;
use super::{Arg, Lookup};
use crate::model::{Count, ValueKind};

/// The same arguments with the manager's own options in front: it looks for them up to `--`.
pub(super) fn own_first(args: &[Arg], table: &Table<'_>) -> Vec<Arg> {
    let (before, behind) = divided(args);
    let (mut own, mut others) = (Vec::new(), Vec::new());
    let mut words = before.iter();
    while let Some(arg) = words.next() {
        let name = arg.prefix().split('=').next().unwrap_or_default();
        match table.find(name).filter(|_| name.starts_with('-')) {
            Some((_, slot)) => {
                own.push(arg.clone());
                let takes = slot.is_some_and(|slot| slot.kind != ValueKind::Flag && slot.count != Count::Optional);
                if takes && name.len() == arg.text.len() {
                    own.extend(words.next().cloned());
                }
            }
            None => others.push(arg.clone()),
        }
    }
    [own.as_slice(), &others, behind].concat()
}

/// The same arguments with a dash for the slash that an option of the table may begin with.
pub(super) fn dashed(args: &[Arg], table: &Table<'_>) -> Vec<Arg> {
    let option = |arg: &Arg| {
        let option = format!("-{}", arg.prefix().strip_prefix('/')?);
        let name = option.split([':', '=']).next().unwrap_or_default();
        table.find(name).and(arg.known())?;
        Some(Arg::literal(option, arg.span))
    };
    args.iter().map(|arg| option(arg).unwrap_or_else(|| arg.clone())).collect()
}

/// What the task gets where the manager keeps all dashed words in front of `--`; none: there are no such words.
pub(super) fn plain(args: &[Arg]) -> Option<Vec<Arg>> {
    let (before, behind) = divided(args);
    let dashed = |arg: &Arg| arg.prefix().starts_with('-');
    before.iter().any(dashed).then(|| before.iter().filter(|arg| !dashed(arg)).chain(behind).cloned().collect())
}

fn divided(args: &[Arg]) -> (&[Arg], &[Arg]) {
    let at = args.iter().position(|arg| arg.known() == Some("--")).unwrap_or(args.len());
    args.split_at_checked(at).unwrap_or((args, &[]))
}

/// Whether a task bears the name of a tool and gets the name of a sub-command: its script may be the bare tool.
pub(super) fn is_tool(name: &Arg, args: &[Arg], lookup: &Lookup<'_>) -> bool {
    let spec = name.known().and_then(lookup).filter(|spec| !spec.packages.is_empty());
    spec.is_some_and(|spec| args.iter().filter_map(Arg::known).any(|word| spec.command(word).is_some()))
}
