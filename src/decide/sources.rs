//! What an evaluation works on: the modules of a point and the data that they name.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Files, data_names, data_path};
use crate::model::Point;

const LIBRARY: &str = "policies/lib/";

/// The texts that an engine loads.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Path and text of each policy.
    pub(super) modules: Vec<(String, String)>,
    /// Name and text of each data file.
    pub(super) data: Vec<(String, String)>,
    /// Whether the call graph was checked before: of what is embedded, by a test.
    pub(super) checked: bool,
}

impl Sources {
    /// The point's own modules, and of the library and the data what they name in full. Whatever is named in another way
    /// is not there: the rule is then not evaluated, and the decision a deny.
    pub(super) fn of(files: &Files, point: Point) -> Self {
        let own = format!("policies/{point}/");
        let tested = |path: &str| !path.ends_with("_test.rego");
        let mut modules: BTreeMap<&str, &str> =
            policies(files).filter(|(path, _)| path.starts_with(&own) && tested(path)).collect();
        let mut pending: Vec<&str> = modules.values().copied().collect();
        let mut data = BTreeSet::new();
        while let Some(text) = pending.pop() {
            data.extend(names(text, "data.data."));
            for name in names(text, "data.lib.") {
                if let Some((path, text)) = files.get_key_value(&*format!("{LIBRARY}{name}.rego"))
                    && modules.insert(path, text).is_none()
                {
                    pending.push(text);
                }
            }
        }
        Self::made(files, modules, data)
    }

    /// The point's modules, the whole library, their tests, and all data.
    pub(super) fn with_tests(files: &Files, point: Point) -> Self {
        let own = format!("policies/{point}/");
        let wanted = |path: &str| path.starts_with(&own) || path.starts_with(LIBRARY);
        Self::made(files, policies(files).filter(|(path, _)| wanted(path)).collect(), data_names(files).collect())
    }

    fn made(files: &Files, modules: BTreeMap<&str, &str>, data: BTreeSet<&str>) -> Self {
        let file = |name: &str| Some((name.to_owned(), files.get(&*data_path(name))?.to_string()));
        Self {
            modules: modules.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect(),
            data: data.into_iter().filter_map(file).collect(),
            checked: false,
        }
    }
}

pub(super) fn policies(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.iter().filter(|(path, _)| path.ends_with(".rego")).map(|(path, text)| (&**path, &**text))
}

/// The words that follow `prefix` in a text.
fn names<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(prefix).skip(1).filter_map(|rest| rest.split(|c: char| c != '_' && !c.is_ascii_alphanumeric()).next())
}
