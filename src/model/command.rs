//! A shell command line as read by `shell`: what it would run, word by word, and what was not understood.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::effect::Span;
use super::word::{Part, Word};

/// A command line, read. It is understood only when `unknown` is empty.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// Every command that it may run, in the order of the text; bodies of loops and functions included.
    pub invocations: Vec<Invocation>,
    /// What could not be read. Anything here means that the invocations may be incomplete or wrong.
    pub unknown: Vec<NotUnderstood>,
}

/// A part of a command line that could not be read.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NotUnderstood {
    /// Where it stands.
    pub span: Span,
    /// Why, for a person to read.
    pub why: String,
}

/// One command: what a shell would start, or a builtin that it would run.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Invocation {
    /// Where it stands.
    pub span: Span,
    /// The program, wrappers peeled off. None where there are only assignments or redirections.
    pub program: Option<Word>,
    /// Whether the program is a function that the script itself defines before: the commands of its body are listed
    /// where it is defined.
    pub function: bool,
    /// The arguments, the program's name not among them.
    pub arguments: Vec<Word>,
    /// Whether further arguments follow that nobody knows (`xargs`).
    pub appended: bool,
    /// Assignments before the program (its environment), `env`'s among them. Without a program they change the
    /// shell's variables, and through exported ones the environment of later commands.
    pub assignments: Vec<Assignment>,
    /// Redirections of this command and of the groups around it.
    pub redirections: Vec<Redirection>,
    /// Programs around this one, the outermost first.
    pub wrappers: Vec<Wrapping>,
    /// The folders in which it may run; one when it is certain. None when nobody knows.
    pub folders: Option<Vec<Folder>>,
    /// Where in the script it stands.
    pub context: Context,
}

/// A variable that is set for a command or for the shell.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The variable's name.
    pub name: String,
    /// Its value; several for an array.
    pub values: Vec<Word>,
    /// Whether it is not simply the variable's value: added to the old one, or an array.
    pub partial: bool,
}

/// A redirection.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Redirection {
    /// The file descriptor, where it is written.
    pub fd: Option<u32>,
    /// What is done.
    pub kind: RedirectionKind,
    /// The file, or the text of a here-document or here-string. None when a descriptor is closed.
    pub target: Option<Word>,
}

impl Redirection {
    /// Whether it only throws output away: that never fails.
    #[must_use]
    pub fn is_silence(&self) -> bool {
        use RedirectionKind as R;
        let target = self.target.as_ref().and_then(|target| target.value.as_deref());
        match self.kind {
            R::Write | R::Append => target == Some("/dev/null"),
            R::Duplicate => self.fd == Some(2) && target == Some("1"),
            _ => false,
        }
    }

    /// Whether the program may get its input from it.
    #[must_use]
    pub fn feeds(&self) -> bool {
        use RedirectionKind as R;
        !matches!(self.fd, Some(1 | 2)) && !matches!(self.kind, R::Write | R::Append | R::Clobber)
    }
}

/// What a redirection does.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RedirectionKind {
    /// `<`
    Read,
    /// `>`, `&>`, `>&file`
    Write,
    /// `>>`, `&>>`
    Append,
    /// `>|`
    Clobber,
    /// `<>`
    ReadWrite,
    /// `2>&1`, `<&3`: the target is the other descriptor.
    Duplicate,
    /// `>&-`
    Close,
    /// `<<EOF`: the target is the body, tabs removed.
    HereDocument,
    /// `<<<`
    HereString,
}

/// A program that runs another one.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Wrapping {
    /// Its name in the table of wrappers.
    pub name: String,
    /// Its own options with their values, and its operands, as written.
    pub arguments: Vec<Word>,
    /// Whether it means nothing of its own (`time`, `nice`).
    pub silent: bool,
}

/// A working folder: parts of a path, relative to the folder in which the script starts unless it begins with `/`,
/// a variable or a home folder. No parts: where the script starts.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Folder(pub Vec<Part>);

/// Where in a script a command stands.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// Place in its pipeline, from 1.
    pub position: u32,
    /// Commands in its pipeline.
    pub length: u32,
    /// Its input comes from another command, directly or through a group around it.
    pub piped_in: bool,
    /// Its input are names of files: the words of each command of the pipe that prints them.
    pub listed: Option<Vec<Vec<String>>>,
    /// Its output goes to another command, directly or through a group around it.
    pub piped_out: bool,
    /// Behind it stands `&`, or behind a group around it.
    pub background: bool,
    /// `!` stands before it.
    pub negated: bool,
    /// In `( … )`.
    pub subshell: bool,
    /// In the body or the condition of a loop.
    pub looped: bool,
    /// It may be left out: behind `&&` or `||`, in a branch, in a loop's body.
    pub conditional: bool,
    /// The number of its list: with `&&` alone between two commands of one list, the second runs only after the first
    /// has succeeded.
    pub chain: u32,
    /// It is the condition of an `if`, `while` or `until`.
    pub condition: bool,
    /// The function in whose body it stands.
    pub function: Option<String>,
    /// In `$( … )` or backquotes.
    pub substitution: bool,
    /// In `<( … )` or `>( … )`.
    pub process: bool,
    /// In a here-document.
    pub here_document: bool,
    /// How many scripts are around it that are arguments (`bash -c '…'`, `eval '…'`).
    pub nested: u32,
}
