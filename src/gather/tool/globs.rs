//! Shell patterns: what they match now, and which names they could match.

use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobMatcher};

use super::below::below;
use super::brackets::widened;
use super::walk::{End, absolute, follow};

/// How many entries are looked at, and how many matches are followed.
const MOST_ENTRIES: usize = 20_000;
const MOST_MATCHES: usize = 1_000;
const MOST_PRINTED: usize = 100_000;
const MOST_FOUND: usize = 5_000;
const MOST_FOLDERS: usize = 200;
const MOST_ALTERNATIVES: usize = 64;

/// What a pattern matches now.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Matches {
    /// Absolute paths.
    pub(super) paths: Vec<String>,
    /// Whether all of them are listed.
    pub(super) complete: bool,
}

/// Whether a segment has unescaped wildcards.
pub(super) fn is_wild(segment: &str) -> bool {
    let mut escaped = false;
    segment.chars().any(|c| {
        let wild = !escaped && matches!(c, '*' | '?' | '[');
        escaped = !escaped && c == '\\';
        wild
    })
}

/// Whether a pattern has groups like `!(a)` and `@(a|b)`, which are not expanded here.
pub(super) fn is_extended(pattern: &str) -> bool {
    ["?(", "*(", "+(", "@(", "!("].iter().any(|group| pattern.contains(group))
}

/// The segment without its escapes.
pub(super) fn literal(segment: &str) -> String {
    let mut text = String::with_capacity(segment.len());
    let mut chars = segment.chars();
    while let Some(c) = chars.next() {
        text.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    text
}

/// What an absolute pattern matches now, as a shell expands it: wildcards don't match a leading dot.
pub(super) fn expand(pattern: &str) -> Matches {
    let mut paths = vec![String::new()];
    let mut left = MOST_ENTRIES;
    for segment in pattern.split('/').filter(|segment| !matches!(*segment, "" | ".")) {
        let mut deeper = match segment {
            "**" => match deeper(&paths) {
                Some(deeper) => deeper,
                None => return Matches { paths, complete: false },
            },
            _ => Vec::new(),
        };
        if !is_wild(segment) {
            let name = literal(segment);
            paths = paths.into_iter().map(|path| format!("{path}/{name}")).collect();
            continue;
        }
        let Some(matcher) = matcher(segment) else { return Matches::default() };
        let mut next = Vec::new();
        for folder in &paths {
            let Some(names) = names(folder, &mut left) else { return Matches { paths: next, complete: false } };
            let shown = |name: &&String| {
                (!name.starts_with('.') || segment.starts_with('.')) && matcher.is_match(name.as_str())
            };
            next.extend(names.iter().filter(shown).map(|name| format!("{folder}/{name}")));
            if next.len() > MOST_MATCHES {
                return Matches { paths: next, complete: false };
            }
        }
        next.append(&mut deeper);
        paths = next;
    }
    paths.sort();
    paths.dedup();
    Matches { paths, complete: true }
}

/// The folders, and all below them whose names don't start with a dot: what `**` means to zsh, and to bash where it was
/// told so. None where not all of them can be had.
fn deeper(folders: &[String]) -> Option<Vec<String>> {
    let mut all = folders.to_vec();
    for folder in folders {
        let below = below(folder, MOST_ENTRIES);
        let shown = |path: &str| !path.split('/').any(|segment| segment.starts_with('.'));
        let found = below.entries.iter().filter(|entry| entry.folder && shown(&entry.path));
        all.extend(found.map(|entry| format!("{folder}/{}", entry.path)));
        if !below.complete || all.len() > MOST_MATCHES {
            return None;
        }
    }
    Some(all)
}

/// What an absolute pattern of a recursive search finds now: its wildcards match dots and slashes, in any letter case.
pub(super) fn found(pattern: &str) -> Matches {
    let steps = start(pattern);
    let folder = absolute("/", &steps.join("/"));
    if steps.len() == pattern.split('/').count() {
        return Matches { paths: vec![folder], complete: true };
    }
    let rest: Vec<&str> = pattern.split('/').skip(steps.len()).collect();
    let all = rest.iter().all(|segment| matches!(*segment, "**" | ""));
    let glob = GlobBuilder::new(&rest.join("/")).literal_separator(false).case_insensitive(true).build();
    let Ok(glob) = glob else { return Matches::default() };
    let matcher = glob.compile_matcher();
    let below = below(&folder, MOST_ENTRIES);
    let entries = below.entries.iter().filter(|entry| all || matcher.is_match(&entry.path));
    let mut paths: Vec<String> = entries.map(|entry| format!("{folder}/{}", entry.path)).collect();
    let complete = below.complete && paths.len() <= MOST_FOUND;
    paths.truncate(MOST_FOUND);
    Matches { paths, complete }
}

/// The names that a search prints that fit a pattern, as it prints them; none where not all of them can be had.
pub(super) fn printed(folder: &str, pattern: &str) -> Option<Vec<String>> {
    let steps = start(pattern);
    let written = steps.join("/");
    let there = if written.starts_with('/') { absolute("/", &written) } else { absolute(folder, &written) };
    let rest: Vec<&str> = pattern.split('/').skip(steps.len()).collect();
    if rest.is_empty() {
        return Some(vec![written]);
    }
    let glob = GlobBuilder::new(&rest.join("/")).literal_separator(false).case_insensitive(true).build().ok()?;
    let (matcher, all) = (glob.compile_matcher(), rest.iter().all(|segment| *segment == "**"));
    let below = below(&there, MOST_PRINTED);
    let before = if written.is_empty() { written } else { format!("{written}/") };
    let fits = below.entries.into_iter().filter(|entry| all || matcher.is_match(&entry.path));
    below.complete.then(|| fits.map(|entry| format!("{before}{}", entry.path)).collect())
}

/// The folders of what an absolute pattern of a recursive search finds now; none where nobody knows all of them, or
/// they are too many.
pub(super) fn folders(pattern: &str) -> Option<BTreeSet<String>> {
    let steps = start(pattern);
    let written = steps.join("/");
    let from = absolute("/", &written);
    if !matches!(follow(&written).end, End::There(_)) {
        return None;
    }
    let matches = found(pattern);
    let mut folders: BTreeSet<String> = matches.paths.iter().map(|path| absolute(path, "..")).collect();
    // The start itself is found too, in the folder around it; what is written as `.` is in itself.
    let dotted = matches!(steps.last().copied(), Some("." | ".." | ""));
    folders.insert(if dotted { from } else { absolute(&from, "..") });
    (matches.complete && folders.len() <= MOST_FOLDERS).then_some(folders)
}

/// The segments of a pattern before the first that has wildcards or braces.
pub(super) fn start(pattern: &str) -> Vec<&str> {
    pattern.split('/').take_while(|segment| !is_wild(segment) && !segment.contains(['{', '\\'])).collect()
}

/// The patterns that all braces stand for; where they are too many, some are left as they are.
pub(super) fn alternatives(pattern: &str) -> Vec<String> {
    let mut pending = vec![pattern.to_owned()];
    let mut done = Vec::new();
    while let Some(pattern) = pending.pop() {
        let innermost = pattern.find('}').and_then(|close| Some((pattern.get(..close)?.rfind('{')?, close)));
        let parts = innermost.and_then(|(open, close)| {
            Some((pattern.get(..open)?, pattern.get(open + 1..close)?, pattern.get(close + 1..)?))
        });
        match parts.filter(|_| pending.len() + done.len() < MOST_ALTERNATIVES) {
            Some((before, choices, after)) => {
                pending.extend(choices.split(',').map(|choice| format!("{before}{choice}{after}")));
            }
            None => done.push(pattern),
        }
    }
    done
}

/// The pattern with braces or a star for each group like `@(a|b)` or `!(a)`; none where groups are not closed.
pub(super) fn ungrouped(pattern: &str) -> Option<String> {
    let mut pattern = pattern.to_owned();
    while is_extended(&pattern) {
        let close =
            pattern.match_indices(')').map(|(at, _)| at).find(|at| pattern.get(..*at).is_some_and(is_extended))?;
        let open = pattern.get(..close)?.rfind('(')?;
        let (before, inside) = (pattern.get(..open)?, pattern.get(open + 1..close)?);
        let (before, mark) = before.split_at_checked(before.len().checked_sub(1)?)?;
        let choices = inside.replace('|', ",");
        let group = match mark {
            "@" | "+" => format!("{{{choices}}}"),
            "?" | "*" => format!("{{,{choices}}}"),
            "!" => "*".to_owned(),
            _ => return None,
        };
        pattern = format!("{before}{group}{}", pattern.get(close + 1..)?);
    }
    Some(pattern)
}

/// The patterns that a pattern comes to where its braces lead out of the folder; otherwise the pattern itself.
pub(super) fn apart(pattern: &str) -> Vec<String> {
    let all = alternatives(pattern);
    let out = all.iter().any(|one| one.starts_with(['/', '~']) || one.split('/').any(|segment| segment == ".."));
    if out && all.len() > 1 { all } else { vec![pattern.to_owned()] }
}

/// What a segment of a search's pattern is meant for.
pub(super) struct Meant {
    matcher: GlobMatcher,
    /// It says nothing but a kind of file.
    kind: bool,
}

impl Meant {
    /// None where it is meant for no name: it has no wildcards, or nothing else.
    pub(super) fn of(segment: &str) -> Option<Self> {
        let kind = segment.starts_with('*') && segment.trim_start_matches('*').starts_with('.');
        let open = segment.contains('*') && !segment.contains(|c: char| c.is_alphanumeric() || c == '[');
        let plain = segment.chars().all(|c| c == '*') || open;
        let glob = GlobBuilder::new(segment).case_insensitive(true).backslash_escape(true).build();
        let matcher = glob.ok().filter(|_| is_wild(segment) && !plain)?.compile_matcher();
        Some(Self { matcher, kind })
    }

    /// Whether it is meant for this name: `id_*`, `[.]env`, `????`. A kind of file, `*.json`, is meant for the names that
    /// are nothing else: `.env`.
    pub(super) fn is_for(&self, name: &str) -> bool {
        (!self.kind || name.starts_with('.')) && self.matcher.is_match(name)
    }

    /// Whether it is a kind of files, and this one is of it.
    pub(super) fn is_kind_of(&self, name: &str) -> bool {
        self.kind && self.matcher.is_match(name)
    }
}

/// Whether a pattern of one segment that names a dot itself fits a name: `.e?v` could be `.env`, `*` is nobody's name.
/// With `dotglob` set, as nobody can tell from here, `*nv` could be, too; `*.json` names what it looks for.
pub(super) fn could_be(segment: &str, name: &str) -> bool {
    let dotted = segment.starts_with('.') && is_wild(segment);
    let bare = match segment.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((_, rest)) => rest,
        None => segment,
    };
    let hidden = name.starts_with('.') && !bare.contains('.') && segment.starts_with(['*', '?', '[']);
    (dotted && matcher(segment).is_some_and(|matcher| matcher.is_match(name))) || (hidden && fits(segment, name))
}

/// Whether a pattern of one segment fits a name and says by its own letters what it is meant for: `*key*` does not.
pub(super) fn spells(segment: &str, name: &str) -> bool {
    !is_part(segment) && could_be(segment, name)
}

/// Whether a pattern is meant for whatever has a word in its name, or, among `kinds`, for a kind of file.
pub(super) fn is_wide(pattern: &str, kinds: bool) -> bool {
    let wild: Vec<&str> = pattern.split('/').skip(start(pattern).len()).collect();
    let Some((last, before)) = wild.split_last() else { return false };
    let open = |segment: &&str| segment.bytes().all(|b| b == b'*') || is_part(segment) || segment.bytes().all(is_plain);
    (is_part(last) || kinds && is_kind(last)) && before.iter().all(open)
}

/// Whether it is a word between stars.
fn is_part(segment: &str) -> bool {
    let word = segment.strip_prefix('*').and_then(|rest| rest.strip_suffix('*')).unwrap_or_default();
    !word.is_empty() && word.bytes().all(|b| is_plain(b) && b != b'.')
}

/// Whether it is a star and an ending.
pub(super) fn is_kind(segment: &str) -> bool {
    segment.strip_prefix("*.").is_some_and(|kind| !kind.is_empty() && kind.bytes().all(is_plain))
}

const fn is_plain(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')
}

/// The folder below which a pattern is meant for all files, or all of a kind that a few letters name; none where it is meant
/// for others.
pub(super) fn folder_of_all(pattern: &str) -> Option<String> {
    let folder = |one: &String| {
        let plain = start(one);
        let wild: Vec<&str> = one.split('/').skip(plain.len()).collect();
        let (last, before) = wild.split_last()?;
        let stars = |segment: &str| matches!(segment, "*" | "**");
        let kind = last.strip_prefix("*.").is_some_and(|kind| kind.bytes().all(|b| b.is_ascii_alphanumeric()));
        let all = (stars(last) || kind) && before.iter().all(|segment| stars(segment)) && !is_extended(one);
        let written = plain.join("/");
        all.then(|| if one.starts_with('/') || !written.is_empty() { written } else { ".".to_owned() })
    };
    let folders: Option<BTreeSet<String>> = alternatives(pattern).iter().map(folder).collect();
    let mut folders = folders?.into_iter();
    folders.next().filter(|folder| !folder.is_empty() && folders.next().is_none())
}

/// Those of some full names that a pattern of git matches, from any folder or letter case.
pub(super) fn among(names: &[String], pattern: &str) -> Vec<String> {
    let glob = GlobBuilder::new(pattern).literal_separator(false).case_insensitive(true).backslash_escape(true).build();
    let Ok(matcher) = glob.map(|glob| glob.compile_matcher()) else { return names.to_vec() };
    names.iter().filter(|name| matcher.is_match(name)).cloned().collect()
}

/// Whether a pattern of git that has letters of its own fits a name: `*nv` could be `.env`, `*` is nobody's name.
pub(super) fn fits(segment: &str, name: &str) -> bool {
    is_wild(segment)
        && segment.contains(|c: char| c.is_alphanumeric())
        && matcher(segment).is_some_and(|matcher| matcher.is_match(name))
}

fn matcher(segment: &str) -> Option<GlobMatcher> {
    if segment.contains(['(', ')', '|']) {
        return None;
    }
    let glob = |text: &str| GlobBuilder::new(text).literal_separator(true).backslash_escape(true).build().ok();
    let glob = glob(segment).or_else(|| glob(&widened(segment, &|set| glob(set).is_none())))?;
    Some(glob.compile_matcher())
}

/// The names in a folder, and in no case too many; none where they can't be had. What is no folder has none.
#[expect(clippy::disallowed_methods, reason = "a shell pattern means what is in the folder")]
fn names(folder: &str, left: &mut usize) -> Option<Vec<String>> {
    let walked = follow(if folder.is_empty() { "/" } else { folder });
    match walked.end {
        End::There(at) if at.is_dir() => {}
        End::There(_) | End::Nothing => return Some(Vec::new()),
        End::Lost => return None,
    }
    let mut names = vec![".".to_owned(), "..".to_owned()];
    for entry in std::fs::read_dir(&walked.real).ok()? {
        *left = left.checked_sub(1)?;
        names.push(entry.ok()?.file_name().into_string().ok()?);
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::{could_be, expand, is_wild, literal};

    #[test]
    fn a_pattern_matches_what_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().to_str().unwrap();
        std::fs::create_dir(folder.path().join("src")).unwrap();
        for name in [".env", "a.rs", "src/b.rs", "src/.hidden"] {
            std::fs::File::create_new(folder.path().join(name)).unwrap();
        }
        let found = |pattern: &str| {
            let matches = expand(&format!("{at}/{pattern}"));
            assert!(matches.complete);
            matches
                .paths
                .into_iter()
                .map(|path| path.strip_prefix(&format!("{at}/")).unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("*"), ["a.rs", "src"]);
        assert_eq!(found(".e?v"), [".env"]);
        assert_eq!(found("*/*.rs"), ["src/b.rs"]);
        std::fs::create_dir_all(folder.path().join("src/c/.d")).unwrap();
        std::fs::File::create_new(folder.path().join("src/c/e.rs")).unwrap();
        std::fs::File::create_new(folder.path().join("src/c/.d/f.rs")).unwrap();
        assert_eq!(found("**/*.rs"), ["a.rs", "src/b.rs", "src/c/e.rs"]);
        assert!(found("src/**/e.rs").contains(&"src/c/e.rs".to_owned()));
        assert_eq!(found("nothing/*"), Vec::<String>::new());
        assert_eq!(found("a.rs"), ["a.rs"]);
        assert!(!expand("/[").complete, "what is no pattern is not read");
    }

    #[test]
    fn dots_are_named_or_not_meant() {
        assert!(could_be(".e?v", ".env") && could_be(".*", ".env") && could_be(".[e]nv", ".env"));
        assert!(could_be("*nv", ".env") && could_be("?env", ".env") && !could_be("*.json", ".claude.json"));
        assert!(!could_be("*", ".env") && !could_be(".env", ".env") && !could_be(".x*", ".env"));
        assert!(is_wild("a*") && !is_wild(r"a\*"));
        assert_eq!(literal(r"a\*b"), "a*b");
    }
}
