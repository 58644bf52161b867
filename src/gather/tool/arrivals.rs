//! Links that git brings into the work tree while a call runs, or that it copies: what lies behind them is not known before.

use super::Doing;
use super::brought::names_nothing;
use super::globs;
use super::walk::{absolute, follow};
use crate::gather::{GatherError, Repository};
use crate::model::{Attribute, EffectKind, Form, Span};

/// Links that may come.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// Absolute paths.
    links: Vec<String>,
    /// Absolute paths of links that copies make, and where the copy's target stands: the copy does not go through them.
    copied: Vec<(String, Span)>,
    /// Whether there may be others.
    more: bool,
}

impl Arrivals {
    /// The links that doings in the work tree at `root` may bring.
    pub(super) fn of(repository: &Repository, root: &str, doings: &[Doing]) -> Self {
        let mut arrivals = Self::default();
        for doing in doings {
            let subject = doing.effect.subject.as_ref();
            if subject.is_some_and(|subject| subject.form != Form::Exact) && brings(doing.effect.kind) {
                arrivals.more = true;
                continue;
            }
            match links(repository, doing.effect.kind, subject.map(|subject| subject.text.as_str())) {
                Ok(links) => arrivals.links.extend(
                    links.iter().map(|path| absolute("/", &format!("{root}/{}", String::from_utf8_lossy(path)))),
                ),
                Err(_) => arrivals.more = true,
            }
        }
        arrivals
    }

    /// These, and links that copies make.
    pub(super) fn with(&self, copied: Vec<(String, Span)>) -> Self {
        Self { links: self.links.clone(), copied, more: self.more }
    }

    /// Whether one of them may lie on the way to the subject of a doing, from a folder in which it is done; `whole` is that
    /// path.
    pub(super) fn meet(&self, doing: &Doing, whole: &str, cwd: &str) -> bool {
        let attributes = &doing.effect.attributes;
        let Some(subject) = doing.effect.subject.as_ref() else { return false };
        if attributes.contains(&Attribute::Unfollowed) || attributes.contains(&Attribute::Pathspec) {
            return false;
        }
        if self.links.is_empty() && self.copied.is_empty() {
            return self.more;
        }
        let open = subject.form != Form::Exact || attributes.contains(&Attribute::Follows);
        let start = if subject.form == Form::Exact { whole.to_owned() } else { globs::start(whole).join("/") };
        let ways = [absolute("/", &start), follow(&start, cwd).real];
        let on = |path: &str, other: &str| {
            path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let met = |way: &String, link: &String| on(way, link) || open && on(link, way);
        self.more
            || ways.iter().any(|way| {
                self.links.iter().any(|link| met(way, link))
                    || self.copied.iter().any(|(link, span)| met(way, link) && *span != subject.span)
            })
    }
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
    )
}

fn links(repository: &Repository, kind: EffectKind, subject: Option<&str>) -> Result<Vec<Vec<u8>>, GatherError> {
    use EffectKind as K;
    let named = |otherwise| subject.unwrap_or(otherwise);
    let (revision, found) = match kind {
        K::VcsSwitch | K::VcsStart | K::VcsResetMixed => {
            let name = if named("HEAD") == "-" { "@{-1}" } else { named("HEAD") };
            (name, repository.links_at(name).or_else(|error| repository.links_guessed(name).unwrap_or(Err(error))))
        }
        K::VcsMerge => (named("@{upstream}"), repository.links_at(named("@{upstream}"))),
        K::VcsCherryPick | K::VcsRevert => (named(""), repository.links_by(named(""))),
        K::VcsStashApply => (named("stash@{0}"), repository.links_stashed(named("stash@{0}"))),
        _ => return Ok(Vec::new()),
    };
    match found {
        Ok(links) => Ok(links.into_iter().collect()),
        Err(error) if names_nothing(&error, revision) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
