//! Paths that a git command changes or stages without naming them, each as an effect of its own.

use globset::{GlobBuilder, GlobMatcher};

use super::Doing;
use super::brackets::{is_doubtful, leveled};
use super::globs::{is_wild, start};
use super::moved::{is_left_behind, is_shifted, is_stale, resets, stashes};
use super::session::Protected;
use super::walk::{absolute, follow};
use crate::gather::{GatherError, Repository, Touched};
use crate::model::{Attribute, Effect, EffectKind, Form, Span, Subject};

/// The effects on single paths that doings in the work tree at `root` come to. Git stages and changes a link, not what it
/// leads to: links are not followed. `folders` are those in which a doing may happen. What protected branches hold was looked
/// at when it came there.
pub(super) fn brought(
    repository: &Repository,
    root: &str,
    doings: &[Doing],
    folders: &dyn Fn(&Doing) -> Vec<String>,
    protected: &Protected,
    own: &[String],
    branch: Option<&str>,
) -> Vec<Doing> {
    use EffectKind as K;
    let mut all = Vec::new();
    for (at, doing) in doings.iter().enumerate() {
        let subject = doing.effect.subject.as_ref();
        let specs = matches!(doing.effect.kind, K::VcsStage | K::VcsStash | K::VcsMove);
        let mut starts = Vec::new();
        if specs {
            starts = folders(doing);
            if doing.effect.attributes.contains(&Attribute::Pathspec) {
                starts.push(root.to_owned());
            }
        }
        let source = doing.effect.source.as_ref().filter(|_| doing.effect.kind == K::VcsStage);
        let revision = source.or(subject).map_or(default(doing.effect.kind), |named| named.text.as_str());
        let paths = match doing.effect.kind {
            K::VcsStash | K::VcsStageTracked => repository.unsaved(false),
            K::VcsStashUntracked => repository.unsaved(true),
            K::VcsStage | K::VcsMove if !subject.is_none_or(|subject| is_broad(&starts, subject)) => continue,
            K::VcsStage if source.is_some() => repository.differing(&format!("{revision}..HEAD")),
            K::VcsStage => repository.unsaved(!is_tracked(repository, doing)),
            K::VcsMove => repository.tracked().map(|mut tracked| {
                tracked.extend(own.iter().filter_map(|file| below(root, file)));
                tracked
            }),
            K::VcsStashApply => put_back(repository, doings, at, revision),
            K::VcsMerge => repository.merged_by(revision, &|name| protected.names(name)),
            K::VcsCherryPick | K::VcsRevert => repository.changed_by(revision, doing.effect.kind == K::VcsRevert),
            _ => continue,
        };
        let stages = matches!(doing.effect.kind, K::VcsStage | K::VcsStageTracked) && source.is_none();
        let resets = if stages { resets(doings, at, branch) } else { Vec::new() };
        let since = resets.iter().map(|reset| match repository.differing(&format!("{}..HEAD", reset.commit)) {
            Err(error) if names_nothing(&error, reset.commit) => Ok(Touched::new()),
            differing => differing,
        });
        let paths = since.fold(paths, |paths, more| Ok(paths?.into_iter().chain(more?).collect()));
        let kind = match doing.effect.kind {
            K::VcsStage | K::VcsStageTracked => K::VcsStage,
            K::VcsMove => K::VcsMove,
            _ => K::VcsBring,
        };
        let cover = subject.filter(|_| specs).map(|subject| Cover::of(&starts, subject));
        let covered = |path: &String| cover.as_ref().is_none_or(|cover| cover.has(&format!("{root}/{path}")));
        let effects = match paths {
            Ok(paths) => paths
                .iter()
                .map(|path| String::from_utf8_lossy(path).into_owned())
                .filter(covered)
                .map(|path| Effect::on(kind, literal(format!("{root}/{path}"), Form::Exact)))
                .map(|effect| effect.with(Attribute::Unfollowed))
                .collect(),
            Err(error) if !stages && names_nothing(&error, revision) => Vec::new(),
            Err(_) => vec![Effect::on(kind, literal(String::new(), Form::Dynamic))],
        };
        let open = subject.is_some_and(|subject| subject.form != Form::Exact);
        let other = match doing.effect.kind {
            K::VcsMerge | K::VcsStashApply | K::VcsCherryPick | K::VcsRevert if open => true,
            K::VcsStash | K::VcsStashUntracked => is_left_behind(doings, at),
            K::VcsMerge => is_stale(doings, at, revision, branch),
            K::VcsStashApply => stashes(doings, at, revision).is_none(),
            K::VcsCherryPick | K::VcsRevert => subject.is_some() && is_stale(doings, at, revision, branch),
            K::VcsStage if let Some(source) = source => {
                source.form != Form::Exact
                    || is_stale(doings, at, revision, branch)
                    || is_shifted(doings, at, "HEAD", branch)
            }
            _ => resets.iter().any(|reset| reset.elsewhere),
        };
        let other = other.then(|| Effect::on(kind, literal(String::new(), Form::Dynamic)));
        all.extend(effects.into_iter().chain(other).map(|effect| Doing { effect, ..doing.clone() }));
    }
    all
}

/// The paths of all stashes that it may be when the doing at `at` is done. A stash that is not there has none.
fn put_back(repository: &Repository, doings: &[Doing], at: usize, name: &str) -> Result<Touched, GatherError> {
    let mut paths = Touched::new();
    for stash in stashes(doings, at, name).unwrap_or_default() {
        match repository.stashed(&stash) {
            Ok(found) => paths.extend(found),
            Err(error) if names_nothing(&error, &stash) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(paths)
}

/// The revision that git takes where none is named.
pub(super) const fn default(kind: EffectKind) -> &'static str {
    use EffectKind as K;
    match kind {
        K::VcsMerge => "@{upstream}",
        K::VcsStashApply => "stash@{0}",
        K::VcsSwitch | K::VcsStart | K::VcsResetMixed => "HEAD",
        _ => "",
    }
}

/// An absolute path from the root of the work tree.
fn below(root: &str, path: &str) -> Option<Vec<u8>> {
    let rest = path.strip_prefix(&absolute("/", root))?.strip_prefix('/')?;
    Some(rest.as_bytes().to_vec())
}

fn literal(text: String, form: Form) -> Subject {
    Subject { text, form, span: Span::default() }
}

/// Git finds no such commit either: a plain name that stands for nothing, or one before the first. What `git describe`
/// prints names a commit by its end.
pub(super) fn names_nothing(error: &GatherError, revision: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
    let number = |rest: &str| rest.strip_suffix('}').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let counted = ["stash@{", "@{-"].iter().filter_map(|start| revision.strip_prefix(start)).any(number);
    let described = revision.rsplit_once("-g").is_some_and(|(_, end)| end.bytes().all(|b| b.is_ascii_hexdigit()));
    let named = revision.chars().all(plain)
        && !revision.contains("..")
        && !revision.starts_with('-')
        && !revision.ends_with("HEAD")
        && !described;
    let steps = revision.strip_prefix("HEAD").or_else(|| revision.strip_prefix('@'));
    let before = steps.is_some_and(|steps| {
        steps.starts_with(['~', '^']) && steps.bytes().all(|b| b.is_ascii_digit() || b"~^".contains(&b))
    });
    matches!(error, GatherError::Revision { .. }) && (named || counted || before || revision == "@{upstream}")
}

/// Whether it is handed names of what git tracks, and none of them is a pattern of others.
fn is_tracked(repository: &Repository, doing: &Doing) -> bool {
    let wild = |path: &Vec<u8>| path.iter().any(|b| b"*?[\\".contains(b));
    let tracked = || repository.tracked().is_ok_and(|tracked| !tracked.iter().any(wild));
    let asked = doing.listed.as_ref().and_then(|listed| listed.git.as_ref());
    asked.is_some_and(|asked| asked.ranges.is_empty()) && tracked()
}

/// Whether a pathspec may stand for more than one file.
fn is_broad(starts: &[String], subject: &Subject) -> bool {
    let is_folder = |path: String| std::fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    let folder = || starts.iter().flat_map(|start| placed(start, &subject.text)).any(is_folder);
    subject.form != Form::Exact || is_wild(&subject.text) || folder()
}

/// What a pathspec may stand for from a folder, all links to which are followed. Git follows links to the work tree in a
/// full path.
pub(super) fn placed(folder: &str, spec: &str) -> Vec<String> {
    if !spec.starts_with('/') {
        return vec![absolute(folder, spec)];
    }
    let whole = absolute("/", spec);
    let literal = start(&whole).len().min(whole.split('/').count() - 1);
    [literal, literal + 1].map(|own| followed(&whole, own)).to_vec()
}

/// The path with the links of its first steps followed.
fn followed(path: &str, steps: usize) -> String {
    let own: Vec<&str> = path.split('/').take(steps).collect();
    let rest: Vec<&str> = path.split('/').skip(steps).collect();
    absolute(&follow(&own.join("/")).real, &rest.join("/"))
}

/// What a pathspec covers.
enum Cover {
    /// Anything, maybe.
    All,
    /// What it names or lies below that, from each folder that it may count from, and what its wildcards match.
    Named(Vec<(String, Option<GlobMatcher>)>),
}

impl Cover {
    fn of(starts: &[String], subject: &Subject) -> Self {
        if matches!(subject.form, Form::Dynamic | Form::Fed | Form::Found) {
            return Self::All;
        }
        let mut named = Vec::new();
        for spec in starts.iter().flat_map(|start| placed(start, &subject.text)) {
            let glob = GlobBuilder::new(&leveled(&spec)).literal_separator(false).case_insensitive(true).build();
            match (is_wild(&subject.text), glob) {
                _ if is_doubtful(&spec) => return Self::All,
                (true, Err(_)) => return Self::All,
                (true, Ok(glob)) => named.push((spec, Some(glob.compile_matcher()))),
                (false, _) => named.push((spec, None)),
            }
        }
        Self::Named(named)
    }

    fn has(&self, whole: &str) -> bool {
        let Self::Named(named) = self else { return true };
        named.iter().any(|(spec, glob)| {
            let rest = whole.strip_prefix(spec.trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                || glob.as_ref().is_some_and(|glob| glob.is_match(whole))
        })
    }
}
