//! Where Python looks for what it imports first, for one command or for all that follow an `export`.

use super::kinds::{only_looks, runs_tool};
use super::shell::Reader;
use super::steps::Folders;
use crate::model::{Effect, EffectKind};

impl Reader<'_> {
    /// The tools of the project are meant by it. Other programs of the call would do what stands in those folders as well.
    pub(super) fn look_ahead(
        &mut self,
        ahead: Vec<Effect>,
        kinds: &[EffectKind],
        of: (bool, Option<&str>),
        folders: &Folders,
    ) {
        let (exported, command) = of;
        if exported && !self.anytime {
            return self.ahead.extend(ahead.into_iter().map(|effect| (effect, false)));
        }
        let tool = kinds.iter().copied().any(runs_tool);
        self.ahead.iter_mut().for_each(|(_, used)| *used |= tool);
        let looks = kinds.iter().copied().all(only_looks);
        let before = self.ahead.iter().filter(|_| !looks).map(|(effect, _)| effect.clone());
        let due: Vec<Effect> = ahead.into_iter().chain(before).filter(|_| !tool).collect();
        due.into_iter().for_each(|effect| self.does(effect, command, folders));
    }

    /// What is exported and meant by no tool of this call is meant by another call.
    pub(super) fn settle_ahead(&mut self) {
        let unused = std::mem::take(&mut self.ahead).into_iter().filter(|(_, used)| !used);
        unused.for_each(|(effect, _)| self.does(effect, None, &Some(vec![String::new()])));
    }
}
