//! Editors that git opens: they take what a pipe or a file hands over for keys.

use crate::model::{Effect, EffectKind, Invocation, RedirectionKind};
use crate::shell::{Arg, Call};

/// Options by which a message is there already; letters may stand in a bundle.
const MESSAGE: &[&str] = &["--message", "--file", "--reuse-message", "--no-edit"];
const MESSAGE_LETTERS: &[char] = &['m', 'F', 'C'];

/// Letters that may stand before those in a bundle: they take no value.
const PLAIN_LETTERS: &str = "aeinopqsvz";

/// Options that take the next word for their value, whatever it looks like.
const VALUED: &[&str] = &[
    "--author",
    "--date",
    "--trailer",
    "--cleanup",
    "--fixup",
    "--squash",
    "--template",
    "-t",
    "--pathspec-from-file",
];

/// Options by which an editor opens all the same.
const EDIT: &[&str] = &["--edit", "--reedit-message", "--fixup=amend", "--fixup=reword", "--edit-description"];
const EDIT_LETTERS: &[char] = &['e', 'c'];

/// Options that ask for each change; one of the answers opens an editor.
const ASKING: &[&str] = &["--patch", "--interactive"];
const ASKING_LETTERS: &[char] = &['p', 'i'];

/// Answers to such a question that open none.
const ANSWERS: &[&str] = &["y", "n", "a", "d", "q", "s", "j", "k", "J", "K", ""];

/// What is handed over to a command on its standard input.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Fed {
    /// Nothing.
    #[default]
    Nothing,
    /// Answers to questions of git's, written out.
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
        let by_pipe = if invocation.context.piped_in { Self::Anything } else { Self::Nothing };
        by_redirection.max().unwrap_or_default().max(by_pipe)
    }
}

/// Whether git may open an editor in this call, for what is handed over.
pub(super) fn opens(call: &Call, effects: &[Effect], fed: Fed) -> bool {
    use EffectKind as K;
    if fed == Fed::Nothing {
        return false;
    }
    let does = |kinds: &[K]| effects.iter().any(|effect| kinds.contains(&effect.kind));
    let merges = [K::VcsMerge, K::VcsCherryPick, K::VcsRevert, K::VcsBranchConfigure];
    let writes = [K::VcsCommit, K::VcsAmend];
    let signs = has(&call.args, &["--annotate", "--sign", "--local-user"], &['a', 's', 'u']) && does(&[K::VcsTag]);
    let edits = has(&call.args, EDIT, EDIT_LETTERS);
    let git = call.program.known() == Some("git");
    let stages = [K::VcsStage, K::VcsStageTracked, K::VcsUnstage, K::VcsRestore, K::VcsStash, K::VcsResetMixed];
    let asks = fed == Fed::Anything && has(&call.args, ASKING, ASKING_LETTERS) && (does(&stages) || does(&writes));
    let known = [writes.as_slice(), &merges, &[K::VcsTag]].concat();
    git && (asks || edits && does(&known) || !has_message(&call.args) && (signs || does(&writes)))
}

/// Whether a message is given for certain.
fn has_message(args: &[Arg]) -> bool {
    let before = std::iter::once("").chain(args.iter().map(|arg| arg.text.as_str()));
    args.iter().zip(before).filter(|(_, before)| !VALUED.contains(before)).any(|(arg, _)| {
        let bundle = arg.text.strip_prefix('-').map(|rest| rest.trim_start_matches(|c| PLAIN_LETTERS.contains(c)));
        MESSAGE.iter().any(|option| arg.text.starts_with(option))
            || bundle.is_some_and(|rest| rest.starts_with(MESSAGE_LETTERS))
    })
}

/// Whether one of these options may be among the arguments.
fn has(args: &[Arg], options: &[&str], letters: &[char]) -> bool {
    args.iter().any(|arg| {
        let bundle = arg.text.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        options.iter().any(|option| arg.text.starts_with(option)) || bundle.is_some_and(|rest| rest.contains(letters))
    })
}
