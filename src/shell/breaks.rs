//! Lines that bash breaks off: where an expansion or an assignment fails, the rest of the line does not run, and the next
//! one does.

use crate::model::Context;

use super::folders::{self, Folders};
use super::walker::Walker;

/// What may not have happened when the next line runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Where one may stand if this line is broken off; None where nothing in it can fail so far.
    pub(super) broken: Option<Folders>,
    /// Variables that are set where it may be broken off before.
    names: Vec<String>,
    /// Whether something in a function can fail so.
    pub(super) functions: bool,
    /// What surrounds the script that these lines are of.
    around: Context,
}

impl Walker<'_> {
    /// Starts with the lines of a script; gives back what is known of the line around.
    pub(super) fn begin_lines(&mut self) -> Line {
        let line = Line { around: self.context.clone(), functions: self.line.functions, ..Line::default() };
        std::mem::replace(&mut self.line, line)
    }

    /// Notes that the line may end here. What fails in a subshell ends that one.
    pub(super) fn may_break_off(&mut self) {
        let (here, around) = (&self.context, &self.line.around);
        let apart = here.subshell && !around.subshell
            || here.piped_in && !around.piped_in
            || here.piped_out && !around.piped_out;
        if here.function.is_some() && around.function.is_none() {
            self.line.functions = true;
        } else if !apart {
            let before = self.line.broken.take().unwrap_or_else(|| self.folders.clone());
            self.line.broken = Some(folders::either(&before, &self.folders));
        }
    }

    /// Notes that a variable is set, or can't be.
    pub(super) fn sets_in_line(&mut self, name: &str) {
        if self.scope.locked(name) {
            self.may_break_off();
        }
        self.sets_after_break(name);
    }

    /// Notes a variable that is not set where the line is broken off before.
    pub(super) fn sets_after_break(&mut self, name: &str) {
        if self.line.broken.is_some() {
            self.line.names.push(name.to_owned());
        }
    }

    /// Goes on to the next line, whatever became of this one.
    pub(super) fn end_line(&mut self) {
        let names = std::mem::take(&mut self.line.names);
        if let Some(broken) = self.line.broken.take() {
            self.folders = folders::either(&broken, &self.folders);
            for name in names {
                self.variables.remove(&name);
                self.lists.remove(&name);
                self.set.remove(&name);
                self.own.remove(&name);
            }
        }
    }
}
