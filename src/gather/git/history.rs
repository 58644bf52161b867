//! What the commits of a range touch, who made them, how they are marked.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

use super::objects::{Commit, Objects};
use super::{GatherError, people, tree};
use crate::gather::{Tagger, printable};
use crate::model::{History, HistoryGroup, HistoryPath, LISTED, SubjectMark};

/// The history of commits, given latest first.
pub(super) fn history(objects: &Objects<'_>, commits: &[Oid], tagger: &Tagger) -> Result<History, GatherError> {
    let mut touched: BTreeMap<Vec<u8>, Oid> = BTreeMap::new();
    let mut contributors = BTreeSet::new();
    let mut marks: BTreeMap<String, u64> = BTreeMap::new();
    for id in commits {
        let commit = objects.commit(*id)?;
        people::contributors(&commit, &mut contributors);
        if let Some(word) = people::mark(&commit.message) {
            *marks.entry(word).or_default() += 1;
        }
        // The earliest commit is the one that is named.
        touched.extend(paths(objects, &commit)?.into_iter().map(|path| (path, *id)));
    }
    Ok(History {
        commits: u64::try_from(commits.len()).unwrap_or(u64::MAX),
        groups: groups(touched, tagger),
        contributors: contributors.into_iter().collect(),
        marks: marks.into_iter().map(|(word, commits)| SubjectMark { word, commits }).collect(),
    })
}

/// The paths that differ from all parents.
pub(super) fn paths(objects: &Objects<'_>, commit: &Commit) -> Result<BTreeSet<Vec<u8>>, GatherError> {
    let against = |old: Option<Oid>| -> Result<BTreeSet<Vec<u8>>, GatherError> {
        Ok(tree::diff(objects, old, Some(commit.tree))?.into_iter().map(|delta| delta.path).collect())
    };
    let Some((first, others)) = commit.parents.split_first() else {
        return against(None);
    };
    let mut paths = against(Some(objects.commit(*first)?.tree))?;
    for parent in others {
        if paths.is_empty() {
            break;
        }
        let differing = against(Some(objects.commit(*parent)?.tree))?;
        paths.retain(|path| differing.contains(path));
    }
    Ok(paths)
}

fn groups(touched: BTreeMap<Vec<u8>, Oid>, tagger: &Tagger) -> Vec<HistoryGroup> {
    let mut groups: BTreeMap<Vec<String>, HistoryGroup> = BTreeMap::new();
    for (path, commit) in touched {
        let classes: Vec<String> = tagger.tags(&path).into_iter().collect();
        let group =
            groups.entry(classes.clone()).or_insert_with(|| HistoryGroup { classes, ..HistoryGroup::default() });
        group.files += 1;
        if group.paths.len() < LISTED {
            group.paths.push(HistoryPath { path: printable(&path), commit: commit.to_string() });
        }
    }
    groups.into_values().collect()
}
