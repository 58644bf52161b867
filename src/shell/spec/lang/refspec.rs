//! What a push pushes.

use super::super::parse::Parsed;
use super::super::{Arg, Understanding};
use crate::model::{Attribute, Effect, EffectKind, Form, Subject};

const FLAGS: &[(&str, Attribute)] = &[
    ("-f", Attribute::Force),
    ("--force", Attribute::Force),
    ("--force-with-lease", Attribute::Force),
    ("--force-if-includes", Attribute::Force),
    ("-d", Attribute::Delete),
    ("--delete", Attribute::Delete),
    ("--prune", Attribute::Delete),
    ("--all", Attribute::All),
    ("--branches", Attribute::All),
    ("--mirror", Attribute::Mirror),
    ("--tags", Attribute::Tags),
    ("-n", Attribute::DryRun),
    ("--dry-run", Attribute::DryRun),
];

/// One refspec: `[+]SOURCE[:DESTINATION]`, `:DESTINATION`, `:`.
pub(in super::super) fn push(arg: &Arg, out: &mut Understanding) {
    let (force, text) = match arg.text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, arg.text.as_str()),
    };
    let (source, destination) = text.split_once(':').map_or((text, text), |pair| pair);
    let form = arg.dynamic.map_or(Form::Exact, |_| Form::Dynamic);
    let subject = |text: &str, form| Subject { text: text.to_owned(), form, span: arg.span };
    let known_source = if text.contains(':') { Form::Exact } else { form };
    let mut effect = Effect::on(EffectKind::VcsPush, subject(destination, form));
    match (source, destination) {
        ("", "") if form == Form::Exact => {
            effect.subject = None;
            effect = effect.with(Attribute::All);
        }
        ("", _) if form == Form::Exact => effect = effect.with(Attribute::Delete),
        _ => effect.source = Some(subject(source, known_source)),
    }
    if force {
        effect = effect.with(Attribute::Force);
    }
    out.add(effect);
}

/// Says of every push the remote and what the options say; no refspec: what git is set to push.
pub(in super::super) fn complete(parsed: &Parsed<'_>, out: &mut Understanding) {
    if !out.effects.iter().any(|effect| effect.kind == EffectKind::VcsPush) {
        return;
    }
    if out
        .effects
        .iter()
        .any(|effect| effect.kind == EffectKind::VcsPush && effect.source.is_some() | effect.subject.is_some())
    {
        let bare = Effect::bare(EffectKind::VcsPush);
        out.effects.retain(|effect| *effect != bare);
    }
    for effect in out.effects.iter_mut().filter(|effect| effect.kind == EffectKind::VcsPush) {
        effect.remote = parsed.positionals.first().map(Arg::subject);
        for (name, attribute) in FLAGS {
            if parsed.has(name) {
                effect.attributes.insert(*attribute);
            }
        }
    }
}
