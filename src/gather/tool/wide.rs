//! Patterns that are meant for a kind of file, or for whatever has a word in its name.

use std::collections::BTreeSet;

use globset::GlobBuilder;

use super::globs::{alternatives, could_be, is_extended, start};

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
