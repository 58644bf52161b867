//! Paths that can't be printed plainly: why, and how they are printed nevertheless.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::mixed_script::AugmentedScriptSet;

use super::fold::{fold, is_ignorable, strip};

/// Characters whose skeleton by UTS 39 is ASCII: first and last of each run, in order.
static ASCII_LOOKS: &[(char, char)] = include!(concat!(env!("OUT_DIR"), "/looks.rs"));

/// Why git can't print a path plainly, or a reader can't trust what is printed; nothing for a plain path.
#[must_use]
pub fn oddness(path: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(path) else {
        return Some("invalid UTF-8".to_owned());
    };
    if let Some((c, why)) = text.chars().find_map(|c| Some((c, character(c)?))) {
        return Some(format!("{why} U+{:04X}", u32::from(c)));
    }
    text.split('/').find_map(segment)
}

/// A path for people: a plain one as it is, else with odd characters and bytes escaped so that no two paths print alike.
#[must_use]
pub fn printable(path: &[u8]) -> String {
    let mut text = String::with_capacity(path.len());
    for chunk in path.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '\\' {
                text.push_str("\\\\");
            } else if is_odd(c) {
                _ = write!(text, "\\u{{{:x}}}", u32::from(c));
            } else {
                text.push(c);
            }
        }
        for byte in chunk.invalid() {
            _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}

fn is_odd(c: char) -> bool {
    character(c).is_some()
}

fn character(c: char) -> Option<&'static str> {
    match c {
        '\\' => Some("a backslash"),
        _ if c.is_control() => Some("a control character"),
        _ if c.is_ascii() => None,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("a bidirectional control")
        }
        _ if is_ignorable(c) => Some("an invisible character"),
        '\u{2800}' | '\u{fff9}'..='\u{fffb}' => Some("an invisible character"),
        _ if c.is_whitespace() => Some("white space other than a blank"),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Some("a private-use character"),
        '\u{fdd0}'..='\u{fdef}' => Some("a noncharacter"),
        _ if u32::from(c) & 0xfffe == 0xfffe => Some("a noncharacter"),
        _ if std::iter::once(c).nfkc().any(|n| matches!(n, '/' | '\\')) => Some("a look-alike of a slash"),
        _ => None,
    }
}

fn segment(segment: &str) -> Option<String> {
    match segment {
        "" => return Some("an empty segment".to_owned()),
        "." | ".." => return Some(format!("a segment {segment}")),
        _ => {}
    }
    let folded = fold(segment);
    let stem = strip(folded.split(':').next().unwrap_or_default());
    if matches!(stem, ".git" | "git~1") {
        return Some("a segment that file systems take for .git".to_owned());
    }
    if segment.is_ascii() {
        return None;
    }
    segment.split(['.', '-', '_', ' ']).find_map(confusable)
}

fn confusable(token: &str) -> Option<String> {
    if token.is_ascii() {
        return None;
    }
    if mixes_scripts(token) {
        return Some("letters of scripts that don't go together in one word".to_owned());
    }
    // These two are the only letters in everyday use whose skeleton is ASCII and that nobody mistakes for it.
    let foreign = |c: char| !c.is_ascii() && c.is_alphabetic() && !matches!(c, 'æ' | 'Æ' | 'œ' | 'Œ');
    if token.chars().any(foreign) && token.chars().all(looks_ascii) {
        return Some("a word that looks like another in ASCII".to_owned());
    }
    None
}

/// Whether the skeleton of a text with this character is ASCII as far as the character goes: a skeleton is made character by
/// character.
fn looks_ascii(c: char) -> bool {
    let at = ASCII_LOOKS.partition_point(|(_, last)| *last < c);
    ASCII_LOOKS.get(at).is_some_and(|(first, _)| *first <= c)
}

/// Whether letters are mixed beyond the level "moderately restrictive" of UTS 39.
fn mixes_scripts(token: &str) -> bool {
    let latin = AugmentedScriptSet::from('a');
    let mut all = AugmentedScriptSet::default();
    let mut others = AugmentedScriptSet::default();
    for c in token.chars().filter(|c| c.is_alphabetic() && !is_combining_mark(*c)) {
        let set = AugmentedScriptSet::from(c);
        all.intersect_with(set);
        let mut with_latin = set;
        with_latin.intersect_with(latin);
        if with_latin.base.is_empty() {
            others.intersect_with(set);
        }
    }
    if !all.is_empty() || others.hanb || others.jpan || others.kore {
        return false;
    }
    let mut scripts = others.base.iter();
    !matches!((scripts.next(), scripts.next()),
        (Some(script), None) if script.is_recommended() && !matches!(script.short_name(), "Cyrl" | "Grek"))
}

#[cfg(test)]
mod tests {
    use unicode_security::skeleton;

    use super::{looks_ascii, oddness, printable};

    #[test]
    fn what_looks_like_ascii_is_what_its_skeleton_says() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            assert_eq!(looks_ascii(c), skeleton(c.encode_utf8(&mut [0; 4])).all(|c| c.is_ascii()), "{c:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_skeleton_is_made_character_by_character(text in "[a-zа-яα-ωà-ÿ\u{300}-\u{310}\u{200b}ｱ-ﾝ]{0,8}") {
            let skeleton = skeleton(&text).all(|c| c.is_ascii());
            proptest::prop_assert_eq!(text.chars().all(looks_ascii), skeleton);
        }
    }

    #[test]
    fn ordinary_names_of_all_languages_are_plain() {
        for path in [
            "src/main.rs",
            "café/naïve.md",
            "straße.txt",
            "руководство.md",
            "日本語README.md",
            "说明（新）：用法，第一章。.md",
            "한국어API.md",
            "Отчет_API-2.md",
            "færdig.md",
            "cafe\u{301}.md",
            "a b.txt",
            "x:y",
            "..a/b..",
            ".gitignore",
            "संस्करण.md",
            "עברית.md",
            "عربي.md",
            "ไทย.md",
            "ελληνικά.md",
        ] {
            assert_eq!(oddness(path.as_bytes()), None, "{path}");
            assert_eq!(printable(path.as_bytes()), path);
        }
    }

    #[test]
    fn what_deceives_the_reader_is_odd() {
        for path in [
            "a\nb",
            "a\tb",
            "a\u{7f}",
            "\u{85}",
            "x\u{202e}sr.md",
            "x\u{200b}y",
            "x\u{feff}",
            "a\\b",
            "a\u{a0}b",
            "a\u{3000}b",
            "\u{e000}",
            "\u{fdd0}",
            "\u{1fffe}",
            "./a",
            "a/../b",
            "a//b",
            "/a",
            "a/",
            "",
            ".GIT/config",
            "a/.git. /x",
            "GIT~1/x",
            ".g\u{200c}it/x",
            ".git:x",
            "p\u{430}ssword.rs",
            "аuth/x",
            "\u{441}\u{43e}\u{440}",
            "αbc",
            "ａｕｔｈ",
            "a\u{ff0f}b",
        ] {
            assert!(oddness(path.as_bytes()).is_some(), "{path:?}");
        }
        assert_eq!(oddness(b"a\xff").as_deref(), Some("invalid UTF-8"));
    }

    #[test]
    fn no_two_paths_print_alike() {
        assert_eq!(printable(b"a\xffb\xe2\x80\xaec\\"), r"a\xffb\u{202e}c\\");
        assert_eq!(printable(b"a\nb"), r"a\u{a}b");
        assert_ne!(printable(b"\\xff"), printable(b"\xff"));
    }
}
