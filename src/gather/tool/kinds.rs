//! What the kinds of effects have in common, as far as it matters to what is measured.

use crate::model::{Effect, EffectKind};

/// Whether the subject of such an effect is a path.
pub(super) const fn is_path(kind: EffectKind) -> bool {
    use EffectKind as K;
    let other = matches!(kind, K::Read | K::List | K::Extract | K::ChangeDirectory | K::VcsUnstage | K::VcsElsewhere);
    other || changes(kind) || runs(kind)
}

/// Whether such an effect changes the path that is its subject, or stages it.
pub(super) const fn changes(kind: EffectKind) -> bool {
    use EffectKind as K;
    matches!(
        kind,
        K::Write
            | K::Create
            | K::Delete
            | K::Replace
            | K::Move
            | K::Mode
            | K::Link
            | K::RunFormat
            | K::VcsStage
            | K::VcsBring
            | K::VcsRestore
            | K::VcsRemove
            | K::VcsMove
    )
}

/// Whether the subject of such an effect is a file that decides what runs.
pub(super) const fn runs(kind: EffectKind) -> bool {
    use EffectKind as K;
    matches!(kind, K::RunScript | K::RunConfig | K::RunRecipe | K::RunModule | K::RunImports | K::RunPath)
}

/// Whether such an effect runs the project's own code in any case: nothing more can come of what it imports.
pub(super) const fn runs_own(kind: EffectKind) -> bool {
    matches!(kind, EffectKind::RunTest | EffectKind::RunBench | EffectKind::RunDocs)
}

/// Whether an effect changes a path that counts from the folder in which it happens.
pub(super) fn changes_nearby(effect: &Effect) -> bool {
    changes(effect.kind) && effect.subject.as_ref().is_some_and(|subject| !subject.text.starts_with(['/', '~']))
}

/// Whether a command changes into folders that nobody names: those of workspaces.
pub(super) const fn leads_anywhere(effect: &Effect) -> bool {
    matches!(effect.kind, EffectKind::ChangeDirectory) && effect.subject.is_none()
}

/// Whether such an effect is that of a tool that works on the project's sources, with plug-ins or code of theirs.
pub(super) const fn runs_tool(kind: EffectKind) -> bool {
    use EffectKind as K;
    runs_own(kind)
        || matches!(kind, K::RunTask | K::RunBuild | K::RunLint | K::RunTypecheck | K::RunFormat | K::RunGenerate)
}

/// Whether such an effect is one of programs that look at files and pass text on.
pub(super) const fn only_looks(kind: EffectKind) -> bool {
    use EffectKind as K;
    matches!(kind, K::Output | K::Read | K::List | K::Write | K::ChangeDirectory | K::RunImports)
}

/// Whether there is something at the subject of such an effect that was not there before.
pub(super) const fn makes(kind: EffectKind) -> bool {
    use EffectKind as K;
    matches!(kind, K::Write | K::Create | K::Link | K::Extract | K::VcsRestore | K::VcsMove)
}

/// Whether it matters in which folder such an effect happens.
pub(super) fn is_placed(kind: EffectKind) -> bool {
    ["vcs.", "run.", "install", "publish"].iter().any(|start| kind.word().starts_with(start))
}

/// Whether git does it, in the repository that it finds.
pub(super) fn asks_git(kind: EffectKind) -> bool {
    kind.word().starts_with("vcs.")
}

/// Whether the subject of such an effect is an address or a host.
pub(super) const fn is_address(kind: EffectKind) -> bool {
    use EffectKind as K;
    matches!(kind, K::NetworkFetch | K::NetworkSend | K::NetworkConnect | K::NetworkApi | K::NetworkApiWrite)
}
