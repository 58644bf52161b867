//! What a command line does, before paths are measured.

use super::Listed;
use crate::model::{Effect, Gap};

/// What is known of a command line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Understood {
    /// What it does, in the order of the text.
    pub doings: Vec<Doing>,
    /// What was not understood. Not empty: the doings are not the whole truth.
    pub unknown: Vec<Gap>,
}

/// Something that a command does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Doing {
    /// The program and sub-commands that do it, one blank between.
    pub command: Option<String>,
    /// What is done.
    pub effect: Effect,
    /// Folders in which it may be done, from the call's working folder; none: nobody knows.
    pub folders: Option<Vec<String>>,
    /// The list of commands that it stands in.
    pub chain: Option<Chain>,
    /// Whether it may be done at another time than its place in the text says: in the background, in a loop, where a
    /// function is called.
    pub anytime: bool,
    /// The search that runs it in the folder of each of its finds; none: no search does.
    pub searched: Option<Searched>,
    /// Where the names come from that are its subject, if something printed them.
    pub listed: Option<Listed>,
}

/// A search that runs a command in the folder of each of its finds. What it hands over counts from where it works, all
/// else from the folder of the find.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Searched {
    /// The pattern of what it finds.
    pub pattern: String,
    /// Folders in which it may work, from the call's working folder.
    pub from: Vec<String>,
}

/// A list of commands with nothing but `&&` between them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Chain {
    /// The number of the list.
    pub number: u32,
    /// Whether what follows in the list runs only if this has succeeded.
    pub decides: bool,
}

impl Doing {
    /// Something that is done in the call's working folder, by no program.
    #[must_use]
    pub fn here(effect: Effect) -> Self {
        Self {
            command: None,
            effect,
            folders: Some(vec![String::new()]),
            chain: None,
            anytime: false,
            searched: None,
            listed: None,
        }
    }
}
