//! Patterns that were compiled with fleetgate: tables that are searched where they lie. Each text is a place in one long
//! text, since the loader would have to mend every address of its own before the program starts.

use super::cover::Effect::{Except, Include};
use super::cover::Mark;
use super::walk::covers;

/// The classes of `policies/data/classes.json` and `tool.json`.
pub(super) static EMBEDDED: Known = include!(concat!(env!("OUT_DIR"), "/classes.rs"));

/// The patterns of classes, as `build/classes.rs` writes them.
#[derive(Debug)]
pub(super) struct Known {
    /// The names of the classes.
    pub(super) names: &'static [&'static str],
    /// What [`super::cover::samples`] gives for all patterns, a line each.
    pub(super) samples: &'static str,
    /// Globs with other metacharacters than stars.
    pub(super) globs: &'static [(&'static str, Mark)],
    text: &'static str,
    /// Of the last segment.
    files: Names,
    /// Of any segment.
    trees: Names,
    /// By the name in `**/name/…`, sorted: what follows it.
    named: &'static [(Span, Span, Mark)],
    walks: &'static [(Span, Mark)],
    /// Sorted.
    words: &'static [(Span, usize)],
}

/// What segments are, sorted; what they start with and what they end in.
#[derive(Debug)]
struct Names {
    is: &'static [(Span, Mark)],
    starts: &'static [(Span, Mark)],
    ends: &'static [(Span, Mark)],
}

/// Start and length of a text.
#[derive(Clone, Copy, Debug)]
struct Span(u16, u8);

impl Known {
    /// What a path of these segments comes under, words aside.
    pub(super) fn marks(&self, segments: &[String]) -> Vec<Mark> {
        let mut marks = Vec::new();
        let of = |(span, mark): &(Span, Mark), fits: &dyn Fn(&str) -> bool| fits(self.text(*span)).then_some(*mark);
        marks.extend(self.walks.iter().filter_map(|entry| of(entry, &|glob| covers(glob, segments))));
        let mut rest = segments;
        while let Some((name, after)) = rest.split_first() {
            let named = self.run(self.named, |(span, ..)| *span, name);
            marks.extend(named.filter(|(_, glob, _)| covers(self.text(*glob), after)).map(|(.., mark)| *mark));
            let lists = [Some(&self.trees), after.is_empty().then_some(&self.files)];
            for names in lists.into_iter().flatten() {
                marks.extend(self.run(names.is, |(span, _)| *span, name).map(|(_, mark)| *mark));
                marks.extend(names.starts.iter().filter_map(|entry| of(entry, &|start| name.starts_with(start))));
                marks.extend(names.ends.iter().filter_map(|entry| of(entry, &|end| name.ends_with(end))));
            }
            rest = after;
        }
        marks
    }

    /// The classes that a word belongs to.
    pub(super) fn classes_of(&self, word: &str) -> impl Iterator<Item = usize> {
        self.run(self.words, |(span, _)| *span, word).map(|(_, class)| *class)
    }

    fn text(&self, Span(start, length): Span) -> &'static str {
        let start = usize::from(start);
        self.text.get(start..start + usize::from(length)).unwrap_or_default()
    }

    /// The entries of a sorted table that have this text.
    fn run<T>(&self, table: &'static [T], span: impl Fn(&T) -> Span, text: &str) -> impl Iterator<Item = &'static T> {
        let start = table.partition_point(|entry| self.text(span(entry)) < text);
        let rest = table.get(start..).unwrap_or_default();
        rest.iter().take_while(move |entry| self.text(span(entry)) == text)
    }
}
