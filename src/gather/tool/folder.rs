//! The folder that a call's relative paths count from, and how sure it is.

use super::Doing;
use super::kinds::{is_path, is_placed};
use crate::model::{CallFolder, Gap, ToolCall};

/// Where a call runs.
pub(super) struct Footing {
    /// The folder, absolute.
    pub(super) path: String,
    certain: bool,
}

impl Footing {
    /// The footing of a call in a session whose folder is `session`.
    pub(super) fn of(call: &ToolCall, session: &str) -> Self {
        let (folder, certain) = match &call.folder {
            CallFolder::Session => ("", true),
            // Nobody knows whether this client takes `~` for the home folder.
            CallFolder::Named(folder) => (folder.as_str(), !folder.starts_with('~')),
            CallFolder::Claimed { folder, .. } => (folder.as_str(), false),
        };
        let path = match folder {
            "" => session.to_owned(),
            folder if folder.starts_with('/') => folder.to_owned(),
            folder => format!("{session}/{folder}"),
        };
        Self { path, certain }
    }

    /// The folder, where it is certain.
    pub(super) fn certainly(self) -> Option<String> {
        self.certain.then_some(self.path)
    }

    /// Takes from what is done in a folder that is not certain what the folder was taken to be. A part of a command
    /// line behind `cd` and a full path is certain all the same.
    pub(super) fn unsettle(&self, doings: &mut [Doing]) -> Option<Gap> {
        if self.certain {
            return None;
        }
        let mut lost = false;
        for doing in doings {
            let firm = |folders: &Vec<String>| folders.iter().all(|folder| folder.starts_with(['/', '~']));
            let settled = match &doing.searched {
                Some(search) => search.pattern.starts_with(['/', '~']) || firm(&search.from),
                None => doing.folders.as_ref().is_some_and(firm),
            };
            if settled {
                continue;
            }
            doing.folders = None;
            lost |= depends(doing);
        }
        lost.then(|| Gap {
            part: "cwd".to_owned(),
            why: "this client does not say in which folder it runs a command: begin with `cd` and the folder's full \
                  path, or update the client"
                .to_owned(),
            command: None,
        })
    }
}

/// Whether it matters in which folder this is done.
fn depends(doing: &Doing) -> bool {
    let relative = |text: &str| !text.starts_with(['/', '~']);
    match &doing.effect.subject {
        Some(subject) if is_path(doing.effect.kind) => relative(&subject.text),
        _ => is_placed(doing.effect.kind),
    }
}
