//! The folders in which an effect may happen.

use std::collections::BTreeSet;
use std::path::Path;

use super::doing::{Doing, Searched};
use super::effects::Measure;
use super::session::WorkTree;
use super::subjects::Measured;
use super::{globs, walk};
use crate::gather::Repository;
use crate::model::{Attribute, Form, Subject};

impl Measure<'_> {
    /// The folders in which an effect may happen, absolute; none where nobody knows.
    pub(super) fn folders(&self, doing: &Doing) -> Vec<String> {
        let bases = doing.searched.as_ref().map_or_else(|| vec![self.grounds.cwd.clone()], |search| self.finds(search));
        let mut folders = Vec::new();
        for start in
            bases.iter().flat_map(|base| doing.folders.iter().flatten().flat_map(|start| self.entered(base, start)))
        {
            let walked = doing
                .effect
                .directory
                .iter()
                .try_fold(start, |folder, step| (step.form == Form::Exact).then(|| self.step(&folder, &step.text)));
            let Some(folder) = walked else { return Vec::new() };
            folders.extend(self.ways(folder));
        }
        folders
    }

    /// Where one comes from `base` by the way `start`: shells take `..` for the folder by name, unless they are told to
    /// go where a link leads.
    fn entered(&self, base: &str, start: &str) -> Vec<String> {
        self.ways(self.step(base, start))
    }

    /// All that an absolute path may lead to.
    fn ways(&self, path: String) -> Vec<String> {
        match self.apart(&path) {
            Some((real, named)) => vec![real, named],
            None => vec![path],
        }
    }

    /// Where an absolute path with `..` behind a link leads, to those who follow the link first and to those who take the
    /// path for text; nothing where both come to the same.
    pub(super) fn apart(&self, path: &str) -> Option<(String, String)> {
        if !path.split('/').any(|step| step == "..") {
            return None;
        }
        let named = walk::absolute("/", path);
        let real = walk::follow(path).real;
        (walk::follow(&named).real != real).then_some((real, named))
    }

    /// Where a search works, and where it starts: a search that it runs starts below.
    pub(super) fn starts(&self, search: &Searched) -> Vec<String> {
        let works = search.from.iter().flat_map(|from| self.entered(&self.grounds.cwd, from));
        works
            .flat_map(|work| {
                let start = globs::start(&self.step(&work, &search.pattern)).join("/");
                [work, start]
            })
            .collect()
    }

    /// The folders of all that a search finds now; none where that is not known, or too much.
    fn finds(&self, search: &Searched) -> Vec<String> {
        let mut all = BTreeSet::new();
        for from in &search.from {
            let pattern = self.step(&self.step(&self.grounds.cwd, from), &search.pattern);
            let Some(folders) = globs::folders(&pattern) else { return Vec::new() };
            all.extend(folders);
        }
        all.into_iter().collect()
    }

    /// The folder after a change of folder. Links stay as they are written: the walk of the path follows them.
    pub(super) fn step(&self, folder: &str, text: &str) -> String {
        let home = self.grounds.home.as_deref().unwrap_or("/");
        match text.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{home}{rest}"),
            _ if text.starts_with('/') => text.to_owned(),
            _ if text.is_empty() => folder.to_owned(),
            _ => format!("{folder}/{text}"),
        }
    }

    /// The folders from which paths that an effect names count: to full ones any folder is as good as another, also
    /// where nobody knows which it is.
    pub(super) fn bases<'s>(&self, doing: &Doing, paths: impl IntoIterator<Item = &'s Subject>) -> Vec<String> {
        let full = |path: &Subject| path.text.starts_with('/') || path.text == "~" || path.text.starts_with("~/");
        match paths.into_iter().all(full) {
            true => vec![self.grounds.cwd.clone()],
            false => self.folders(doing),
        }
    }

    /// Puts the home folder for `~` in the paths of git's commands: git is asked below what they cover.
    pub(super) fn at_home(&self, doings: &mut [Doing]) {
        let git = doings.iter_mut().filter(|doing| doing.effect.kind.word().starts_with("vcs."));
        let paths = git.flat_map(|doing| doing.effect.subject.iter_mut().chain(&mut doing.effect.source));
        for path in paths.filter(|path| path.text == "~" || path.text.starts_with("~/")) {
            path.text = self.step("/", &path.text);
        }
    }

    /// The subject of an effect as a path, from every folder in which it may be done; of an open one, how it begins.
    pub(super) fn named(&self, doing: &Doing) -> Vec<String> {
        let Some(subject) = &doing.effect.subject else { return Vec::new() };
        self.bases(doing, [subject]).iter().map(|folder| self.step(folder, &subject.text)).collect()
    }

    /// Where the subject of an effect lies, from every folder in which it may be done.
    pub(super) fn real(&self, doing: &Doing) -> Vec<String> {
        let exact = doing.effect.subject.as_ref().is_some_and(|subject| subject.form == Form::Exact);
        let named = if exact { self.named(doing) } else { Vec::new() };
        named.iter().map(|path| walk::follow(path).real).collect()
    }

    /// Whether names that a pattern matches below a folder are plain words.
    pub(super) fn are_words(&self, folder: &str, paths: &[String]) -> bool {
        let start = walk::absolute("/", folder);
        let name = |path: &'_ String| path.strip_prefix(&start).unwrap_or(path).trim_start_matches('/').to_owned();
        !paths.iter().map(name).any(|name| is_odd_word(&name) || name.contains(['*', '?', '[']))
    }

    /// Names that become words: unresolved where one of them would be something else then.
    pub(super) fn words(&self, folder: &str, pattern: &str, doing: &Doing) -> Measured {
        let real = walk::follow(folder).real;
        let tree = WorkTree::around(Path::new(&real));
        let has = |attribute| doing.effect.attributes.contains(&attribute);
        let expands = doing.listed.as_ref().is_none_or(|listed| listed.expands);
        let (mut measured, whole) = if has(Attribute::History) {
            let changed = tree.and_then(|tree| Repository::open(&tree.root).ok()?.differing(pattern).ok());
            let whole = changed.is_some_and(|paths| paths.iter().all(|path| is_whole(path)));
            (self.paths().exact("/", folder), whole)
        } else if has(Attribute::Maybe) {
            let names = globs::printed(folder, pattern);
            let odd = |name: &String| is_odd_word(name) || expands && is_another(folder, name);
            (self.paths().listed(folder, pattern), names.is_some_and(|names| !names.iter().any(odd)))
        } else {
            let tracked = tree.and_then(|tree| Repository::open(&tree.root).ok()?.tracked().ok());
            // What is no path may be a revision, and names begin with it then.
            let there = |path: &str| std::fs::symlink_metadata(walk::absolute(folder, path)).is_ok();
            let path = globs::is_wild(pattern) || there(pattern);
            let whole = path && tracked.is_some_and(|paths| paths.iter().all(|path| is_whole(path)));
            (self.paths().listed(folder, pattern), whole)
        };
        if !whole {
            measured.traits.insert("unresolved");
        }
        measured
    }
}

/// Whether a path stays one word.
fn is_whole(path: &[u8]) -> bool {
    str::from_utf8(path).is_ok_and(|name| !is_taken_apart(name))
}

/// Whether a name, or a part of it from some folder on, is taken apart or for an option when it becomes a word, or is a
/// pattern of what is hidden.
fn is_taken_apart(name: &str) -> bool {
    let hidden = |segment: &str| segment.starts_with('.') && segment.contains(['*', '?', '[']);
    is_divided(name) || name.split('/').any(|segment| segment.starts_with('-') || hidden(segment))
}

/// Whether a name as it is printed is no plain word.
fn is_odd_word(name: &str) -> bool {
    is_divided(name) || name.starts_with('-')
}

/// Whether a shell that expands a name once more may come to something else.
fn is_another(folder: &str, name: &str) -> bool {
    let whole = walk::absolute(folder, name);
    let other = || globs::expand(&whole);
    name.contains(['*', '?'])
        || name.contains('[') && !matches!(other(), globs::Matches { paths, complete: true } if paths.is_empty())
}

fn is_divided(name: &str) -> bool {
    name.contains(|c: char| c.is_whitespace() || "\"'\\".contains(c))
}
