//! Patches of the form `*** Begin Patch`: which files they change. Only as strict as it must be: clients are lenient
//! about blanks, so every line that could be a header is taken for one.

use crate::model::{ChangeKind, EditSize, FileChange, Request};

/// What a patch changes.
pub(super) fn read(text: &str) -> Request {
    let mut changes: Vec<FileChange> = Vec::new();
    let mut unread = Vec::new();
    for line in text.lines() {
        let Some(header) = bare(line).strip_prefix("***") else {
            count(changes.last_mut(), line);
            continue;
        };
        match (marker(header), changes.last_mut()) {
            (Marker::Nothing, _) => {}
            (Marker::File(kind, path), _) => changes.push(FileChange { path, kind, size: EditSize::default() }),
            (Marker::Move(to), Some(FileChange { kind: kind @ ChangeKind::Update, .. })) => {
                *kind = ChangeKind::Move(to);
            }
            (Marker::Move(_) | Marker::Other, _) => unread.push(line.to_owned()),
        }
    }
    if changes.is_empty() {
        unread.push(text.lines().next().unwrap_or_default().to_owned());
    }
    Request::Patch { changes, unread }
}

enum Marker {
    Nothing,
    File(ChangeKind, String),
    Move(String),
    Other,
}

fn marker(header: &str) -> Marker {
    let Some((word, path)) = header.split_once(':') else { return Marker::Nothing };
    let path = bare(path).to_owned();
    match bare(word) {
        _ if path.is_empty() => Marker::Other,
        "Add File" => Marker::File(ChangeKind::Add, path),
        "Update File" => Marker::File(ChangeKind::Update, path),
        "Delete File" => Marker::File(ChangeKind::Delete, path),
        "Move to" => Marker::Move(path),
        _ => Marker::Other,
    }
}

/// Without what any client might strip.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}')
}

fn count(change: Option<&mut FileChange>, line: &str) {
    let Some(change) = change else { return };
    let number = match line.as_bytes().first() {
        Some(b'+') => &mut change.size.added,
        Some(b'-') => &mut change.size.deleted,
        _ => return,
    };
    *number = number.saturating_add(1);
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::{ChangeKind, Request};

    fn changed(text: &str) -> (Vec<(String, ChangeKind)>, usize) {
        match read(text) {
            Request::Patch { changes, unread } => {
                (changes.into_iter().map(|change| (change.path, change.kind)).collect(), unread.len())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_header_names_a_file() {
        let patch = "*** Begin Patch\n*** Add File: a b.txt\n+*** Delete File: not.this\n*** Update File: c\n*** Move to: d\n@@ x\n\
                     -old\n+new\n *** Delete File: e  \n*** End Patch";
        let file = |path: &str, kind| (path.to_owned(), kind);
        let files = vec![
            file("a b.txt", ChangeKind::Add),
            file("c", ChangeKind::Move("d".to_owned())),
            file("e", ChangeKind::Delete),
        ];
        assert_eq!(changed(patch), (files, 0));
    }

    #[test]
    fn what_could_name_a_file_is_not_passed_by() {
        for odd in [
            "",
            "*** Begin Patch\n*** End Patch",
            "*** Add File:\n+x",
            "*** Add File: a\n*** Environment ID: other",
            "*** Add File: a\n*** Rename File: b",
            "*** Move to: b\n*** Add File: a",
            "*** Add File: a\n*** Move to: b",
            "*** Update File: a\n*** Move to: b\n*** Move to: c",
            "*** add file: a",
        ] {
            assert_ne!(changed(odd).1, 0, "{odd}");
        }
    }

    #[test]
    fn blanks_and_line_ends_hide_nothing() {
        assert_eq!(changed("*** Update File: a\n@@\n ***\n *** bold ***\n+***\n").1, 0);
        for odd in [
            "\t*** Delete File: a\r\n",
            "***Delete File:a",
            "<<'EOF'\n*** Delete File: a\nEOF",
            "\u{feff}*** Delete File : a",
        ] {
            assert_eq!(changed(odd).0, [("a".to_owned(), ChangeKind::Delete)], "{odd}");
        }
    }
}
