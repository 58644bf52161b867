//! Command specifications, read one file at a time: a hook needs two or three of them.

use std::borrow::Cow;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};

use super::bundle::BundleError;
use super::files::Files;
use super::programs;
use crate::model::CommandSpec;

/// Which file of `policies/data/commands/` a program stands in.
#[derive(Clone, Debug)]
pub(super) enum Commands {
    /// The index that was made when the files were embedded.
    Embedded,
    /// Program and path, sorted by program.
    Given(Vec<(String, String)>),
}

/// An index without addresses, which the loader would have to mend before every start.
struct Programs {
    /// The names, one after the other.
    names: &'static str,
    files: &'static [&'static str],
    /// Start and length of the name and the place of the file, sorted by name.
    places: &'static [(u16, u8, u8)],
}

static EMBEDDED: Programs = include!(concat!(env!("OUT_DIR"), "/programs.rs"));

impl Programs {
    fn name(&self, &(start, length, _): &(u16, u8, u8)) -> &'static str {
        let start = usize::from(start);
        self.names.get(start..start + usize::from(length)).unwrap_or_default()
    }

    fn file(&self, program: &str) -> Option<&'static str> {
        let at = self.places.binary_search_by(|place| self.name(place).cmp(program)).ok()?;
        self.files.get(usize::from(self.places.get(at)?.2)).copied()
    }
}

impl Commands {
    /// The index of these files.
    pub(super) fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        Self::Given(programs::of_files(files).into_iter().map(|(name, path)| (name, path.to_owned())).collect())
    }

    pub(super) fn find(&self, files: &Files, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        let spec = self.read(files, program)?;
        match spec.as_ref().and_then(|spec| spec.same_as.as_deref()) {
            Some(other) => self.read(files, other),
            None => Ok(spec),
        }
    }

    pub(super) fn programs(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Embedded => Box::new(EMBEDDED.places.iter().map(|place| EMBEDDED.name(place))),
            Self::Given(index) => Box::new(index.iter().map(|(program, _)| &**program)),
        }
    }

    fn file(&self, program: &str) -> Option<&str> {
        match self {
            Self::Embedded => EMBEDDED.file(program),
            Self::Given(index) => {
                let at = index.binary_search_by(|(known, _)| (**known).cmp(program)).ok()?;
                index.get(at).map(|(_, path)| &**path)
            }
        }
    }

    fn read(&self, files: &Files, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        let Some((path, text)) = self.file(program).and_then(|path| files.get_key_value(path)) else { return Ok(None) };
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
