//! Tags paths with the names of the classes that they belong to.

use std::collections::{BTreeSet, HashMap, HashSet};

use globset::{Candidate, GlobBuilder, GlobSet, GlobSetBuilder};

use super::fold::{fold, segments, strip};
use super::pattern::{Normal, normalise};
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

/// Tags paths with class names, in one pass over all globs of all classes.
#[derive(Clone, Debug)]
pub struct Tagger {
    set: GlobSet,
    effects: Vec<(usize, Effect)>,
    words: HashMap<String, Vec<usize>>,
    names: Vec<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Effect {
    Include,
    Except,
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
                builder.pattern(index, pattern, Effect::Include, Builder::file)?;
            }
            for pattern in &class.trees {
                builder.pattern(index, pattern, Effect::Include, Builder::tree)?;
            }
            for pattern in &class.except {
                builder.pattern(index, pattern, Effect::Except, Builder::file)?;
            }
            for word in &class.words {
                builder.word(index, word)?;
            }
        }
        for list in operator {
            let index = builder.class(&list.name);
            let covers = match list.reach {
                Reach::AnyDepth => Builder::tightening,
                Reach::Root => Builder::loosening,
            };
            for pattern in &list.patterns {
                builder.pattern(index, pattern, Effect::Include, covers)?;
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
        for hit in self.set.matches_candidate(&Candidate::new(&segments.join("/"))) {
            match self.effects.get(hit) {
                Some((class, Effect::Include)) => _ = included.insert(*class),
                Some((class, Effect::Except)) => _ = excepted.insert(*class),
                None => {}
            }
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
    words: HashMap<String, Vec<usize>>,
    names: Vec<String>,
}

impl Builder {
    fn new() -> Self {
        Self { set: GlobSetBuilder::new(), effects: Vec::new(), words: HashMap::new(), names: Vec::new() }
    }

    fn class(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    fn file(normal: &Normal) -> Vec<String> {
        vec![floating(normal)]
    }

    fn tree(normal: &Normal) -> Vec<String> {
        let glob = floating(normal);
        let below = format!("{glob}/**");
        vec![glob, below]
    }

    /// As a tree; and of `P/**` the thing `P` itself, which could be a link or a submodule.
    fn tightening(normal: &Normal) -> Vec<String> {
        let mut globs = Self::tree(normal);
        let stem = normal.glob.strip_suffix("/**").unwrap_or_default();
        if !stem.is_empty() && !stem.rsplit('/').next().is_some_and(|last| last.contains(['*', '?', '['])) {
            let stem = Normal { glob: stem.to_owned(), anchored: normal.anchored, bare: true };
            globs.push(floating(&stem));
        }
        globs
    }

    fn loosening(normal: &Normal) -> Vec<String> {
        let mut globs = vec![normal.glob.clone()];
        if normal.bare {
            globs.push(format!("{}/**", normal.glob));
        }
        globs
    }

    fn pattern(
        &mut self,
        class: usize,
        pattern: &str,
        effect: Effect,
        covers: fn(&Normal) -> Vec<String>,
    ) -> Result<(), GatherError> {
        let normals = normalise(pattern).map_err(|why| self.unusable(class, pattern, why))?;
        for glob in normals.iter().flat_map(covers) {
            let glob = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(false).build();
            self.set.add(glob.map_err(|error| self.unusable(class, pattern, error.kind().to_string()))?);
            self.effects.push((class, effect));
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
        let Self { set, effects, words, names } = self;
        let set = set.build().map_err(|error| GatherError::Pattern {
            class: names.join(", "),
            pattern: error.glob().unwrap_or("all patterns together").to_owned(),
            why: error.kind().to_string(),
        })?;
        Ok(Tagger { set, effects, words, names })
    }
}

fn floating(normal: &Normal) -> String {
    if normal.anchored { normal.glob.clone() } else { format!("**/{}", normal.glob) }
}

#[cfg(test)]
#[path = "tagger_tests.rs"]
mod tests;
