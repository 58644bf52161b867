//! Which branch an effect of git is about, as the commands of a line follow each other.

use super::Doing;
use super::doing::Chain;
use super::session::Protected;
use crate::model::{Attribute, Effect, EffectKind, Fact, Form, Session, Subject};

/// The branches that may be checked out at a point of a command line.
#[derive(Clone, Debug)]
pub(super) struct Branches<'a> {
    protected: &'a Protected,
    /// Names; none stands for one that nobody knows.
    current: Vec<Option<String>>,
    /// The one that is checked out for certain in the rest of a list of commands.
    certain: Option<(u32, Option<String>)>,
    /// What a command may switch to at any time: then none is certain.
    sometimes: Vec<Option<String>>,
    /// What any command switches to.
    ever: Vec<Option<String>>,
    /// Where a rebase that is given up goes back to, if one is under way.
    rebased: Option<Option<String>>,
}

impl<'a> Branches<'a> {
    /// Before the first of the doings.
    pub(super) fn new(session: &Session, protected: &'a Protected, doings: &[Doing]) -> Self {
        let current = match &session.branch {
            Fact::Known(branch) => Some(branch.value.name.clone()),
            Fact::Unknown(_) => None,
        };
        let aborts = doings.iter().any(|doing| doing.effect.kind == EffectKind::VcsAbort);
        let rebased = if aborts { protected.rebased() } else { None };
        let (sometimes, ever) = (Vec::new(), Vec::new());
        let new = Self { protected, current: vec![current], certain: None, sometimes, ever, rebased };
        let moved = |doings: &mut dyn Iterator<Item = &Doing>| {
            doings.filter(|doing| new.moves(&doing.effect)).filter_map(|doing| new.next(&doing.effect)).collect()
        };
        let sometimes = moved(&mut doings.iter().filter(|doing| doing.anytime));
        let ever = moved(&mut doings.iter());
        Self { sometimes, ever, ..new }
    }

    /// What is to be said of the branch that an effect is about, and what is checked out after it. `chain` is the list of
    /// commands that it stands in, where it is done in the session's repository.
    pub(super) fn traits(&mut self, doing: &Doing, chain: Option<Chain>) -> Vec<&'static str> {
        let effect = &doing.effect;
        if !effect.kind.word().starts_with("vcs.") {
            return Vec::new();
        }
        let traits = match (effect.kind, &effect.subject) {
            (EffectKind::VcsPush, Some(subject)) if subject.form != Form::Exact || subject.text.contains('*') => {
                vec!["branch.unknown"]
            }
            (EffectKind::VcsPush, Some(subject)) if !matches!(subject.text.as_str(), "HEAD" | "@") => {
                vec![self.word(Some(&subject.text))]
            }
            (EffectKind::VcsBranchCreate, Some(subject)) if is_name(subject) => vec![self.word(Some(&subject.text))],
            _ if let Some((_, name)) =
                self.certain.as_ref().filter(|(list, _)| chain.is_some_and(|c| c.number == *list))
                && self.sometimes.is_empty() =>
            {
                vec![self.word(name.as_deref())]
            }
            _ => {
                let other = if doing.anytime { &self.ever } else { &self.sometimes };
                self.current.iter().chain(other).map(|name| self.word(name.as_deref())).collect()
            }
        };
        self.follow(effect, chain);
        traits
    }

    /// A command may fail, and a new branch may stay alone: what was checked out before stays possible.
    fn follow(&mut self, effect: &Effect, chain: Option<Chain>) {
        let Some(next) = self.next(effect) else { return };
        if self.moves(effect) {
            let sure = chain.filter(|chain| chain.decides && !effect.attributes.contains(&Attribute::Maybe));
            self.certain = sure.map(|chain| (chain.number, next.clone()));
        }
        if effect.attributes.contains(&Attribute::DryRun) || self.current.contains(&next) {
            return;
        }
        self.current.push(next);
    }

    fn word(&self, name: Option<&str>) -> &'static str {
        match name {
            Some(name) if self.protected.covers(name) => "branch.protected",
            Some(_) => "branch.other",
            None => "branch.unknown",
        }
    }

    /// What may be checked out after an effect; none stands for what nobody knows.
    fn next(&self, effect: &Effect) -> Option<Option<String>> {
        match (effect.kind, &effect.subject) {
            (EffectKind::VcsSwitch | EffectKind::VcsBranchCreate, Some(subject)) if is_name(subject) => {
                Some(Some(subject.text.clone()))
            }
            (EffectKind::VcsBranchCreate, _) => Some(None),
            (EffectKind::VcsSwitch | EffectKind::VcsSwitchDetach | EffectKind::VcsBranchMove, _) => Some(None),
            (EffectKind::VcsAbort, _) => self.rebased.clone(),
            _ => None,
        }
    }

    /// Whether something else is checked out after it, where it succeeds.
    fn moves(&self, effect: &Effect) -> bool {
        use EffectKind as K;
        matches!(effect.kind, K::VcsSwitch | K::VcsSwitchDetach | K::VcsBranchMove)
            || effect.kind == K::VcsAbort && self.rebased.is_some()
    }
}

/// Whether a subject is a branch by its name, not by its place in the history.
fn is_name(subject: &Subject) -> bool {
    subject.form == Form::Exact && subject.text != "-" && !subject.text.contains(['@', '~', '^', ':'])
}
