//! The programs that run other programs.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::effect::EffectKind;
use super::kept::KeptPart;

/// The programs that run other programs: how their own options are told from the command that they run.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Wrappers {
    /// Folders of the system in which a program may be called by path, each with a slash at its end.
    #[serde(default)]
    pub folders: Vec<String>,
    /// Folders of a project into which a package manager puts programs, each with a slash at its end, and the registry
    /// that they come from.
    #[serde(default)]
    pub installs: BTreeMap<String, String>,
    /// The wrappers by name.
    #[schemars(with = "BTreeMap<String, Wrapper>")]
    pub wrappers: WrapperTable,
}

impl Wrappers {
    /// The table that was built in as this part, its wrappers as the part's own parts.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text.
    pub fn kept(part: KeptPart) -> Result<Self, serde_json::Error> {
        let read = vec![OnceLock::new(); part.count()].into_boxed_slice();
        Ok(Self { wrappers: WrapperTable(Table::Kept(part, read)), ..serde_json::from_str(part.text())? })
    }
}

/// Wrappers by name. Of those that were built in each is read when it is asked for.
#[derive(Clone, Debug)]
pub struct WrapperTable(Table);

#[derive(Clone, Debug)]
enum Table {
    Given(BTreeMap<String, Wrapper>),
    Kept(KeptPart, Box<[OnceLock<Option<Box<Wrapper>>>]>),
}

impl WrapperTable {
    /// The wrapper of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Wrapper> {
        match &self.0 {
            Table::Given(wrappers) => wrappers.get(name),
            Table::Kept(part, read) => {
                let at = part.find(name)?;
                read.get(at)?.get_or_init(|| serde_json::from_str(part.part(at)?.text()).ok()).as_deref()
            }
        }
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&Wrapper>)> {
        let (given, parts) = match &self.0 {
            Table::Given(wrappers) => (Some(wrappers), None),
            Table::Kept(part, _) => (None, Some(part.parts())),
        };
        let given = given.into_iter().flatten().map(|(name, wrapper)| (name.as_str(), Some(wrapper)));
        given.chain(parts.into_iter().flatten().map(|part| (part.name(), self.named(part.name()))))
    }
}

impl Default for WrapperTable {
    fn default() -> Self {
        Self(Table::Given(BTreeMap::new()))
    }
}

impl PartialEq for WrapperTable {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for WrapperTable {}

impl<'de> Deserialize<'de> for WrapperTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(|wrappers| Self(Table::Given(wrappers)))
    }
}

impl Serialize for WrapperTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// A program that runs another one. An option that is not listed makes the call not understood.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wrapper {
    /// It means nothing of its own: what it runs is all that counts.
    pub silent: bool,
    /// What it does besides.
    pub effects: Vec<EffectKind>,
    /// How the command follows.
    pub form: WrapperForm,
    /// Options without a value. `-5` style numbers are the flag `-#`.
    pub flags: Vec<String>,
    /// Those of them that take all variables from the command: where there is no PATH, a shell may look in the working
    /// folder.
    pub empties: Vec<String>,
    /// Options with a value, attached (`-n5`, `--adjustment=5`) or in the next word.
    pub valued: Vec<String>,
    /// Options whose value can only be attached (`-i{}`, `--color=always`), and may be missing.
    pub attached: Vec<String>,
    /// Those of them whose value is a variable that the command does not get.
    pub unsets: Vec<String>,
    /// Words between the options and the command (`timeout 5 make`: 1).
    pub operands: u32,
    /// `NAME=value` words before the command set its environment.
    pub assignments: bool,
    /// Options with which it runs nothing (`command -v`): the call is then one of the wrapper itself.
    pub inert: Vec<String>,
    /// Options whose value is the folder in which the command runs.
    pub folder: Vec<String>,
    /// Options whose value is a shell script that it runs.
    pub script: Vec<String>,
    /// Options whose value is a text that is replaced in the command's words by something unknown (`xargs -I`).
    pub replace: Vec<String>,
    /// Options that say of how many words or lines a call is made: they and a replacement exclude each other, and which
    /// of them counts differs.
    pub counts: Vec<String>,
    /// Adds arguments that nobody knows behind the command's own (`xargs`).
    pub appends: bool,
    /// The only values that are understood, of options where not all are.
    pub values: BTreeMap<String, Vec<String>>,
    /// It acts in the running shell: a builtin behind it (`cd`) changes the shell itself.
    pub builtin: bool,
}

/// How a wrapper's command follows.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WrapperForm {
    /// A program and its arguments.
    #[default]
    Command,
    /// `-c` and then a script for bash; without `-c` the call is one of the wrapper itself.
    Bash,
    /// `-c` and then a script for a shell that is not always bash: only what all of them read alike is understood.
    Sh,
    /// Words that are joined by blanks and read as a script in a shell of its own (`watch`).
    Joined,
}
