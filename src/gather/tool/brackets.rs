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

/// The pattern with `?` for each bracket that not everybody reads alike: what it may match is more, never less.
pub(super) fn leveled(pattern: &str) -> String {
    pieces(pattern).map(|piece| if is_bracket(piece) && !is_plain(piece) { "?" } else { piece }).collect()
}

/// The pattern without brackets around single characters.
pub(super) fn spelled(pattern: &str) -> String {
    let one = |piece: &str| {
        piece.strip_prefix('[')?.strip_suffix(']').filter(|set| set.chars().count() == 1).map(str::to_owned)
    };
    pieces(pattern).map(|piece| one(piece).unwrap_or_else(|| piece.to_owned())).collect()
}

/// Whether it is in doubt where a bracket ends: a backslash in it is a character to some and an escape to others.
pub(super) fn is_doubtful(pattern: &str) -> bool {
    let open = pieces(pattern).any(|piece| piece == "[");
    pieces(pattern).any(|piece| piece.contains('\\') && (open || is_bracket(piece)))
}

/// Brackets, escaped characters, and what is between them.
fn pieces(pattern: &str) -> impl Iterator<Item = &str> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let piece = match (rest.find(['[', '\\']), rest.strip_prefix('\\')) {
            (_, Some(escaped)) => 1 + escaped.chars().next().map_or(0, char::len_utf8),
            (Some(0), None) => bracket(rest).0.len(),
            (Some(at), None) => at,
            (None, None) => rest.len(),
        };
        let (piece, after) = rest.split_at_checked(piece).filter(|(piece, _)| !piece.is_empty())?;
        rest = after;
        Some(piece)
    })
}

fn is_bracket(piece: &str) -> bool {
    piece.starts_with('[') && piece.len() > 1
}

/// Whether a bracket lists letters, digits, dots and lines, and ranges of letters and of digits that run forwards.
fn is_plain(bracket: &str) -> bool {
    let set = bracket.strip_prefix('[').and_then(|set| set.strip_suffix(']')).unwrap_or_default();
    let set = set.strip_prefix(['!', '^']).unwrap_or(set).as_bytes();
    let alike = |a: &u8, b: &u8| {
        let kinds = [u8::is_ascii_digit, u8::is_ascii_lowercase, u8::is_ascii_uppercase];
        kinds.iter().any(|kind| kind(a) && kind(b)) && a <= b
    };
    let mut rest = set.strip_prefix(b"-").unwrap_or(set);
    rest = rest.strip_suffix(b"-").unwrap_or(rest);
    while let [first, after @ ..] = rest {
        rest = match after {
            [b'-', last, after @ ..] if alike(first, last) => after,
            _ if first.is_ascii_alphanumeric() || matches!(first, b'.' | b'_') => after,
            _ => return false,
        };
    }
    true
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
            (None, Some('\\')) => at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            (None, Some(']')) => return text.split_at_checked(at + 1).unwrap_or((text, "")),
            (None, Some(c)) => at += c.len_utf8(),
            (None, None) => break,
        }
    }
    text.split_at_checked(1).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::{is_doubtful, leveled};

    #[test]
    fn a_bracket_that_some_read_otherwise_may_be_any_character() {
        for (pattern, wide) in [
            (".en[[:alpha:]]", ".en?"),
            ("a[^[:digit:]x]*[[=v=]][[.a.]]", "a?*??"),
            ("[]a[:x:]]b", "?b"),
            ("[ab]c[!d]", "[ab]c[!d]"),
            ("\\[[:alpha:]]", "\\[?]"),
            ("[a[:", "[a[:"),
            ("ä[[:é:]]", "ä?"),
            (".e[z-an]v", ".e?v"),
            (".en[t-z-u]", ".en?"),
            (".en[a\\]v]", ".en?"),
            ("[a\\", "[a\\"),
            ("[(e][{,}][^/][é][!-~][A-z]", "??????"),
            ("[a-c-]", "[a-c-]"),
            ("[-ac][^-a][-][a-z0-9_.]", "[-ac][^-a][-][a-z0-9_.]"),
            ("[a--]", "?"),
            ("app/[id]/[...slug]", "app/[id]/[...slug]"),
        ] {
            assert_eq!(leveled(pattern), wide, "{pattern}");
        }
    }

    #[test]
    fn a_backslash_in_a_bracket_is_read_in_two_ways() {
        assert!(is_doubtful(".e[n\\]v") && is_doubtful("a[\\.]b") && is_doubtful("\\\\[\\x]"));
        assert!(!is_doubtful("a\\[b") && !is_doubtful("[ab]\\*"));
    }
}
