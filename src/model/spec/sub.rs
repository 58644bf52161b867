//! Sub-commands, each read when it is asked for: git has eighty, and a command line names one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::CommandSpec;

/// Sub-commands: spellings, separated by spaces → specification. One that can't be read is none.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub struct SubCommands(BTreeMap<String, Sub>);

#[derive(Clone, Debug)]
struct Sub {
    text: Box<RawValue>,
    read: OnceLock<Option<Box<CommandSpec>>>,
}

impl SubCommands {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sub-command that a word names.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<&CommandSpec> {
        let spelt =
            || self.0.iter().find(|(names, _)| names.split_whitespace().any(|name| name == word)).map(|(_, s)| s);
        self.0.get(word).or_else(spelt)?.spec()
    }

    /// All of them: spellings, and the specification where it can be read.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&CommandSpec>)> {
        self.0.iter().map(|(names, sub)| (names.as_str(), sub.spec()))
    }
}

impl Sub {
    fn spec(&self) -> Option<&CommandSpec> {
        self.read.get_or_init(|| serde_json::from_str(self.text.get()).ok()).as_deref()
    }
}

impl PartialEq for SubCommands {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for SubCommands {}

impl<'de> Deserialize<'de> for Sub {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(|text| Self { text, read: OnceLock::new() })
    }
}

impl Serialize for Sub {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}
