//! One path that an effect names: where it lies, what is there, to which classes it belongs.

use std::collections::BTreeSet;
use std::path::Path;

use super::globs;
use super::grounds::Grounds;
use super::links;
use super::session::WorkTree;
use super::walk::{End, absolute, follow};
use crate::gather::{Tagger, oddness};
use crate::model::Place;

/// What is known of a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Measured {
    /// Where it lies.
    pub(super) place: Place,
    /// The classes that match.
    pub(super) classes: BTreeSet<String>,
    /// What was measured.
    pub(super) traits: BTreeSet<&'static str>,
}

impl Measured {
    /// A path of which nothing is known but a beginning.
    pub(super) fn unknown(classes: BTreeSet<String>) -> Self {
        Self { place: Place::Unknown, classes, traits: BTreeSet::from(["unresolved"]) }
    }
}

/// Measures paths.
#[derive(Clone, Copy)]
pub(super) struct Paths<'a> {
    pub(super) grounds: &'a Grounds,
    pub(super) tagger: &'a Tagger,
    pub(super) root: Option<&'a str>,
    /// Folders in which the other names of a hard link are looked for, besides the work tree.
    pub(super) around: &'a [String],
    /// Names of files that classes are made for, such as `.env`.
    pub(super) samples: &'a [String],
}

impl Paths<'_> {
    /// A path as written, from the folder `cwd`.
    pub(super) fn exact(&self, cwd: &str, text: &str) -> Measured {
        let home = self.grounds.home.as_deref();
        let expanded = match text.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => home.map(|home| format!("{home}{rest}")),
            Some(_) => return Measured::unknown(self.tags(&absolute(cwd, text))),
            None => Some(text.to_owned()),
        };
        let Some(expanded) = expanded else { return Measured::unknown(self.tags(&absolute(cwd, text))) };
        let written = absolute(cwd, &expanded);
        if self.grounds.is_stream(&written) {
            return Measured { place: Place::Stream, classes: BTreeSet::new(), traits: BTreeSet::new() };
        }
        let joined = if expanded.starts_with('/') { expanded } else { format!("{cwd}/{expanded}") };
        let walked = follow(&joined, &self.grounds.cwd);
        let mut classes = self.tags(&written);
        classes.extend(self.tags(&walked.real));
        let mut traits = BTreeSet::new();
        let place = match &walked.end {
            End::Lost => {
                traits.insert("unresolved");
                Place::Unknown
            }
            _ => self.grounds.place(&walked.real),
        };
        if walked.links > 0 {
            traits.insert("symlink");
        }
        match &walked.end {
            End::There(metadata) => {
                traits.insert("exists");
                if metadata.is_dir() {
                    traits.insert("folder");
                } else if !metadata.is_file() {
                    traits.insert("special");
                }
                if let Some(names) = links::names(metadata, self.root, self.around) {
                    traits.insert("hardlink");
                    if names.more {
                        traits.insert("hardlink.unresolved");
                    }
                    classes.extend(names.found.iter().flat_map(|name| self.tags(name)));
                }
            }
            End::Nothing => {
                traits.insert("absent");
                if walked.links > 0 {
                    traits.insert("dangling");
                }
                if text != "~" && is_unexpanded(text) {
                    traits.insert("path.unexpanded");
                }
            }
            End::Lost => {}
        }
        if [&written, &walked.real].iter().any(|path| is_odd(self.grounds.relative(path))) || text.contains('\0') {
            traits.insert("path.odd");
        }
        Measured { place, classes, traits }
    }

    /// What a recursive search hands over: names that fit a pattern, below the folder that the pattern starts with.
    pub(super) fn found(&self, cwd: &str, pattern: &str) -> Measured {
        let wild = |segment: &str| globs::is_wild(segment) || segment.contains('{');
        let whole = if pattern.starts_with('/') { pattern.to_owned() } else { format!("{cwd}/{pattern}") };
        let steps: Vec<&str> = whole.split('/').take_while(|segment| !wild(segment)).collect();
        let mut measured = self.exact("/", &steps.join("/"));
        if whole.split('/').skip(steps.len()).any(|segment| segment == "..") {
            return Measured::unknown(self.tags(&whole));
        }
        measured.classes.extend(self.could_be(&whole));
        measured.traits.remove("absent");
        measured
    }

    /// What a pattern of git matches: its wildcards take leading dots and slashes, too.
    pub(super) fn matched(&self, cwd: &str, pattern: &str) -> Measured {
        let mut measured = self.found(cwd, pattern);
        let last = pattern.rsplit('/').next().unwrap_or_default();
        let names = self.samples.iter().filter(|sample| globs::fits(last, sample));
        measured.classes.extend(names.flat_map(|sample| self.tags(&absolute(cwd, sample))));
        measured
    }

    /// Whether no other repository lies between the work tree's root and a folder in it.
    pub(super) fn is_of_work_tree(&self, root: &str, folder: &str) -> bool {
        let [root, folder] = [root, folder].map(|path| follow(path, &self.grounds.cwd).real);
        WorkTree::around(Path::new(&folder)).is_none_or(|tree| tree.root == Path::new(&root))
    }

    /// Classes that a pattern names, whether anything of the kind is there or not.
    pub(super) fn could_be(&self, pattern: &str) -> BTreeSet<String> {
        let mut classes = BTreeSet::new();
        for alternative in alternatives(pattern) {
            classes.extend(self.tags(&absolute("/", &alternative)));
            for (at, segment) in alternative.split('/').enumerate().filter(|(_, s)| s.starts_with(['.', '*', '?', '[']))
            {
                for sample in self.samples.iter().filter(|sample| globs::could_be(segment, sample)) {
                    let name = alternative.split('/').enumerate();
                    let name: Vec<&str> = name.map(|(i, s)| if i == at { sample.as_str() } else { s }).collect();
                    classes.extend(self.tags(&absolute("/", &name.join("/"))));
                }
            }
        }
        classes
    }

    pub(super) fn tags(&self, path: &str) -> BTreeSet<String> {
        self.tagger.tags(self.grounds.relative(path).as_bytes())
    }
}

/// The patterns that the first pair of braces stands for, without a look into it where it is nested.
fn alternatives(pattern: &str) -> Vec<String> {
    let braces = pattern.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match braces {
        Some((before, (choices, after))) => {
            choices.split(',').map(|choice| format!("{before}{choice}{after}")).collect()
        }
        None => vec![pattern.to_owned()],
    }
}

/// Whether somebody might expand the text further: variables, substitutions, braces, percent signs, an address.
fn is_unexpanded(text: &str) -> bool {
    let percent = text.split('%').skip(1).any(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2);
    let address = text.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"));
    let braces = text.split_once('{').is_some_and(|(_, rest)| rest.contains(',') && rest.contains('}'));
    percent
        || address
        || braces
        || text.starts_with(['$', '~'])
        || text.contains(['`', '\0'])
        || text.contains("${")
        || text.contains("$(")
}

fn is_odd(relative: &str) -> bool {
    let plain: Vec<&str> = relative.split('/').filter(|segment| !matches!(*segment, "" | ".git")).collect();
    !plain.is_empty() && oddness(plain.join("/").as_bytes()).is_some()
}
