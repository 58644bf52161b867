//! `fleetgate grant` inside of what is not understood: a program that plays a person must not lift holds.

use super::{Doing, Understood};
use crate::model::{Effect, EffectKind, Form, Span, Subject};

/// The gate's own program, and its command that lifts holds.
const PROGRAM: &str = "fleetgate";
const COMMAND: &str = "grant";

/// The effect of running `fleetgate grant`, where the words name it and something that is not understood, or that runs
/// other programs, could run it.
pub(super) fn hidden(words: &str, understood: &Understood) -> Option<Doing> {
    let runs = !understood.unknown.is_empty() || understood.doings.iter().any(|doing| runs_others(doing.effect.kind));
    (runs && names_it(words)).then(|| {
        let subject = Subject { text: format!("{PROGRAM} {COMMAND}"), form: Form::Exact, span: Span::default() };
        Doing::here(Effect::on(EffectKind::Guard, subject))
    })
}

/// Whether the program is named, by itself or at the end of a path, and the command as a word behind it.
fn names_it(words: &str) -> bool {
    let mut tokens = words.split(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '.' | '-' | '_'));
    let is_program =
        |token: &str| token.rsplit('/').next().is_some_and(|name| name.trim_end_matches(".exe") == PROGRAM);
    tokens.any(is_program) && tokens.any(|token| token == COMMAND)
}

/// Whether such an effect hands what it is given to other programs.
const fn runs_others(kind: EffectKind) -> bool {
    use EffectKind as K;
    matches!(
        kind,
        K::RunScript | K::RunInline | K::RunInteractive | K::RunPackage | K::RunBinary | K::RunServer | K::AgentRun
    )
}

#[cfg(test)]
mod tests {
    use super::names_it;

    #[test]
    fn the_program_and_its_command_behind_it() {
        for text in [
            "spawn fleetgate grant K7F3-QM2P",
            "pty.spawn(['/usr/bin/fleetgate', 'grant', 'K7F3'])",
            "send-keys\n./target/debug/fleetgate --x grant\nEnter",
            "F=fleetgate; $F grant",
        ] {
            assert!(names_it(text), "{text}");
        }
        for text in ["grant fleetgate", "fleetgate/src/grant.rs", "fleetgate policy list", "fleetgates grant", ""] {
            assert!(!names_it(text), "{text}");
        }
    }
}
