//! Whether the head merges into the base tip, tried in memory.

use std::collections::BTreeSet;

use git2::MergeOptions;

use super::objects::Commit;
use super::{Range, Repository};
use crate::gather::printable;
use crate::model::{Conflicts, Fact, Known, LISTED, Provenance};

impl Repository {
    /// The files that conflict; unknown if the merge can't be computed.
    pub(super) fn conflicts(&self, range: &Range, evidence: &Provenance, trees: [&Commit; 3]) -> Fact<Conflicts> {
        let known = |paths: BTreeSet<Vec<u8>>| {
            let value = Conflicts {
                files: u64::try_from(paths.len()).unwrap_or(u64::MAX),
                paths: paths.iter().take(LISTED).map(|path| printable(path)).collect(),
            };
            Fact::Known(Known { value, evidence: evidence.clone() })
        };
        if range.merge_base == range.base || range.merge_base == range.head {
            return known(BTreeSet::new());
        }
        match self.try_merge(trees) {
            Ok(paths) => known(paths),
            Err(error) => Fact::unknown(format!("the merge could not be tried: {}", error.message())),
        }
    }

    /// The paths of all sides of all conflicts between two trees, given their ancestor first.
    fn try_merge(&self, [ancestor, ours, theirs]: [&Commit; 3]) -> Result<BTreeSet<Vec<u8>>, git2::Error> {
        let tree = |commit: &Commit| self.neutral.find_tree(commit.tree);
        let mut options = MergeOptions::new();
        options.find_renames(true);
        let index = self.neutral.merge_trees(&tree(ancestor)?, &tree(ours)?, &tree(theirs)?, Some(&options))?;
        let mut paths = BTreeSet::new();
        for conflict in index.conflicts()? {
            let conflict = conflict?;
            paths.extend([conflict.ancestor, conflict.our, conflict.their].into_iter().flatten().map(|side| side.path));
        }
        Ok(paths)
    }
}
