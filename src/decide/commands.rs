//! Command specifications, read one file at a time: a hook needs two or three of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::de::IgnoredAny;

use super::bundle::BundleError;
use crate::model::{CommandSpec, ProgramFile};

/// The files of `policies/data/commands/`, by path.
#[derive(Clone, Debug, Default)]
pub(super) struct Commands {
    files: BTreeMap<String, String>,
    /// Program → file.
    index: OnceLock<BTreeMap<String, String>>,
}

impl Commands {
    pub(super) fn insert(&mut self, path: String, text: String) {
        self.files.insert(path, text);
    }

    pub(super) fn find(&self, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        let spec = self.read(program)?;
        match spec.as_ref().and_then(|spec| spec.same_as.as_deref()) {
            Some(other) => self.read(other),
            None => Ok(spec),
        }
    }

    pub(super) fn programs(&self) -> impl Iterator<Item = &str> {
        self.index().keys().map(String::as_str)
    }

    fn read(&self, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        let own = format!("policies/data/commands/{program}.json");
        let Some((path, text)) =
            self.files.get_key_value(&own).or_else(|| self.files.get_key_value(self.index().get(program)?))
        else {
            return Ok(None);
        };
        let mut file: ProgramFile =
            serde_json::from_str(text).map_err(|e| BundleError::File { file: path.clone(), why: e.to_string() })?;
        Ok(file.0.remove(program))
    }

    /// Program → file. A file that can't be read has no programs: they are then not understood.
    fn index(&self) -> &BTreeMap<String, String> {
        self.index.get_or_init(|| {
            let programs = |(path, text): (&String, &String)| {
                let names: BTreeMap<String, IgnoredAny> = serde_json::from_str(text).unwrap_or_default();
                names.into_keys().map(|name| (name, path.clone())).collect::<Vec<_>>()
            };
            self.files.iter().flat_map(programs).collect()
        })
    }
}
