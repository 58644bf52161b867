//! The change as a whole.

use std::collections::BTreeMap;

use super::content::{Kinds, Measures};
use super::{GatherError, Range, Repository, history, tree};
use crate::gather::{Tagger, oddness, printable};
use crate::model::{Change, ContentKinds, Group, LISTED, OddPath, OddPaths, Provenance, Source, Totals};

impl Repository {
    /// Measures the change of a range: the net difference from the merge base to the head, and its commits.
    ///
    /// # Errors
    ///
    /// [`GatherError::Object`] if an object is missing or damaged, [`GatherError::TooLarge`] if there is more than can
    /// be measured, [`GatherError::ContentKind`] if a kind is not usable.
    pub fn change(&self, range: &Range, tagger: &Tagger, kinds: &ContentKinds) -> Result<Change, GatherError> {
        let kinds = Kinds::new(kinds)?;
        let objects = self.objects()?;
        let [ancestor, base, head] = [range.merge_base, range.base, range.head].map(|id| objects.commit(id));
        let (ancestor, base, head) = (ancestor?, base?, head?);
        let evidence = Provenance { source: Source::Git, head_sha: Some(range.head.to_string()) };
        let mut sums = Sums::default();
        for delta in tree::diff(&objects, Some(ancestor.tree), Some(head.tree))? {
            let measures = kinds.measure(&objects, &delta)?;
            sums.add(&delta.path, measures, tagger);
        }
        let history = history::history(&objects, &range.commits, tagger)?;
        Ok(Change {
            base_sha: range.base.to_string(),
            merge_base_sha: range.merge_base.to_string(),
            head_sha: range.head.to_string(),
            contains_base: range.merge_base == range.base,
            conflicts: self.conflicts(range, &evidence, [&ancestor, &base, &head]),
            totals: sums.totals,
            groups: sums.groups.into_values().collect(),
            odd: sums.odd,
            history,
            evidence,
        })
    }
}

#[derive(Default)]
struct Sums {
    totals: Totals,
    groups: BTreeMap<(Vec<String>, Vec<String>), Group>,
    odd: OddPaths,
}

impl Sums {
    /// Adds a file. Files come sorted by path, so that what is listed is sorted too.
    fn add(&mut self, path: &[u8], mut measures: Measures, tagger: &Tagger) {
        if let Some(why) = oddness(path) {
            measures.traits.insert("path.odd".to_owned());
            self.odd.files += 1;
            if self.odd.paths.len() < LISTED {
                self.odd.paths.push(OddPath { path: printable(path), why });
            }
        }
        let classes: Vec<String> = tagger.tags(path).into_iter().collect();
        let traits: Vec<String> = measures.traits.into_iter().collect();
        let group = self.groups.entry((classes.clone(), traits.clone())).or_insert_with(|| Group {
            classes,
            traits,
            ..Group::default()
        });
        group.files += 1;
        group.added = group.added.saturating_add(measures.added);
        group.deleted = group.deleted.saturating_add(measures.deleted);
        group.bytes = group.bytes.saturating_add(measures.bytes);
        if group.paths.len() < LISTED {
            group.paths.push(printable(path));
        }
        self.totals.files += 1;
        self.totals.added = self.totals.added.saturating_add(measures.added);
        self.totals.deleted = self.totals.deleted.saturating_add(measures.deleted);
        self.totals.bytes = self.totals.bytes.saturating_add(measures.bytes);
    }
}
