//! Folders that a command line enters: one that is there is entered, a loop over a pattern goes through what it matches.

use super::Doing;
use super::arguments::path;
use super::globs;
use super::walk::{End, follow};
use crate::model::{Effect, EffectKind, Form, Part, Span, Subject, Word};

/// Before the folder that can't be entered, and behind it the one where one stays; no word of a shell has it.
const STAYED: &str = "\0stayed:";

/// Before a pattern of folders.
const MATCHED: &str = "\0matched:";

/// A loop over more folders than this is not followed.
const MOST: usize = 64;

/// Whether the disk says which folder it is.
pub(super) fn is_open(parts: &[Part]) -> bool {
    matches!(parts.first(), Some(Part::Stayed(_))) || parts.iter().any(|part| matches!(part, Part::Glob(_)))
}

/// Such a folder as text.
pub(super) fn written(parts: &[Part]) -> Option<String> {
    match parts {
        [Part::Stayed(name), rest @ ..] => {
            let rest = if rest.is_empty() { String::new() } else { path(rest)? };
            Some(format!("{STAYED}{name}\0{rest}"))
        }
        parts => Word::new(parts.to_vec(), false, Span::default()).glob.map(|glob| format!("{MATCHED}{glob}")),
    }
}

/// Puts folders on the disk for those of which only it can tell.
pub(super) fn settle(doings: &mut Vec<Doing>, cwd: &str) {
    if doings.iter().any(|doing| by_pattern(doing).is_some()) && !doings.iter().any(|doing| removes(&doing.effect)) {
        *doings = std::mem::take(doings).into_iter().flat_map(|doing| each(doing, cwd)).collect();
    }
    let open = |folder: &String| folder.starts_with(STAYED) || folder.starts_with(MATCHED);
    let of = |doing: &Doing| {
        let from = doing.searched.iter().flat_map(|search| &search.from);
        doing.folders.iter().flatten().chain(from).any(open)
    };
    if !doings.iter().any(of) {
        return;
    }
    let calm = !doings.iter().any(|doing| removes(&doing.effect));
    for doing in doings {
        doing.folders = doing.folders.take().and_then(|folders| resolved(folders, cwd, calm));
        if let Some(search) = &mut doing.searched {
            search.from = resolved(std::mem::take(&mut search.from), cwd, calm).unwrap_or_default();
        }
    }
}

/// The pattern that a program is to go to, and the folder from which it counts.
fn by_pattern(doing: &Doing) -> Option<(&str, &Subject)> {
    let (Some([from]), None) = (doing.folders.as_deref(), &doing.searched) else { return None };
    let [step] = doing.effect.directory.as_slice() else { return None };
    (step.form == Form::Glob && !from.contains('\0')).then_some((from, step))
}

/// A doing in each of the folders that its pattern matches now; as it is where nobody knows them all.
fn each(doing: Doing, cwd: &str) -> Vec<Doing> {
    let folders = by_pattern(&doing).and_then(|(from, step)| {
        let whole = if from.is_empty() || step.text.starts_with(['/', '~']) {
            step.text.clone()
        } else {
            format!("{from}/{}", step.text)
        };
        let folders = matched(&whole, cwd).filter(|folders| folders.len() <= MOST)?;
        let exact = |text| Subject { text, form: Form::Exact, span: step.span };
        Some(folders.into_iter().map(exact).collect::<Vec<_>>())
    });
    let Some(folders) = folders else { return vec![doing] };
    let there = |step| Doing { effect: Effect { directory: vec![step], ..doing.effect.clone() }, ..doing.clone() };
    folders.into_iter().map(there).collect()
}

fn resolved(folders: Vec<String>, cwd: &str, calm: bool) -> Option<Vec<String>> {
    let mut all = Vec::new();
    let mut left = Vec::new();
    for folder in folders {
        if let Some((name, rest)) = folder.strip_prefix(STAYED).and_then(|text| text.split_once('\0')) {
            let stays = if calm && is_folder(name, cwd) { &mut left } else { &mut all };
            stays.push(rest.to_owned());
        } else if let Some(pattern) = folder.strip_prefix(MATCHED) {
            all.extend(matched(pattern, cwd).filter(|_| calm)?);
        } else {
            all.push(folder);
        }
    }
    let found = if all.is_empty() { left } else { all };
    (found.len() <= MOST).then_some(found)
}

/// The folders that a pattern matches; where it matches none, it is the name of what is not there.
fn matched(pattern: &str, cwd: &str) -> Option<Vec<String>> {
    let whole = if pattern.starts_with('/') { pattern.to_owned() } else { format!("{cwd}/{pattern}") };
    let matches = globs::expand(&whole);
    let folders: Vec<String> = matches.paths.into_iter().filter(|path| is_folder(path, cwd)).collect();
    let any = !folders.is_empty() && matches.complete && !globs::is_extended(pattern);
    any.then_some(folders)
}

fn is_folder(name: &str, cwd: &str) -> bool {
    let whole = if name.starts_with('/') { name.to_owned() } else { format!("{cwd}/{name}") };
    matches!(follow(&whole).end, End::There(found) if found.is_dir())
}

/// Whether a folder may be gone afterwards.
fn removes(effect: &Effect) -> bool {
    use EffectKind as K;
    let kind = effect.kind;
    let elsewhere = matches!(kind, K::Delete | K::Replace | K::Move | K::Link | K::Mode | K::Create | K::Extract);
    let kept = matches!(kind, K::VcsInspect | K::VcsStage | K::VcsStageTracked | K::VcsCommit);
    let cleans = || effect.subject.as_ref().is_some_and(|subject| subject.text.to_lowercase().contains("clean"));
    let made = kind == K::RunClean || matches!(kind, K::RunTask | K::RunBuild) && cleans();
    elsewhere || made || kind.word().starts_with("vcs.") && !kept
}
