//! Copies: what is written is not the target that is named, but what comes to lie there.

use std::collections::BTreeSet;

use super::Doing;
use super::below::{self, below};
use super::globs;
use super::walk::{End, absolute, follow, is_below};
use crate::model::{Attribute, Effect, EffectKind, Form, Span, Subject};

/// How many paths one copy may be told to write; of more, some are not known.
const MOST: usize = 5_000;

/// The places that a copy is made in and what is known of them.
pub(super) struct Copying<'a> {
    /// The home folder.
    pub(super) home: Option<&'a str>,
    /// Folders that this very call makes before, absolute.
    pub(super) made: &'a [String],
    /// Files and folders that this very call writes before, absolute.
    pub(super) written: &'a [String],
    /// The classes of a path by its name.
    pub(super) tags: &'a dyn Fn(&str) -> BTreeSet<String>,
    /// Folders from which the patterns of a search count, where they are others than those of the copy.
    pub(super) searched: &'a [String],
}

/// What a copy comes to.
#[derive(Default)]
pub(super) struct Spread {
    /// The writes.
    pub(super) doings: Vec<Doing>,
    /// The links that it makes, absolute, and where its target stands: a relative one leads elsewhere from there.
    pub(super) links: Vec<(String, Span)>,
}

/// What copies make.
#[derive(Default)]
struct Copied {
    /// What is written.
    paths: Vec<String>,
    /// The links among it.
    links: Vec<String>,
    /// What is nothing special any more by its new name: who reads the copy reads this.
    unnamed: Vec<String>,
}

/// Something that is copied.
struct Source {
    /// Where it is, absolute.
    path: String,
    /// What its copy is called; none: only what is in it is copied.
    name: Option<String>,
    /// Its path as the program keeps it with the folders.
    whole: String,
}

impl Copying<'_> {
    /// The writes that a copy into a folder or to a file comes to, from the folder `from`, and the links that it makes.
    /// Nothing: the effect stands for itself.
    pub(super) fn spread(&self, doing: &Doing, from: &str) -> Spread {
        let effect = &doing.effect;
        let (Some(target), Some(source)) = (&effect.subject, &effect.source) else { return Spread::default() };
        if effect.kind == EffectKind::Read {
            return Spread { doings: self.met(doing, from, target, source), links: Vec::new() };
        }
        if effect.kind != EffectKind::Write || target.form != Form::Exact {
            return Spread::default();
        }
        let (sources, complete) = self.sources(from, source);
        let mut copied = Copied::default();
        let mut complete = complete;
        for source in sources {
            for place in self.places(from, &target.text, &source, effect) {
                complete &= self.contents(&source, &place, effect, &mut copied);
            }
        }
        let does = |kind, text: String, form| Doing {
            command: doing.command.clone(),
            effect: Effect::on(kind, Subject { text, form, span: target.span }),
            folders: Some(vec![String::new()]),
            chain: doing.chain,
            anytime: doing.anytime,
            searched: None,
            listed: None,
        };
        let Copied { mut paths, links, unnamed } = copied;
        complete &= paths.len() <= MOST;
        paths.truncate(MOST);
        let write = EffectKind::Write;
        let rest = (!complete).then(|| does(write, self.expanded(from, &target.text), Form::Dynamic));
        let read = unnamed.into_iter().map(|path| does(EffectKind::Read, path, Form::Exact));
        let doings = paths.into_iter().map(|path| does(write, path, Form::Exact)).chain(rest).chain(read).collect();
        Spread { doings, links: links.into_iter().map(|link| (link, target.span)).collect() }
    }

    /// What is read in a folder by the names of other files.
    fn met(&self, doing: &Doing, from: &str, target: &Subject, source: &Subject) -> Vec<Doing> {
        let (folders, known) = match target.form {
            Form::Exact => (vec![target.text.clone()], true),
            Form::Glob => {
                let matches = globs::expand(&self.expanded(from, &target.text));
                (matches.paths, matches.complete)
            }
            // What is not known is held as a read.
            Form::Found | Form::Dynamic | Form::Fed => (Vec::new(), true),
        };
        let (sources, complete) = self.sources(from, source);
        let pairs = folders.iter().flat_map(|folder| sources.iter().map(move |source| (folder, source)));
        let places = pairs.take(MOST).flat_map(|(folder, source)| self.places(from, folder, source, &doing.effect));
        let complete = known && complete && folders.len().saturating_mul(sources.len()) <= MOST;
        let reads = |text: String, form| Doing {
            effect: Effect::on(EffectKind::Read, Subject { text, form, span: target.span }),
            folders: Some(vec![String::new()]),
            ..doing.clone()
        };
        let rest = (!complete).then(|| reads(self.expanded(from, &target.text), Form::Dynamic));
        places.map(|path| reads(path, Form::Exact)).chain(rest).collect()
    }

    fn expanded(&self, from: &str, text: &str) -> String {
        match (text.strip_prefix('~'), self.home) {
            (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => format!("{home}{rest}"),
            _ if text.starts_with('/') => text.to_owned(),
            _ => format!("{from}/{text}"),
        }
    }

    /// What is copied, and whether that is all of it.
    fn sources(&self, from: &str, source: &Subject) -> (Vec<Source>, bool) {
        let whole = self.expanded(from, &source.text);
        let one = |path: String, whole: &str| {
            let last = whole.split('/').rfind(|segment| !segment.is_empty()).unwrap_or_default();
            let name = (!matches!(last, "" | "." | "..")).then(|| last.to_owned());
            Source { path, name, whole: whole.to_owned() }
        };
        let below_here = |path: &str| path.strip_prefix(&absolute("/", from)).unwrap_or(path).to_owned();
        match source.form {
            Form::Exact => (vec![one(whole, &source.text)], true),
            Form::Glob => {
                let matches = globs::expand(&whole);
                let paths = matches.paths.into_iter().map(|path| {
                    let rest = below_here(&path);
                    one(path, &rest)
                });
                let start = globs::start(&whole).join("/");
                let new = self.new_in(&start).map(|rest| rest.split('/').next().unwrap_or_default().to_owned());
                let new = new.map(|name| one(format!("{start}/{name}"), &below_here(&format!("{start}/{name}"))));
                (paths.chain(new).collect(), matches.complete)
            }
            Form::Found => {
                let patterns = match self.searched {
                    [] => vec![whole],
                    starts => starts.iter().map(|start| self.expanded(start, &source.text)).collect(),
                };
                let matches: Vec<_> = patterns.iter().map(|pattern| globs::found(pattern)).collect();
                let complete = matches.iter().all(|matches| matches.complete);
                let paths = matches.into_iter().flat_map(|matches| matches.paths).map(|path| {
                    let rest = below_here(&path);
                    one(path, &rest)
                });
                (paths.collect(), complete)
            }
            // What is not known is held as a read.
            Form::Dynamic | Form::Fed => (Vec::new(), true),
        }
    }

    /// What this call has written below a folder, from there.
    fn new_in(&self, folder: &str) -> impl Iterator<Item = &str> {
        let ways = [absolute("/", folder), follow(folder).real];
        let below = move |path: &'_ String| {
            ways.iter().find_map(|way| Some(path.strip_prefix(way.trim_end_matches('/'))?.strip_prefix('/')?.len()))
        };
        self.written.iter().filter_map(move |path| path.get(path.len().checked_sub(below(path)?)?..))
    }

    /// Where a copy of `source` may come to lie.
    fn places(&self, from: &str, target: &str, source: &Source, effect: &Effect) -> Vec<String> {
        let has = |attribute| effect.attributes.contains(&attribute);
        let place = self.expanded(from, target);
        let last = target.rsplit('/').next().unwrap_or_default();
        let there = follow(&place).end;
        let folder = matches!(&there, End::There(at) if at.is_dir());
        // What this call put there before made a folder of it.
        let real = follow(&place).real;
        let becomes = |path: &String| is_below(path, &real) || is_below(&follow(path).real, &real);
        let made = || {
            self.made.iter().any(becomes) || self.written.iter().any(|path| becomes(path) && follow(path).real != real)
        };
        let inside = |name: &str| format!("{}/{name}", place.trim_end_matches('/'));
        let within = match (&source.name, has(Attribute::Parents)) {
            (_, true) => inside(source.whole.trim_start_matches('/')),
            (Some(name), false) => inside(name),
            (None, false) => place.clone(),
        };
        if has(Attribute::Named) && !has(Attribute::Shallow) {
            vec![place]
        } else if folder || has(Attribute::Inside) && there != End::Nothing || matches!(last, "" | "." | "..") {
            vec![within]
        } else if has(Attribute::Inside) || has(Attribute::Parents) || made() {
            vec![within, place]
        } else {
            vec![place]
        }
    }

    /// Adds the copy and, of a folder, what is in it; whether that is all. A link that is copied as one is as good as
    /// what it leads to: whoever writes to the copy writes there.
    fn contents(&self, source: &Source, place: &str, effect: &Effect, copied: &mut Copied) -> bool {
        let links = effect.attributes.contains(&Attribute::Links);
        let Copied { paths, links: made, unnamed } = copied;
        paths.push(place.to_owned());
        if effect.attributes.contains(&Attribute::Shallow) {
            return true;
        }
        paths.extend(self.new_in(&source.path).map(|rest| format!("{place}/{rest}")));
        let walked = follow(&source.path);
        if links && walked.links > 0 {
            paths.push(source.path.clone());
            made.push(absolute("/", place));
        }
        let renamed = |from: &str, to: &str| !(self.tags)(from).is_subset(&(self.tags)(to));
        if !matches!(&walked.end, End::There(at) if at.is_dir()) {
            let whole = absolute("/", &source.path);
            if renamed(&whole, &absolute("/", place)) {
                unnamed.push(whole);
            }
            return true;
        }
        let below = below(&source.path, below::MOST);
        for entry in &below.entries {
            let (from, to) = (format!("{}/{}", source.path, entry.path), format!("{place}/{}", entry.path));
            let (whole, copy) = (absolute("/", &from), absolute("/", &to));
            if !entry.folder && renamed(&whole, &copy) {
                unnamed.push(whole);
            }
            paths.push(to);
            if entry.link {
                paths.push(from);
                made.push(copy);
            }
        }
        below.complete && paths.len() <= MOST
    }
}
