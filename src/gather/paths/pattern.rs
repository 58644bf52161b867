//! Globs, normalised like the paths that they are matched with.

use super::fold::{fold, strip};

/// How many patterns the braces of one pattern may stand for.
const MAX_ALTERNATIVES: usize = 256;

/// A glob in normal form, without braces.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Normal {
    /// The glob, relative to the root.
    pub(super) glob: String,
    /// Whether it was written with a leading slash.
    pub(super) anchored: bool,
    /// Whether the last segment has no metacharacter.
    pub(super) bare: bool,
    /// What it comes to where it is one segment, not anchored, and simple.
    pub(super) simple: Option<Simple>,
}

/// A segment that can be compared without a glob.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Simple {
    /// This text.
    Is(String),
    /// `text*`
    Starts(String),
    /// `*text`
    Ends(String),
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Token {
    Literal(char),
    Star,
    Any,
    Class(String),
    Slash,
    Open,
    Comma,
    Close,
}

/// The normal forms that a pattern stands for: one for each alternative of its braces.
///
/// # Errors
///
/// A text that says what is wrong with the pattern.
pub(super) fn normalise(pattern: &str) -> Result<Vec<Normal>, String> {
    expand(tokens(pattern)?)?.iter().map(|alternative| normal(alternative)).collect()
}

/// What [`normalise`] makes of a pattern that is an everyday name, its start or its end; nothing for any other. Hundreds of
/// patterns are read before every tool call, and nearly all of them are such.
pub(super) fn plain(pattern: &str) -> Option<Simple> {
    let text = pattern.strip_prefix('*').or_else(|| pattern.strip_suffix('*')).unwrap_or(pattern);
    let everyday = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'_');
    if !text.bytes().all(everyday) || text.bytes().next_back().is_none_or(|last| last == b'.') {
        return None;
    }
    let text = text.to_ascii_lowercase();
    Some(match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (true, _) => Simple::Ends(text),
        (_, true) => Simple::Starts(text),
        _ => Simple::Is(text),
    })
}

fn tokens(pattern: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::with_capacity(pattern.len());
    let mut depth = 0_usize;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        tokens.push(match c {
            '\\' => match chars.next() {
                Some(c @ ('*' | '?' | '[' | ']' | '{' | '}' | ',' | '!' | '\\')) => Token::Literal(c),
                _ => return Err("a backslash stands only before one of *?[]{},!\\; segments are divided by /".into()),
            },
            '*' => Token::Star,
            '?' => Token::Any,
            '/' => Token::Slash,
            '[' => Token::Class(class(&mut chars)?),
            '{' => {
                depth += 1;
                Token::Open
            }
            '}' => {
                depth = depth.checked_sub(1).ok_or("a } has no {")?;
                Token::Close
            }
            ',' if depth > 0 => Token::Comma,
            c if c.is_control() => return Err("it has a control character".into()),
            c => Token::Literal(c),
        });
    }
    if depth > 0 { Err("a { has no }".into()) } else { Ok(tokens) }
}

fn class(chars: &mut std::str::Chars<'_>) -> Result<String, String> {
    let mut text = String::from("[");
    let mut first = true;
    for c in chars {
        match c {
            ']' if !first => {
                text.push(']');
                return Ok(text);
            }
            '!' | '^' if text == "[" => {
                text.push('!');
                continue;
            }
            '/' => return Err("a / can't stand between [ and ]".into()),
            c if c.is_ascii() && !c.is_ascii_control() => text.push(c.to_ascii_lowercase()),
            _ => return Err("only printable ASCII can stand between [ and ]".into()),
        }
        first = false;
    }
    Err("a [ has no ]".into())
}

/// Multiplies the braces out, from left to right.
fn expand(tokens: Vec<Token>) -> Result<Vec<Vec<Token>>, String> {
    let mut pending = vec![tokens];
    let mut done = Vec::new();
    while let Some(tokens) = pending.pop() {
        let Some(open) = tokens.iter().position(|token| *token == Token::Open) else {
            done.push(tokens);
            continue;
        };
        let (before, rest) = tokens.split_at(open);
        let mut depth = 0_usize;
        let mut choices = vec![Vec::new()];
        let mut after = Vec::new();
        let mut closed = false;
        for token in rest.iter().skip(1) {
            if closed {
                after.push(token.clone());
                continue;
            }
            match token {
                Token::Close if depth == 0 => {
                    closed = true;
                    continue;
                }
                Token::Comma if depth == 0 => {
                    choices.push(Vec::new());
                    continue;
                }
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                _ => {}
            }
            if let Some(choice) = choices.last_mut() {
                choice.push(token.clone());
            }
        }
        pending.extend(choices.into_iter().map(|choice| [before, &choice, &after].concat()));
        if pending.len() + done.len() > MAX_ALTERNATIVES {
            return Err(format!("its braces stand for more than {MAX_ALTERNATIVES} patterns"));
        }
    }
    Ok(done)
}

fn normal(tokens: &[Token]) -> Result<Normal, String> {
    let anchored = tokens.first() == Some(&Token::Slash);
    let mut segments: Vec<(String, bool)> = Vec::new();
    for segment in tokens.split(|token| *token == Token::Slash) {
        segments.extend(self::segment(segment)?);
    }
    let Some((_, wild)) = segments.last() else {
        return Err("nothing is left of it".into());
    };
    let bare = !wild;
    let simple = (!anchored && segments.len() == 1).then(|| simple(tokens)).flatten();
    let glob = segments.into_iter().map(|(glob, _)| glob).collect::<Vec<_>>().join("/");
    Ok(Normal { glob, anchored, bare, simple })
}

fn simple(tokens: &[Token]) -> Option<Simple> {
    let text = |tokens: &[Token]| tokens.iter().map(literal).collect::<Option<String>>().map(|text| fold(&text));
    match tokens {
        [Token::Star, rest @ ..] if !rest.is_empty() => text(rest).map(Simple::Ends),
        [rest @ .., Token::Star] if !rest.is_empty() => text(rest).map(Simple::Starts),
        _ => text(tokens).map(|text| Simple::Is(strip(&text).to_owned())),
    }
}

/// A segment in normal form and whether it has metacharacters; nothing for an empty or `.` segment.
fn segment(tokens: &[Token]) -> Result<Option<(String, bool)>, String> {
    let wild = tokens.iter().any(|token| !matches!(token, Token::Literal(_)));
    if !wild {
        let text = fold(&tokens.iter().filter_map(literal).collect::<String>());
        if text.trim() == ".." {
            return Err("it climbs with ..".into());
        }
        let text = strip(&text);
        return match (text.is_empty(), tokens) {
            (false, _) => Ok(Some((globset::escape(text), false))),
            (true, [] | [Token::Literal('.')]) => Ok(None),
            (true, _) => Err("a segment is nothing but dots and spaces".into()),
        };
    }
    let mut glob = String::new();
    let mut run = String::new();
    for token in tokens {
        if let Token::Literal(c) = token {
            run.push(*c);
            continue;
        }
        glob.push_str(&globset::escape(&fold(&std::mem::take(&mut run))));
        match token {
            Token::Star => glob.push('*'),
            Token::Class(class) => glob.push_str(class),
            _ => glob.push('?'),
        }
    }
    let tail = fold(&run);
    if strip(&tail).len() < tail.len() {
        return Err("a segment with wildcards ends in a dot or a space, which no path does".into());
    }
    glob.push_str(&globset::escape(&tail));
    Ok(Some((glob, true)))
}

const fn literal(token: &Token) -> Option<char> {
    match token {
        Token::Literal(c) => Some(*c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{normalise, plain};

    proptest! {
        #[test]
        fn what_is_plain_is_what_its_normal_form_says(pattern in "\\*?[a-cA-C._ *?/\\[-]{0,4}\\*?") {
            if let Some(simple) = plain(&pattern) {
                let normal = normalise(&pattern).unwrap();
                prop_assert_eq!(normal.len(), 1);
                prop_assert_eq!(normal[0].simple.as_ref(), Some(&simple));
            }
        }
    }

    fn globs(pattern: &str) -> Vec<String> {
        let mut globs: Vec<_> = normalise(pattern).unwrap().into_iter().map(|normal| normal.glob).collect();
        globs.sort();
        globs
    }

    #[test]
    fn spellings_of_one_pattern_are_one() {
        for spelling in ["infra/prod", "./infra/prod", "infra//prod/", "/INFRA/Prod. ", "ｉｎｆｒａ/prod"] {
            assert_eq!(globs(spelling), ["infra/prod"], "{spelling}");
        }
        assert!(normalise("/infra").unwrap()[0].anchored);
    }

    #[test]
    fn metacharacters_survive_and_braces_are_multiplied_out() {
        assert_eq!(globs("Src/**/*.[A-Z]?"), ["src/**/*.[a-z]?"]);
        assert_eq!(globs("{a,B{c,d}}/x."), ["a/x", "bc/x", "bd/x"]);
        assert_eq!(globs(r"app/\[id\]"), ["app/[[]id[]]"]);
        assert_eq!(globs("a＊"), ["a[*]"], "a full-width star is no wildcard");
    }

    #[test]
    fn what_cannot_match_is_refused() {
        for pattern in ["", "/", "../x", "a\\b", "{a", "a}", "[a", "[]", "x*.", "...", "[é]"] {
            assert!(normalise(pattern).is_err(), "{pattern}");
        }
        assert!(normalise(&"{a,b}".repeat(9)).is_err());
    }
}
