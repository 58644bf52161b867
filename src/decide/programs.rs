//! Which file of `policies/data/commands/` a program's specification stands in. The build script works it out, too.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;

const FOLDER: &str = "policies/data/commands/";

/// Program → path, of files by path and text. A file that can't be read has no programs: they are then not understood.
pub(super) fn of_files<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, &'a str> {
    let mut programs = BTreeMap::new();
    for (path, text) in files.filter(|(path, _)| path.starts_with(FOLDER)) {
        let names: BTreeMap<String, IgnoredAny> = serde_json::from_str(text).unwrap_or_default();
        programs.extend(names.into_keys().map(|name| (name, path)));
    }
    programs
}
