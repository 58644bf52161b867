//! What the environment has programs obey: files and folders of the repository that stand in for a program, or are run by
//! it. The shell of a call gets the environment of the hook.

use super::inside;
use super::ran::rooted;
use super::walk::{absolute, follow};
use crate::model::{Invocation, ObeyedVariables, Span};

/// Folders in which only the administrator makes links: what lies there is where it is named.
const SYSTEM: &[&str] = &["/usr/", "/bin/", "/sbin/", "/opt/"];

/// Patterns of what lies in the work tree at `root`, all links followed; `cwd` is where names count from.
pub(super) fn obeyed(
    variables: &ObeyedVariables,
    value: &dyn Fn(&str) -> Option<String>,
    root: &str,
    cwd: &str,
) -> Vec<String> {
    // The root itself is left out: all files would be sensitive, where one that is named as a program matters.
    let patterns = |name: &str| {
        let named = absolute(cwd, name);
        let followed = (!SYSTEM.iter().any(|folder| named.starts_with(folder))).then(|| follow(&named).real);
        std::iter::once(named).chain(followed).filter_map(|path| inside(root, &path)).collect::<Vec<_>>()
    };
    let named = |names: &[String]| names.iter().filter_map(|name| value(name)).collect::<Vec<_>>();
    let folders = named(&variables.folders);
    let files: Vec<String> = named(&variables.files).iter().map(|text| rooted(text, root)).collect();
    let words = files.iter().flat_map(|text| text.split([' ', '\t', '\n', ':', ',', '=', '\'', '"']));
    // A value may follow the letter of its option.
    let words = words.map(|word| match word.strip_prefix('-') {
        Some(rest) => rest.trim_start_matches(char::is_alphanumeric),
        None => word,
    });
    let all = folders.iter().flat_map(|text| text.split(':')).chain(words);
    all.filter(|word| !word.is_empty()).flat_map(patterns).collect()
}

/// A folder that `cd` looks for elsewhere first.
pub(super) fn sought(invocation: &Invocation, exported: &dyn Fn(&str) -> bool) -> Option<(Span, String)> {
    let name = invocation.program.as_ref().and_then(|program| program.value.as_deref())?;
    let entered = invocation.arguments.iter().find(|word| !word.prefix.starts_with('-'))?;
    let placed = |text: &str| text.starts_with(['/', '~']) || matches!(text.split('/').next(), Some("." | ".."));
    let doubtful = matches!(name, "cd" | "pushd") && !placed(&entered.prefix) && exported("CDPATH");
    doubtful.then(|| (entered.span, "CDPATH is set: begin the folder with ./".to_owned()))
}
