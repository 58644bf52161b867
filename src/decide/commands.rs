//! Command specifications, read one at a time: a hook needs two or three of them.

use std::borrow::Cow;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};

use super::bundle::BundleError;
use super::files::{self, Files};
use super::programs;
use crate::model::{CommandSpec, KeptPart};

/// Where the specifications of programs stand.
#[derive(Clone, Debug)]
pub(super) enum Commands {
    /// In what was taken apart when it was embedded, each as a part.
    Embedded(KeptPart),
    /// In these files of `policies/data/commands/`: program and path, sorted by program.
    Given(Vec<(String, String)>),
}

impl Commands {
    /// The index of these files.
    pub(super) fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        Self::Given(programs::of_files(files).into_iter().map(|(name, path)| (name, path.to_owned())).collect())
    }

    pub(super) fn find(&self, files: &Files, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        let spec = self.read(files, program)?;
        match spec.as_ref().and_then(|spec| spec.same_as.as_deref()) {
            Some(other) => {
                let own = spec.iter().flat_map(|spec| spec.packages.iter().cloned()).collect::<Vec<_>>();
                let other = self.read(files, other)?;
                Ok(other.map(|other| if own.is_empty() { other } else { CommandSpec { packages: own, ..other } }))
            }
            None => Ok(spec),
        }
    }

    pub(super) fn programs(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Embedded(all) => Box::new(all.parts().map(|part| part.name())),
            Self::Given(index) => Box::new(index.iter().map(|(program, _)| &**program)),
        }
    }

    fn read(&self, files: &Files, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        let index = match self {
            Self::Embedded(all) => {
                return all.named(program).map(|part| files::kept(part, CommandSpec::kept)).transpose();
            }
            Self::Given(index) => index,
        };
        let path = index.binary_search_by(|(known, _)| (**known).cmp(program)).ok().and_then(|at| index.get(at));
        let Some((path, text)) = path.and_then(|(_, path)| files.get_key_value(&**path)) else { return Ok(None) };
        serde_json::Deserializer::from_str(text)
            .deserialize_map(Only(program))
            .map_err(|e| BundleError::File { file: path.to_string(), why: e.to_string() })
    }
}

/// One program of a file, without the work of reading the others.
struct Only<'a>(&'a str);

impl<'de> Visitor<'de> for Only<'_> {
    type Value = Option<CommandSpec>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object of programs")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(wanted) = map.next_key_seed(Is(self.0))? {
            match wanted {
                true => found = Some(map.next_value()?),
                false => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(found)
    }
}

/// Whether a key is this one.
struct Is<'a>(&'a str);

impl<'de> DeserializeSeed<'de> for Is<'_> {
    type Value = bool;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let key = <Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
        Ok(key == self.0)
    }
}
