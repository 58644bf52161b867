//! What the subject of an effect stands for: patterns expanded, links and finds followed, each path measured for itself.

use std::path::Path;

use super::Doing;
use super::arrivals::Arrivals;
use super::below::is_installed;
use super::brackets::{dotted, is_doubtful, leveled};
use super::effects::Measure;
use super::globs::{self, Matches};
use super::kinds::{asks_git, changes, is_path, is_placed};
use super::led::led;
use super::listed::Listed;
use super::subjects::Measured;
use super::walk::{absolute, follow};
use super::wide;
use crate::gather::Repository;
use crate::model::{Attribute, Effect, EffectKind, Form, Place, Subject};

/// More links than these that a search hands over are not followed.
const MOST_LINKS: usize = 1_000;

impl Measure<'_> {
    /// The subjects of an effect, patterns expanded, each from every folder in which it may be done.
    pub(super) fn subjects(
        &self,
        doing: &Doing,
        heads: &[String],
        arrivals: &Arrivals,
    ) -> Vec<(Option<String>, Measured)> {
        let Some(subject) = doing.effect.subject.as_ref().filter(|_| is_path(doing.effect.kind)) else {
            let text = doing.effect.subject.as_ref().map(|subject| subject.text.clone());
            // What a command is sent to another folder for happens there, unless it prints what it knows anyway.
            let kind = doing.effect.kind;
            let placed = is_placed(kind) || kind != EffectKind::Output && !doing.effect.directory.is_empty();
            let mut stray = if placed { self.strays(doing, heads) } else { None };
            if let Some(stray) = stray.as_mut().filter(|_| asks_git(kind) && kind != EffectKind::VcsInspect) {
                stray.traits.insert("unresolved");
            }
            return vec![(text, stray.unwrap_or_else(|| self.nowhere(doing)))];
        };
        let text = || Some(subject.text.clone());
        let folders = match &doing.searched {
            Some(search) if subject.form == Form::Found => self.starts(search),
            _ => self.bases(doing, [subject]),
        };
        if folders.is_empty() {
            return vec![(text(), Measured::unknown(self.paths().tags(&absolute("/", &subject.text))))];
        }
        let follows = doing.effect.attributes.contains(&Attribute::Follows);
        let all = folders.iter().flat_map(|folder| {
            let mut all = match follows {
                true => self.beyond(folder, subject, doing),
                false => self.from(folder, subject, doing),
            };
            let whole = self.step(folder, &subject.text);
            let source = doing.effect.source.as_ref().map(|source| self.step(folder, &source.text));
            let met = arrivals.meet(doing, &whole) || source.is_some_and(|source| arrivals.lie_below(&source));
            // Programs that take a path for text come elsewhere than those that follow its links.
            let followed = !doing.effect.attributes.contains(&Attribute::Unfollowed)
                && doing.effect.kind != EffectKind::ChangeDirectory;
            if met || followed && self.apart(&whole).is_some() {
                all.iter_mut().for_each(|(_, measured)| _ = measured.traits.insert("unresolved"));
            }
            all
        });
        let mut all: Vec<_> = all.collect();
        // A folder whose name looks like a pattern would be read as one in front of a pattern.
        let expands = subject.form != Form::Exact
            || doing.effect.attributes.contains(&Attribute::Pathspec) && globs::is_wild(&subject.text);
        let odd = |folder: &String| folder.contains(['*', '?', '[', '{', '\\']);
        if expands && folders.iter().any(odd) {
            all.iter_mut().for_each(|(_, measured)| _ = measured.traits.insert("unresolved"));
        }
        // Whatever a path is to git, it is so in the repository that git finds.
        let asked = asks_git(doing.effect.kind) && !doing.effect.attributes.contains(&Attribute::Unfollowed);
        if asked && self.strays(doing, heads).is_some() {
            all.iter_mut().for_each(|(_, measured)| _ = measured.traits.insert("unresolved"));
        }
        all
    }

    /// The subjects of an effect that follows links, and where the links below them lead.
    fn beyond(&self, folder: &str, subject: &Subject, doing: &Doing) -> Vec<(Option<String>, Measured)> {
        let mut all = self.from(folder, subject, doing);
        let mut paths = Vec::new();
        for (text, measured) in &mut all {
            let Some(text) = text.as_ref().filter(|_| measured.traits.contains("folder")) else { continue };
            let led = led(&self.step(folder, text), self.paths().root);
            if !led.complete || subject.form == Form::Found {
                measured.traits.insert("unresolved");
            }
            paths.extend(led.paths);
        }
        all.extend(self.each(paths));
        all
    }

    fn from(&self, folder: &str, subject: &Subject, doing: &Doing) -> Vec<(Option<String>, Measured)> {
        let (paths, effect, listed) = (self.paths(), &doing.effect, doing.listed.as_ref());
        let text = subject.text.as_str();
        let one = |measured| vec![(Some(text.to_owned()), measured)];
        if subject.form == Form::Found
            && let parts = globs::apart(text)
            && parts.len() > 1
        {
            let each = parts.into_iter().map(|text| Subject { text, ..subject.clone() });
            return each.flat_map(|part| self.from(folder, &part, doing)).collect();
        }
        let whole = self.step(folder, text);
        match subject.form {
            Form::Exact if effect.attributes.contains(&Attribute::Unfollowed) => one(paths.unfollowed(&whole)),
            Form::Exact | Form::Glob if effect.attributes.contains(&Attribute::Pathspec) => self
                .pathspec(folder, text, effect.kind)
                .into_iter()
                .map(|measured| (Some(text.to_owned()), measured))
                .collect(),
            Form::Exact => {
                let mut exact = paths.exact(folder, text);
                let wild = !exact.traits.contains("exists") && (globs::is_wild(text) || text.contains(['{', '(']));
                if wild {
                    exact.classes.extend(paths.could_be(&whole));
                }
                let matches =
                    if wild { self.expanded(&whole) } else { Matches { complete: true, ..Matches::default() } };
                if !matches.complete {
                    exact.traits.insert("unresolved");
                }
                let apart = text.contains(['^', '#']) && !exact.traits.contains("exists");
                let more = if apart { signed(&whole) } else { Vec::new() };
                let all = matches.paths.into_iter().chain(more).collect();
                std::iter::once((Some(text.to_owned()), exact)).chain(self.each(all)).collect()
            }
            Form::Found if changes(effect.kind) => self.changed(&whole, &self.finds_of(listed, folder, &whole), listed),
            Form::Found if effect.attributes.contains(&Attribute::Words) => one(self.words(folder, text, doing)),
            Form::Found if effect.kind == EffectKind::List => paths.listings(folder, text),
            Form::Found => {
                // What is found is an operand: whoever reads a link reads what it leads to.
                let sought = self.sought(listed, folder, &whole);
                let known = sought.complete && !sought.more && wide::is_wide(text, false);
                let mut named = if known { paths.spelled(folder, text) } else { paths.found(folder, text, false) };
                named.classes.extend(paths.tags_of_finds(&sought.paths, &whole));
                // Installed packages lead to one another.
                let packaged = |link: &String| is_installed(link) && self.is_package(&follow(link).real);
                let links: Vec<String> = sought.links.into_iter().filter(|link| !packaged(link)).collect();
                let missed = !sought.complete || links.len() > MOST_LINKS || sought.more && paths.picks(&whole);
                if missed || globs::is_extended(text) || !globs::is_sound(text) {
                    named.traits.insert("unresolved");
                }
                let links = links.into_iter().take(MOST_LINKS).collect();
                std::iter::once((Some(text.to_owned()), named)).chain(self.each(links)).collect()
            }
            Form::Dynamic | Form::Fed => one(Measured::unknown(paths.could_be(&whole))),
            Form::Glob => {
                let matches = globs::expand(&whole);
                let mut named = paths.found(folder, text, true);
                let words = effect.attributes.contains(&Attribute::Words);
                if !matches.complete || words && !self.are_words(folder, &matches.paths) {
                    named.traits.insert("unresolved");
                }
                std::iter::once((Some(text.to_owned()), named)).chain(self.each(matches.paths)).collect()
            }
        }
    }

    /// What is there now of a pattern that the shell leaves alone: many programs expand what they are given.
    fn expanded(&self, pattern: &str) -> Matches {
        let mut all = Matches { complete: !globs::is_extended(pattern) && !is_doubtful(pattern), ..Matches::default() };
        // To some programs a group in parentheses is what braces are to others.
        let braced = leveled(pattern).replace('(', "{").replace('|', ",").replace(')', "}");
        let alternatives = globs::alternatives(&braced);
        let dotted: Vec<String> = alternatives.iter().filter_map(|one| dotted(one)).collect();
        for one in alternatives.into_iter().chain(dotted) {
            let matches = globs::expand(&one);
            all.paths.extend(matches.paths);
            all.complete &= matches.complete && !(one.contains('{') && one.contains('}'));
        }
        all
    }

    /// Whether a path lies among the packages that are installed in the work tree.
    fn is_package(&self, path: &str) -> bool {
        self.grounds.place(path) == Place::Inside && is_installed(self.grounds.relative(path))
    }

    /// Full names of all that git tracks in the work tree.
    fn tracked(&self) -> Option<Vec<String>> {
        let root = self.paths().root?;
        let tracked = Repository::open(Path::new(root)).ok()?.tracked().ok()?;
        Some(tracked.iter().map(|path| format!("{root}/{}", String::from_utf8_lossy(path))).collect())
    }

    /// Paths in full, each measured for itself.
    fn each(&self, paths: Vec<String>) -> impl Iterator<Item = (Option<String>, Measured)> {
        paths.into_iter().map(|path| {
            let measured = self.paths().exact("/", &path);
            (Some(path), measured)
        })
    }

    /// What a recursive search finds and a program then changes: what is there now, each for itself.
    fn changed(&self, pattern: &str, matches: &Matches, listed: Option<&Listed>) -> Vec<(Option<String>, Measured)> {
        let paths = self.paths();
        let mut start = paths.start(pattern);
        if !matches.complete {
            start.traits.insert("unresolved");
        }
        let several = globs::is_wild(pattern.rsplit('/').next().unwrap_or_default());
        let passed =
            |path: &Option<String>| path.as_ref().zip(listed).is_some_and(|(path, listed)| listed.passes_by(path));
        let found = self.each(matches.paths.clone());
        let found = found.filter(|(path, measured)| measured.classes.is_empty() || !passed(path));
        let found = found.map(|(path, mut measured)| {
            if several {
                measured.traits.insert("possible");
            }
            (path, measured)
        });
        std::iter::once((Some(pattern.to_owned()), start)).chain(found).collect()
    }

    /// A pathspec of git: it may count from the folder or from the root, and its wildcards match everything.
    fn pathspec(&self, folder: &str, text: &str, kind: EffectKind) -> Vec<Measured> {
        let paths = self.paths();
        // What is staged is looked up among what differs.
        let there = match kind {
            EffectKind::VcsStage => Some(Vec::new()),
            EffectKind::Read if wide::is_wide(text, true) => self.tracked(),
            _ => None,
        };
        let starts = [Some(folder), paths.root].into_iter().flatten();
        let measure = |start: &str| match globs::is_wild(text) {
            true => paths.matched(start, text, there.as_deref()),
            false => paths.exact(start, text),
        };
        let mut all: Vec<Measured> = starts.map(measure).collect();
        all.dedup();
        all
    }
}

/// Whether an effect says what a command leaves alone; a word that becomes several may name more than that.
pub(super) fn is_left_out(effect: &Effect) -> bool {
    let known = |subject: &Subject| matches!(subject.form, Form::Exact | Form::Glob);
    effect.attributes.contains(&Attribute::Exclude) && effect.subject.as_ref().is_some_and(known)
}

/// What is there now of a path with signs that zsh's extended patterns give a meaning: whatever begins as it does.
fn signed(path: &str) -> Vec<String> {
    let start = path.split(['^', '#']).next().unwrap_or_default();
    globs::expand(&format!("{start}*")).paths
}
