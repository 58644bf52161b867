//! Names of commits that stand for others when a call comes to use them: it made or moved them before.

use super::Doing;
use crate::model::EffectKind;

/// Whether a revision, or an end of a range, may be another commit when the doing at `at` is done than it is now.
pub(super) fn is_stale(doings: &[Doing], at: usize, revision: &str) -> bool {
    use EffectKind as K;
    let makes = |kind| matches!(kind, K::VcsBranchCreate | K::VcsBranchMove | K::VcsTag);
    let made: Vec<&str> = doings
        .iter()
        .filter(|doing| makes(doing.effect.kind))
        .filter_map(|doing| doing.effect.subject.as_ref().map(|subject| subject.text.as_str()))
        .collect();
    let own =
        |name: &str, made: &&str| name == *made || name.strip_suffix(made).is_some_and(|before| before.ends_with('/'));
    is_shifted(doings, at, revision) || revision.split("..").any(|end| made.iter().any(|made| own(named(end), made)))
}

/// Whether a revision, or an end of a range, counts from where one stands, and that is elsewhere when the doing at `at` is
/// done.
pub(super) fn is_shifted(doings: &[Doing], at: usize, revision: &str) -> bool {
    use EffectKind as K;
    let own = doings.get(at).and_then(|doing| doing.effect.subject.as_ref());
    let shifts = |doing: &Doing| {
        let subject = doing.effect.subject.as_ref();
        match doing.effect.kind {
            // Without a commit it stays where it is.
            K::VcsResetMixed => subject.is_some() && subject != own,
            K::VcsSwitch | K::VcsStart => subject != own,
            kind => matches!(kind, K::VcsCommit | K::VcsAmend | K::VcsMerge | K::VcsCherryPick | K::VcsRevert),
        }
    };
    let relative = |end: &str| {
        let name = named(end);
        matches!(name, "" | "HEAD" | "-") || name.ends_with("_HEAD") || end.contains("@{")
    };
    revision.split("..").any(relative) && earlier(doings, at).iter().any(shifts)
}

/// What is done before the command of the doing at `at`: one that makes a branch and switches to it says so before it says
/// where the branch starts.
pub(super) fn earlier(doings: &[Doing], at: usize) -> &[Doing] {
    use EffectKind as K;
    let (before, from) = doings.split_at_checked(at).unwrap_or((doings, &[]));
    let starts = from.first().is_some_and(|doing| doing.effect.kind == K::VcsStart);
    match before {
        [before @ .., made, entered]
            if starts
                && (made.effect.kind, entered.effect.kind) == (K::VcsBranchCreate, K::VcsSwitch)
                && made.effect.subject == entered.effect.subject =>
        {
            before
        }
        _ => before,
    }
}

/// The name at the start of a revision.
fn named(end: &str) -> &str {
    end.trim_start_matches(['.', '^']).split(['~', '^', '@', ':']).next().unwrap_or_default()
}

/// Whether the last commit may be another one when the doing at `at` is done, with the files of this one still there.
pub(super) fn is_left_behind(doings: &[Doing], at: usize) -> bool {
    doings.iter().take(at).filter(|doing| doing.effect.kind == EffectKind::VcsResetMixed).any(|doing| {
        let subject = doing.effect.subject.as_ref();
        subject.is_some_and(|subject| !matches!(subject.text.as_str(), "HEAD" | "@"))
    })
}

/// The stashes that a name may stand for when the doing at `at` is done, by their names before the call: each that is put
/// away before moves the others by one, unless there is nothing to be put away. None where nobody knows.
pub(super) fn stashes(doings: &[Doing], at: usize, name: &str) -> Option<Vec<String>> {
    use EffectKind as K;
    let count = |kinds: &[K]| doings.iter().take(at).filter(|doing| kinds.contains(&doing.effect.kind)).count();
    let (pushed, taken) = (count(&[K::VcsStash, K::VcsStashUntracked]), count(&[K::VcsStashApply, K::VcsStashDrop]));
    if pushed == 0 && taken == 0 {
        return Some(vec![name.to_owned()]);
    }
    let number = match name {
        "stash" | "refs/stash" => "0",
        _ => name.strip_prefix("stash@{").and_then(|rest| rest.strip_suffix('}')).unwrap_or(name),
    };
    let number: usize = number.parse().ok()?;
    let all = number.saturating_sub(pushed)..=number.checked_add(taken)?;
    Some(all.map(|number| format!("stash@{{{number}}}")).collect())
}
