//! Which branch an effect of git is about, as the commands of a line follow each other.

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
}

impl<'a> Branches<'a> {
    pub(super) fn new(session: &Session, protected: &'a Protected) -> Self {
        let current = match &session.branch {
            Fact::Known(branch) => Some(branch.value.name.clone()),
            Fact::Unknown(_) => None,
        };
        Self { protected, current: vec![current], certain: None }
    }

    /// What is to be said of the branch that `effect` is about, and what is checked out after it. `chain` is the list of
    /// commands that it stands in, where it is done in the session's repository.
    pub(super) fn traits(&mut self, effect: &Effect, chain: Option<Chain>) -> Vec<&'static str> {
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
                self.certain.as_ref().filter(|(list, _)| chain.is_some_and(|c| c.number == *list)) =>
            {
                vec![self.word(name.as_deref())]
            }
            _ => self.current.iter().map(|name| self.word(name.as_deref())).collect(),
        };
        self.follow(effect, chain);
        traits
    }

    /// A command may fail, and a new branch may stay alone: what was checked out before stays possible.
    fn follow(&mut self, effect: &Effect, chain: Option<Chain>) {
        let next = match (effect.kind, &effect.subject) {
            (EffectKind::VcsSwitch | EffectKind::VcsBranchCreate, Some(subject)) if is_name(subject) => {
                Some(subject.text.clone())
            }
            (EffectKind::VcsBranchCreate, _) => None,
            (EffectKind::VcsSwitch | EffectKind::VcsSwitchDetach | EffectKind::VcsBranchMove, _) => None,
            _ => return,
        };
        let moves = effect.kind != EffectKind::VcsBranchCreate;
        if moves {
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
}

/// Whether a subject is a branch by its name, not by its place in the history.
fn is_name(subject: &Subject) -> bool {
    subject.form == Form::Exact && subject.text != "-" && !subject.text.contains(['@', '~', '^', ':'])
}
