//! Words of a command line as arguments of a program.

use super::wide::folder_of_all;
use crate::model::{
    Attribute, Effect, EffectKind, Form, Invocation, Part, Printed, Redirection, Subject, Word, Wrapping,
};
pub(super) use crate::shell::START;
use crate::shell::{Arg, COUNT, Call, Dynamic, NUMBER, SUM, hands_on};

/// Stands for the root of the work tree at the start of a path; no word of a shell has it.
pub(super) const TOPLEVEL: &str = "\0toplevel";

/// Stands before a path that a shell takes for one word only where the folder that it begins with has a plain name.
pub(super) const BARE: &str = "\0bare";

/// A message as a person would write it.
pub(super) fn shown(message: &str) -> String {
    let message = [NUMBER, COUNT, SUM].iter().fold(message.replace(BARE, ""), |text, sign| text.replace(sign, "N"));
    message.replace(START, "$PWD").replace(TOPLEVEL, "$(git rev-parse --show-toplevel)")
}

/// A word as an argument. `$HOME` and `$PWD` at the start are paths that can be resolved.
pub(super) fn arg(word: &Word) -> Arg {
    if let Some(value) = &word.value {
        return Arg::literal(value.clone(), word.span);
    }
    if let Some(pattern) = &word.glob {
        let glob = Arg::glob(pattern.clone(), word.span);
        let dynamic = glob.dynamic.map(|dynamic| Dynamic { many: !word.single, ..dynamic });
        return Arg { dynamic, ..glob };
    }
    if let Some(pattern) = below_home(word) {
        return Arg::glob(pattern, word.span);
    }
    match figured(word).or_else(|| started(&word.parts)) {
        Some(path) if !word.splits => Arg::literal(path, word.span),
        _ => Arg {
            text: word.prefix.clone(),
            dynamic: Some(Dynamic {
                dash: word.dash,
                many: word.splits,
                form: Form::Dynamic,
                revision: word.is_revision(),
                printed: false,
            }),
            span: word.span,
        },
    }
}

/// Text with numbers in it that nobody knows yet, where it can't be an option for one of them.
fn figured(word: &Word) -> Option<String> {
    let figure = |part: &Part| match part {
        Part::Number => Some(NUMBER),
        Part::Count => Some(COUNT),
        Part::Sum => Some(SUM),
        _ => None,
    };
    match word.parts.as_slice() {
        [] | [_] => return None,
        [Part::Literal(sign), Part::Number | Part::Count] if matches!(sign.as_str(), "-" | "+") => {
            return Some(format!("{sign}1"));
        }
        [Part::Literal(text), ..] if text.starts_with('-') && !text.contains('=') => return None,
        [Part::Sum, Part::Literal(rest), ..] if rest.starts_with(',') => {}
        [Part::Sum, ..] => return None,
        _ => {}
    }
    let text = |part: &Part| match part {
        Part::Literal(text) => Some(text.clone()),
        part => figure(part).map(str::to_owned),
    };
    word.parts.iter().map(text).collect::<Option<String>>().filter(|text| text.contains('\0'))
}

/// A pattern that the shell expands lists the folder that it begins with, whatever becomes of the names.
pub(super) fn expanded(args: impl Iterator<Item = Arg>) -> impl Iterator<Item = Effect> {
    let globs = args.filter(|arg| arg.dynamic.is_some_and(|dynamic| dynamic.form == Form::Glob));
    globs.filter_map(|arg| {
        let Subject { text, span, .. } = arg.subject();
        let outward = text.starts_with(['/', '~']) || text.split('/').any(|segment| segment == "..");
        let plain = text.split('/').take_while(|segment| !segment.contains(['*', '?', '[', '\\']));
        let start = format!("{}/", plain.clone().collect::<Vec<_>>().join("/"));
        let back = text.split('/').skip(plain.count()).any(|segment| segment == "..");
        let form = if back { Form::Dynamic } else { Form::Exact };
        let listed = Effect::on(EffectKind::List, Subject { text: start, form, span });
        outward.then(|| listed.with(Attribute::Maybe))
    })
}

/// The pattern of a word that begins with the home folder or the working folder.
fn below_home(word: &Word) -> Option<String> {
    let folder = if matches!(word.parts.first(), Some(Part::Bare)) { 2 } else { 1 };
    let (start, rest) = word.parts.split_at_checked(folder)?;
    let start = started(start).filter(|_| !matches!(start, [Part::Literal(_)]))?;
    let behind = Word::new(rest.to_vec(), false, word.span).glob?;
    behind.starts_with('/').then(|| format!("{start}{behind}"))
}

/// The same, from the folder in which the script starts: the command may run in another one.
fn started(parts: &[Part]) -> Option<String> {
    let path = path(parts)?;
    let working = matches!(parts, [Part::Variable(name), ..] | [Part::Bare, Part::Variable(name), ..] if name == "PWD");
    Some(if working { path.replacen('.', START, 1) } else { path })
}

/// Text that begins with the home folder, the working folder or the root of the work tree and is literal behind it.
pub(super) fn path(parts: &[Part]) -> Option<String> {
    let (first, rest) = parts.split_first()?;
    let start = match first {
        Part::Bare => return Some(format!("{BARE}{}", path(rest)?)),
        Part::Toplevel => TOPLEVEL,
        Part::Home(user) if user.is_empty() => "~",
        Part::Variable(name) if name == "HOME" => "~",
        Part::Variable(name) if name == "PWD" => ".",
        Part::Literal(text) => text,
        _ => return None,
    };
    match rest {
        [] => Some(start.to_owned()),
        [Part::Literal(text)] if !matches!(first, Part::Literal(_)) && text.starts_with('/') => {
            Some(format!("{start}{text}"))
        }
        _ => None,
    }
}

/// What prints the names that a word stands for, if that is all that it stands for.
pub(super) fn printed(word: &Word) -> Option<&Printed> {
    match word.parts.as_slice() {
        [Part::Printed(names)] => Some(names),
        _ => None,
    }
}

/// The effects of a call to which names are handed: more than reading and overwriting needs to know which ones.
pub(super) fn known(mut effects: Vec<Effect>, call: &Call) -> Vec<Effect> {
    use EffectKind as K;
    let handed: Vec<Subject> = call.args.iter().filter(|arg| arg.is_names()).map(Arg::subject).collect();
    let listed = |subject: &Subject| handed.contains(subject);
    let plain = |effect: &Effect| {
        let kind = matches!(effect.kind, K::Read | K::List | K::Write | K::RunFormat | K::VcsStage);
        let plain = kind && effect.source.is_none();
        effect.subject.iter().chain(&effect.source).all(|subject| plain || !listed(subject))
    };
    if !effects.iter().all(plain) {
        for subject in effects.iter_mut().flat_map(|effect| effect.subject.iter_mut().chain(&mut effect.source)) {
            if listed(subject) {
                *subject = Subject { text: String::new(), form: Form::Fed, span: subject.span };
            }
        }
    }
    effects
}

/// The effects of a call of a formatter: a glob for all files of a kind below a folder is that folder.
pub(super) fn formatted(mut effects: Vec<Effect>) -> Vec<Effect> {
    if effects.iter().any(|effect| effect.kind == EffectKind::RunFormat) {
        let written = effects.iter_mut().filter(|effect| effect.kind == EffectKind::Write && effect.source.is_none());
        for subject in written.filter_map(|effect| effect.subject.as_mut()).filter(|s| s.form == Form::Exact) {
            if let Some(folder) = folder_of_all(&subject.text) {
                subject.text = folder;
            }
        }
    }
    effects
}

/// What prints the names that xargs hands over, if it hands over nothing else.
pub(super) fn listed(invocation: &Invocation) -> Option<&[Vec<String>]> {
    let [Wrapping { name, arguments, .. }] = invocation.wrappers.as_slice() else { return None };
    let whole = name == "xargs" && invocation.appended && hands_on(arguments);
    let listed = invocation.context.listed.as_deref().filter(|_| whole);
    listed.filter(|_| !invocation.redirections.iter().any(Redirection::feeds))
}
