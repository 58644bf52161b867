//! Filters of lines: what names are left of those that come through a pipe.

/// More alternatives than this are not told apart.
const MOST: usize = 8;

/// What a filter leaves of names.
#[derive(Debug, PartialEq)]
pub(super) enum Left {
    /// Some of them; which ones nobody says.
    Some,
    /// Those that fit one of these patterns.
    Fitting(Vec<String>),
}

/// What a command leaves of the lines that it gets, each of which it hands on as it is; none: it does otherwise.
pub(super) fn left(words: &[String]) -> Option<Left> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (name, args) = words.split_first()?;
    let letters = |args: &[&str], known: &str| {
        let one = |arg: &&str| arg.strip_prefix('-').is_some_and(|rest| rest.chars().all(|c| known.contains(c)));
        args.iter().all(one)
    };
    let plain = match *name {
        "head" | "tail" => is_counted(args),
        "sort" => letters(args, "ufnrRVhdiz"),
        "uniq" => letters(args, "udi"),
        _ => return matched(name, args),
    };
    plain.then_some(Left::Some)
}

/// `-5`, `-n5`, `-n 5`, `-n +5`, or nothing.
fn is_counted(args: &[&str]) -> bool {
    let number = |text: &str| {
        let digits = text.trim_start_matches(['-', '+']);
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    match args {
        [] => true,
        ["-n", count] => number(count),
        [one] => one.strip_prefix('-').is_some_and(|rest| number(rest.strip_prefix('n').unwrap_or(rest))),
        _ => false,
    }
}

fn matched(name: &str, args: &[&str]) -> Option<Left> {
    let (mut inverted, mut extended, mut fixed) = (false, name == "egrep", name == "fgrep");
    let (pattern, options) = args.split_last()?;
    for option in options {
        for letter in option.strip_prefix('-')?.chars() {
            match letter {
                'v' => inverted = true,
                'E' | 'P' => extended = true,
                'F' => fixed = true,
                'i' | 'e' => {}
                _ => return None,
            }
        }
    }
    if pattern.starts_with('-') {
        return None;
    }
    if inverted {
        return Some(Left::Some);
    }
    // A folder at the start is no name.
    let folder = pattern.strip_prefix('^').filter(|rest| rest.ends_with('/'));
    if folder.is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-/".contains(&b))) {
        return Some(Left::Some);
    }
    let mut chars = pattern.chars().collect::<Vec<_>>();
    if fixed {
        let plain = chars.iter().all(|c| is_plain(*c) || *c == '.');
        return plain.then(|| Left::Fitting(vec![format!("*{pattern}*")]));
    }
    chars.reverse();
    let all = alternatives(&mut chars, extended, 0)?;
    let glob = |text: String| match text.strip_suffix('$') {
        Some(start) => format!("*{start}"),
        None => format!("*{text}*"),
    };
    chars.is_empty().then(|| Left::Fitting(all.into_iter().map(glob).collect()))
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | ' ')
}

/// The patterns of a regular expression's alternatives; the characters stand in reverse. `$` is left at their ends.
fn alternatives(rest: &mut Vec<char>, extended: bool, depth: usize) -> Option<Vec<String>> {
    let mut done = Vec::new();
    let mut here = vec![String::new()];
    while let Some(c) = rest.pop() {
        let escaped = (c == '\\').then(|| rest.pop()).flatten();
        let special = if c == '\\' { !extended } else { extended };
        let mut next = match (c, escaped) {
            (_, Some('|')) | ('|', None) if special => {
                done.append(&mut here);
                here = vec![String::new()];
                continue;
            }
            (_, Some('(')) | ('(', None) if special && depth == 0 => alternatives(rest, extended, 1)?,
            (_, Some(')')) | (')', None) if special && depth == 1 => {
                done.append(&mut here);
                return (done.len() <= MOST).then_some(done);
            }
            (_, Some('.')) => vec![".".to_owned()],
            ('$', None) if rest.is_empty() || rest.last() == Some(&'|') => vec!["$".to_owned()],
            ('.', None) => vec!["?".to_owned()],
            (c, None) if is_plain(c) => vec![c.to_string()],
            _ => return None,
        };
        match rest.last() {
            Some('*') => {
                rest.pop();
                next = vec!["*".to_owned()];
            }
            Some('+') if extended => {
                rest.pop();
                next = vec!["*".to_owned()];
            }
            Some('?') if extended => {
                rest.pop();
                next.push(String::new());
            }
            _ => {}
        }
        here = here.iter().flat_map(|start| next.iter().map(move |end| format!("{start}{end}"))).collect();
        if here.len() > MOST || here.iter().any(|text| text.trim_end_matches('$').contains('$')) {
            return None;
        }
    }
    done.append(&mut here);
    (depth == 0 && done.len() <= MOST).then_some(done)
}

#[cfg(test)]
mod tests {
    use super::{Left, left};

    fn filtered(text: &str) -> Option<Left> {
        left(&text.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_filter_leaves_what_fits_it() {
        for (text, patterns) in [
            (r"grep \.rs$", vec!["*.rs"]),
            (r"grep -E \.(ts|js)x?$", vec!["*.tsx", "*.ts", "*.jsx", "*.js"]),
            (r"grep -i env", vec!["*env*"]),
            (r"grep a\|b$", vec!["*a*", "*b"]),
            (r"grep .env", vec!["*?env*"]),
            (r"egrep a.*b", vec!["*a*b*"]),
        ] {
            let Some(Left::Fitting(found)) = filtered(text) else { panic!("{text}") };
            assert_eq!(found, patterns, "{text}");
        }
        for text in ["head -5", "head -n 5", "tail -n +2", "sort -u", "grep -v test", "grep ^src/"] {
            assert_eq!(filtered(text), Some(Left::Some), "{text}");
        }
        for text in
            ["grep -o a", "grep [.]env", "grep ^.env", "grep a/b", "head -c 5", "sort -o x", "grep x y", "uniq -c"]
        {
            assert_eq!(filtered(text), None, "{text}");
        }
    }
}
