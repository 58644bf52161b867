//! A command line as bash reads it → what it would run, or where and why it is not understood. Pure.
//!
//! The session's shell may be zsh: what it reads otherwise than bash, to an effect that bash does not show, is not
//! understood either. The lexer reads quotes, expansions and here-documents and everything nested in them; `brush-parser` makes commands
//! of the lexemes; the walker follows them, with values and working folders as far as they are certain. A construct
//! that none of them knows is not understood, and never left out.

mod ansi;
mod braces;
mod breaks;
mod building;
mod builtins;
mod compound;
mod conditions;
mod counts;
mod credentials;
mod cuts;
mod evaluate;
mod expansion;
mod folders;
mod grammar;
mod invoke;
mod lexer;
mod lines;
mod lists;
mod messages;
mod numbers;
mod operands;
mod peel;
mod prints;
mod saved;
mod scope;
mod simple;
mod source;
mod spec;
mod syntax;
mod variables;
mod walker;
mod words;

use crate::model::{NotUnderstood, Script, Span, Wrappers};

pub use self::prints::hands_on;
use self::source::{LONGEST, Source, fail};
pub use self::spec::{
    Arg, COUNT, Call, DASHED, Dynamic, Holds, Listing, Lookup, NUMBER, Names, Nested, START, SUM, Understanding,
    check as check_specification, listing, shell_variable, understand,
};
use self::syntax::Read;
use self::walker::Walker;

/// Reads a command line for bash. Programs that run other programs are told from `wrappers`.
///
/// It is understood only when `unknown` of the answer is empty. Time and memory are bounded whatever the text.
#[must_use]
pub fn read(script: &str, wrappers: &Wrappers) -> Script {
    walked(script, Walker::new(wrappers))
}

/// Reads a script that a program hands to `sh`, whichever shell that is.
#[must_use]
pub fn read_handed(script: &str, wrappers: &Wrappers) -> Script {
    walked(script, Walker::handed(wrappers))
}

fn walked(script: &str, mut walker: Walker<'_>) -> Script {
    let span = Span { start: 0, end: script.len() };
    if let Err(unknown) = check(script, span) {
        return Script { invocations: Vec::new(), unknown: vec![unknown] };
    }
    if let Err(unknown) = walker.fresh(Source::outer(script)) {
        walker.unknown(unknown);
    }
    walker.script
}

/// Refuses what is too long, and characters that no command line needs.
fn check(script: &str, span: Span) -> Read<()> {
    if script.len() > LONGEST {
        return fail(span, format!("longer than {LONGEST} bytes: put it into a file that is reviewed"));
    }
    match script.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        Some(c) => {
            let why = format!("a control character, U+{:04X}: remove it", u32::from(c));
            Err(NotUnderstood { span, why })
        }
        None => Ok(()),
    }
}
