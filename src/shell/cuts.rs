//! `${name%.ts}`, `${name##*/}`: a value without its beginning or its end.

/// What is cut off of a value.
#[derive(Debug)]
pub(super) struct Cut {
    /// At the beginning rather than at the end.
    front: bool,
    /// As much as the pattern matches rather than as little.
    most: bool,
    /// A pattern in which `*` is the one special sign.
    pattern: String,
}

impl Cut {
    /// None where shells may read the pattern in several ways.
    pub(super) fn new(operator: &str, pattern: String) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-./*".contains(c);
        let clear = pattern.chars().all(plain) && !pattern.contains("**") && !pattern.is_empty();
        clear.then(|| Self { front: operator.starts_with('#'), most: operator.len() > 1, pattern })
    }

    /// What is left of the text.
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let splits = ends.filter_map(|at| text.split_at_checked(at));
        // The first that matches cuts off the least, the last the most; at the end it is the other way round.
        let mut left = splits.filter(|(head, tail)| matches(&self.pattern, if self.front { head } else { tail }));
        let found = if self.front == self.most { left.next_back() } else { left.next() };
        found.map_or(text, |(head, tail)| if self.front { tail } else { head })
    }
}

/// Whether a pattern matches the whole text.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return text.ends_with(part);
        }
        let Some((_, behind)) = text.split_once(part) else { return false };
        text = behind;
    }
    true
}
