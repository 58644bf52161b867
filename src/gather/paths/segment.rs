//! What is known of single segments of paths: by name, by start, by end.

use std::collections::HashMap;

use super::pattern::Simple;

/// Values by what a segment is, starts with or ends in.
#[derive(Clone, Debug)]
pub(super) struct Segments<T> {
    is: HashMap<String, Vec<T>>,
    starts: Vec<(String, T)>,
    ends: Vec<(String, T)>,
}

impl<T> Default for Segments<T> {
    fn default() -> Self {
        Self { is: HashMap::new(), starts: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Segments<T> {
    pub(super) fn add(&mut self, simple: Simple, value: T) {
        match simple {
            Simple::Is(text) => self.is.entry(text).or_default().push(value),
            Simple::Starts(text) => self.starts.push((text, value)),
            Simple::Ends(text) => self.ends.push((text, value)),
        }
    }

    /// All values that the segment comes under.
    pub(super) fn of(&self, segment: &str) -> impl Iterator<Item = &T> {
        let starts = self.starts.iter().filter(move |(text, _)| segment.starts_with(text.as_str()));
        let ends = self.ends.iter().filter(move |(text, _)| segment.ends_with(text.as_str()));
        self.is.get(segment).into_iter().flatten().chain(starts.chain(ends).map(|(_, value)| value))
    }
}
