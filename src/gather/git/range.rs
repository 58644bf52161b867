//! What lies between base and head: the one merge base and the commits, from the parents as they are stored.

use std::collections::{BinaryHeap, HashMap, HashSet};

use git2::Oid;

use super::objects::Objects;
use super::{GatherError, Repository};

/// Reachable from the base, from the head; an ancestor of a common commit; a common commit when it was met.
const BASE: u8 = 1;
const HEAD: u8 = 2;
const STALE: u8 = 4;
const COMMON: u8 = 8;

/// How far clocks may be off, in seconds, and how many commits further is looked, before the walk through the common
/// history ends. Beyond both, commits of the base could count to the change as well; none is ever missed.
const SKEW: i64 = 30 * 86_400;
const SLOP: usize = 256;

/// A base, a head, and what lies between them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Range {
    /// The base tip.
    pub base: Oid,
    /// The head that is judged.
    pub head: Oid,
    /// The one merge base of the two.
    pub merge_base: Oid,
    /// The commits of base..head, side branches and root commits too; latest first.
    pub commits: Vec<Oid>,
}

impl Repository {
    /// The range from `base` to `head`. Without a base, the tip of the remote's default branch is taken, as
    /// `refs/remotes/origin/HEAD` names it.
    ///
    /// # Errors
    ///
    /// [`GatherError`]: a revision names no commit, there is no default base, there are several merge bases or none,
    /// a shallow clone hides a part of the range, or an object is missing.
    pub fn range(&self, base: Option<&str>, head: &str) -> Result<Range, GatherError> {
        let base = base.map_or_else(|| self.default_base(), |base| self.resolve(base))?;
        let head = self.resolve(head)?;
        let objects = self.objects()?;
        let shallow = self.shallow()?;
        let mut walk =
            Walk { objects: &objects, shallow: &shallow, nodes: HashMap::new(), queue: BinaryHeap::new(), fresh: 0 };
        walk.paint(base, BASE)?;
        walk.paint(head, HEAD)?;
        while walk.fresh > 0 {
            walk.step()?;
        }
        walk.settle()?;
        if let Some(at) = walk.cut_off() {
            return Err(GatherError::HiddenHistory { base, head, at });
        }
        let candidates = walk.merge_bases()?;
        let merge_base = match candidates.as_slice() {
            [] => return Err(GatherError::Unrelated { base, head }),
            [one] => *one,
            several => {
                let candidates = several.iter().map(Oid::to_string).collect();
                return Err(GatherError::SeveralMergeBases { base, head, candidates });
            }
        };
        Ok(Range { base, head, merge_base, commits: walk.commits() })
    }
}

struct Node {
    flags: u8,
    time: i64,
    parents: Vec<Oid>,
    cut_off: bool,
    queued: usize,
}

impl Node {
    const fn is_one_sided(&self) -> bool {
        (self.flags & BASE == 0) != (self.flags & HEAD == 0)
    }
}

struct Walk<'a> {
    objects: &'a Objects<'a>,
    shallow: &'a HashSet<Oid>,
    nodes: HashMap<Oid, Node>,
    queue: BinaryHeap<(i64, Oid)>,
    /// How many entries of the queue are not stale.
    fresh: usize,
}

impl Walk<'_> {
    fn read(&self, id: Oid) -> Result<Node, GatherError> {
        let commit = self.objects.commit(id)?;
        let cut_off = !commit.parents.is_empty() && self.shallow.contains(&id);
        let parents = if cut_off { Vec::new() } else { commit.parents };
        Ok(Node { flags: 0, time: commit.time, parents, cut_off, queued: 0 })
    }

    /// Adds flags to a commit, and queues it if any of them is new.
    fn paint(&mut self, id: Oid, flags: u8) -> Result<(), GatherError> {
        if !self.nodes.contains_key(&id) {
            let node = self.read(id)?;
            self.nodes.insert(id, node);
        }
        let Some(node) = self.nodes.get_mut(&id).filter(|node| node.flags & flags != flags) else {
            return Ok(());
        };
        if node.flags & STALE == 0 && flags & STALE != 0 {
            self.fresh -= node.queued;
        }
        node.flags |= flags;
        node.queued += 1;
        self.fresh += usize::from(node.flags & STALE == 0);
        self.queue.push((node.time, id));
        Ok(())
    }

    /// Hands the flags of the latest commit in the queue down to its parents. Gives its time.
    fn step(&mut self) -> Result<Option<i64>, GatherError> {
        let Some((time, id)) = self.queue.pop() else {
            return Ok(None);
        };
        let Some(node) = self.nodes.get_mut(&id) else {
            return Ok(None);
        };
        node.queued -= 1;
        self.fresh -= usize::from(node.flags & STALE == 0);
        if node.flags & (BASE | HEAD | STALE) == BASE | HEAD {
            node.flags |= COMMON;
        }
        let mut flags = node.flags & (BASE | HEAD | STALE);
        if flags & (BASE | HEAD) == BASE | HEAD {
            flags |= STALE;
        }
        for parent in node.parents.clone() {
            self.paint(parent, flags)?;
        }
        Ok(Some(time))
    }

    /// Walks on through the common history while a commit that was taken for one side's could still turn out to be
    /// common.
    fn settle(&mut self) -> Result<(), GatherError> {
        let oldest = self.nodes.values().filter(|node| node.is_one_sided()).map(|node| node.time).min();
        let Some(limit) = oldest.map(|oldest| oldest.saturating_sub(SKEW)) else {
            return Ok(());
        };
        let mut beyond = 0;
        while beyond < SLOP {
            match self.step()? {
                Some(time) if time < limit => beyond += 1,
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// A shallow commit on one side, the first by id.
    fn cut_off(&self) -> Option<Oid> {
        self.nodes.iter().filter(|(_, node)| node.cut_off && node.is_one_sided()).map(|(id, _)| *id).min()
    }

    /// The common commits that no other common commit has among its ancestors, sorted.
    fn merge_bases(&mut self) -> Result<Vec<Oid>, GatherError> {
        let common = |node: &Node| node.flags & (COMMON | STALE) == COMMON;
        let mut candidates: Vec<Oid> = self.nodes.iter().filter(|(_, node)| common(node)).map(|(id, _)| *id).collect();
        candidates.sort_unstable();
        if candidates.len() < 2 {
            return Ok(candidates);
        }
        let mut ancestors = HashSet::new();
        let mut pending = candidates.clone();
        while let Some(id) = pending.pop() {
            let parents = match self.nodes.get(&id) {
                Some(node) => node.parents.clone(),
                None => self.read(id)?.parents,
            };
            pending.extend(parents.into_iter().filter(|parent| ancestors.insert(*parent)));
        }
        candidates.retain(|candidate| !ancestors.contains(candidate));
        Ok(candidates)
    }

    fn commits(&self) -> Vec<Oid> {
        let of_head = |node: &Node| node.flags & (BASE | HEAD) == HEAD;
        let mut commits: Vec<_> =
            self.nodes.iter().filter(|(_, node)| of_head(node)).map(|(id, node)| (node.time, *id)).collect();
        commits.sort_unstable_by(|a, b| b.cmp(a));
        commits.into_iter().map(|(_, id)| id).collect()
    }
}
