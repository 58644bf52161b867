//! What programs are handed on standard input, and which of them obey it.

use crate::model::{EffectKind, Invocation, RedirectionKind};

/// Answers to a question about a change that open no editor.
const ANSWERS: &[&str] = &["y", "n", "a", "d", "q", "s", "j", "k", "J", "K", ""];

/// What is handed over to a command on its standard input.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Fed {
    /// Nothing.
    #[default]
    Nothing,
    /// Answers to questions about changes, written out.
    Answers,
    /// Anything.
    Anything,
}

impl Fed {
    /// What an invocation gets by its pipe and its redirections.
    pub(super) fn by(invocation: &Invocation) -> Self {
        let by_redirection =
            invocation.redirections.iter().filter(|redirection| redirection.feeds()).map(|redirection| {
                let text = redirection.target.as_ref().and_then(|word| word.value.as_deref());
                let written = matches!(redirection.kind, RedirectionKind::HereDocument | RedirectionKind::HereString);
                match text {
                    Some("/dev/null") if !written => Self::Nothing,
                    Some(text) if written && text.lines().all(|line| ANSWERS.contains(&line)) => Self::Answers,
                    _ => Self::Anything,
                }
            });
        // What a function gets, it gets where it is called.
        let by_pipe = if invocation.context.piped_in || invocation.context.function.is_some() {
            Self::Anything
        } else {
            Self::Nothing
        };
        by_redirection.max().unwrap_or_default().max(by_pipe)
    }

    /// The kind of an effect with this on standard input: what an editor or a compiler is handed, it obeys.
    pub(super) const fn obeyed(self, kind: EffectKind) -> EffectKind {
        use EffectKind as K;
        match (kind, self) {
            (K::Editor, Self::Answers | Self::Anything) | (K::Questions, Self::Anything) => K::RunInteractive,
            (K::RunHanded, Self::Answers | Self::Anything) => K::RunInline,
            _ => kind,
        }
    }
}
