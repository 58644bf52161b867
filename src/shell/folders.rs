//! Working folders: where a command may run.

use super::walker::Walker;
use crate::model::{Folder, Part, Word};

/// The folders in which a command may run; None when nobody knows. No folders: it is never reached.
pub(super) type Folders = Option<Vec<Folder>>;

/// More folders than this are as good as none.
const MOST: usize = 4;

/// A folder that `pushd` remembers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Pushed {
    /// Where it was called.
    folders: Folders,
    /// The chain of commands in which it runs, where it may not run.
    chain: Option<u32>,
}

/// Where a script starts.
pub(super) fn start() -> Folders {
    Some(vec![Folder::default()])
}

/// Either of them.
pub(super) fn either(one: &Folders, other: &Folders) -> Folders {
    let (Some(one), Some(other)) = (one, other) else { return None };
    let mut both = one.clone();
    let known = |Folder(parts): &Folder| {
        let stays = matches!(parts.first(), Some(Part::Stayed(_))).then(|| parts.get(1..).unwrap_or_default());
        one.iter().any(|Folder(known)| known == parts || stays == Some(known.as_slice()))
    };
    both.extend(other.iter().filter(|folder| !known(folder)).cloned());
    (both.len() <= MOST).then_some(both)
}

/// Where `word` leads from each of `folders`.
pub(super) fn enter(folders: &Folders, word: &Word) -> Folders {
    let certain = word.parts.iter().all(|part| match part {
        Part::Glob(_) => word.single,
        part => matches!(part, Part::Literal(_) | Part::Variable(_) | Part::Home(_) | Part::Bare),
    });
    if is_toplevel(word) && !word.splits {
        return Some(vec![Folder(word.parts.clone())]);
    }
    if !certain || word.splits {
        return None;
    }
    if is_absolute(word) {
        return Some(vec![Folder(word.parts.clone())]);
    }
    let join = |folder: &Folder| {
        let mut parts = folder.0.clone();
        if !matches!(parts.as_slice(), [] | [Part::Stayed(_)]) && !word.parts.is_empty() {
            parts.push(Part::Literal("/".to_owned()));
        }
        parts.extend(word.parts.iter().cloned());
        Folder(Word::new(parts, false, word.span).parts)
    };
    folders.as_ref().map(|folders| folders.iter().map(join).collect())
}

/// Where one stays if `word` can't be entered.
pub(super) fn stay(folders: &Folders, word: &Word) -> Folders {
    let Some(name) = word.value.as_deref() else { return folders.clone() };
    let upward = !name.is_empty() && name.split('/').all(|segment| matches!(segment, ".." | "." | ""));
    if upward && !name.starts_with('/') {
        return Some(Vec::new());
    }
    if is_absolute(word) || name.is_empty() || name == "-" {
        return folders.clone();
    }
    let stayed = |Folder(parts): &Folder| {
        let whole = match parts.as_slice() {
            [] => name.to_owned(),
            [Part::Literal(folder)] => format!("{folder}/{name}"),
            _ => return Folder(parts.clone()),
        };
        Folder(std::iter::once(Part::Stayed(whole)).chain(parts.iter().cloned()).collect())
    };
    folders.as_ref().map(|folders| folders.iter().map(stayed).collect())
}

impl Walker<'_> {
    /// Where one is if the folder can't be entered.
    pub(super) fn remain(&self, arguments: &[Word]) -> Folders {
        match arguments {
            [word] if !word.dash => stay(&self.folders, word),
            _ => self.folders.clone(),
        }
    }

    /// Nobody knows where one stands, nor which folders are remembered.
    pub(super) fn lost(&mut self) {
        self.folders = None;
        self.forget_pushed();
    }

    /// Nobody knows which folders are remembered.
    pub(super) fn forget_pushed(&mut self) {
        (self.pushed, self.strayed) = (None, true);
    }

    /// One folder is remembered, from which nobody goes elsewhere.
    pub(super) fn push_folder(&mut self, arguments: &[Word]) -> (Folders, Folders) {
        let nested = self.pushed.is_some();
        let plain = |word: &&Word| !(nested || word.dash || word.prefix.starts_with('+'));
        let Some(word) = arguments.first().filter(|word| arguments.len() == 1 && plain(word)) else {
            self.forget_pushed();
            return (None, None);
        };
        let chain = self.context.conditional.then_some(self.context.chain);
        (self.pushed, self.strayed) = (Some(Pushed { folders: self.folders.clone(), chain }), false);
        (enter(&self.folders, word), self.remain(arguments))
    }

    /// Back to the one folder that is remembered.
    pub(super) fn pop_folder(&mut self, arguments: &[Word]) -> Folders {
        let known = arguments.is_empty() && !self.strayed;
        let pushed = self.pushed.take().filter(|_| known);
        self.strayed = true;
        let Pushed { folders, chain } = pushed?;
        // Where `pushd` did not run, one stays.
        let certain = chain.is_none_or(|chain| chain == self.context.chain);
        if certain { folders } else { either(&folders, &self.folders) }
    }

    pub(super) fn change_folder(&self, arguments: &[Word]) -> Folders {
        let mut words = arguments.iter().skip_while(|word| matches!(word.value.as_deref(), Some("-L" | "-P" | "-e")));
        let mut word = words.next();
        if word.and_then(|word| word.value.as_deref()) == Some("--") {
            word = words.next();
        }
        // zsh takes `+1`, and `-1` even behind `--`, for a remembered folder.
        let odd = |word: &Word| word.dash && !is_absolute(word) && !is_toplevel(word);
        if word.is_some_and(|word| odd(word) || word.prefix.starts_with('+')) {
            return None;
        }
        match word {
            None => Some(vec![Folder(vec![Part::Home(String::new())])]),
            Some(word) if words.next().is_none() && word.value.as_deref() != Some("-") => {
                let there = enter(&self.folders, word);
                // Where git fails, it is the empty name, and nobody goes anywhere.
                if is_toplevel(word) { either(&self.folders, &there) } else { there }
            }
            Some(_) => None,
        }
    }
}

/// Whether it is the root of the work tree, or a path that begins there.
pub(super) fn is_toplevel(word: &Word) -> bool {
    match word.parts.as_slice() {
        [Part::Toplevel] | [Part::Bare, Part::Toplevel] => true,
        [Part::Toplevel, Part::Literal(rest)] | [Part::Bare, Part::Toplevel, Part::Literal(rest)] => {
            rest.starts_with('/')
        }
        _ => false,
    }
}

/// Whether it does not depend on where one stands.
pub(super) fn is_absolute(word: &Word) -> bool {
    match word.parts.first() {
        Some(Part::Literal(text)) => text.starts_with('/'),
        Some(Part::Home(_) | Part::Bare) => true,
        Some(Part::Variable(name)) => name != "USER",
        _ => false,
    }
}
