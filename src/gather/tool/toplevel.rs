//! The root of the work tree, where a command line has git print it, and the folder in which it starts.

use std::cell::LazyCell;
use std::path::Path;

use super::Doing;
use super::arguments::{BARE, START, TOPLEVEL};
use super::session::WorkTree;
use super::walk::follow;
use crate::gather::git::Repository;
use crate::model::{Effect, Form, Subject};
use crate::shell::{COUNT, NUMBER, SUM};

/// Stands for a folder from which nobody knows what is found.
const LOST: &str = "\0";

/// Puts `cwd`, and the root of the work tree around it, where the doings speak of them; where there is no root, or
/// where a name without quotes may be several words, nobody knows.
pub(super) fn settle(doings: &mut [Doing], cwd: &str) {
    let root =
        LazyCell::new(|| WorkTree::around(Path::new(cwd)).and_then(|tree| tree.root.to_str().map(str::to_owned)));
    let printed = LazyCell::new(|| prints_root(cwd));
    let placed = |text: &str| {
        let bare = text.strip_prefix(BARE);
        let path = bare.unwrap_or(text);
        if let Some(below) = path.strip_prefix(TOPLEVEL) {
            let root = root.as_deref().filter(|root| bare.is_none() || is_plain(root) && *printed)?;
            return Some(format!("{root}{below}"));
        }
        if bare.is_some() && !is_plain(cwd) {
            return None;
        }
        Some(path.strip_prefix(START).map_or_else(|| path.to_owned(), |below| format!("{cwd}{below}")))
    };
    let stands_in = |text: &String| text.starts_with('\0');
    for doing in doings {
        for subject in subjects(&mut doing.effect).filter(|subject| subject.text.contains('\0')) {
            match placed(&subject.text).map(|text| numbered(text, subject.form)) {
                Some((text, form)) => (subject.text, subject.form) = (text, form),
                None => *subject = Subject { text: String::new(), form: Form::Dynamic, span: subject.span },
            }
        }
        if doing.folders.iter().flatten().any(stands_in) {
            doing.folders = doing.folders.take().and_then(|all| all.iter().map(|folder| placed(folder)).collect());
        }
        for from in doing.searched.iter_mut().flat_map(|search| &mut search.from).filter(|from| stands_in(from)) {
            *from = placed(from).unwrap_or_else(|| LOST.to_owned());
        }
    }
}

/// A path with numbers in it fits a pattern, whether anything of the name is there or not; one that may lack them is
/// nobody's.
fn numbered(text: String, form: Form) -> (String, Form) {
    if text.contains(COUNT) {
        return (String::new(), Form::Dynamic);
    }
    if !text.contains(NUMBER) && !text.contains(SUM) {
        return (text, form);
    }
    let literal = |c: char| if "*?[]{}\\".contains(c) && form == Form::Exact { vec!['\\', c] } else { vec![c] };
    let pattern: String = text.chars().flat_map(literal).collect();
    (pattern.replace(NUMBER, "[0-9]*").replace(SUM, "[0-9-]*"), if form == Form::Exact { Form::Glob } else { form })
}

/// What an effect is about, and from where.
fn subjects(effect: &mut Effect) -> impl Iterator<Item = &mut Subject> {
    effect.subject.iter_mut().chain(&mut effect.source).chain(&mut effect.directory)
}

/// Whether git prints the root, under a plain name, rather than fail: an empty name without quotes is no word at all.
fn prints_root(cwd: &str) -> bool {
    let folder = follow(cwd).real;
    let root = Repository::open(Path::new(&folder)).ok().and_then(|repository| repository.root());
    root.is_some_and(|root| {
        let below = Path::new(&folder).strip_prefix(&root);
        let below = below.is_ok_and(|below| below.iter().all(|name| name != ".git"));
        below && root.to_str().is_some_and(is_plain)
    })
}

/// Whether no shell takes the path apart, or for a pattern.
fn is_plain(path: &str) -> bool {
    path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-+@%,:".contains(c))
}
