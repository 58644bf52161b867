//! Trees and what differs between two of them.

use std::collections::BTreeMap;

use git2::Oid;

use super::GatherError;
use super::objects::Objects;

/// How many paths may differ, how many bytes they may have together, how many trees are looked at, how deep.
const MAX_PATHS: usize = 1_000_000;
const MAX_PATH_BYTES: usize = 256 << 20;
const MAX_TREES: usize = 2_000_000;
const MAX_DEPTH: usize = 2048;

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    File,
    Executable,
    Symlink,
    Gitlink,
    Tree,
}

/// An entry of a tree.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Entry {
    pub(super) id: Oid,
    pub(super) mode: Mode,
}

/// A path that differs. At least one side is there; neither is a tree.
#[derive(Debug)]
pub(super) struct Delta {
    pub(super) path: Vec<u8>,
    pub(super) old: Option<Entry>,
    pub(super) new: Option<Entry>,
}

/// Parses a tree object.
pub(super) fn parse(data: &[u8]) -> Result<BTreeMap<Vec<u8>, Entry>, &'static str> {
    let mut entries = BTreeMap::new();
    let mut rest = data;
    while !rest.is_empty() {
        let (entry, name, after) = entry(rest).ok_or("it is not a well-formed tree")?;
        if name.is_empty() || name.contains(&b'/') {
            return Err("the tree has an entry whose name is empty or contains a slash");
        }
        if entries.insert(name.to_vec(), entry).is_some() {
            return Err("the tree has two entries of one name");
        }
        rest = after;
    }
    Ok(entries)
}

fn entry(data: &[u8]) -> Option<(Entry, &[u8], &[u8])> {
    let (mode, rest) = data.split_at_checked(data.iter().position(|byte| *byte == b' ')?)?;
    let rest = rest.get(1..)?;
    let (name, rest) = rest.split_at_checked(rest.iter().position(|byte| *byte == 0)?)?;
    let (id, after) = rest.get(1..)?.split_at_checked(20)?;
    let mode = u32::from_str_radix(std::str::from_utf8(mode).ok()?, 8).ok()?;
    // As git reads modes: what is none of the known types is a submodule.
    let mode = match mode & 0o170_000 {
        0o100_000 if mode & 0o100 != 0 => Mode::Executable,
        0o100_000 => Mode::File,
        0o120_000 => Mode::Symlink,
        0o040_000 => Mode::Tree,
        _ => Mode::Gitlink,
    };
    Some((Entry { id: Oid::from_bytes(id).ok()?, mode }, name, after))
}

/// The paths that differ between two trees, sorted by bytes. No tree is the empty tree. Renames are not looked for.
pub(super) fn diff(objects: &Objects<'_>, old: Option<Oid>, new: Option<Oid>) -> Result<Vec<Delta>, GatherError> {
    let at = new.or(old).unwrap_or(Oid::ZERO_SHA1);
    let too_large = |what: String| GatherError::TooLarge { at, what };
    let mut deltas = Vec::new();
    let mut bytes = 0_usize;
    let mut trees = 0_usize;
    let mut pending = vec![(Vec::new(), 0_usize, old, new)];
    while let Some((prefix, depth, old, new)) = pending.pop() {
        if old == new {
            continue;
        }
        trees += 1;
        if trees > MAX_TREES {
            return Err(too_large(format!("more than {MAX_TREES} folders differ")));
        }
        if depth > MAX_DEPTH {
            return Err(too_large(format!("folders lie more than {MAX_DEPTH} deep")));
        }
        let read = |id: Option<Oid>| id.map_or_else(|| Ok(BTreeMap::new()), |id| objects.tree(id));
        for (name, (old, new)) in sides(read(old)?, read(new)?) {
            let path = [prefix.as_slice(), &name].concat();
            let trees_of = (tree(old), tree(new));
            let (old, new) = (old.filter(is_leaf), new.filter(is_leaf));
            if trees_of != (None, None) {
                let below = [path.as_slice(), b"/"].concat();
                bytes += below.len();
                pending.push((below, depth + 1, trees_of.0, trees_of.1));
            }
            if old != new {
                bytes += path.len();
                deltas.push(Delta { path, old, new });
            }
            if deltas.len() > MAX_PATHS || bytes > MAX_PATH_BYTES {
                return Err(too_large(format!(
                    "more than {MAX_PATHS} paths, or {MAX_PATH_BYTES} bytes of paths, differ"
                )));
            }
        }
    }
    deltas.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(deltas)
}

type Sides = (Option<Entry>, Option<Entry>);

/// The entries that differ, by name.
fn sides(old: BTreeMap<Vec<u8>, Entry>, new: BTreeMap<Vec<u8>, Entry>) -> BTreeMap<Vec<u8>, Sides> {
    let mut sides: BTreeMap<_, Sides> = old.into_iter().map(|(name, entry)| (name, (Some(entry), None))).collect();
    for (name, entry) in new {
        sides.entry(name).or_default().1 = Some(entry);
    }
    sides.retain(|_, (old, new)| old != new);
    sides
}

fn tree(entry: Option<Entry>) -> Option<Oid> {
    entry.filter(|entry| entry.mode == Mode::Tree).map(|entry| entry.id)
}

fn is_leaf(entry: &Entry) -> bool {
    entry.mode != Mode::Tree
}
