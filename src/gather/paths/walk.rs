//! Globs of stars alone, compared segment by segment: making a set of globs costs more than a hook has time for.

use std::collections::HashMap;

/// Values by globs whose segments hold nothing but text and `*`, or are `**`.
#[derive(Clone, Debug)]
pub(super) struct Walks<T> {
    /// By the name in `**/name/…`: what follows it.
    named: HashMap<String, Vec<(Vec<Step>, T)>>,
    others: Vec<(Vec<Step>, T)>,
}

#[derive(Clone, Debug)]
enum Step {
    /// `**`: any segments, none among them; at the end one at least.
    Deep,
    /// The texts around the stars of a segment.
    Segment(Vec<String>),
}

impl<T> Default for Walks<T> {
    fn default() -> Self {
        Self { named: HashMap::new(), others: Vec::new() }
    }
}

impl<T> Walks<T> {
    /// Takes a glob in normal form; gives the value back where the glob has other metacharacters than stars.
    pub(super) fn add(&mut self, glob: &str, value: T) -> Result<(), T> {
        if glob.is_empty() || glob.contains(['?', '[', ']', '{', '}', '\\']) {
            return Err(value);
        }
        match glob.strip_prefix("**/").map(|rest| rest.split_once('/').unwrap_or((rest, ""))) {
            Some((name, rest)) if !name.contains('*') => {
                self.named.entry(name.to_owned()).or_default().push((steps(rest), value));
            }
            _ => self.others.push((steps(glob), value)),
        }
        Ok(())
    }

    /// The values of all globs that a path of these segments comes under.
    pub(super) fn of(&self, segments: &[String]) -> Vec<&T> {
        let others = self.others.iter().filter(|(steps, _)| covers(steps, segments));
        let mut values: Vec<&T> = others.map(|(_, value)| value).collect();
        let mut rest = segments;
        while let Some((name, after)) = rest.split_first() {
            let named = self.named.get(name).into_iter().flatten();
            values.extend(named.filter(|(steps, _)| covers(steps, after)).map(|(_, value)| value));
            rest = after;
        }
        values
    }
}

fn steps(glob: &str) -> Vec<Step> {
    let step = |segment: &str| match segment {
        "**" => Step::Deep,
        _ => Step::Segment(segment.split('*').map(str::to_owned).collect()),
    };
    glob.split('/').filter(|segment| !segment.is_empty()).map(step).collect()
}

fn covers(steps: &[Step], segments: &[String]) -> bool {
    match (steps, segments) {
        ([], []) => true,
        ([Step::Deep], rest) => !rest.is_empty(),
        ([Step::Deep, after @ ..], rest) => {
            covers(after, rest) || rest.split_first().is_some_and(|(_, rest)| covers(steps, rest))
        }
        ([Step::Segment(texts), after @ ..], [first, rest @ ..]) => {
            after.is_empty() == rest.is_empty() && is_like(texts, first) && covers(after, rest)
        }
        _ => false,
    }
}

/// Whether a segment holds the texts in order, the first at its start and the last at its end.
fn is_like(texts: &[String], segment: &str) -> bool {
    let Some((first, rest)) = texts.split_first() else { return false };
    let Some((last, between)) = rest.split_last() else { return first == segment };
    let Some(mut left) = segment.strip_prefix(first.as_str()).and_then(|s| s.strip_suffix(last.as_str())) else {
        return false;
    };
    for text in between {
        let Some((_, after)) = left.split_once(text.as_str()) else { return false };
        left = after;
    }
    true
}
