//! The size of an edit, in lines.

use similar::{Algorithm, ChangeTag, TextDiff};

use super::grounds::Grounds;
use super::walk::{End, absolute, follow};
use crate::model::{EditSize, Request};

/// The longest text that is compared line by line, in bytes; a longer one counts as replaced.
const LONGEST: usize = 256 << 10;

/// The size of a write or an edit; nothing for other requests.
pub(super) fn size(request: &Request, grounds: &Grounds) -> Option<EditSize> {
    match request {
        Request::Write { path, content } => Some(between(&current(path, grounds), content)),
        Request::Edit { parts, .. } => Some(sum(parts.iter().map(|part| between(&part.old, &part.new)))),
        Request::Patch { changes, .. } => Some(sum(changes.iter().map(|change| change.size))),
        _ => None,
    }
}

fn sum(sizes: impl Iterator<Item = EditSize>) -> EditSize {
    sizes.fold(EditSize::default(), |sum, size| EditSize {
        added: sum.added.saturating_add(size.added),
        deleted: sum.deleted.saturating_add(size.deleted),
    })
}

fn between(old: &str, new: &str) -> EditSize {
    if old.len().max(new.len()) > LONGEST {
        return EditSize { added: lines(new), deleted: lines(old) };
    }
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(old, new);
    diff.iter_all_changes().fold(EditSize::default(), |mut size, change| {
        match change.tag() {
            ChangeTag::Insert => size.added = size.added.saturating_add(1),
            ChangeTag::Delete => size.deleted = size.deleted.saturating_add(1),
            ChangeTag::Equal => {}
        }
        size
    })
}

fn lines(text: &str) -> u64 {
    u64::try_from(text.lines().count()).unwrap_or(u64::MAX)
}

/// What stands in a plain text file of moderate size; empty for anything else.
fn current(path: &str, grounds: &Grounds) -> String {
    let walked = follow(&absolute(&grounds.cwd, path));
    let plain = matches!(&walked.end, End::There(at) if at.is_file() && at.len() <= LONGEST as u64);
    #[expect(clippy::disallowed_methods, reason = "the size of an edit is counted against what is there")]
    let text = plain.then(|| std::fs::read_to_string(&walked.real));
    text.and_then(Result::ok).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, between};

    #[test]
    fn lines_are_counted_once_each() {
        let size = between("a\nb\nc\n", "a\nx\nc\nd\n");
        assert_eq!((size.added, size.deleted), (2, 1));
        let size = between("", "a\n");
        assert_eq!((size.added, size.deleted), (1, 0));
        let size = between(&"a\n".repeat(LONGEST), "a\n");
        assert_eq!(size.deleted, LONGEST as u64);
    }
}
