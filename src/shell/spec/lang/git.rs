//! Git's revisions, pathspecs and settings.

use super::super::environment::harmless;
use super::super::parse::Parsed;
use super::super::value::literal;
use super::super::{Arg, Lookup, Understanding};
use crate::model::{Attribute, Effect, EffectKind, Form, Slot, Subject};

/// The pseudo program whose options are harmless keys of git's configuration.
const KEYS: &str = "=git";

/// A revision; `REV:PATH` reads a path out of history.
pub(in super::super) fn rev(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    for kind in &slot.effects {
        out.add(Effect::on(*kind, arg.subject()));
    }
    if arg.is_revision() {
        return;
    }
    if arg.known().is_none() {
        let subject = Subject { text: String::new(), form: Form::Dynamic, span: arg.span };
        out.add(Effect::on(EffectKind::Read, subject).with(Attribute::History).with(Attribute::Maybe));
        return;
    }
    let object = arg
        .text
        .split('^')
        .next()
        .filter(|name| (4..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_hexdigit()));
    if let Some(name) = object {
        let subject = Subject { text: name.to_owned(), form: Form::Exact, span: arg.span };
        out.add(Effect::on(EffectKind::Read, subject).with(Attribute::History).with(Attribute::Object));
    }
    // A search like `HEAD^{/fix: x}` may hold colons: what follows the last one may be a path as well.
    // `:/TEXT` searches messages.
    let searched = |path: &&str| !(arg.text.starts_with(":/") && path.starts_with('/'));
    let first = arg.text.split_once(':').map(|(_, path)| path);
    let last = arg.text.rsplit_once(':').map(|(_, path)| path);
    for path in [first, last.filter(|_| first != last)].into_iter().flatten().filter(searched) {
        let path = path.strip_prefix(['0', '1', '2', '3']).and_then(|p| p.strip_prefix(':')).unwrap_or(path);
        let subject = Subject { text: path.to_owned(), form: Form::Exact, span: arg.span };
        out.add(Effect::on(EffectKind::Read, subject).with(Attribute::History));
    }
}

/// What is printed of commits or refs. A placeholder of a signature runs the program that verifies it.
pub(in super::super) fn format(arg: &Arg, out: &mut Understanding) {
    match arg.known() {
        Some(text) if verifies(text) => {
            out.add(Effect::bare(EffectKind::RunScript));
        }
        Some(_) => {}
        None => {
            out.not(arg.span, "a format that is not known before it runs may have signatures verified: write it out")
        }
    }
}

/// Whether a format, or a key to sort by, names a signature.
fn verifies(text: &str) -> bool {
    let key = |field: &str| field.trim_start_matches(['-', '*']).starts_with("signature");
    text.contains("%G") || text.contains("%(signature") || text.contains("%(*signature") || text.split(',').any(key)
}

/// What git tries where something is no revision for certain: a path, with its magic if it has some.
pub(in super::super) fn path_instead(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if arg.prefix().starts_with(':') {
        let read = slot.bare();
        return pathspec(&read, arg, out);
    }
    out.add(Effect::on(EffectKind::Read, arg.subject()).with(Attribute::Maybe).with(Attribute::Pathspec));
}

/// A pathspec: long magic that is known, short magic, or a pattern.
pub(in super::super) fn pathspec(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    let (mut text, mut attributes) = (arg.text.as_str(), Vec::new());
    if let Some(rest) = text.strip_prefix(":(") {
        let Some((magic, path)) = rest.split_once(')') else {
            out.not(arg.span, "a pathspec whose magic does not end");
            return;
        };
        for word in magic.split(',') {
            match word {
                "exclude" => attributes.push(Attribute::Exclude),
                "top" | "glob" | "icase" | "literal" | "" => {}
                _ => out.not(arg.span, format!("unknown pathspec magic `{word}`")),
            }
        }
        text = path;
        attributes.push(Attribute::Pathspec);
    } else if let Some(rest) = text.strip_prefix(':') {
        text = rest.trim_start_matches(['!', '^', '/']);
        let magic = rest.strip_suffix(text).unwrap_or_default();
        if magic.contains(['!', '^']) {
            attributes.push(Attribute::Exclude);
        }
        // A second colon ends the magic.
        text = text.strip_prefix(':').unwrap_or(text);
        attributes.push(Attribute::Pathspec);
    }
    let mut subject = Subject { text: text.to_owned(), ..arg.subject() };
    let top = attributes.contains(&Attribute::Pathspec);
    if subject.form == Form::Exact && (top || text.contains(['*', '?', '['])) {
        // Git itself matches the pattern, at the top or in any letter case where magic says so.
        attributes.push(Attribute::Pathspec);
        subject.form = Form::Glob;
    }
    let kinds: &[EffectKind] = if slot.effects.is_empty() { &[EffectKind::Read] } else { &slot.effects };
    for kind in kinds {
        let effect = Effect::on(*kind, subject.clone());
        out.add(attributes.iter().fold(effect, |effect, attribute| effect.with(*attribute)));
    }
}

/// A search in more than git tracks comes upon whatever is on the disk.
pub(in super::super) fn searched(parsed: &Parsed<'_>, out: &mut Understanding) {
    let more = ["--no-index", "--untracked"].iter().any(|name| parsed.has(name));
    for effect in out.effects.iter_mut().filter(|effect| more && effect.kind == EffectKind::Read) {
        if let Some(subject) = effect.subject.as_mut().filter(|subject| subject.form == Form::Glob) {
            subject.form = Form::Found;
            effect.attributes.remove(&Attribute::Pathspec);
        }
    }
}

/// Pathspecs that only exclude stand for everything else, from the folder or from the root.
pub(in super::super) fn excluding(out: &mut Understanding) {
    let apart = |effect: &Effect| effect.attributes.contains(&Attribute::Exclude);
    let named = |effect: &&Effect| effect.subject.is_some() && !effect.attributes.contains(&Attribute::History);
    let (excluded, included): (Vec<&Effect>, Vec<&Effect>) =
        out.effects.iter().filter(named).partition(|effect| apart(effect));
    let alone = excluded.into_iter().filter(|effect| !included.iter().any(|other| other.kind == effect.kind));
    let rest = alone.map(|effect| {
        let everything = effect.subject.clone().map(|s| Subject { text: ".".to_owned(), form: Form::Exact, ..s });
        let mut effect = Effect { subject: everything, ..effect.clone() };
        effect.attributes.remove(&Attribute::Exclude);
        effect.with(Attribute::Pathspec)
    });
    let rest: Vec<Effect> = rest.collect();
    rest.into_iter().for_each(|effect| out.add(effect));
}

/// Patterns beside `REV:FOLDER` count from that folder.
pub(in super::super) fn in_trees(parsed: &Parsed<'_>, out: &mut Understanding) {
    let tree = |arg: &Arg| arg.text.find(':').is_some_and(|at| at > 0);
    let reads = |effect: &Effect| effect.attributes.contains(&Attribute::History) && effect.subject.is_some();
    if !parsed.positionals.iter().any(tree) || !out.effects.iter().any(reads) {
        return;
    }
    let subjects = out.effects.iter().filter(|effect| effect.attributes.contains(&Attribute::Pathspec));
    let patterns = subjects.filter_map(|effect| effect.subject.as_ref()).filter(|subject| subject.form == Form::Glob);
    for span in patterns.map(|subject| subject.span).collect::<Vec<_>>() {
        out.not(
            span,
            "a pattern counts from the folder of a commit that stands beside it: write the whole path instead",
        );
    }
}

/// `-t origin/NAME` without a name of its own: the branch that is made and checked out is called `NAME`.
pub(in super::super) fn tracked(parsed: &Parsed<'_>, out: &mut Understanding) {
    if !["-t", "--track"].iter().any(|name| parsed.has(name)) {
        return;
    }
    for effect in out.effects.iter_mut().filter(|effect| effect.kind == EffectKind::VcsSwitch) {
        let Some(subject) = effect.subject.as_mut().filter(|s| parsed.positionals.iter().any(|p| p.subject() == **s))
        else {
            continue;
        };
        let remote = subject.text.strip_prefix("refs/").unwrap_or(&subject.text);
        let remote = remote.strip_prefix("remotes/").unwrap_or(remote);
        let Some((_, name)) = remote.split_once('/').filter(|_| subject.form == Form::Exact) else { continue };
        subject.text = name.to_owned();
        effect.attributes.remove(&Attribute::Maybe);
    }
}

/// What is unstaged by another commit than the current one: the index gets what stands there. Where it stays while the branch
/// moves, it holds all that differs from there.
pub(in super::super) fn indexed(parsed: &Parsed<'_>, out: &mut Understanding) {
    let source = parsed.hits.iter().find(|hit| ["-s", "--source"].contains(&hit.name));
    let reset = out.effects.iter().any(|effect| effect.kind == EffectKind::VcsResetMixed);
    let commit = source.and_then(|hit| hit.values.first()).or(parsed.positionals.first().filter(|_| reset));
    let Some(commit) = commit.filter(|arg| !matches!(arg.known(), Some("HEAD" | "@"))) else { return };
    let source = Some(commit.subject());
    if reset && parsed.has("--soft") {
        out.effects.insert(0, Effect { source, ..Effect::bare(EffectKind::VcsStage) });
        return;
    }
    let unstaged = out.effects.iter().filter(|effect| effect.kind == EffectKind::VcsUnstage);
    let staged = unstaged.map(|effect| Effect { kind: EffectKind::VcsStage, source: source.clone(), ..effect.clone() });
    let staged: Vec<Effect> = staged.collect();
    let is_path = staged.iter().any(|effect| effect.subject.as_ref() == Some(&commit.subject()));
    staged.into_iter().filter(|_| !is_path).for_each(|effect| out.add(effect));
}

/// `-c KEY=VALUE`: only harmless keys.
pub(in super::super) fn setting(arg: &Arg, lookup: &Lookup<'_>, out: &mut Understanding) {
    if arg.known().is_none() && !arg.prefix().contains('=') {
        literal(arg, out);
        return;
    }
    let name = arg.prefix().split('=').next().unwrap_or_default().to_owned();
    let given = arg.without(&name).and_then(|rest| rest.without("=")).unwrap_or_else(|| Arg::literal("true", arg.span));
    let key = name.to_ascii_lowercase();
    if !harmless(KEYS, &key, &given, lookup, out) {
        out.add(Effect::on(EffectKind::VcsConfigWrite, Subject { text: key.clone(), ..arg.subject() }));
        out.not(arg.span, format!("git's setting `{key}` is not known to be harmless"));
    }
}

/// A key that is read or written.
pub(in super::super) fn key(slot: &Slot, arg: &Arg, out: &mut Understanding) {
    if !literal(arg, out) {
        return;
    }
    let key = arg.text.to_ascii_lowercase();
    let secret = ["credential", "http", "url", "token", "pass", "secret", "oauth", "extraheader"];
    let writes = slot.effects.contains(&EffectKind::VcsConfigWrite);
    // The address of a remote is what `git remote -v` shows.
    let address = key.starts_with("remote.") && (key.ends_with(".url") || key.ends_with(".pushurl"));
    if secret.iter().any(|word| key.contains(word)) && (writes || !address) {
        out.does(if writes { EffectKind::Credential } else { EffectKind::VcsConfigDump });
    }
    if key == "core.hookspath" && slot.effects.contains(&EffectKind::VcsConfigWrite) {
        out.does(EffectKind::VcsHooksSkip);
    }
    for kind in &slot.effects {
        out.add(Effect::on(*kind, Subject { text: key.clone(), ..arg.subject() }));
    }
}
