//! Code that a program takes from a stream.

use super::walk::absolute;
use crate::model::{Effect, EffectKind};

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
