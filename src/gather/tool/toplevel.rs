//! The root of the work tree, where a command line has git print it, and the folder in which it starts.

use std::path::Path;

use super::Doing;
use super::arguments::{START, TOPLEVEL};
use super::session::WorkTree;
use crate::model::{Effect, Form, Subject};

/// Puts `cwd`, and the root of the work tree around it, where the doings speak of them; where there is no root, nobody
/// knows.
pub(super) fn settle(doings: &mut [Doing], cwd: &str) {
    for subject in doings.iter_mut().flat_map(|doing| subjects(&mut doing.effect)) {
        if subject.text.starts_with(START) {
            subject.text = subject.text.replacen(START, cwd, 1);
        }
    }
    if !doings.iter().any(speaks) {
        return;
    }
    let root = WorkTree::around(Path::new(cwd)).and_then(|tree| tree.root.to_str().map(str::to_owned));
    for doing in doings {
        for subject in subjects(&mut doing.effect).filter(|subject| subject.text.starts_with(TOPLEVEL)) {
            match &root {
                Some(root) => subject.text = subject.text.replacen(TOPLEVEL, root, 1),
                None => *subject = Subject { text: String::new(), form: Form::Dynamic, span: subject.span },
            }
        }
        let lost = root.is_none() && doing.folders.iter().flatten().any(|folder| folder.starts_with(TOPLEVEL));
        doing.folders = doing.folders.take().filter(|_| !lost);
        for folder in doing.folders.iter_mut().flatten() {
            *folder = folder.replacen(TOPLEVEL, root.as_deref().unwrap_or_default(), 1);
        }
        if let Some(search) = &mut doing.searched {
            search.from.iter_mut().for_each(|from| *from = from.replacen(TOPLEVEL, root.as_deref().unwrap_or("\0"), 1));
        }
    }
}

/// What an effect is about, and from where.
fn subjects(effect: &mut Effect) -> impl Iterator<Item = &mut Subject> {
    effect.subject.iter_mut().chain(&mut effect.source).chain(&mut effect.directory)
}

fn speaks(doing: &Doing) -> bool {
    let effect = &doing.effect;
    let subjects = effect.subject.iter().chain(&effect.source).chain(&effect.directory).map(|subject| &subject.text);
    let folders = doing.folders.iter().flatten();
    let from = doing.searched.iter().flat_map(|search| &search.from);
    subjects.chain(folders).chain(from).any(|text| text.starts_with(TOPLEVEL))
}
