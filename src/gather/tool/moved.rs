//! Names of commits that stand for others when a call comes to use them: it made or moved them before.

use super::Doing;
use crate::model::EffectKind;

/// Whether a revision, or an end of a range, may be another commit when the doing at `at` is done than it is now.
pub(super) fn is_stale(doings: &[Doing], at: usize, revision: &str) -> bool {
    use EffectKind as K;
    let makes = |kind| matches!(kind, K::VcsBranchCreate | K::VcsBranchMove | K::VcsTag);
    let shifts = |kind| {
        matches!(
            kind,
            K::VcsSwitch
                | K::VcsResetMixed
                | K::VcsCommit
                | K::VcsAmend
                | K::VcsMerge
                | K::VcsCherryPick
                | K::VcsRevert
        )
    };
    let made: Vec<&str> = doings
        .iter()
        .filter(|doing| makes(doing.effect.kind))
        .filter_map(|doing| doing.effect.subject.as_ref().map(|subject| subject.text.as_str()))
        .collect();
    let shifted = doings.iter().take(at).any(|doing| shifts(doing.effect.kind));
    revision.split("..").any(|end| {
        let name = end.trim_start_matches(['.', '^']).split(['~', '^', '@', ':']).next().unwrap_or_default();
        let relative = matches!(name, "" | "HEAD" | "-") || name.ends_with("_HEAD") || end.contains("@{");
        let own = |made: &&str| name == *made || name.strip_suffix(made).is_some_and(|before| before.ends_with('/'));
        relative && shifted || made.iter().any(own)
    })
}

/// Whether the last commit may be another one when the doing at `at` is done, with the files of this one still there.
pub(super) fn is_left_behind(doings: &[Doing], at: usize) -> bool {
    doings.iter().take(at).filter(|doing| doing.effect.kind == EffectKind::VcsResetMixed).any(|doing| {
        let subject = doing.effect.subject.as_ref();
        subject.is_some_and(|subject| !matches!(subject.text.as_str(), "HEAD" | "@"))
    })
}
