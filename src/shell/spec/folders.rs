//! The folders that a command changes into before it does anything.

use super::{Arg, Understanding, signs};

/// Folders, the outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Folders {
    named: Vec<Arg>,
    workspace: Option<Arg>,
}

impl Folders {
    /// Adds a folder that is named. `descending`: it counts from those before; otherwise programs differ on which one counts.
    pub(super) fn name(&mut self, folder: &Arg, descending: bool, out: &mut Understanding) {
        if !descending && !self.named.is_empty() {
            out.not(folder.span, "a second folder to change into: programs differ on where it counts from; name one");
        }
        self.named.push(folder.clone());
    }

    /// Adds the folder of a workspace. Of several, all are changed into, one after the other.
    pub(super) fn work_in(&mut self, folder: &Arg, out: &mut Understanding) {
        let folder = signs::workspace(folder, out);
        if self.workspace.is_some() {
            signs::anywhere(out);
        } else {
            self.workspace = Some(folder);
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Arg> {
        self.named.iter().chain(&self.workspace)
    }

    /// Those from which count what otherwise counts from the working folder.
    pub(super) fn working(&self) -> impl Iterator<Item = &Arg> {
        self.all().filter(|_| self.workspace.is_some())
    }
}
