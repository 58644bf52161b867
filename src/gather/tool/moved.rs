//! Names of commits that stand for others when a call comes to use them: it made or moved them before.

use super::Doing;
use crate::model::{EffectKind, Form, Subject};

/// Whether a revision, or an end of a range, may be another commit when the doing at `at` is done than it is now.
pub(super) fn is_stale(doings: &[Doing], at: usize, revision: &str, branch: Option<&str>) -> bool {
    use EffectKind as K;
    let makes = |kind| matches!(kind, K::VcsBranchCreate | K::VcsBranchMove | K::VcsTag);
    let made: Vec<&str> = doings
        .iter()
        .filter(|doing| makes(doing.effect.kind))
        .filter_map(|doing| doing.effect.subject.as_ref().map(|subject| subject.text.as_str()))
        .collect();
    let own =
        |name: &str, made: &&str| name == *made || name.strip_suffix(made).is_some_and(|before| before.ends_with('/'));
    is_shifted(doings, at, revision, branch)
        || revision.split("..").any(|end| made.iter().any(|made| own(named(end), made)))
}

/// Whether a revision, or an end of a range, counts from where one stands, and that is elsewhere when the doing at `at` is
/// done: `branch`, which is checked out before the call, goes with each commit, and so does one that the call switches to.
pub(super) fn is_shifted(doings: &[Doing], at: usize, revision: &str, branch: Option<&str>) -> bool {
    use EffectKind as K;
    let this = doings.get(at);
    let own = this.and_then(|doing| doing.effect.subject.as_ref()).filter(|_| this.is_some_and(|this| !this.anytime));
    let shifts = |doing: &&Doing| {
        let subject = doing.effect.subject.as_ref();
        match doing.effect.kind {
            // Without a commit it stays where it is.
            K::VcsResetMixed => subject.is_some() && subject != own,
            K::VcsSwitch | K::VcsStart => subject != own,
            kind => matches!(kind, K::VcsCommit | K::VcsAmend | K::VcsMerge | K::VcsCherryPick | K::VcsRevert),
        }
    };
    // An entry in its log: also where it stays.
    let logs = |doing: &&Doing| {
        shifts(doing) || matches!(doing.effect.kind, K::VcsResetMixed | K::VcsStash | K::VcsStashUntracked)
    };
    let before = earlier(doings, at);
    let entered = before.iter().filter(|doing| doing.effect.kind == K::VcsSwitch);
    let entered: Vec<&str> =
        entered.filter_map(|doing| doing.effect.subject.as_ref()).map(|subject| subject.text.as_str()).collect();
    let current = |end: &str| {
        let name = named(end);
        let plain = name.strip_prefix("refs/").unwrap_or(name);
        let plain = plain.strip_prefix("heads/").unwrap_or(plain);
        branch == Some(plain) || entered.contains(&plain)
    };
    let relative = |end: &str| {
        let name = named(end);
        matches!(name, "" | "HEAD" | "-") || name.ends_with("_HEAD")
    };
    // Who goes elsewhere leaves the branch where it is.
    let grows = |doing: &&Doing| shifts(doing) && !matches!(doing.effect.kind, K::VcsSwitch | K::VcsStart);
    revision.split("..").any(relative) && before.iter().any(shifts)
        || revision.split("..").any(current) && before.iter().any(grows)
        || revision.contains("@{") && before.iter().any(logs)
}

/// What may be done before the command of the doing at `at`: one that makes a branch and switches to it says so before it
/// says where the branch starts.
pub(super) fn earlier(doings: &[Doing], at: usize) -> Vec<&Doing> {
    use EffectKind as K;
    let (before, from) = doings.split_at_checked(at).unwrap_or((doings, &[]));
    let starts = from.first().is_some_and(|doing| doing.effect.kind == K::VcsStart);
    let before = match before {
        [before @ .., made, entered]
            if starts
                && (made.effect.kind, entered.effect.kind) == (K::VcsBranchCreate, K::VcsSwitch)
                && made.effect.subject == entered.effect.subject =>
        {
            before
        }
        _ => before,
    };
    let any = from.first().is_some_and(|doing| doing.anytime);
    before.iter().chain(from.iter().filter(|doing| any || doing.anytime)).collect()
}

/// The name at the start of a revision.
fn named(end: &str) -> &str {
    end.trim_start_matches(['.', '^']).split(['~', '^', '@', ':']).next().unwrap_or_default()
}

/// A commit that the index was set to while the files stayed.
pub(super) struct Reset<'a> {
    pub(super) commit: &'a str,
    /// Whether it may be another one by then, or the files those of another one.
    pub(super) elsewhere: bool,
}

/// To what the index was set before the doing at `at`, which stages: all that differs from there is new to it.
pub(super) fn resets<'a>(doings: &'a [Doing], at: usize, branch: Option<&str>) -> Vec<Reset<'a>> {
    use EffectKind as K;
    let enters = |doing: &Doing| matches!(doing.effect.kind, K::VcsSwitch | K::VcsStart);
    let loose = doings.get(at).is_some_and(|doing| doing.anytime);
    let found = doings.iter().enumerate().filter(|(place, doing)| *place < at || loose || doing.anytime);
    let named = found.filter_map(|(place, doing)| Some((place, moved_to(doing)?)));
    let elsewhere = |place: usize, subject: &Subject| {
        let moved = is_stale(doings, place, &subject.text, branch) || is_shifted(doings, place, "HEAD", branch);
        let entered = earlier(doings, at).into_iter().skip(if loose { 0 } else { place }).any(enters);
        moved || subject.form != Form::Exact || entered
    };
    named.map(|(place, subject)| Reset { commit: &subject.text, elsewhere: elsewhere(place, subject) }).collect()
}

/// Whether the last commit may be another one when the doing at `at` is done, with the files of this one still there.
pub(super) fn is_left_behind(doings: &[Doing], at: usize) -> bool {
    earlier(doings, at).into_iter().any(|doing| moved_to(doing).is_some())
}

/// The other commit that a reset which leaves the files moves to.
fn moved_to(doing: &Doing) -> Option<&Subject> {
    let resets = doing.effect.kind == EffectKind::VcsResetMixed;
    doing.effect.subject.as_ref().filter(|subject| resets && !matches!(subject.text.as_str(), "HEAD" | "@"))
}

/// The stashes that a name may stand for when the doing at `at` is done, by their names before the call: each that is put
/// away before moves the others by one, unless there is nothing to be put away. None where nobody knows.
pub(super) fn stashes(doings: &[Doing], at: usize, name: &str) -> Option<Vec<String>> {
    use EffectKind as K;
    let (pushes, takes) = ([K::VcsStash, K::VcsStashUntracked], [K::VcsStashApply, K::VcsStashDrop]);
    let moves = |doing: &&Doing| pushes.contains(&doing.effect.kind) || takes.contains(&doing.effect.kind);
    if doings.iter().any(|doing| doing.anytime && moves(&doing)) {
        return None;
    }
    let count = |kinds: &[K]| doings.iter().take(at).filter(|doing| kinds.contains(&doing.effect.kind)).count();
    let (pushed, taken) = (count(&pushes), count(&takes));
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
