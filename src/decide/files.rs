//! The files of a bundle, and how JSON among them is read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::bundle::BundleError;
use crate::model::KeptPart;

pub(super) type Text = Cow<'static, str>;

/// Path → text.
pub(super) type Files = BTreeMap<Text, Text>;

const DATA: &str = "policies/data/";

pub(super) fn parse<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, BundleError> {
    serde_json::from_str(text).map_err(|e| BundleError::File { file: path.to_owned(), why: e.to_string() })
}

/// What was built in as this part.
pub(super) fn kept<T>(
    part: KeptPart,
    read: impl FnOnce(KeptPart) -> Result<T, serde_json::Error>,
) -> Result<T, BundleError> {
    read(part).map_err(|e| BundleError::File { file: format!("`{}` in {DATA}", part.name()), why: e.to_string() })
}

/// A data file holds one key, its own name, so that `opa test policies` mounts it at the same place.
pub(super) fn data<T: DeserializeOwned>(files: &Files, name: &str) -> Result<T, BundleError> {
    let path = data_path(name);
    let misfit = |why: String| BundleError::File { file: path.clone(), why };
    let text = files.get(&*path).ok_or_else(|| misfit("it is missing".to_owned()))?;
    let mut keys: BTreeMap<String, T> = parse(&path, text)?;
    match keys.len() {
        1 => keys.remove(name),
        _ => None,
    }
    .ok_or_else(|| misfit(format!("it must hold the one key `{name}`")))
}

/// All data files as one document: name → content.
pub(super) fn all_data(files: &Files) -> Result<Value, BundleError> {
    let entry = |name: &str| Ok((name.to_owned(), data(files, name)?));
    data_names(files).map(entry).collect::<Result<Map<String, Value>, BundleError>>().map(Value::Object)
}

pub(super) fn data_path(name: &str) -> String {
    format!("{DATA}{name}.json")
}

/// The names of the data files; specifications of commands are no data that policies see.
pub(super) fn data_names(files: &Files) -> impl Iterator<Item = &str> {
    files.keys().filter_map(|path| path.strip_prefix(DATA)?.strip_suffix(".json").filter(|name| !name.contains('/')))
}
