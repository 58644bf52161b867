//! Working folders of a script's commands, as the text has them.

use super::arguments::path;
use super::entered;
use crate::model::{Folder, Invocation, Part};
use crate::shell::Arg;

/// Folders in which a command may run, from that of the call; none: nobody knows.
pub(super) type Folders = Option<Vec<String>>;

/// The folders in which the script of a call has a command run; `outermost`: the script is the call itself.
pub(super) fn folders(invocation: &Invocation, outermost: bool) -> Folders {
    let known = |Folder(parts): &Folder| match parts.as_slice() {
        [] => Some(String::new()),
        parts if outermost && entered::is_open(parts) => entered::written(parts),
        [Part::Stayed(_), rest @ ..] => path(rest),
        parts => path(parts),
    };
    invocation.folders.as_ref()?.iter().map(known).collect()
}

/// Every folder of `inner`, from every folder of `outer`.
pub(super) fn within(outer: &Folders, inner: Folders) -> Folders {
    let (outer, inner) = (outer.as_ref()?, inner?);
    if outer.len().saturating_mul(inner.len()) > 64 {
        return None;
    }
    Some(outer.iter().flat_map(|outer| inner.iter().map(move |inner| joined(outer, inner))).collect())
}

/// Where the steps lead from each of the folders.
pub(super) fn changed(folders: &Folders, directory: &[Arg]) -> Folders {
    directory.iter().try_fold(folders.clone()?, |folders, step| {
        let step = step.known()?;
        Some(folders.iter().map(|folder| joined(folder, step)).collect())
    })
}

fn joined(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", inner) => inner.to_owned(),
        (outer, "") => outer.to_owned(),
        (_, inner) if inner.starts_with(['/', '~', '\0']) => inner.to_owned(),
        (outer, inner) => format!("{outer}/{inner}"),
    }
}
