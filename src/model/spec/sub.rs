//! Sub-commands, each read when it is asked for: git has eighty, and a command line names one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::CommandSpec;
use crate::model::KeptPart;

/// Sub-commands: spellings, separated by spaces → specification. One that can't be read is none.
#[derive(Clone, Debug)]
pub struct SubCommands(Texts);

#[derive(Clone, Debug)]
enum Texts {
    Given(BTreeMap<String, Sub>),
    /// The parts of a specification, and what was read of them.
    Kept(KeptPart, Box<[Once]>),
}

#[derive(Clone, Debug)]
struct Sub {
    text: Box<RawValue>,
    read: Once,
}

type Once = OnceLock<Option<Box<CommandSpec>>>;

impl SubCommands {
    /// Those of a specification that was built in.
    pub(super) fn of(spec: KeptPart) -> Self {
        Self(Texts::Kept(spec, vec![Once::new(); spec.count()].into_boxed_slice()))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Texts::Given(subs) => subs.is_empty(),
            Texts::Kept(spec, _) => spec.count() == 0,
        }
    }

    /// The sub-command that a word names.
    #[must_use]
    pub fn named(&self, word: &str) -> Option<&CommandSpec> {
        let spells = |names: &str| names.split_whitespace().any(|name| name == word);
        match &self.0 {
            Texts::Given(subs) => {
                let spelt = || subs.iter().find(|(names, _)| spells(names)).map(|(_, sub)| sub);
                subs.get(word).or_else(spelt)?.spec()
            }
            Texts::Kept(spec, read) => {
                let at = spec.find(word).or_else(|| spec.parts().position(|part| spells(part.name())))?;
                kept(spec.part(at)?, read.get(at)?)
            }
        }
    }

    /// All of them: spellings, and the specification where it can be read.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&CommandSpec>)> {
        let (given, parts) = match &self.0 {
            Texts::Given(subs) => (Some(subs), None),
            Texts::Kept(spec, read) => (None, Some(spec.parts().zip(read))),
        };
        let given = given.into_iter().flatten().map(|(names, sub)| (names.as_str(), sub.spec()));
        given.chain(parts.into_iter().flatten().map(|(part, once)| (part.name(), kept(part, once))))
    }
}

fn kept(part: KeptPart, once: &Once) -> Option<&CommandSpec> {
    once.get_or_init(|| CommandSpec::kept(part).ok().map(Box::new)).as_deref()
}

impl Sub {
    fn spec(&self) -> Option<&CommandSpec> {
        self.read.get_or_init(|| serde_json::from_str(self.text.get()).ok()).as_deref()
    }
}

impl Default for SubCommands {
    fn default() -> Self {
        Self(Texts::Given(BTreeMap::new()))
    }
}

impl PartialEq for SubCommands {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for SubCommands {}

impl<'de> Deserialize<'de> for SubCommands {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = BTreeMap::<String, Box<RawValue>>::deserialize(deserializer)?;
        let sub = |(names, text)| (names, Sub { text, read: Once::new() });
        Ok(Self(Texts::Given(texts.into_iter().map(sub).collect())))
    }
}

impl Serialize for SubCommands {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Texts::Given(subs) => serializer.collect_map(subs.iter().map(|(names, sub)| (names, &sub.text))),
            Texts::Kept(..) => serializer.collect_map(self.iter()),
        }
    }
}
