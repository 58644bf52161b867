//! Tags paths with the names of the classes that they belong to.

use std::collections::{BTreeSet, HashMap, HashSet};

use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};

use super::fold::{fold, segments, strip};
use super::pattern::{Normal, normalise, plain};
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

/// Tags paths with class names, in one pass over all globs of all classes. Patterns that are a name, its start or its end
/// are compared with single segments, globs of stars with all of them: a set of globs is costly to make, and a hook makes
/// it before every tool call.
#[derive(Clone, Debug)]
pub struct Tagger {
    set: GlobSet,
    effects: Vec<(usize, Effect)>,
    walks: Walks<(usize, Effect)>,
    /// Of the last segment.
    files: Segments<(usize, Effect)>,
    /// Of any segment.
    trees: Segments<(usize, Effect)>,
    words: HashMap<String, Vec<usize>>,
    names: Vec<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Effect {
    Include,
    Except,
}

/// What of a path a pattern stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Cover {
    /// The file of that name.
    File,
    /// As a file, and everything below it.
    Tree,
    /// As a tree; and of `P/**` the thing `P` itself, which could be a link or a submodule.
    Tightening,
    /// As written from the root; only a bare folder covers what is below it.
    Loosening,
}

impl Tagger {
    /// A tagger for the catalogue's classes and the operator's lists. Lists of one name are one class.
    ///
    /// # Errors
    ///
    /// [`GatherError::Pattern`] names the class and the pattern that can't be used.
    pub fn new(classes: &Classes, operator: &[OperatorClass]) -> Result<Self, GatherError> {
        let mut builder = Builder::new();
        for (name, class) in &classes.0 {
            let index = builder.class(name);
            for pattern in &class.files {
                builder.pattern(index, pattern, Effect::Include, Cover::File)?;
            }
            for pattern in &class.trees {
                builder.pattern(index, pattern, Effect::Include, Cover::Tree)?;
            }
            for pattern in &class.except {
                builder.pattern(index, pattern, Effect::Except, Cover::File)?;
            }
            for word in &class.words {
                builder.word(index, word)?;
            }
        }
        for list in operator {
            let index = builder.class(&list.name);
            let cover = match list.reach {
                Reach::AnyDepth => Cover::Tightening,
                Reach::Root => Cover::Loosening,
            };
            for pattern in &list.patterns {
                builder.pattern(index, pattern, Effect::Include, cover)?;
            }
        }
        builder.build()
    }

    /// The names of the classes that a path belongs to. The path is as git has it: bytes, divided by `/`.
    #[must_use]
    pub fn tags(&self, path: &[u8]) -> BTreeSet<String> {
        let segments = segments(path);
        let mut included = BTreeSet::new();
        let mut excepted = HashSet::new();
        let globs = self.set.matches_candidate(&Candidate::new(&segments.join("/")));
        let files = segments.last().into_iter().flat_map(|name| self.files.of(name));
        let trees = segments.iter().flat_map(|name| self.trees.of(name));
        let globs = globs.iter().filter_map(|hit| self.effects.get(*hit));
        for (class, effect) in globs.chain(self.walks.of(&segments)).chain(files).chain(trees) {
            _ = match effect {
                Effect::Include => included.insert(*class),
                Effect::Except => excepted.insert(*class),
            };
        }
        let parts = segments.last().into_iter().flat_map(|name| name.split(['-', '_', '.']));
        for word in segments.iter().map(String::as_str).chain(parts) {
            included.extend(self.words.get(word).into_iter().flatten());
        }
        included
            .difference(&excepted.into_iter().collect())
            .filter_map(|class| self.names.get(*class))
            .cloned()
            .collect()
    }
}

struct Builder {
    set: GlobSetBuilder,
    effects: Vec<(usize, Effect)>,
    walks: Walks<(usize, Effect)>,
    files: Segments<(usize, Effect)>,
    trees: Segments<(usize, Effect)>,
    words: HashMap<String, Vec<usize>>,
    names: Vec<String>,
}

impl Builder {
    fn new() -> Self {
        let (files, trees) = (Segments::default(), Segments::default());
        let (effects, walks, names) = (Vec::new(), Walks::default(), Vec::new());
        Self { set: GlobSetBuilder::new(), effects, walks, files, trees, words: HashMap::new(), names }
    }

    fn class(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    fn pattern(&mut self, class: usize, pattern: &str, effect: Effect, cover: Cover) -> Result<(), GatherError> {
        let plain = if cover == Cover::Loosening { None } else { plain(pattern) };
        match (plain, cover) {
            (Some(simple), Cover::File) => {
                self.files.add(simple, (class, effect));
                return Ok(());
            }
            (Some(simple), _) => {
                self.trees.add(simple, (class, effect));
                return Ok(());
            }
            (None, _) => {}
        }
        for normal in normalise(pattern).map_err(|why| self.unusable(class, pattern, why))? {
            match (normal.simple, cover) {
                (Some(simple), Cover::File) => self.files.add(simple, (class, effect)),
                (Some(simple), Cover::Tree | Cover::Tightening) => self.trees.add(simple, (class, effect)),
                (simple, _) => self.globs(class, pattern, effect, &cover.globs(&Normal { simple, ..normal }))?,
            }
        }
        Ok(())
    }

    fn globs(&mut self, class: usize, pattern: &str, effect: Effect, globs: &[String]) -> Result<(), GatherError> {
        for glob in globs {
            let Err(value) = self.walks.add(glob, (class, effect)) else { continue };
            let glob = GlobBuilder::new(glob).literal_separator(true).backslash_escape(false).build();
            self.set.add(glob.map_err(|error| self.unusable(class, pattern, error.kind().to_string()))?);
            self.effects.push(value);
        }
        Ok(())
    }

    fn word(&mut self, class: usize, word: &str) -> Result<(), GatherError> {
        let folded = fold(word);
        let folded = strip(&folded);
        if folded.is_empty() || folded.contains('/') {
            return Err(self.unusable(class, word, "a word is one segment, not empty".to_owned()));
        }
        self.words.entry(folded.to_owned()).or_default().push(class);
        Ok(())
    }

    fn unusable(&self, class: usize, pattern: &str, why: String) -> GatherError {
        let class = self.names.get(class).cloned().unwrap_or_default();
        GatherError::Pattern { class, pattern: pattern.to_owned(), why }
    }

    fn build(self) -> Result<Tagger, GatherError> {
        let Self { set, effects, walks, files, trees, words, names } = self;
        let set = set.build().map_err(|error| GatherError::Pattern {
            class: names.join(", "),
            pattern: error.glob().unwrap_or("all patterns together").to_owned(),
            why: error.kind().to_string(),
        })?;
        Ok(Tagger { set, effects, walks, files, trees, words, names })
    }
}

impl Cover {
    fn globs(self, normal: &Normal) -> Vec<String> {
        match self {
            Self::File => vec![floating(normal)],
            Self::Tree => {
                let glob = floating(normal);
                let below = format!("{glob}/**");
                vec![glob, below]
            }
            Self::Tightening => {
                let mut globs = Self::Tree.globs(normal);
                let stem = normal.glob.strip_suffix("/**").unwrap_or_default();
                if !stem.is_empty() && !stem.rsplit('/').next().is_some_and(|last| last.contains(['*', '?', '['])) {
                    let glob = stem.to_owned();
                    globs.push(floating(&Normal { glob, anchored: normal.anchored, bare: true, simple: None }));
                }
                globs
            }
            Self::Loosening if normal.bare => vec![normal.glob.clone(), format!("{}/**", normal.glob)],
            Self::Loosening => vec![normal.glob.clone()],
        }
    }
}

fn floating(normal: &Normal) -> String {
    if normal.anchored { normal.glob.clone() } else { format!("**/{}", normal.glob) }
}

#[cfg(test)]
#[path = "tagger_tests.rs"]
mod tests;
