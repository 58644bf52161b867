//! What the two sides of a changed file hold, and the lines between them.

use std::collections::BTreeSet;

use git2::{DiffOptions, Patch};

use super::GatherError;
use super::objects::{Objects, broken};
use super::tree::{Delta, Entry, Mode};
use crate::model::ContentKinds;

/// How large a blob may be that is loaded, in bytes.
const MAX_BLOB: usize = 32 << 20;

/// How many lines of both sides together are compared; the time that it takes grows faster than they do.
const MAX_COMPARED: u64 = 400_000;

const LFS_POINTERS: [&[u8]; 2] =
    [b"version https://git-lfs.github.com/spec/", b"version https://hawser.github.com/spec/"];

/// Kinds of binary content, ready to be compared.
pub(super) struct Kinds(Vec<Kind>);

struct Kind {
    name: String,
    signatures: Vec<(usize, Vec<u8>)>,
    ends: Vec<u8>,
}

/// What was measured of one changed file.
#[derive(Debug, Default)]
pub(super) struct Measures {
    pub(super) traits: BTreeSet<String>,
    pub(super) added: u64,
    pub(super) deleted: u64,
    pub(super) bytes: u64,
}

/// One side of a changed file; empty if it is absent or a submodule.
struct Side {
    content: Option<Content>,
    data: Vec<u8>,
    size: u64,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Content {
    Text,
    Link,
    Submodule,
    Lfs,
    Asset(String),
    Binary,
    Oversized,
}

impl Kinds {
    pub(super) fn new(kinds: &ContentKinds) -> Result<Self, GatherError> {
        let mut parsed = Vec::new();
        for (name, kind) in &kinds.0 {
            let broken = |why: &str| GatherError::ContentKind { kind: name.clone(), why: why.to_owned() };
            let bytes = |text: &str| hex(text).ok_or_else(|| broken(&format!("{text:?} is not hexadecimal")));
            if kind.signatures.is_empty() {
                return Err(broken("it has no signature, so that everything would match"));
            }
            let signatures = kind.signatures.iter().map(|signature| Ok((signature.at, bytes(&signature.hex)?)));
            let signatures = signatures.collect::<Result<_, GatherError>>()?;
            let ends = kind.ends.as_deref().map_or_else(|| Ok(Vec::new()), bytes)?;
            parsed.push(Kind { name: name.clone(), signatures, ends });
        }
        Ok(Self(parsed))
    }

    fn tell(&self, data: &[u8]) -> Content {
        if LFS_POINTERS.iter().any(|pointer| data.starts_with(pointer)) {
            return Content::Lfs;
        }
        if !data.contains(&0) && !data.starts_with(b"\xff\xfe") && !data.starts_with(b"\xfe\xff") {
            return Content::Text;
        }
        let known = self.0.iter().find(|kind| {
            let at = |offset: &usize| data.get(*offset..).unwrap_or_default();
            kind.signatures.iter().all(|(offset, bytes)| at(offset).starts_with(bytes)) && data.ends_with(&kind.ends)
        });
        known.map_or(Content::Binary, |kind| Content::Asset(kind.name.clone()))
    }

    fn side(&self, objects: &Objects<'_>, entry: Option<Entry>) -> Result<Side, GatherError> {
        let Some(entry) = entry else {
            return Ok(Side { content: None, data: Vec::new(), size: 0 });
        };
        if entry.mode == Mode::Gitlink {
            return Ok(Side { content: Some(Content::Submodule), data: Vec::new(), size: 0 });
        }
        let bytes = objects.blob_size(entry.id)?;
        let size = u64::try_from(bytes).unwrap_or(u64::MAX);
        if bytes > MAX_BLOB {
            return Ok(Side { content: Some(Content::Oversized), data: Vec::new(), size });
        }
        let data = objects.blob(entry.id)?.data().to_vec();
        let content = if entry.mode == Mode::Symlink { Content::Link } else { self.tell(&data) };
        Ok(Side { content: Some(content), data, size })
    }

    /// Measures a changed file.
    pub(super) fn measure(&self, objects: &Objects<'_>, delta: &Delta) -> Result<Measures, GatherError> {
        let old = self.side(objects, delta.old)?;
        let new = self.side(objects, delta.new)?;
        let mut measures = Measures { bytes: old.size.saturating_add(new.size), ..Measures::default() };
        let links = [delta.old, delta.new].into_iter().flatten().any(|entry| entry.mode == Mode::Symlink);
        let contents = [(&delta.old, &old), (&delta.new, &new)];
        for (entry, side) in contents {
            let is_link = entry.is_some_and(|entry| entry.mode == Mode::Symlink);
            measures.traits.extend(side.content.as_ref().filter(|_| !is_link).and_then(Content::name));
        }
        let status = match (delta.old, delta.new) {
            (None, _) => "added",
            (_, None) => "deleted",
            _ => "modified",
        };
        measures.traits.insert(status.to_owned());
        let is = |entry: Option<Entry>, mode| entry.is_some_and(|entry: Entry| entry.mode == mode);
        if is(delta.new, Mode::Executable) && !is(delta.old, Mode::Executable) {
            measures.traits.insert("mode.executable".to_owned());
        }
        if links {
            measures.traits.insert("mode.symlink".to_owned());
        }
        if is(delta.old, Mode::Gitlink) || is(delta.new, Mode::Gitlink) {
            measures.traits.insert("mode.gitlink".to_owned());
        }
        let same = delta.old.map(|entry| entry.id) == delta.new.map(|entry| entry.id);
        if old.has_lines() && new.has_lines() && !same {
            (measures.added, measures.deleted) =
                lines(&old.data, &new.data).map_err(|error| broken_patch(delta, &error))?;
        }
        // A text that becomes unreadable has lost its lines, although they can't be counted against anything.
        let swallowed = !new.has_lines() && old.has_lines() && !old.data.is_empty();
        if delta.old.is_some() && (measures.deleted > 0 || swallowed) {
            measures.traits.insert("lines.lost".to_owned());
        }
        Ok(measures)
    }
}

impl Side {
    const fn has_lines(&self) -> bool {
        matches!(self.content, None | Some(Content::Text | Content::Link | Content::Lfs))
    }
}

impl Content {
    fn name(&self) -> Option<String> {
        match self {
            Self::Text => Some("content.text".to_owned()),
            Self::Lfs => Some("content.lfs".to_owned()),
            Self::Binary => Some("content.binary".to_owned()),
            Self::Oversized => Some("content.oversized".to_owned()),
            Self::Asset(kind) => Some(format!("content.asset.{kind}")),
            Self::Link | Self::Submodule => None,
        }
    }
}

/// Lines added and deleted, as `git diff --numstat` counts them; where there are too many to be compared, all lines
/// between the common beginning and the common end.
fn lines(old: &[u8], new: &[u8]) -> Result<(u64, u64), git2::Error> {
    let (old, new) = without_common_ends(old, new);
    if old.is_empty() || new.is_empty() || count(old).saturating_add(count(new)) > MAX_COMPARED {
        return Ok((count(new), count(old)));
    }
    let mut options = DiffOptions::new();
    options.force_text(true).context_lines(0).interhunk_lines(0);
    let (_, added, deleted) = Patch::from_buffers(old, None, new, None, Some(&mut options))?.line_stats()?;
    Ok((u64::try_from(added).unwrap_or(u64::MAX), u64::try_from(deleted).unwrap_or(u64::MAX)))
}

/// What is left of two texts without the whole lines that they begin and end with alike.
fn without_common_ends<'data>(mut old: &'data [u8], mut new: &'data [u8]) -> (&'data [u8], &'data [u8]) {
    let alike = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let start = old.iter().take(alike).rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    old = old.get(start..).unwrap_or_default();
    new = new.get(start..).unwrap_or_default();
    let alike = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    // The line that the common end begins within is not common: only what follows its line feed is.
    let tail = |text: &'data [u8]| text.get(text.len().saturating_sub(alike)..).unwrap_or_default();
    let common = tail(old).iter().position(|byte| *byte == b'\n').map_or(0, |at| alike - at - 1);
    let kept = |text: &'data [u8]| text.get(..text.len().saturating_sub(common)).unwrap_or_default();
    (kept(old), kept(new))
}

fn count(data: &[u8]) -> u64 {
    let ends = data.iter().filter(|byte| **byte == b'\n').count();
    let unfinished = usize::from(data.last().is_some_and(|byte| *byte != b'\n'));
    u64::try_from(ends + unfinished).unwrap_or(u64::MAX)
}

fn broken_patch(delta: &Delta, error: &git2::Error) -> GatherError {
    let id = delta.new.or(delta.old).map_or(git2::Oid::ZERO_SHA1, |entry| entry.id);
    broken(id, &format!("its lines can't be compared: {}", error.message()))
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| !digits.is_empty() && digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn small_texts_are_compared_and_huge_ones_counted() {
        assert_eq!(lines(b"a\nb\nc\n", b"a\nx\nc\n").unwrap(), (1, 1));
        assert_eq!(lines(b"a\na\n", b"a\na\na\n").unwrap(), (1, 0));
        assert_eq!(lines(b"a\nb", b"a\nb\n").unwrap(), (1, 1));
        assert_eq!(lines(b"xa\n", b"ya\n").unwrap(), (1, 1));
        let (old, new) = ("a\nb\n".repeat(200_000), "b\na\n".repeat(200_000));
        assert_eq!(lines(old.as_bytes(), new.as_bytes()).unwrap(), (400_000, 400_000));
        let more = format!("{old}end\n");
        assert_eq!(lines(old.as_bytes(), more.as_bytes()).unwrap(), (1, 0));
    }
}
