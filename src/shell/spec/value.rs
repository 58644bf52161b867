//! What a value means: its effects, by its kind.

use super::figures::sample;
use super::passed::passed;
use super::{Arg, Understanding};
use super::{elsewhere, lang, settings, signs};
use crate::model::{Attribute, Effect, EffectKind, Form, Slot, Subject, ValueKind};

/// Adds what `arg` in `slot` does.
pub(super) fn value(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let kind = &slot.kind;
    if let Some(own) = kind.own_effect() {
        path(&[own], slot, arg, out);
        return;
    }
    match kind {
        ValueKind::Text | ValueKind::Pattern | ValueKind::Found => on_each(slot, arg, out),
        ValueKind::Said => said(slot, arg, out),
        ValueKind::Path | ValueKind::Base => path(&[], slot, arg, out),
        ValueKind::Paths => paths(slot, arg, out),
        ValueKind::Behind => match arg.known().and_then(|text| text.split_once(':')) {
            Some((before, place)) => {
                parts(slot, &Arg::literal(before, arg.span), out);
                path(&[], slot, &Arg::literal(place, arg.span), out);
            }
            None => path(&[], slot, arg, out),
        },
        ValueKind::Archive => elsewhere::archive(slot, arg, out),
        ValueKind::Repository => elsewhere::repository(slot, arg, out),
        ValueKind::Prefix => prefix(EffectKind::Write, slot, arg, out),
        ValueKind::Start if arg.text.ends_with('/') => path(&[EffectKind::Read], slot, arg, out),
        ValueKind::Start => prefix(EffectKind::Read, slot, arg, out),
        ValueKind::Names => names(slot, arg, out),
        ValueKind::Directory | ValueKind::Workspace => {}
        ValueKind::Number => number(slot, arg, out),
        ValueKind::Atom => signs::atom(slot, arg, out),
        ValueKind::Property => signs::property(slot, arg, out),
        ValueKind::Switch => settings::switch(slot, arg, out),
        ValueKind::Memory => settings::memory(arg, out),
        ValueKind::Local => settings::local(slot, arg, out),
        ValueKind::Plain => signs::plain(slot, arg, out),
        ValueKind::Flat => signs::flat(slot, arg, out),
        ValueKind::Warning => signs::warning(slot, arg, out),
        ValueKind::Inert => signs::inert(slot, arg, out),
        ValueKind::Address => signs::address(slot, arg, out),
        ValueKind::Quoted => signs::quoted(slot, arg, out),
        ValueKind::Args => passed(arg, out),
        ValueKind::Versioned => elsewhere::versioned(slot, arg, out),
        ValueKind::Handed => signs::handed(slot, arg, out),
        ValueKind::Plugin => plugin(slot, arg, out),
        ValueKind::Parts => parts(slot, arg, out),
        ValueKind::Choice(words) => choice(words, slot, arg, out),
        ValueKind::Word => {
            literal(arg, out);
            like_paths(arg, out);
            on_each(slot, arg, out);
        }
        ValueKind::Package => {
            literal(arg, out);
            on_each(slot, arg, out);
        }
        ValueKind::Task => task(slot, arg, out),
        ValueKind::Sbt if let Some(task) = settings::test_only(arg) => task_behind(slot, &task, out),
        ValueKind::Sbt => task_behind(slot, arg, out),
        ValueKind::Scoped => task_behind(slot, arg, out),
        ValueKind::Glob => glob(arg, out),
        ValueKind::Url => {
            elsewhere::local(arg, out);
            on_or(EffectKind::NetworkFetch, slot, arg, out);
        }
        ValueKind::Method if matches!(arg.known(), Some("GET" | "HEAD" | "OPTIONS")) => {}
        ValueKind::Method => on_each(slot, arg, out),
        ValueKind::Host => on_or(EffectKind::NetworkConnect, slot, arg, out),
        ValueKind::Format => lang::git::format(arg, out),
        ValueKind::Rev => lang::git::rev(slot, arg, out),
        ValueKind::RevPath => {
            lang::git::rev(slot, arg, out);
            if !arg.is_revision() {
                lang::git::path_instead(slot, arg, out);
            }
        }
        ValueKind::Branch => {
            if arg.prefix().starts_with(':') {
                let slot = Slot { effects: vec![EffectKind::VcsRestore], ..slot.clone() };
                return lang::git::pathspec(&slot, arg, out);
            }
            out.add(Effect::on(EffectKind::VcsSwitch, arg.subject()).with(Attribute::Maybe));
            let restore = Effect::on(EffectKind::VcsRestore, arg.subject());
            out.add(restore.with(Attribute::Maybe).with(Attribute::Pathspec));
        }
        ValueKind::Pathspec => lang::git::pathspec(slot, arg, out),
        ValueKind::Sed => lang::sed::script(arg, out),
        ValueKind::Awk => lang::awk::program(arg, out),
        ValueKind::Jq => lang::jq::filter(arg, out),
        ValueKind::Yq => {
            lang::jq::expression(arg, out);
            if arg.text.ends_with(".yq") {
                out.not(arg.span, "a file of expressions, where an expression is expected");
            }
            // yq takes its first argument for a file where there is one of that name.
            if arg.text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+/~".contains(&b)) {
                out.add(Effect::on(EffectKind::Read, arg.subject()).with(Attribute::Maybe));
            }
        }
        ValueKind::Code => on_or(EffectKind::RunInline, slot, arg, out),
        ValueKind::Ldflags => ldflags(arg, out),
        ValueKind::Chmod => chmod(arg, out),
        _ => out.not(arg.span, "an argument that the engine should have taken apart"),
    }
}

/// A slot's default, as if it were given.
pub(super) fn absent(slot: &Slot, subject: &Subject, out: &mut Understanding) {
    if slot.kind == ValueKind::Prefix {
        return prefix(EffectKind::Write, slot, &Arg::literal(subject.text.clone(), subject.span), out);
    }
    for kind in slot.kind.own_effect().iter().chain(&slot.effects) {
        out.add(Effect::on(*kind, subject.clone()));
    }
}

/// Text, or a file that it stands in, maybe behind `NAME=`. Curl's `%output{FILE}` writes.
fn said(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let value = arg.prefix().split_once('=').and_then(|(name, _)| arg.without(name)?.without("="));
    let value = value.as_ref().unwrap_or(arg);
    if let Some(file) = arg.without("@").or_else(|| value.without("@")) {
        return path(&[EffectKind::Read], slot, &file, out);
    }
    let open = |arg: &Arg| arg.prefix().is_empty() && arg.dynamic.is_some();
    if arg.text.contains("%output{") || open(arg) || open(value) {
        out.not(arg.span, "it may name a file");
    }
    on_each(slot, arg, out);
}

/// The program chooses the rest of the names: what they could match counts.
fn prefix(kind: EffectKind, slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    path(&[kind], &slot.bare(), arg, out);
    let escaped: String = arg
        .text
        .chars()
        .flat_map(|c| ['*', '?', '[', '{', '\\'].contains(&c).then_some('\\').into_iter().chain([c]))
        .collect();
    let names = Subject { text: format!("{escaped}*"), form: Form::Glob, span: arg.span };
    out.add(Effect::on(kind, names).with(Attribute::Pathspec));
}

pub(super) fn literal(arg: &Arg, out: &mut Understanding) -> bool {
    if arg.dynamic.is_some() {
        out.not(arg.span, "it must be literal to be understood");
    }
    arg.dynamic.is_none()
}

pub(super) fn on_each(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    for kind in &slot.effects {
        out.add(Effect::on(*kind, arg.subject()));
    }
}

fn on_or(kind: EffectKind, slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if slot.effects.is_empty() {
        out.add(Effect::on(kind, arg.subject()));
    }
    on_each(slot, arg, out);
}

pub(super) fn path(own: &[EffectKind], slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if arg.known() == Some("-") {
        // A script from standard input is code that no file holds.
        let code = [EffectKind::RunScript, EffectKind::RunConfig, EffectKind::RunRecipe];
        if slot.effects.iter().any(|kind| code.contains(kind)) {
            out.add(Effect::on(EffectKind::RunInline, arg.subject()));
        }
        return;
    }
    if arg.text.starts_with('<') {
        out.not(arg.span, "a placeholder in front of a path: write the path as it is");
    }
    if (arg.text.starts_with('{') || arg.text.contains([':', '='])) && slot.effects.contains(&EffectKind::RunConfig) {
        out.not(arg.span, "a document, where a path is expected");
    }
    let kinds: Vec<EffectKind> = own.iter().chain(&slot.effects).copied().collect();
    let makes = [EffectKind::Create, EffectKind::Replace, EffectKind::Write, EffectKind::Link, EffectKind::Extract];
    if kinds.iter().any(|kind| makes.contains(kind)) {
        if arg.is_dashed() {
            out.not(arg.span, super::arg::DASHED);
        }
        // Build tools take what stands behind such a sign for another property.
        if arg.text.contains(';') || arg.text.contains(',') && arg.text.contains('=') {
            out.not(arg.span, "a list, where a path is expected");
        }
    }
    for kind in kinds {
        out.add(Effect::on(kind, arg.subject()));
    }
}

/// Paths that stand in a file: what is done to them is known, and they are not.
fn names(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if arg.known() != Some("-") {
        out.add(Effect::on(EffectKind::Read, arg.subject()));
    }
    for kind in &slot.effects {
        out.add(Effect::on(*kind, Subject { text: String::new(), form: Form::Fed, span: arg.span }));
    }
}

fn number(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let numeric = |text: &str| {
        let hexadecimal = text.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        text.len() < 64
            && text.bytes().any(|b| b.is_ascii_digit())
            && (hexadecimal
                || text.bytes().all(|b| b.is_ascii_digit() || b"+-.,:/%kKmMgGtTpPsShHdDwWyYbBciITuUnNfF".contains(&b)))
    };
    if !arg.known().is_none_or(|text| numeric(&sample(text))) {
        out.not(arg.span, format!("`{}` is no number", arg.text));
    }
    on_each(slot, arg, out);
}

fn paths(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if literal(arg, out) {
        arg.text.split([',', ':']).for_each(|one| path(&[], slot, &Arg::literal(one, arg.span), out));
    }
}

/// A name is looked up among what is installed; a path is code.
fn plugin(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if literal(arg, out) && is_code(&arg.text) {
        out.add(Effect::on(EffectKind::RunScript, arg.subject()));
    }
    on_each(slot, arg, out);
}

/// Whether a name leads to a file: a path other than `@scope/name`, or the ending of source code, a library or settings.
pub(super) fn is_code(text: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "js", "cjs", "mjs", "jsx", "ts", "cts", "mts", "tsx", "py", "rb", "sh", "dll", "so", "json", "php", "exs",
        "lua",
    ];
    let scoped = text.strip_prefix('@').and_then(|rest| rest.split_once('/'));
    let name = scoped.map_or(text, |(_, name)| name);
    let ending = name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    name.contains(['/', '\\', '{', '(', '`']) || name.starts_with(['.', '~']) || ending
}

/// `xml:PATH`, `plain,output=PATH`, `trx;LogFileName=PATH`.
fn parts(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    for part in arg.text.split([',', ';']) {
        let (name, place) = part.split_once([':', '=']).map_or((part, None), |(name, place)| (name, Some(place)));
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)) {
            out.not(arg.span, format!("`{name}` is no plain name"));
        }
        if let Some(place) = place.filter(|place| !place.is_empty()) {
            path(&[], slot, &Arg::literal(place, arg.span), out);
        }
    }
}

fn choice(words: &[String], slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let listed = words.first().is_some_and(|word| word == ",");
    let fits = |text: &str| {
        if listed {
            let mut items = text.split([',', ' ']).filter_map(|item| item.split(['=', ':']).next());
            return !text.contains(['$', '`']) && items.all(|item| words.iter().any(|word| word == item));
        }
        words.iter().any(|word| match word.strip_suffix('*') {
            // A blank would begin another option, a dollar sign what somebody expands; behind `+` stands a format.
            Some(start) => {
                let more = |c: char| c.is_whitespace() || "$`".contains(c);
                let fits = |rest: &str| start.starts_with('+') || !rest.contains(more);
                text.strip_prefix(start).is_some_and(fits)
            }
            None => text == word,
        })
    };
    // The folder of the script in front makes the same path.
    let here = |text: &str| text.strip_prefix(super::START).map(|rest| rest.trim_start_matches('/').to_owned());
    let path = slot.effects.contains(&EffectKind::RunPath);
    let own =
        arg.known().filter(|_| path).and_then(here).map(|rest| if rest.is_empty() { ".".to_owned() } else { rest });
    match own.as_deref().or(arg.known()) {
        Some(text) if fits(text) => on_each(slot, arg, out),
        Some(text) => out.not(arg.span, format!("`{text}` is none of: {}", near(words, text))),
        None => {
            literal(arg, out);
        }
    }
}

/// The words of a choice, or of many those that begin most like `text`.
fn near(words: &[String], text: &str) -> String {
    const MOST: usize = 12;
    if words.len() <= MOST {
        return words.join(", ");
    }
    let alike = |word: &&String| word.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
    let mut nearest: Vec<&String> = words.iter().collect();
    nearest.sort_by_key(|word| std::cmp::Reverse(alike(word)));
    let shown: Vec<&str> = nearest.into_iter().take(3).map(String::as_str).collect();
    format!("{} words, the nearest {}", words.len(), shown.join(", "))
}

/// What looks like a path in a word is read, for all that is known: a path that nobody may read is no harmless word.
pub(super) fn like_paths(arg: &Arg, out: &mut Understanding) {
    let parts = arg.text.split([',', '=', ':', ';', ' ']).filter(|_| !arg.text.contains("://"));
    for part in parts.filter(|part| part.starts_with(['/', '.', '~']) || part.contains("../")) {
        out.add(Effect::on(EffectKind::Read, Subject { text: part.to_owned(), form: Form::Exact, span: arg.span }));
    }
}

/// Some take a path for the folder that holds the tasks and the name of one.
fn leads_away(arg: &Arg) -> bool {
    arg.text.starts_with(['/', '~']) || arg.text.split('/').any(|part| matches!(part, "." | ".."))
}

/// The task behind its scope.
fn task_behind(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    match arg.known().filter(|_| !leads_away(arg)).and_then(|text| text.rsplit_once(['/', ':'])) {
        Some((_, last)) => task(slot, &Arg::literal(last, arg.span), out),
        None => task(slot, arg, out),
    }
}

/// A name of a task: plain words. `NAME=VALUE` is an assignment and was taken apart before.
fn task(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:/@+,^*#%~".contains(&b));
    if leads_away(arg) || !arg.known().is_none_or(plain) {
        out.not(arg.span, format!("`{}` is no plain name of a task", arg.text));
    }
    on_or(EffectKind::RunTask, slot, arg, out);
}

/// `--include=GLOB`: the content of all files of that name, below wherever the search goes.
fn glob(arg: &Arg, out: &mut Understanding) {
    if arg.dynamic.is_some_and(|d| d.form != Form::Glob) {
        out.add(Effect::on(EffectKind::Read, Subject { form: Form::Dynamic, ..arg.subject() }));
    } else if !arg.text.starts_with('!') {
        let text = if arg.text.starts_with('/') { format!("**{}", arg.text) } else { format!("**/{}", arg.text) };
        out.add(Effect::on(EffectKind::Read, Subject { text, form: Form::Found, span: arg.span }));
    }
}

fn chmod(arg: &Arg, out: &mut Understanding) {
    let Some(mode) = arg.known() else {
        literal(arg, out);
        return;
    };
    let plain = match mode.strip_prefix('0').unwrap_or(mode) {
        octal if !octal.is_empty() && octal.bytes().all(|b| matches!(b, b'0'..=b'7')) => octal.len() <= 3,
        _ if mode.bytes().all(|b| b"ugoarwxX+-=,".contains(&b)) => true,
        _ if mode.bytes().all(|b| b"ugoarwxXst+-=,01234567".contains(&b)) => false,
        _ => {
            out.not(arg.span, format!("`{mode}` is no mode that is understood"));
            return;
        }
    };
    if !plain {
        out.does(EffectKind::Privilege);
    }
}

fn ldflags(arg: &Arg, out: &mut Understanding) {
    let mut words = arg.text.split_whitespace();
    while let Some(word) = words.next() {
        let plain = match word {
            "-s" | "-w" => true,
            "-X" => words.next().is_some_and(|define| !define.starts_with('-') && define.contains('=')),
            _ => word.strip_prefix("-X=").is_some_and(|define| define.contains('=')),
        };
        if !plain || word.contains(['"', '\'']) {
            out.not(arg.span, format!("the linker flag `{word}` is not known to be harmless"));
            return;
        }
    }
    literal(arg, out);
}
