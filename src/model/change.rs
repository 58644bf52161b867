//! A change as measured from git: no judgement, only counts, classes and traits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fact, Provenance};

/// How many paths, subjects or names a list in the facts holds at most; counts are always complete.
pub const LISTED: usize = 100;

/// The change between the merge base and the head, and the commits that make it.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Where this comes from: git, at the head that is judged.
    pub evidence: Provenance,
    /// The base tip, a full SHA.
    pub base_sha: String,
    /// The one merge base of base tip and head, a full SHA.
    pub merge_base_sha: String,
    /// The head that is judged, a full SHA.
    pub head_sha: String,
    /// Whether the head contains the base tip.
    pub contains_base: bool,
    /// What conflicts when head is merged into the base tip, in memory.
    pub conflicts: Fact<Conflicts>,
    /// Sums over all changed files.
    pub totals: Totals,
    /// The changed files, grouped by what is known of them. Each file is in exactly one group.
    pub groups: Vec<Group>,
    /// Paths that git can't print plainly, with the reason.
    pub odd: OddPaths,
    /// The commits of base..head.
    pub history: History,
}

/// Files that conflict.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Conflicts {
    /// How many files conflict; 0 is a clean merge.
    pub files: u64,
    /// The first hundred of them.
    pub paths: Vec<String>,
}

/// Sums over all changed files.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Changed paths; a rename counts as two.
    pub files: u64,
    /// Lines added.
    pub added: u64,
    /// Lines deleted.
    pub deleted: u64,
    /// Bytes of the old and the new blobs together.
    pub bytes: u64,
}

/// Changed files that are alike: the same classes and the same traits.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Names of the path classes that match, sorted. What a class means is the policy's business.
    pub classes: Vec<String>,
    /// What was measured, sorted: `added`, `modified`, `deleted`, `lines.lost`, `mode.executable`, `mode.symlink`,
    /// `mode.gitlink`, `content.text`, `content.binary`, `content.lfs`, `content.oversized`, `content.asset.KIND`,
    /// `path.odd`.
    pub traits: Vec<String>,
    /// How many files.
    pub files: u64,
    /// Lines added.
    pub added: u64,
    /// Lines deleted.
    pub deleted: u64,
    /// Bytes of the old and the new blobs together.
    pub bytes: u64,
    /// The first hundred paths, sorted; bytes that can't be printed are escaped.
    pub paths: Vec<String>,
}

/// Paths that git can't print plainly.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OddPaths {
    /// How many.
    pub files: u64,
    /// The first hundred of them.
    pub paths: Vec<OddPath>,
}

/// A path that git can't print plainly.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OddPath {
    /// The path, escaped.
    pub path: String,
    /// What is odd about it.
    pub why: String,
}

/// The commits of base..head: side branches and root commits too.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// How many commits.
    pub commits: u64,
    /// All paths that any of the commits touches, grouped by class. In a merge commit only paths that differ from all
    /// parents count.
    pub groups: Vec<HistoryGroup>,
    /// Everyone who wrote, committed or co-authored one of the commits: names, addresses, and logins that an address
    /// gives away; folded to lower case, sorted.
    pub contributors: Vec<String>,
    /// Leading words of commit subjects that end in `!`, as in `fixup! …`, lower case, with the number of commits.
    pub marks: Vec<SubjectMark>,
}

/// Paths touched in the history that are alike.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryGroup {
    /// Names of the path classes that match, sorted.
    pub classes: Vec<String>,
    /// How many distinct paths.
    pub files: u64,
    /// The first hundred of them, sorted, with the commit that touches each.
    pub paths: Vec<HistoryPath>,
}

/// A path with one of the commits that touch it.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryPath {
    /// The path.
    pub path: String,
    /// The commit, a full SHA.
    pub commit: String,
}

/// A leading word of commit subjects.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SubjectMark {
    /// The word with its `!`, lower case.
    pub word: String,
    /// How many commits start with it.
    pub commits: u64,
}
