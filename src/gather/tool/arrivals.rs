//! Links that git brings into the work tree while a call runs, or that it copies: what lies behind them is not known
//! before.

use super::Doing;
use super::brought::{default, names_nothing, placed};
use super::globs;
use super::heads::is_part;
use super::kinds::changes;
use super::moved::{earlier, is_shifted, stashes};
use super::walk::{absolute, follow, is_below};
use crate::gather::{Coming, GatherError, Repository};
use crate::model::{Attribute, Effect, EffectKind, Form, Span, Subject};

/// The name of a list of files that git ignores.
const IGNORE: &str = ".gitignore";

/// Links that may come.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// Absolute paths.
    links: Vec<String>,
    /// Absolute paths of files that may be parts of repositories.
    files: Vec<String>,
    /// Absolute paths of code that Python may import.
    modules: Vec<String>,
    /// Absolute paths of links that copies make, and where the copy's target stands: the copy does not go through them.
    copied: Vec<(String, Span)>,
    /// Whether there may be others.
    more: bool,
    /// The number of the first doing before which git may ignore other files than now.
    ignores: Option<usize>,
}

impl Arrivals {
    /// The links that doings in the work tree at `root` may bring.
    pub(super) fn of(repository: &Repository, root: &str, doings: &[Doing], branch: Option<&str>) -> Self {
        let mut arrivals = Self::default();
        let bringing = || doings.iter().enumerate().filter(|(_, doing)| brings(doing.effect.kind));
        if bringing().next().is_some() {
            // What is staged from another commit, the work tree may have not.
            let from = |effect: &Effect| effect.subject.is_some() && effect.source.is_some();
            let staged = |doing: &Doing| doing.effect.kind == EffectKind::VcsStage && from(&doing.effect);
            arrivals.more |= doings.iter().any(staged);
            arrivals.take(repository.comes_back(), root);
        }
        let written = |doing: &Doing| changes(doing.effect.kind) && doing.effect.subject.as_ref().is_some_and(ignores);
        // What is brought stands behind all else, whatever brings it.
        let place = |(at, doing): (usize, &Doing)| match doing.effect.kind {
            EffectKind::VcsBring => bringing().next().map_or(at, |(first, _)| first.min(at)),
            _ => at,
        };
        let mut first = doings.iter().enumerate().filter(|(_, doing)| written(doing)).map(place).min();
        for (at, doing) in bringing() {
            match sources(doings, at, doing, branch) {
                Some(sources) => {
                    for source in sources {
                        if arrivals.take(coming(repository, &doing.effect, &source), root) {
                            first = Some(first.map_or(at, |first| first.min(at)));
                        }
                    }
                }
                None => arrivals.more = true,
            }
        }
        let loose = doings.iter().any(|doing| doing.anytime);
        arrivals.ignores = first.map(|first| if loose { 0 } else { first });
        arrivals
    }

    /// Takes what may come; whether there is a list of files to ignore in it.
    fn take(&mut self, coming: Result<Coming, GatherError>, root: &str) -> bool {
        let whole = |path: &Vec<u8>| absolute("/", &format!("{root}/{}", String::from_utf8_lossy(path)));
        match coming {
            Ok(coming) => {
                self.links.extend(coming.links.iter().map(whole));
                let code = |path: &&Vec<u8>| [".py", ".pyc", ".so"].iter().any(|end| path.ends_with(end.as_bytes()));
                self.modules.extend(coming.files.iter().filter(code).map(whole));
                let parts = coming.files.iter().filter(|path| is_part(&String::from_utf8_lossy(path)));
                self.files.extend(parts.map(whole));
                coming.files.iter().chain(&coming.gone).any(|path| path.ends_with(IGNORE.as_bytes()))
            }
            Err(_) => {
                self.more = true;
                false
            }
        }
    }

    /// Files that a doing may stage because git ignores them no longer. `folders` are those in which it may happen.
    pub(super) fn unhidden(&self, doings: &[Doing], folders: &dyn Fn(&Doing) -> Vec<String>) -> Vec<Doing> {
        let Some(first) = self.ignores else { return Vec::new() };
        let later = doings.iter().skip(first).filter(|doing| {
            let subject = doing.effect.subject.as_ref();
            let takes = matches!(doing.effect.kind, EffectKind::VcsStage | EffectKind::VcsStashUntracked);
            takes && !subject.is_some_and(|subject| is_one_file(&folders(doing), subject))
        });
        let any = Subject { form: Form::Dynamic, ..Subject::default() };
        later.map(|doing| Doing { effect: Effect::on(EffectKind::VcsStage, any.clone()), ..doing.clone() }).collect()
    }

    /// These, and links that copies make.
    pub(super) fn with(self, copied: Vec<(String, Span)>) -> Self {
        Self { copied, ..self }
    }

    /// Files that come, too, and may be parts of repositories.
    pub(super) fn files(&self) -> &[String] {
        &self.files
    }

    /// Code that comes, too, and that Python may import.
    pub(super) fn modules(&self) -> &[String] {
        &self.modules
    }

    /// The links that git brings.
    pub(super) fn links(&self) -> &[String] {
        &self.links
    }

    /// Whether a link may be what is at a path, or lie below it.
    pub(super) fn lie_below(&self, path: &str) -> bool {
        let path = absolute("/", path);
        self.links.iter().any(|link| is_below(link, &path) || is_below(&path, link))
    }

    /// Whether one of them may lie on the way to the subject of a doing, from a folder in which it is done; `whole` is that
    /// path. Git's index has no paths behind links.
    pub(super) fn meet(&self, doing: &Doing, whole: &str) -> bool {
        let attributes = &doing.effect.attributes;
        let Some(subject) = doing.effect.subject.as_ref() else { return false };
        let git = matches!(doing.effect.kind, EffectKind::VcsStage | EffectKind::VcsUnstage | EffectKind::VcsRemove);
        if git || attributes.contains(&Attribute::Unfollowed) || attributes.contains(&Attribute::Pathspec) {
            return false;
        }
        if self.links.is_empty() && self.copied.is_empty() {
            return self.more;
        }
        let moves = doing.effect.kind == EffectKind::VcsMove;
        let open = moves || subject.form != Form::Exact || attributes.contains(&Attribute::Follows);
        let start = if subject.form == Form::Exact { whole.to_owned() } else { globs::start(whole).join("/") };
        let ways = [absolute("/", &start), follow(&start).real];
        let met = |way: &String, link: &String| is_below(way, link) || open && is_below(link, way);
        self.more
            || ways.iter().any(|way| {
                self.links.iter().any(|link| met(way, link))
                    || self.copied.iter().any(|(link, span)| met(way, link) && *span != subject.span)
            })
    }
}

/// Whether a pathspec names one file: one that is there, or one that is new and has the name of a file.
fn is_one_file(starts: &[String], subject: &Subject) -> bool {
    let path = std::path::Path::new(&subject.text);
    let named = path.extension().is_some() || subject.text.ends_with(IGNORE);
    let one = |path: String| match std::fs::symlink_metadata(path) {
        Ok(found) => !found.is_dir(),
        Err(_) => named,
    };
    let mut paths = starts.iter().flat_map(|start| placed(start, &subject.text));
    subject.form == Form::Exact && !globs::is_wild(&subject.text) && !starts.is_empty() && paths.all(one)
}

/// Whether a path may be a list of files that git ignores.
fn ignores(subject: &Subject) -> bool {
    let wild =
        subject.form != Form::Exact && subject.text.rsplit('/').next().is_some_and(|last| last.starts_with(".g"));
    wild || subject.text.ends_with(IGNORE)
}

/// Whether such an effect changes files in the work tree by what commits or a stash hold.
const fn brings(kind: EffectKind) -> bool {
    use EffectKind as K;
    matches!(
        kind,
        K::VcsSwitch
            | K::VcsStart
            | K::VcsMerge
            | K::VcsCherryPick
            | K::VcsRevert
            | K::VcsStashApply
            | K::VcsResetMixed
            | K::VcsStash
            | K::VcsStashUntracked
            | K::VcsAbort
    )
}

/// What a doing, the one at `at`, takes files from, by names that it has before the call; none where it is not known, or may
/// be something else by then.
fn sources(doings: &[Doing], at: usize, doing: &Doing, branch: Option<&str>) -> Option<Vec<String>> {
    use EffectKind as K;
    let kind = doing.effect.kind;
    let named = |revision: &str| Some(vec![revision.to_owned()]);
    match kind {
        K::VcsStash | K::VcsStashUntracked => return Some(Vec::new()),
        // A rebase that is given up goes back to where it began.
        K::VcsAbort => return named("ORIG_HEAD"),
        _ => {}
    }
    let subject = doing.effect.subject.as_ref();
    if subject.is_some_and(|subject| subject.form != Form::Exact) {
        return None;
    }
    let revision = subject.map_or(default(kind), |subject| subject.text.as_str());
    let shifted = || is_shifted(doings, at, revision, branch);
    match kind {
        K::VcsStashApply => stashes(doings, at, revision),
        K::VcsSwitch | K::VcsStart | K::VcsResetMixed => match revision {
            "HEAD" | "@" => named(revision),
            "-" => {
                let left = |doing: &&Doing| matches!(doing.effect.kind, K::VcsSwitch | K::VcsStart);
                ["@{-1}", "HEAD"].get(earlier(doings, at).into_iter().filter(left).count()).and_then(|name| named(name))
            }
            _ if shifted() => None,
            _ => named(revision),
        },
        K::VcsMerge | K::VcsCherryPick | K::VcsRevert if subject.is_some() && shifted() => None,
        _ => named(revision),
    }
}

fn coming(repository: &Repository, effect: &Effect, revision: &str) -> Result<Coming, GatherError> {
    use EffectKind as K;
    let found = match effect.kind {
        K::VcsSwitch | K::VcsStart | K::VcsResetMixed => repository
            .comes_with(revision)
            .or_else(|error| repository.comes_with_remote(revision).unwrap_or(Err(error))),
        K::VcsMerge => repository.comes_with(revision),
        // What is under way goes on with commits that nobody names.
        K::VcsCherryPick | K::VcsRevert if effect.subject.is_none() => return repository.comes_by(revision),
        K::VcsCherryPick | K::VcsRevert => repository.comes_by(revision),
        K::VcsStashApply => repository.comes_from_stash(revision),
        K::VcsAbort if repository.resolve(revision).is_err() => return Ok(Coming::default()),
        K::VcsAbort => repository.comes_with(revision),
        _ => return Ok(Coming::default()),
    };
    match found {
        Err(error) if names_nothing(&error, revision) => Ok(Coming::default()),
        found => found,
    }
}
