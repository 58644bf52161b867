//! Tells options from positionals.

use std::collections::BTreeMap;

pub(super) use super::table::Table;
use super::table::among;
use super::{Arg, Dynamic, Understanding};
use crate::model::{Count, Form, Slot, Style, ValueKind};

/// An option that is given, or a sign of an expression.
#[derive(Debug)]
pub(super) struct Hit<'s> {
    pub(super) name: &'s str,
    pub(super) slot: Option<&'s Slot>,
    pub(super) values: Vec<Arg>,
    /// Switched off by `=false`: it may not choose a mode.
    pub(super) off: bool,
    /// Preceded by `!` or `-not` in an expression.
    pub(super) negated: bool,
}

/// What the arguments are.
#[derive(Debug, Default)]
pub(super) struct Parsed<'s> {
    pub(super) hits: Vec<Hit<'s>>,
    pub(super) positionals: Vec<Arg>,
    /// The arguments after `--`, where the specification reads them apart.
    pub(super) after: Vec<Arg>,
}

impl Parsed<'_> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.hits.iter().any(|hit| !hit.off && hit.name == name)
    }
}

/// Reads arguments. `stop`: the first positional ends the options, and the rest is handed back as positionals.
pub(super) fn parse<'s>(
    args: &[Arg],
    table: &Table<'s>,
    style: Style,
    apart: bool,
    stop: bool,
    out: &mut Understanding,
) -> Parsed<'s> {
    let mut reader =
        Reader { args, next: 0, table, style, out, parsed: Parsed::default(), negated: false, behind: None };
    let (mut ended, mut divided) = (false, false);
    let mut flag = false;
    while let Some(arg) = reader.take() {
        let behind_a_flag = std::mem::take(&mut flag);
        let lone = divided && arg.known() == Some("-") && reader.option(arg);
        if lone {
            // Programs take a lone dash for the same on both sides of `--`.
        } else if ended {
            reader.parsed.positionals.push(arg.clone());
        } else if table.behind().is_some() && matches!(arg.known(), Some("-" | "--")) {
            reader.out.not(arg.span, format!("`{}` is no name and ends no options here: leave it out", arg.text));
        } else if !style.raw && arg.known() == Some("--") {
            if apart {
                reader.parsed.after = reader.rest();
                break;
            }
            (ended, divided) = (true, true);
        } else if reader.option(arg) {
            let bare = style.greedy && !arg.text.contains('=');
            flag = bare && reader.parsed.hits.last().is_some_and(|hit| hit.values.is_empty());
        } else {
            if behind_a_flag {
                reader.given_up();
            }
            reader.parsed.positionals.push(arg.clone());
            ended = stop || style.first;
            reader.behind = table.behind();
        }
    }
    reader.parsed
}

struct Reader<'a, 's, 't> {
    args: &'a [Arg],
    next: usize,
    table: &'t Table<'s>,
    style: Style,
    out: &'t mut Understanding,
    parsed: Parsed<'s>,
    negated: bool,
    /// The only options from here on.
    behind: Option<&'s BTreeMap<String, Slot>>,
}

impl<'a, 's> Reader<'a, 's, '_> {
    fn take(&mut self) -> Option<&'a Arg> {
        let arg = self.args.get(self.next)?;
        self.next += 1;
        Some(arg)
    }

    fn rest(&mut self) -> Vec<Arg> {
        let rest = self.args.get(self.next..).unwrap_or_default().to_vec();
        self.next = self.args.len();
        rest
    }

    /// What stands behind a positional that a flag took for its value.
    fn given_up(&mut self) {
        if let Some(next) = self.args.get(self.next).filter(|next| next.known().is_none_or(|t| t.starts_with('-'))) {
            self.out.not(next.span, "the program in front may take this option for its own: write `=true` behind the flag before the command");
        }
    }

    fn find(&self, name: &str) -> Option<(&'s str, Option<&'s Slot>)> {
        match self.behind {
            Some(options) => options.iter().find_map(|(names, slot)| Some((among(names, name)?, Some(slot)))),
            None => self.table.find(name),
        }
    }

    /// Whether a dashed word that is no option is a positional.
    fn is_loose(&self, word: &str) -> bool {
        let letter = || word.char_indices().nth(2).map_or(word, |(end, _)| word.split_at(end).0);
        self.style.raw || self.behind.is_some() && self.find(letter()).is_none()
    }

    /// Reads `arg` as an option, with its value; false: it is a positional.
    fn option(&mut self, arg: &'a Arg) -> bool {
        let style = self.style;
        let start = arg.prefix();
        if !start.starts_with('-') {
            if let Some(text) = arg.known() {
                if style.expression && text == "!" {
                    self.negated = true;
                    return true;
                }
                if let Some(sign) = ["(", ")", ","].into_iter().find(|sign| style.expression && *sign == text) {
                    self.hit(sign, None, Vec::new(), false);
                    return true;
                }
                return style.plus && self.plus(arg, text);
            }
            if arg.dynamic.is_some_and(|d| d.dash) && !style.inert && !style.raw {
                self.out.not(arg.span, "a dynamic word could be an option here; put it after `--` or write `./` first");
            }
            return false;
        }
        if arg.known() == Some("-") && self.find("-").is_none() {
            return false;
        }
        if style.number && arg.known().and_then(|t| t.strip_prefix('-')).is_some_and(is_count) {
            return true;
        }
        let (mut name, mut value) = split(arg, "=");
        if style.single && self.find(name).is_none() {
            let (other, behind) = split(arg, ":");
            if self.find(other).is_some() {
                (name, value) = (other, behind);
            }
        }
        let short_with_value = !style.single && name.len() == 2 && value.is_some();
        let mut found = if short_with_value { None } else { self.find(name) };
        if found.is_none() && style.single {
            found = name.strip_prefix('-').filter(|rest| rest.starts_with('-')).and_then(|rest| self.find(rest));
        }
        match found {
            Some((name, slot)) if value.is_some() || arg.known().is_some() => {
                self.long(arg, name, slot, value);
                true
            }
            _ if self.is_loose(start) => false,
            _ if style.single || start.starts_with("--") || start.len() < 2 => {
                self.out.not(arg.span, format!("unknown option `{name}`"));
                true
            }
            _ => {
                self.bundle(arg);
                true
            }
        }
    }

    /// `+20`, and `+nightly` where no numbers are options: pagers run what else stands behind a plus.
    fn plus(&mut self, arg: &'a Arg, text: &str) -> bool {
        let Some(rest) = text.strip_prefix('+') else { return false };
        if !(if self.style.number { is_count(rest) } else { is_word(rest) }) {
            self.out.not(arg.span, format!("unknown option `{text}`"));
        }
        true
    }

    fn long(&mut self, arg: &'a Arg, name: &'s str, slot: Option<&'s Slot>, value: Option<Arg>) {
        let takes = slot.filter(|slot| slot.kind != ValueKind::Flag);
        let mut off = false;
        let values = match (takes, value) {
            (None, None) => {
                off = self.worded(name);
                Vec::new()
            }
            (None, Some(value)) => {
                off = value.known() == Some("false");
                if !off && value.known() != Some("true") {
                    self.out.not(arg.span, format!("the option `{name}` takes no value"));
                }
                Vec::new()
            }
            (Some(slot), None) => self.following(arg, name, slot),
            (Some(slot), Some(value)) => self.attached(slot, name, value),
        };
        self.hit(name, slot, values, off);
    }

    /// `--flag false`: a switched-off flag to some programs, a flag and an argument to others. Whether it is off.
    fn worded(&mut self, name: &str) -> bool {
        let next = self.args.get(self.next).filter(|_| name.starts_with("--"));
        let words = if self.style.stated { ["true", "false", "null"].as_slice() } else { &["true", "false"] };
        let Some(next) = next.filter(|next| next.known().is_some_and(|word| words.contains(&word))) else {
            return false;
        };
        if self.style.stated {
            self.next += 1;
            return next.known() != Some("true");
        }
        self.out.not(next.span, format!("programs differ on a word behind `{name}`; write `{name}=` first"));
        false
    }

    /// `-la`, `-n5`, `-ofile`.
    fn bundle(&mut self, arg: &'a Arg) {
        let Some(mut rest) = arg.without("-") else { return };
        while let Some(letter) = rest.prefix().chars().next() {
            let name = format!("-{letter}");
            let Some((name, slot)) = self.find(&name) else {
                self.out.not(arg.span, format!("unknown option `{name}`"));
                return;
            };
            let Some(tail) = rest.without(letter.encode_utf8(&mut [0; 4])) else { return };
            rest = tail;
            let Some(takes) = slot.filter(|slot| slot.kind != ValueKind::Flag) else {
                if self.style.joined && !rest.text.is_empty() {
                    self.out.not(arg.span, format!("unknown option `{}`", arg.prefix()));
                }
                self.hit(name, slot, Vec::new(), false);
                continue;
            };
            if self.style.apart && !rest.text.is_empty() {
                self.out.not(arg.span, format!("the value of `{name}` stands in a word of its own"));
            }
            let values = if rest.text.is_empty() && rest.dynamic.is_none() {
                self.following(arg, name, takes)
            } else if let Some(value) = rest.without("=").filter(|_| self.style.equals) {
                self.attached(takes, name, value)
            } else if rest.text.starts_with('=') && !(self.style.inert && takes.kind == ValueKind::Text) {
                self.out.not(arg.span, format!("programs differ on `{name}=`; write the value apart"));
                Vec::new()
            } else {
                self.attached(takes, name, rest)
            };
            self.hit(name, slot, values, false);
            return;
        }
        if rest.dynamic.is_some() {
            self.out.not(arg.span, "a dynamic word is among the options");
        }
    }

    /// A value in the same word. A glob there gives several words at most, each with the same option in front.
    fn attached(&mut self, slot: &Slot, name: &str, value: Arg) -> Vec<Arg> {
        if slot.named {
            self.out.not(value.span, format!("`{name}` takes a name and a value, apart"));
        }
        let more = self.args.get(self.next).filter(|next| !next.prefix().starts_with('-'));
        if let (Count::Some, Some(more)) = (slot.count, more) {
            self.out.not(
                more.span,
                format!("`{name}` takes a list, and maybe this for a part of it; write its words apart"),
            );
        }
        let glob = value.dynamic.is_some_and(|d| d.form == Form::Glob);
        if value.many() && !glob {
            self.out.not(value.span, format!("the value of `{name}` may be several words; quote it"));
        }
        let mut values = vec![Arg { dynamic: value.dynamic.map(|d| Dynamic { many: false, ..d }), ..value }];
        if slot.kind.takes_rest() {
            values.extend(self.rest());
        }
        values
    }

    /// The value that follows as an argument of its own.
    fn following(&mut self, arg: &'a Arg, name: &str, slot: &Slot) -> Vec<Arg> {
        if slot.kind == ValueKind::Exec {
            return self.command(arg, name);
        }
        if slot.kind.takes_rest() {
            return self.rest();
        }
        if slot.count == Count::Optional {
            if self.style.bsd && self.args.get(self.next).and_then(Arg::known) == Some("") {
                self.next += 1;
            }
            let counted = self.style.counted && slot.kind == ValueKind::Number;
            let count = self.args.get(self.next).filter(|next| counted && next.known().is_some_and(is_count));
            self.next += usize::from(count.is_some());
            return count.map_or_else(|| self.reached(), |count| vec![count.clone()]);
        }
        if slot.named && self.take().is_none_or(|label| label.known().is_none()) {
            self.out.not(arg.span, format!("the name that `{name}` gives is not literal"));
        }
        let Some(value) = self.take() else {
            self.out.not(arg.span, format!("the option `{name}` lacks its value"));
            return Vec::new();
        };
        if value.many() {
            self.out.not(value.span, format!("the value of `{name}` may be several words or none; quote it"));
        } else if looks_like_an_option(slot, value) {
            self.out.not(value.span, format!("the value of `{name}` looks like an option"));
        } else if self.style.stated && value.known() == Some("null") {
            self.out.not(value.span, format!("`null` takes `{name}` back: leave both out"));
        }
        let mut values = vec![value.clone()];
        while slot.count == Count::Some
            && let Some(next) = self.args.get(self.next).filter(|next| !next.prefix().starts_with('-'))
        {
            if next.dynamic.is_some_and(|d| d.dash) {
                self.out.not(
                    next.span,
                    format!("a dynamic word may end the list of `{name}`; quote it or write `./` first"),
                );
            }
            self.next += 1;
            values.push(next.clone());
        }
        values
    }

    /// The word behind an option that may do without a value, where the program takes it for the value.
    fn reached(&mut self) -> Vec<Arg> {
        let next = self.args.get(self.next).filter(|next| self.style.reaching && !next.prefix().starts_with('-'));
        let Some(next) = next else { return Vec::new() };
        if next.dynamic.is_some_and(|d| d.dash || d.many) {
            self.out.not(next.span, "a dynamic word may be the value of the option in front, or not; write `./` first");
        }
        self.next += 1;
        vec![next.clone()]
    }

    /// The command of `-exec`, up to `;` or `{} +`; the `+` stays at the end.
    fn command(&mut self, arg: &'a Arg, name: &str) -> Vec<Arg> {
        let mut command: Vec<Arg> = Vec::new();
        while let Some(word) = self.take() {
            match word.known() {
                Some(";") => return command,
                Some("+") if command.last().and_then(Arg::known) == Some("{}") => {
                    command.push(word.clone());
                    return command;
                }
                _ => command.push(word.clone()),
            }
        }
        self.out.not(arg.span, format!("the command of `{name}` does not end in `;` or `{{}} +`"));
        Vec::new()
    }

    fn hit(&mut self, name: &'s str, slot: Option<&'s Slot>, values: Vec<Arg>, off: bool) {
        let negated = std::mem::replace(&mut self.negated, name == "-not");
        self.parsed.hits.push(Hit { name, slot, values, off, negated });
    }
}

/// Some programs take the next argument for a value only where it doesn't look like an option.
fn looks_like_an_option(slot: &Slot, value: &Arg) -> bool {
    let Some(rest) = value.prefix().strip_prefix('-') else { return false };
    let named = rest.strip_prefix('-').unwrap_or(rest).starts_with(|c: char| c.is_ascii_alphabetic());
    match slot.kind {
        ValueKind::Text | ValueKind::Quoted | ValueKind::Word | ValueKind::Plugin => named && !rest.contains(' '),
        ValueKind::Rev | ValueKind::Format | ValueKind::Setting | ValueKind::Key => named,
        ref kind => kind.is_place() && rest.starts_with('-'),
    }
}

/// `--name=value`, or with another sign between → the name and the value; anything else is a name.
fn split<'a>(arg: &'a Arg, between: &str) -> (&'a str, Option<Arg>) {
    let start = arg.prefix();
    match start.split_once(between) {
        Some((name, _)) => (name, arg.without(name).and_then(|rest| rest.without(between))),
        None => (start, None),
    }
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.len() < 20 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b))
}
