//! Globs of stars alone, compared segment by segment: making a set of globs costs more than a hook has time for.

use std::collections::HashMap;

/// Values by globs whose segments hold nothing but text and `*`, or are `**`.
#[derive(Clone, Debug)]
pub(super) struct Walks<T> {
    /// By the name in `**/name/…`: what follows it.
    named: HashMap<String, Vec<(String, T)>>,
    others: Vec<(String, T)>,
}

impl<T> Default for Walks<T> {
    fn default() -> Self {
        Self { named: HashMap::new(), others: Vec::new() }
    }
}

impl<T> Walks<T> {
    /// Takes a glob in normal form; gives the value back where the glob has other metacharacters than stars.
    pub(super) fn add(&mut self, glob: &str, value: T) -> Result<(), T> {
        match walk(glob) {
            Some(Walk::Named(name, rest)) => {
                self.named.entry(name.to_owned()).or_default().push((rest.to_owned(), value))
            }
            Some(Walk::Other) => self.others.push((glob.to_owned(), value)),
            None => return Err(value),
        }
        Ok(())
    }

    /// The values of all globs that a path of these segments comes under.
    pub(super) fn of(&self, segments: &[String]) -> Vec<&T> {
        let others = self.others.iter().filter(|(glob, _)| covers(glob, segments));
        let mut values: Vec<&T> = others.map(|(_, value)| value).collect();
        let mut rest = segments;
        while let Some((name, after)) = rest.split_first() {
            let named = self.named.get(name).into_iter().flatten();
            values.extend(named.filter(|(glob, _)| covers(glob, after)).map(|(_, value)| value));
            rest = after;
        }
        values
    }
}

/// A glob of stars alone.
pub(crate) enum Walk<'a> {
    /// `**/name/…`: the name, and what follows it.
    Named(&'a str, &'a str),
    /// Any other.
    Other,
}

/// What a glob in normal form is, where it has no other metacharacters than stars.
pub(crate) fn walk(glob: &str) -> Option<Walk<'_>> {
    if glob.is_empty() || glob.contains(['?', '[', ']', '{', '}', '\\']) {
        return None;
    }
    Some(match glob.strip_prefix("**/").map(|rest| rest.split_once('/').unwrap_or((rest, ""))) {
        Some((name, rest)) if !name.contains('*') => Walk::Named(name, rest),
        _ => Walk::Other,
    })
}

/// Whether a path of these segments comes under a glob of stars alone. `**` is any segments, none among them; at the end one
/// at least.
pub(crate) fn covers(glob: &str, segments: &[String]) -> bool {
    // Most globs are about the last segment alone.
    if let Some(name) = glob.strip_prefix("**/").filter(|name| !matches!(*name, "" | "**") && !name.contains('/')) {
        return segments.last().is_some_and(|last| is_like(name, last));
    }
    match (step(glob), segments) {
        (None, segments) => segments.is_empty(),
        (Some(("**", after)), rest) if step(after).is_none() => !rest.is_empty(),
        (Some(("**", after)), rest) => {
            covers(after, rest) || rest.split_first().is_some_and(|(_, rest)| covers(glob, rest))
        }
        (Some((text, after)), [first, rest @ ..]) => {
            step(after).is_none() == rest.is_empty() && is_like(text, first) && covers(after, rest)
        }
        _ => false,
    }
}

/// The first segment of a glob, and what follows it.
fn step(glob: &str) -> Option<(&str, &str)> {
    let glob = glob.trim_start_matches('/');
    (!glob.is_empty()).then(|| glob.split_once('/').unwrap_or((glob, "")))
}

/// Whether a glob has no metacharacters but single stars.
pub(crate) fn has_stars_alone(glob: &str) -> bool {
    !glob.contains(['?', '[', ']', '{', '}', '\\']) && !glob.contains("**")
}

/// Whether a text holds the texts around the stars of a glob in order, the first at its start and the last at its end.
pub(crate) fn is_like(text: &str, segment: &str) -> bool {
    let Some((first, rest)) = text.split_once('*') else { return text == segment };
    let (between, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(mut left) = segment.strip_prefix(first).and_then(|s| s.strip_suffix(last)) else { return false };
    for text in between.split('*') {
        let Some((_, after)) = left.split_once(text) else { return false };
        left = after;
    }
    true
}
