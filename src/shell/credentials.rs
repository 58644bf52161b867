//! Expansions that show a credential: of the environment, not one that the script has set itself.

use crate::model::{NotUnderstood, Span, Word};

use super::syntax::Parameter;
use super::variables::is_credential;
use super::walker::Walker;

/// More credentials than these are not told from those of the environment.
const MOST: usize = 64;

impl Walker<'_> {
    /// Notes that the script has set the variable on the way here.
    pub(super) fn owns(&mut self, name: &str) {
        if is_credential(name) && self.own.len() < MOST {
            self.own.insert(name.to_owned());
            self.sets_after_break(name);
        }
    }

    /// The same of `NAME=value` behind a builtin that declares.
    pub(super) fn declared(&mut self, arguments: &[Word]) {
        for (name, _) in arguments.iter().filter_map(|word| word.prefix.split_once('=')) {
            self.owns(name);
        }
    }

    /// Notes an expansion by which the environment's credential may be seen.
    pub(super) fn shows(&mut self, parameter: &Parameter, span: Span) {
        let name = &parameter.name;
        let spared = self.testing && !self.traced && !self.scope.traces();
        let shown = !parameter.numeric && !parameter.hidden && !spared && !self.own.contains(name);
        if shown && is_credential(name) {
            let why = format!("{name} holds a credential by its name: let the program read it itself");
            self.unknown(NotUnderstood { span, why });
        }
    }

    /// Whether a shell with these words of its own shows each command with its words.
    pub(super) fn is_traced(own: &[Word]) -> bool {
        own.iter().any(|word| {
            let letters =
                word.prefix.strip_prefix('-').is_some_and(|rest| !rest.starts_with('-') && rest.contains('x'));
            letters || word.prefix.contains("xtrace")
        })
    }
}

/// Whether `[` with these words behind it asks only whether texts are empty: of others it shows those that it can't
/// compare. `None` is a word that is expanded.
pub(super) fn is_silent_test(words: &[Option<String>]) -> bool {
    let words: Vec<Option<&str>> = words.iter().map(Option::as_deref).collect();
    let words = words.strip_suffix(&[Some("]")]).unwrap_or(&words);
    words.split(|word| matches!(word, Some("-a" | "-o"))).all(|asked| {
        matches!(
            asked.strip_prefix(&[Some("!")]).unwrap_or(asked),
            [Some("-n" | "-z"), _]
                | [_]
                | [_, Some("=" | "==" | "!="), Some("")]
                | [Some(""), Some("=" | "==" | "!="), _]
        )
    })
}
