//! From a call to its understanding.

use super::assign::{assign, default_of};
use super::folders::Folders;
use super::handing::tasks;
use super::modes::{applies, more_than_a_path, settled};
use super::parse::{Hit, Parsed, Table, parse};
use super::signs::{anywhere, folder, handed, is_plain};
use super::value::{absent, literal, value};
use super::{Arg, Call, Lookup, Nested, Understanding, environment, kept, lang, nested, settings, twins};
use crate::model::{Attribute, CommandSpec, Count, Effect, EffectKind, Mode, Slot, Span, Style, ValueKind};

/// More arguments than this are not read.
const MOST_ARGS: usize = 20_000;

/// What `call` does, by the specification of its program. One level: nested commands are handed back.
#[must_use]
pub fn understand(call: &Call, lookup: &Lookup<'_>) -> Understanding {
    whole(call, lookup).distinct()
}

fn whole(call: &Call, lookup: &Lookup<'_>) -> Understanding {
    let mut out = Understanding::default();
    for (name, given) in &call.assignments {
        environment::assign(name, given, lookup, &mut out);
    }
    let whole = call.program.span;
    let Some(program) = call.program.known() else {
        out.not(whole, "which program runs is not known before it runs");
        return out;
    };
    if program.starts_with(environment::PROGRAM) {
        out.not(whole, format!("`{program}` is no program"));
        return out;
    }
    let Some(spec) = lookup(program) else {
        let why = match program.contains('/') {
            true => format!("`{program}` is a program given by its path; which one it is can't be known"),
            false => format!("no specification for the program `{program}`"),
        };
        out.not(whole, why);
        return out;
    };
    if call.args.len() > MOST_ARGS {
        out.not(whole, format!("more than {MOST_ARGS} arguments"));
        return out;
    }
    let mut args = call.args.clone();
    if call.more {
        args.push(Arg::fed(true, whole));
    }
    let mut reading = Reading::of(program, &spec, lookup, whole);
    reading.command(&spec, &args, &Table::default(), true);
    let Reading { folders, here, out: mut own, .. } = reading;
    if here == Understanding::default() && own.effects.is_empty() && own.unknown.is_empty() && own.nested.is_empty() {
        own.does(EffectKind::Output);
    }
    out.include(own, folders.all());
    out.include(here, folders.working());
    out
}

/// A call that is being read.
pub(super) struct Reading<'l> {
    pub(super) lookup: &'l Lookup<'l>,
    pub(super) whole: Span,
    program: &'l str,
    /// Whether a second folder counts from the first.
    descending: bool,
    /// Whether a task gets only plain words of those in front of `--`.
    pub(super) keeping: bool,
    folders: Folders,
    /// What counts from the working folder.
    here: Understanding,
    pub(super) out: Understanding,
}

impl<'l> Reading<'l> {
    fn of(program: &'l str, spec: &CommandSpec, lookup: &'l Lookup<'l>, whole: Span) -> Self {
        let (here, out) = <(Understanding, Understanding)>::default();
        let Style { descending, keeping, .. } = spec.style;
        Self { lookup, whole, program, descending, keeping, folders: Folders::default(), here, out }
    }

    pub(super) fn command<'s>(&mut self, spec: &'s CommandSpec, args: &[Arg], inherited: &Table<'s>, root: bool) {
        if asks_for_help(spec, args, root) {
            self.out.does(EffectKind::Output);
            return;
        }
        let table = inherited.clone().with(spec);
        let style = spec.style;
        if style.response {
            self.responses(args);
        }
        self.keeping |= style.keeping;
        let args = &match style {
            Style { old: true, .. } => unbundled(args, &table),
            Style { keeping: true, .. } => kept::own_first(args, &table),
            Style { slashed: true, .. } => kept::dashed(args, &table),
            _ => args.to_vec(),
        };
        if !spec.commands.is_empty() {
            let mut tried = Understanding::default();
            let parsed = parse(args, &table, style, spec.after.is_some(), true, &mut tried);
            let word = parsed.positionals.first();
            if let Some(sub) = word.and_then(Arg::known).and_then(|word| spec.command(word)) {
                self.out.unknown.append(&mut tried.unknown);
                let mode = spec.modes.iter().find(|mode| !mode.options.is_empty() && applies(mode, &parsed));
                self.hits(&parsed, mode);
                let inherited = if style.inherit { table } else { Table::default() };
                let sibling = sub.options_of.as_deref().and_then(|name| spec.command(name));
                let inherited = sibling.into_iter().fold(inherited, Table::with);
                let rest = parsed.positionals.get(1..).unwrap_or_default();
                let rest = if parsed.after.is_empty() { rest } else { &[rest, &parsed.after].concat() };
                return self.command(sub, rest, &inherited, false);
            }
            if let Some(word) = word.filter(|_| spec.positionals.is_none()) {
                self.out.not(word.span, format!("unknown sub-command `{}`", word.text));
                return;
            }
        }
        let parsed = parse(args, &table, style, spec.after.is_some(), false, &mut self.out);
        self.parsed(spec, &parsed);
        if let Some(other) = twins::other(spec, args, &table, &parsed, &mut self.out) {
            self.parsed(spec, &other);
        }
        if let Some(after) = spec.after.as_deref().filter(|_| !parsed.after.is_empty()) {
            let slots = after.positionals.iter().flatten();
            if let Some(slot) = slots.take(1).find(|_| spec.meets_names(|name| parsed.has(name))) {
                let paths = [parsed.positionals.as_slice(), &parsed.after].concat();
                lang::copies::meet(&[(slot, paths)], &parsed, &mut self.out);
            }
            let tasks = tasks(spec, &parsed);
            self.after(after, &tasks, &parsed.after);
        }
        lang::git::indexed(&parsed, &mut self.out);
        lang::git::excluding(&mut self.out);
        lang::git::searched(&parsed, &mut self.out);
        lang::git::in_trees(&parsed, &mut self.out);
    }

    pub(super) fn parsed(&mut self, spec: &CommandSpec, parsed: &Parsed<'_>) {
        let mode = spec.modes.iter().find(|mode| applies(mode, parsed));
        settled(spec, mode, parsed, self.whole, &mut self.out);
        self.hits(parsed, mode);
        self.leaf(spec, mode, parsed);
    }

    /// Files of arguments: what they hold is not known.
    fn responses(&mut self, args: &[Arg]) {
        for arg in args {
            if let Some(file) = arg.without("@") {
                self.out.add(Effect::on(EffectKind::Read, file.subject()));
                self.out.not(arg.span, "more arguments come from a file");
            }
        }
    }

    /// The effects of a command whose options are read.
    pub(super) fn leaf(&mut self, spec: &CommandSpec, mode: Option<&Mode>, parsed: &Parsed<'_>) {
        let chosen = parsed.hits.iter().any(|hit| hit.slot.is_some_and(|slot| slot.kind.takes_rest()));
        if !spec.commands.is_empty() && mode.is_none() && spec.positionals.is_none() && spec.effects.is_none() {
            self.out.not(self.whole, "a sub-command is missing");
            return;
        }
        let effects = mode.and_then(|mode| mode.effects.as_ref()).or(spec.effects.as_ref());
        for kind in effects.into_iter().flatten() {
            self.out.does(*kind);
        }
        let slots = mode.and_then(|mode| mode.positionals.as_ref()).or(spec.positionals.as_ref());
        let none = Vec::new();
        let slots = if chosen { &none } else { slots.unwrap_or(&none) };
        let runs = spec.style.response || effects.into_iter().flatten().any(|kind| kind.word().starts_with("run."));
        let builds = effects.into_iter().flatten().any(|kind| *kind == EffectKind::RunBuild);
        let whole = std::mem::take(&mut self.out);
        let dealt = assign(slots, parsed, self.whole, &mut self.out);
        for (slot, args) in &dealt {
            if let (true, Some(subject)) = (args.is_empty(), default_of(slot, self.whole)) {
                absent(slot, &subject, &mut self.out);
            }
            for arg in args.iter().filter(|_| runs && is_file(slot)) {
                more_than_a_path(arg, builds, &mut self.out);
            }
            let text = matches!(slot.kind, ValueKind::Text | ValueKind::Word);
            let option = |arg: &&Arg| arg.prefix().starts_with('-') && arg.known() != Some("-");
            for arg in args.iter().filter(|arg| runs && text && option(arg)) {
                self.out.not(arg.span, "an option behind `--`, which another program may get");
            }
            self.values(slot, args, parsed);
        }
        if let Some(copies) = &spec.copies {
            lang::copies::complete(copies, &dealt, parsed, &mut self.out);
        }
        if spec.meets_names(|name| parsed.has(name)) {
            lang::copies::meet(&dealt, parsed, &mut self.out);
        }
        let mut positionals = std::mem::replace(&mut self.out, whole);
        if spec.follows_links(|name| parsed.has(name)) {
            let reads = |effect: &Effect| matches!(effect.kind, EffectKind::Read | EffectKind::List);
            let only = !positionals.effects.iter().any(reads);
            let met = positionals.effects.iter_mut().filter(|e| reads(e) || only && e.kind == EffectKind::Write);
            let lists = self.out.effects.iter_mut().filter(|effect| effect.kind == EffectKind::List);
            for effect in met.chain(lists).filter(|effect| effect.subject.is_some()) {
                effect.attributes.insert(Attribute::Follows);
            }
        }
        self.below(parsed, positionals);
        lang::refspec::complete(parsed, &mut self.out);
        lang::git::tracked(parsed, &mut self.out);
    }

    /// What positionals do, from the folder that an option says they count from.
    fn below(&mut self, parsed: &Parsed<'_>, positionals: Understanding) {
        let based = parsed.hits.iter().filter(|hit| hit.slot.is_some_and(|slot| slot.kind == ValueKind::Base));
        let bases: Vec<&Arg> = based.flat_map(|hit| &hit.values).collect();
        if let [_, second, ..] = bases.as_slice() {
            self.out.not(second.span, "which folder an argument counts from");
        }
        for mut effect in positionals.effects {
            effect.directory.extend(bases.iter().map(|base| base.subject()));
            self.out.add(effect);
        }
        self.out.unknown.extend(positionals.unknown);
        self.out.nested.extend(positionals.nested);
    }

    pub(super) fn hits(&mut self, parsed: &Parsed<'_>, mode: Option<&Mode>) {
        for hit in &parsed.hits {
            let Some(slot) = mode.and_then(|mode| mode.option(hit.name)).or(hit.slot) else { continue };
            let spared = slot.unless.iter().any(|name| parsed.has(name)).then(|| slot.bare());
            let slot = spared.as_ref().unwrap_or(slot);
            if slot.kind == ValueKind::Exec {
                nested::exec(hit, parsed, &mut self.out);
            } else if slot.kind == ValueKind::Flag || hit.values.is_empty() {
                for kind in &slot.effects {
                    self.out.add(Effect::bare(*kind));
                }
            }
            if !matches!(slot.kind, ValueKind::Exec | ValueKind::Replace) {
                let before = self.out.effects.len();
                self.values(slot, &hit.values, parsed);
                let folders = parsed.hits.iter().filter(|other| slot.below.iter().any(|name| name == other.name));
                for effect in self.out.effects.iter_mut().skip(before) {
                    effect.directory.extend(folders.clone().flat_map(|other| &other.values).map(Arg::subject));
                }
            }
            self.marks(hit);
        }
    }

    /// A replacement word must be known.
    fn marks(&mut self, hit: &Hit<'_>) {
        if hit.slot.is_some_and(|slot| slot.kind == ValueKind::Replace) {
            for value in &hit.values {
                literal(value, &mut self.out);
            }
        }
    }

    fn values(&mut self, slot: &Slot, args: &[Arg], parsed: &Parsed<'_>) {
        if slot.here {
            let before = std::mem::take(&mut self.out);
            self.values(&Slot { here: false, ..slot.clone() }, args, parsed);
            self.here.append(std::mem::replace(&mut self.out, before));
            return;
        }
        if matches!(slot.kind, ValueKind::Run | ValueKind::Script | ValueKind::Recipe | ValueKind::Ran) {
            self.run(slot, args);
            return;
        }
        if slot.kind == ValueKind::Again {
            let call = Call::of(&Arg::literal(self.program, self.whole), args.to_vec());
            self.out.nested.push(Nested::Command { call, directory: Vec::new() });
            return;
        }
        if slot.kind.takes_rest() {
            nested::rest(slot, args, parsed, self.lookup, &mut self.out);
            return;
        }
        for arg in args {
            match &slot.kind {
                ValueKind::Directory => self.folders.name(arg, self.descending, &mut self.out),
                ValueKind::Workspace => self.folders.work_in(arg, &mut self.out),
                ValueKind::Handed if slot.effects.contains(&EffectKind::ChangeDirectory) => {
                    handed(&slot.bare(), arg, &mut self.out);
                    match folder(arg) {
                        Some(folder) => self.folders.work_in(&folder, &mut self.out),
                        None => anywhere(&mut self.out),
                    }
                }
                ValueKind::Stripped if arg.text.starts_with(['\'', '"']) => {
                    self.out.not(arg.span, "the quotes that it begins with may vanish: begin with the program");
                }
                ValueKind::Stripped if let Some(task) = nested::task(arg) => {
                    self.out.nested.push(Nested::Script { text: task, directory: Vec::new() });
                }
                ValueKind::Shell | ValueKind::Stripped => {
                    if arg.known().is_some_and(|text| text.trim().is_empty()) {
                        self.out.not(arg.span, "an empty script: the shell reads standard input in its place");
                    } else if literal(arg, &mut self.out) {
                        self.out.nested.push(Nested::Script { text: arg.clone(), directory: Vec::new() });
                    }
                }
                ValueKind::Assignment => self.assignment(arg),
                ValueKind::Task | ValueKind::Scoped | ValueKind::Sbt if arg.prefix().contains('=') => {
                    if !is_plain(arg) {
                        self.out.not(arg.span, "a recipe's shell may take this value for more than a word");
                    }
                    self.assignment(arg);
                }
                ValueKind::Variable => environment::forget(arg, self.lookup, &mut self.out),
                ValueKind::Settings(table) => settings::settings(table, arg, self.lookup, &mut self.out),
                ValueKind::Setting => lang::git::setting(arg, self.lookup, &mut self.out),
                ValueKind::Key => lang::git::key(slot, arg, &mut self.out),
                ValueKind::Named => self.shown(slot, arg),
                ValueKind::Refspec => lang::refspec::push(arg, &mut self.out),
                _ => value(slot, arg, &mut self.out),
            }
        }
    }

    /// A setting that is printed.
    fn shown(&mut self, slot: &Slot, arg: &Arg) {
        let name = arg.known();
        if !name.is_some_and(|name| environment::harmless(environment::SETTINGS, name, arg, self.lookup, &mut self.out))
        {
            self.out.not(arg.span, "the setting is not known to hold no credential");
        }
        for kind in &slot.effects {
            self.out.add(Effect::on(*kind, arg.subject()));
        }
    }

    fn assignment(&mut self, arg: &Arg) {
        match environment::split(arg) {
            Some((name, given)) => environment::assign(name, &given, self.lookup, &mut self.out),
            None => self.out.not(arg.span, "not an assignment of a literal name"),
        }
    }
}

/// Whether the command only prints its usage or version: nothing else is asked of it.
fn asks_for_help(spec: &CommandSpec, args: &[Arg], root: bool) -> bool {
    let version = |text: &str| text == "--version" || spec.version.split_whitespace().any(|known| known == text);
    match args {
        [only] => only.known().is_some_and(|text| text == "--help" || root && version(text)),
        _ => false,
    }
}

/// `tar xzfC a.tgz out` as `tar -x -z -f a.tgz -C out`: the values stand behind the bundle, in the order of its letters.
fn unbundled(args: &[Arg], table: &Table<'_>) -> Vec<Arg> {
    let bundle = args.first().and_then(|first| Some((first.span, first.known()?.to_owned())));
    let Some((span, letters)) = bundle.filter(|(_, first)| !first.starts_with('-')) else { return args.to_vec() };
    let mut rest = args.iter().skip(1);
    let mut apart = Vec::new();
    for letter in letters.chars() {
        let option = format!("-{letter}");
        let slot = table.find(&option).and_then(|(_, slot)| slot);
        let takes = slot.is_some_and(|slot| slot.kind != ValueKind::Flag && slot.count != Count::Optional);
        apart.push(Arg::literal(option, span));
        if takes {
            apart.extend(rest.next().cloned());
        }
    }
    apart.into_iter().chain(rest.cloned()).collect()
}

const fn is_file(slot: &Slot) -> bool {
    matches!(slot.kind, ValueKind::Read | ValueKind::Write)
}
