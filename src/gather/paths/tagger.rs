//! Tags paths with the names of the classes that they belong to.

use std::collections::{BTreeSet, HashMap, HashSet};

use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};

use super::cover::{Cover, Effect, Mark, Piece, samples, word};
use super::fold::segments;
use super::known::{EMBEDDED, Known};
use super::segment::Segments;
use super::walk::Walks;
use crate::gather::GatherError;
use crate::model::Classes;

/// A list of patterns from the operator that becomes a class of its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OperatorClass {
    /// The class's name.
    pub name: String,
    /// Globs, as the operator wrote them.
    pub patterns: Vec<String>,
    /// How far the patterns reach.
    pub reach: Reach,
}

/// How far an operator's patterns reach.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reach {
    /// At any depth, each pattern with everything below it: for lists that tighten.
    AnyDepth,
    /// From the root, as written; only a bare folder covers what is below it: for lists that loosen.
    Root,
}

/// Where the classes of paths come from.
#[derive(Clone, Copy, Debug)]
pub enum KnownClasses<'a> {
    /// `policies/data` as it was built in: its patterns were compiled with fleetgate.
    Embedded,
    /// The merge gate's classes and those for tool calls.
    Given(&'a Classes, &'a Classes),
}

/// Tags paths with class names, in one pass over all globs of all classes. Patterns that are a name, its start or its end
/// are compared with single segments, globs of stars with all of them: a set of globs is costly to make, and a hook makes
/// it before every tool call.
#[derive(Clone, Debug)]
pub struct Tagger {
    known: Option<&'static Known>,
    set: GlobSet,
    effects: Vec<Mark>,
    walks: Walks<Mark>,
    /// Of the last segment.
    files: Segments<Mark>,
    /// Of any segment.
    trees: Segments<Mark>,
    words: HashMap<String, Vec<usize>>,
    names: Vec<String>,
    samples: Vec<String>,
}

impl Tagger {
    /// A tagger for these classes and the operator's lists. Lists of one name are one class.
    ///
    /// # Errors
    ///
    /// [`GatherError::Pattern`] names the class and the pattern that can't be used.
    pub fn new(classes: &Classes, operator: &[OperatorClass]) -> Result<Self, GatherError> {
        let mut builder = Builder::new(None);
        builder.classes(classes)?;
        builder.build(operator)
    }

    /// A tagger for known classes and the operator's lists. Lists of one name are one class.
    ///
    /// # Errors
    ///
    /// As [`Tagger::new`].
    pub fn of(catalogue: KnownClasses<'_>, operator: &[OperatorClass]) -> Result<Self, GatherError> {
        match catalogue {
            KnownClasses::Embedded => Builder::new(Some(&EMBEDDED)).build(operator),
            KnownClasses::Given(merge, tool) => {
                let mut classes = merge.clone();
                classes.0.extend(tool.0.clone());
                Self::new(&classes, operator)
            }
        }
    }

    /// The names of the classes that a path belongs to. The path is as git has it: bytes, divided by `/`.
    #[must_use]
    pub fn tags(&self, path: &[u8]) -> BTreeSet<String> {
        let segments = segments(path);
        let mut hits = self.known.map(|known| known.marks(&segments)).unwrap_or_default();
        if !self.set.is_empty() {
            let globs = self.set.matches_candidate(&Candidate::new(&segments.join("/")));
            hits.extend(globs.iter().filter_map(|hit| self.effects.get(*hit)));
        }
        let files = segments.last().into_iter().flat_map(|name| self.files.of(name));
        let trees = segments.iter().flat_map(|name| self.trees.of(name));
        hits.extend(self.walks.of(&segments).into_iter().chain(files).chain(trees));
        let mut included = BTreeSet::new();
        let mut excepted = HashSet::new();
        for Mark(class, effect) in hits {
            _ = match effect {
                Effect::Include => included.insert(class),
                Effect::Except => excepted.insert(class),
            };
        }
        let parts = segments.last().into_iter().flat_map(|name| name.split(['-', '_', '.']));
        for word in segments.iter().map(String::as_str).chain(parts) {
            included.extend(self.words.get(word).into_iter().flatten());
            included.extend(self.known.into_iter().flat_map(|known| known.classes_of(word)));
        }
        let names = included.iter().filter(|class| !excepted.contains(class));
        names.filter_map(|class| self.names.get(*class)).cloned().collect()
    }

    /// Names that the patterns of the known classes are made for.
    pub fn samples(&self) -> impl Iterator<Item = &str> {
        let known = self.known.into_iter().flat_map(|known| known.samples.split('\n'));
        known.chain(self.samples.iter().map(String::as_str))
    }
}

/// A tagger in the making.
struct Builder {
    globs: GlobSetBuilder,
    made: Tagger,
}

impl Builder {
    fn new(known: Option<&'static Known>) -> Self {
        let made = Tagger {
            known,
            set: GlobSet::empty(),
            effects: Vec::new(),
            walks: Walks::default(),
            files: Segments::default(),
            trees: Segments::default(),
            words: HashMap::new(),
            names: known.into_iter().flat_map(|known| known.names).map(|name| (*name).to_owned()).collect(),
            samples: Vec::new(),
        };
        Self { globs: GlobSetBuilder::new(), made }
    }

    fn classes(&mut self, classes: &Classes) -> Result<(), GatherError> {
        for (name, class) in &classes.0 {
            let index = self.class(name);
            for pattern in &class.files {
                self.pattern(Mark(index, Effect::Include), pattern, Cover::File)?;
            }
            for pattern in &class.trees {
                self.pattern(Mark(index, Effect::Include), pattern, Cover::Tree)?;
            }
            for pattern in &class.except {
                self.pattern(Mark(index, Effect::Except), pattern, Cover::File)?;
            }
            for written in &class.words {
                let word = word(written).map_err(|why| self.unusable(index, written, why))?;
                self.made.words.entry(word).or_default().push(index);
            }
            self.made.samples.extend(class.files.iter().chain(&class.trees).flat_map(|pattern| samples(pattern)));
        }
        Ok(())
    }

    fn class(&mut self, name: &str) -> usize {
        self.made.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.made.names.push(name.to_owned());
            self.made.names.len() - 1
        })
    }

    fn pattern(&mut self, mark: Mark, pattern: &str, cover: Cover) -> Result<(), GatherError> {
        for piece in cover.pieces(pattern).map_err(|why| self.unusable(mark.0, pattern, why))? {
            match piece {
                Piece::File(simple) => self.made.files.add(simple, mark),
                Piece::Tree(simple) => self.made.trees.add(simple, mark),
                Piece::Glob(glob) => self.glob(mark, pattern, &glob)?,
            }
        }
        Ok(())
    }

    fn glob(&mut self, mark: Mark, pattern: &str, glob: &str) -> Result<(), GatherError> {
        let Err(mark) = self.made.walks.add(glob, mark) else { return Ok(()) };
        let glob = GlobBuilder::new(glob).literal_separator(true).backslash_escape(false).build();
        self.globs.add(glob.map_err(|error| self.unusable(mark.0, pattern, error.kind().to_string()))?);
        self.made.effects.push(mark);
        Ok(())
    }

    fn unusable(&self, class: usize, pattern: &str, why: String) -> GatherError {
        let class = self.made.names.get(class).cloned().unwrap_or_default();
        GatherError::Pattern { class, pattern: pattern.to_owned(), why }
    }

    fn build(mut self, operator: &[OperatorClass]) -> Result<Tagger, GatherError> {
        for (glob, mark) in self.made.known.into_iter().flat_map(|known| known.globs) {
            self.glob(*mark, glob, glob)?;
        }
        for list in operator {
            let index = self.class(&list.name);
            let cover = match list.reach {
                Reach::AnyDepth => Cover::Tightening,
                Reach::Root => Cover::Loosening,
            };
            for pattern in &list.patterns {
                self.pattern(Mark(index, Effect::Include), pattern, cover)?;
            }
        }
        let Self { globs, made } = self;
        let set = globs.build().map_err(|error| GatherError::Pattern {
            class: made.names.join(", "),
            pattern: error.glob().unwrap_or("all patterns together").to_owned(),
            why: error.kind().to_string(),
        })?;
        Ok(Tagger { set, ..made })
    }
}

#[cfg(test)]
#[path = "tagger_tests.rs"]
mod tests;
