//! What of a path a pattern stands for, and what it is compared with. The build script works it out, too.

use super::fold::{fold, strip};
use super::pattern::{Normal, Simple, normalise, plain};

/// What becomes of a path's class where a pattern matches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Effect {
    /// The path belongs to it.
    Include,
    /// It does not, whatever else matches.
    Except,
}

/// A class by its place among all names, and what becomes of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Mark(pub(crate) usize, pub(crate) Effect);

/// What of a path a pattern stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Cover {
    /// The file of that name.
    File,
    /// As a file, and everything below it.
    Tree,
    /// As a tree; and of `P/**` the thing `P` itself, which could be a link or a submodule.
    Tightening,
    /// As written from the root; only a bare folder covers what is below it.
    Loosening,
}

/// What a path is compared with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Piece {
    /// Its last segment.
    File(Simple),
    /// Any of its segments.
    Tree(Simple),
    /// All of it: a glob in normal form.
    Glob(String),
}

impl Cover {
    /// All that a pattern comes to.
    ///
    /// # Errors
    ///
    /// A text that says what is wrong with the pattern.
    pub(crate) fn pieces(self, pattern: &str) -> Result<Vec<Piece>, String> {
        if self != Self::Loosening
            && let Some(simple) = plain(pattern)
        {
            return Ok(vec![self.of(simple)]);
        }
        let mut pieces = Vec::new();
        for normal in normalise(pattern)? {
            match normal.simple {
                Some(simple) if self != Self::Loosening => pieces.push(self.of(simple)),
                simple => pieces.extend(self.globs(&Normal { simple, ..normal }).into_iter().map(Piece::Glob)),
            }
        }
        Ok(pieces)
    }

    const fn of(self, simple: Simple) -> Piece {
        match self {
            Self::File => Piece::File(simple),
            _ => Piece::Tree(simple),
        }
    }

    pub(super) fn globs(self, normal: &Normal) -> Vec<String> {
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

/// A word in the form that segments have.
///
/// # Errors
///
/// A text that says what is wrong with it.
pub(crate) fn word(word: &str) -> Result<String, String> {
    let folded = fold(word);
    match strip(&folded) {
        folded if folded.is_empty() || folded.contains('/') => Err("a word is one segment, not empty".to_owned()),
        folded => Ok(folded.to_owned()),
    }
}

/// Names that a pattern is made for: wildcards left out.
pub(crate) fn samples(pattern: &str) -> impl Iterator<Item = String> {
    let plain = pattern.replace('*', "");
    let longer = pattern.ends_with('*').then(|| format!("{plain}.local"));
    std::iter::once(plain).chain(longer).filter(|name| !name.contains(['/', '?', '[', '{']))
}
