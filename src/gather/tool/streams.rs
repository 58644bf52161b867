//! Streams by their names: code that a program takes from one, and files that are opened anew through one.

use super::walk::absolute;
use crate::model::{Effect, EffectKind, Form, Redirection, RedirectionKind, Script};

/// Whether the stream of this absolute path may be any file that somebody has opened: a write would open it anew, and
/// with other rights. Standard output and errors are what they are, as [`takes_over`] sees to.
pub(super) fn is_reopened(path: &str) -> bool {
    let other = |fd: &str| fd.bytes().all(|b| b.is_ascii_digit()) && !matches!(fd, "1" | "2");
    let name = path.strip_prefix("/dev/").or_else(|| path.strip_prefix("/proc/self/"));
    name.is_some_and(|name| name == "stdin" || name.strip_prefix("fd/").is_some_and(other))
}

/// Whether the script opens a file for reading under a number of its own.
pub(super) fn keeps_open(script: &Script) -> bool {
    let kept = |redirection: &Redirection| match redirection.kind {
        RedirectionKind::Read | RedirectionKind::ReadWrite => redirection.fd.is_some_and(|fd| fd > 0),
        RedirectionKind::Duplicate => redirection.fd != Some(0) && names(redirection, "0"),
        _ => false,
    };
    script.invocations.iter().flat_map(|invocation| &invocation.redirections).any(kept)
}

/// Whether standard output or errors may become a file that was opened for reading. `kept`: the call has such files.
pub(super) fn takes_over(redirection: &Redirection, kept: bool) -> bool {
    let output = matches!(redirection.fd, Some(1 | 2));
    let own = ["1", "2"].iter().any(|own| names(redirection, own));
    output
        && match redirection.kind {
            RedirectionKind::Read | RedirectionKind::ReadWrite => true,
            RedirectionKind::Duplicate => names(redirection, "0") || kept && !own,
            _ => false,
        }
}

fn names(redirection: &Redirection, fd: &str) -> bool {
    let target = redirection.target.as_ref().and_then(|target| target.value.as_deref());
    target.is_some_and(|target| target.trim_end_matches('-') == fd)
}

/// Code that comes through a pipe or a process substitution, not from a file that somebody could read.
pub(super) fn handed_over(mut effect: Effect, piped: bool) -> Effect {
    use EffectKind as K;
    let code = matches!(effect.kind, K::RunInline | K::RunScript | K::RunConfig);
    let over = match stream(&effect) {
        Some(Stream::Standard) => piped,
        Some(Stream::Other) => true,
        None => piped && effect.subject.is_none(),
    };
    if code && over {
        effect.kind = K::RunPiped;
    }
    effect
}

/// Whether the subject is a word that comes through a pipe: it names files, and is none.
pub(super) fn is_fed(effect: &Effect) -> bool {
    effect.subject.as_ref().is_some_and(|subject| subject.form == Form::Fed)
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stream {
    /// Standard input.
    Standard,
    /// A file by its number.
    Other,
}

/// The stream that the subject is by its name alone: the folder does not matter to it.
pub(super) fn stream(effect: &Effect) -> Option<Stream> {
    let text = effect.subject.as_ref()?.text.as_str();
    if matches!(text, "" | "-") {
        return Some(Stream::Standard);
    }
    let path = text.starts_with('/').then(|| absolute("/", text))?;
    let process = path.strip_prefix("/proc/").and_then(|rest| rest.split_once('/')).map(|(_, rest)| rest);
    let number = path.strip_prefix("/dev/").or(process)?;
    match number {
        "stdin" | "fd/0" => Some(Stream::Standard),
        "fd" => Some(Stream::Other),
        _ => number.starts_with("fd/").then_some(Stream::Other),
    }
}
