//! The form in which paths and patterns are compared: what case-insensitive, normalising file systems see.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// Folds text: default-ignorable characters dropped, NFKC, full case folding, NFKC again.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().filter(|c| !is_ignorable(*c)).nfkc().default_case_fold().nfkc().filter(|c| !is_ignorable(*c)).collect()
}

/// The segments of a path in their folded form: empty and `.` segments dropped, trailing dots and spaces stripped.
pub(super) fn segments(path: &[u8]) -> Vec<String> {
    let folded = fold(&String::from_utf8_lossy(path));
    folded.split('/').map(strip).filter(|segment| !segment.is_empty()).map(str::to_owned).collect()
}

/// A segment without the trailing dots and spaces that some file systems drop.
pub(super) fn strip(segment: &str) -> &str {
    segment.trim_end_matches(['.', ' '])
}

/// Whether a character is a default-ignorable code point (Unicode 16): nothing of it is seen.
pub(super) const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{fold, segments};

    #[test]
    fn spellings_of_one_path_fold_alike() {
        let plain = segments(b".github/workflows/ci.yml");
        for spelling in [
            ".GitHub/Workflows/CI.yml",
            "./.github//workflows/ci.yml",
            ".github. /workflows/ci.yml ...",
            ".git\u{200b}hub/workflows/ci.yml",
            ".ｇｉｔｈｕｂ/workflows/ci.yml",
        ] {
            assert_eq!(segments(spelling.as_bytes()), plain, "{spelling}");
        }
    }

    #[test]
    fn composed_and_decomposed_letters_fold_alike() {
        assert_eq!(fold("CAFE\u{301}"), fold("café"));
        assert_eq!(fold("STRASSE"), fold("straße"));
    }
}
