//! Globs of stars alone, compared segment by segment: making a set of globs costs more than a hook has time for.

/// A glob whose segments hold nothing but text and `*`, or are `**`.
#[derive(Clone, Debug)]
pub(super) struct Walk(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    /// `**`: any segments, none among them; at the end one at least.
    Deep,
    /// The texts around the stars of a segment.
    Segment(Vec<String>),
}

impl Walk {
    /// The walk of a glob in normal form; nothing where it has other metacharacters than stars.
    pub(super) fn of(glob: &str) -> Option<Self> {
        let step = |segment: &str| match segment {
            "**" => Step::Deep,
            _ => Step::Segment(segment.split('*').map(str::to_owned).collect()),
        };
        (!glob.is_empty() && !glob.contains(['?', '[', ']', '{', '}', '\\']))
            .then(|| Self(glob.split('/').map(step).collect()))
    }

    /// Whether a path of these segments comes under it.
    pub(super) fn covers(&self, segments: &[String]) -> bool {
        covers(&self.0, segments)
    }
}

fn covers(steps: &[Step], segments: &[String]) -> bool {
    match (steps, segments) {
        ([], []) => true,
        ([Step::Deep], rest) => !rest.is_empty(),
        ([Step::Deep, after @ ..], rest) => {
            covers(after, rest) || rest.split_first().is_some_and(|(_, rest)| covers(steps, rest))
        }
        ([Step::Segment(texts), after @ ..], [first, rest @ ..]) => is_like(texts, first) && covers(after, rest),
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
