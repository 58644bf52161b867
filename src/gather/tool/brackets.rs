//! Brackets in shell patterns.

/// The pattern as those read it for whom `?` and a bracket at the start of a name may stand for a dot; none where there is
/// no such thing in it.
pub(super) fn dotted(pattern: &str) -> Option<String> {
    let segment = |segment: &str| match (segment.strip_prefix('?'), segment.strip_prefix('[')) {
        (Some(rest), _) => Some(format!(".{rest}")),
        (_, Some(rest)) => {
            let (set, rest) = rest.split_once(']').filter(|(set, _)| !set.is_empty())?;
            (set.contains('.') || set.contains('-') || set.starts_with(['!', '^'])).then(|| format!(".{rest}"))
        }
        _ => None,
    };
    let segments: Vec<(Option<String>, &str)> = pattern.split('/').map(|s| (segment(s), s)).collect();
    let any = segments.iter().any(|(dotted, _)| dotted.is_some());
    let read = segments.into_iter().map(|(dotted, plain)| dotted.unwrap_or_else(|| plain.to_owned()));
    any.then(|| read.collect::<Vec<_>>().join("/"))
}

/// The pattern with `?` for each bracket that names a class of characters: what it may match is more, never less.
pub(super) fn unclassed(pattern: &str) -> String {
    widened(pattern, &|set| ["[:", "[=", "[."].iter().any(|class| set.get(1..).is_some_and(|set| set.contains(class))))
}

/// The pattern with `?` for each bracket of the kind.
pub(super) fn widened(pattern: &str, kind: &dyn Fn(&str) -> bool) -> String {
    let (mut out, mut rest) = (String::new(), pattern);
    while let Some(at) = rest.find(['[', '\\']) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let (piece, after) = match from.strip_prefix('\\') {
            Some(escaped) => {
                from.split_at_checked(1 + escaped.chars().next().map_or(0, char::len_utf8)).unwrap_or((from, ""))
            }
            None => bracket(from),
        };
        let wide = piece.starts_with('[') && piece.len() > 1 && kind(piece);
        out.push_str(if wide { "?" } else { piece });
        rest = after;
    }
    out + rest
}

/// A bracket at the start of a text, and what follows it; one that does not end is a character.
fn bracket(text: &str) -> (&str, &str) {
    let set = text.get(1..).unwrap_or_default();
    let set = set.strip_prefix(['!', '^']).unwrap_or(set);
    let set = set.strip_prefix(']').unwrap_or(set);
    let mut at = text.len() - set.len();
    while let Some(rest) = text.get(at..) {
        let class = [":", "=", "."].into_iter().find(|mark| rest.starts_with(&format!("[{mark}")));
        let end = class.and_then(|mark| rest.get(2..)?.find(&format!("{mark}]")));
        match (end, rest.chars().next()) {
            (Some(end), _) => at += end + 4,
            (None, Some(']')) => return text.split_at_checked(at + 1).unwrap_or((text, "")),
            (None, Some(c)) => at += c.len_utf8(),
            (None, None) => break,
        }
    }
    text.split_at_checked(1).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::unclassed;

    #[test]
    fn a_class_of_characters_may_be_any() {
        for (pattern, wide) in [
            (".en[[:alpha:]]", ".en?"),
            ("a[^[:digit:]x]*[[=v=]][[.a.]]", "a?*??"),
            ("[]a[:x:]]b", "?b"),
            ("[ab]c[!d]", "[ab]c[!d]"),
            ("\\[[:alpha:]]", "\\[[:alpha:]]"),
            ("[a[:", "[a[:"),
            ("ä[[:é:]]", "ä?"),
        ] {
            assert_eq!(unclassed(pattern), wide, "{pattern}");
        }
    }
}
