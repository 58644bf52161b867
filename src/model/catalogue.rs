//! Policy data that facts are measured with: path classes and kinds of content. Rust tags; policies know the meaning.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kept::KeptPart;

/// The classes that changed paths are tagged with, by name.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Classes(pub BTreeMap<String, PathClass>);

/// Which paths belong to a class. All matching is case-folded, normalised, at any depth.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PathClass {
    /// What the class is, for people.
    pub title: String,
    /// Globs of files; `*` stays within a segment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Globs of folders: everything below them belongs to the class, and a file of that name too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trees: Vec<String>,
    /// Words that match a whole path segment, or a part of the file name split at `-`, `_` and `.`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Globs of files that don't belong to the class although the above match.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
}

/// Kinds of binary content that are known, by name.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ContentKinds(pub BTreeMap<String, ContentKind>);

/// How a kind of content is told: every signature must match.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContentKind {
    /// What it is, for people.
    pub title: String,
    /// Bytes at fixed places.
    pub signatures: Vec<Signature>,
    /// The last bytes, in hexadecimal, where the kind has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
}

/// Bytes at a fixed place.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The offset from the start, in bytes.
    #[serde(default)]
    pub at: usize,
    /// The bytes, in hexadecimal.
    pub hex: String,
}

/// What tool calls are measured with, besides the classes.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[schemars(rename = "ToolCatalogue")]
pub struct ToolData {
    /// Classes that count for tool calls only: most of them lie outside of repositories. A leading slash anchors a
    /// pattern at the root of the file system.
    pub classes: Classes,
    /// The lists.
    #[serde(flatten)]
    pub catalogue: ToolCatalogue,
}

/// Lists that tool calls are measured with.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct ToolCatalogue {
    /// Globs of branches that are protected everywhere.
    pub branches: Vec<String>,
    /// Folders for temporary files, besides `$TMPDIR`.
    pub temporary: Vec<String>,
    /// Paths of streams and devices that swallow or only give.
    pub streams: Vec<String>,
    /// Variables of the environment that name what programs obey.
    pub environment: ObeyedVariables,
    /// Folders below the home folder in which the other names of a hard link are looked for; empty for the home folder.
    pub home_folders: Vec<String>,
    /// Words in the name of an MCP tool that say that it changes what its paths name.
    pub writing_words: Vec<String>,
    /// Names of Python modules that tools import without anybody asking for them.
    #[schemars(with = "Vec<String>")]
    pub modules: Words,
}

/// Variables that have programs obey files. What of it lies in the repository is sensitive.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ObeyedVariables {
    /// They name folders with programs, with colons between.
    pub folders: Vec<String>,
    /// They name files that are run or obeyed, or commands with such files as words.
    pub files: Vec<String>,
}

impl ToolCatalogue {
    /// The lists that were built in as this part; the names of modules are its part `modules`, a line each.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text.
    pub fn kept(part: KeptPart) -> Result<Self, serde_json::Error> {
        let modules = part.named("modules").map(|part| Words(List::Kept(part.text()))).unwrap_or_default();
        Ok(Self { modules, ..serde_json::from_str(part.text())? })
    }
}

/// A list that is only asked whether it has a word.
#[derive(Clone, Debug, Default)]
pub struct Words(List);

#[derive(Clone, Debug)]
enum List {
    Given(Vec<String>),
    /// A line each.
    Kept(&'static str),
}

impl Words {
    /// Whether a word is in the list.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.iter().any(|known| known == word)
    }

    /// All words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (given, lines) = match &self.0 {
            List::Given(words) => (words.as_slice(), ""),
            List::Kept(lines) => (&[][..], *lines),
        };
        given.iter().map(String::as_str).chain(lines.lines())
    }
}

impl Default for List {
    fn default() -> Self {
        Self::Given(Vec::new())
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Words {}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|words| Self(List::Given(words)))
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
