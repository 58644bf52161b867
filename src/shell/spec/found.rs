//! What a search finds: the names that it looks for, below the folders where it starts.

use super::parse::{Hit, Parsed};
use super::{Arg, Dynamic};
use crate::model::{Form, Span, ValueKind};

/// More than so many different outcomes of one `-exec` are not told apart.
const TOLD_APART: usize = 8;

/// What `{}` may become for the option `exec` of a search: a pattern for each start and each name that is looked for.
pub(super) fn found(exec: &Hit<'_>, parsed: &Parsed<'_>, many: bool) -> Vec<Arg> {
    let span = exec.values.first().map(|value| value.span).unwrap_or_default();
    let dot = [Arg::literal(".", span)];
    let starts = if parsed.positionals.is_empty() { &dot } else { parsed.positionals.as_slice() };
    let names = names(Some(exec), parsed).unwrap_or_default();
    match patterns(&names, starts, parsed) {
        Some(patterns) => patterns.into_iter().map(|text| pattern(text, many, span)).collect(),
        None => vec![Arg::dynamic("", many, span)],
    }
}

/// Patterns of what a search prints; none where it can't be told.
pub(super) fn printed(parsed: &Parsed<'_>) -> Option<Vec<String>> {
    let dot = [Arg::literal(".", Span::default())];
    let starts = if parsed.positionals.is_empty() { &dot } else { parsed.positionals.as_slice() };
    let prints: Vec<&Hit<'_>> = parsed.hits.iter().filter(|hit| matches!(hit.name, "-print" | "-print0")).collect();
    if prints.is_empty() {
        return patterns(&names(None, parsed).unwrap_or_default(), starts, parsed);
    }
    let each = prints.iter().map(|print| patterns(&names(Some(print), parsed).unwrap_or_default(), starts, parsed));
    each.collect::<Option<Vec<_>>>().map(|all| all.concat())
}

fn pattern(text: String, many: bool, span: Span) -> Arg {
    let dash = text.starts_with(['-', '*', '?', '[']);
    Arg { text, dynamic: Some(Dynamic { dash, many, form: Form::Found, revision: false, printed: false }), span }
}

/// One pattern for each start and each of the names, one of which holds.
fn patterns(names: &[&Hit<'_>], starts: &[Arg], parsed: &Parsed<'_>) -> Option<Vec<String>> {
    let follows = ["-L", "-follow"].iter().any(|name| parsed.has(name));
    let unclear = follows
        || !names.iter().all(|name| is_plain(name))
        || starts.iter().any(|start| start.known().is_none_or(|text| text.contains(['*', '?', '[', '{', '\\'])))
        || starts.len().saturating_mul(names.len().max(1)) > TOLD_APART;
    let values: Vec<&str> = names.iter().flat_map(|hit| &hit.values).map(|value| value.text.as_str()).collect();
    let of = |start: &Arg| -> Vec<String> {
        let start = start.text.trim_end_matches('/');
        match values.as_slice() {
            [] => vec![format!("{start}/**")],
            values => values.iter().flat_map(|name| below(start, name)).collect(),
        }
    };
    (!unclear).then(|| starts.iter().flat_map(of).collect())
}

/// A name and not a regular expression, without escapes.
fn is_plain(hit: &Hit<'_>) -> bool {
    let simple = |value: &Arg| value.known().is_some_and(|text| !text.contains('\\'));
    !hit.name.contains("regex") && hit.values.iter().all(simple)
}

/// Patterns of what has a name below a start; a name with slashes fits the whole path, from the start on.
fn below(start: &str, name: &str) -> Vec<String> {
    if !name.contains('/') {
        return vec![format!("{start}/**/{name}")];
    }
    if name.strip_prefix(start).is_some_and(|rest| rest.starts_with('/')) {
        return vec![name.to_owned()];
    }
    let rest = name.trim_start_matches('*');
    let first = rest.split('/').next().unwrap_or_default();
    let beyond = !start.contains('/') && !first.contains(['*', '?', '[']);
    if rest.len() == name.len() || !beyond || !first.is_empty() && start.ends_with(first) {
        return vec![format!("{start}/**"), format!("{start}/**/{name}")];
    }
    let mut all = vec![format!("{start}/{name}")];
    if first.is_empty() {
        all.push(format!("{start}{rest}"));
    }
    all
}

/// A group of an expression: what was narrowed to where it began and where one is now, and what its alternatives were
/// narrowed to. None: to nothing.
struct Group<'a, 's> {
    entry: Option<Vec<&'a Hit<'s>>>,
    here: Option<Vec<&'a Hit<'s>>>,
    done: Vec<Option<Vec<&'a Hit<'s>>>>,
    negated: bool,
}

impl<'a, 's> Group<'a, 's> {
    fn new(entry: Option<Vec<&'a Hit<'s>>>, negated: bool) -> Self {
        Self { here: entry.clone(), entry, done: Vec::new(), negated }
    }

    /// What comes after the group is reached with one of these names; none: with any.
    fn end(mut self) -> Option<Vec<&'a Hit<'s>>> {
        if self.negated {
            return self.entry;
        }
        self.done.push(self.here);
        self.done.into_iter().collect::<Option<Vec<_>>>().map(|all| all.concat())
    }
}

/// The tests of names of which one holds wherever `exec`, or the end, is reached; none: it is reached with any name.
fn names<'a, 's>(exec: Option<&Hit<'_>>, parsed: &'a Parsed<'s>) -> Option<Vec<&'a Hit<'s>>> {
    let mut groups: Vec<Group<'a, 's>> = Vec::new();
    let mut group = Group::new(None, false);
    for hit in parsed.hits.iter().take_while(|hit| !exec.is_some_and(|exec| std::ptr::addr_eq(*hit, exec))) {
        match hit.name {
            "(" => {
                let inner = Group::new(group.here.clone(), hit.negated);
                groups.push(std::mem::replace(&mut group, inner));
            }
            ")" => {
                let inner = std::mem::replace(&mut group, groups.pop()?);
                group.here = inner.end();
            }
            "-o" | "-or" => {
                let entry = group.entry.clone();
                group.done.push(std::mem::replace(&mut group.here, entry));
            }
            "," => {
                group.done.clear();
                group.here = group.entry.clone();
            }
            // Where a link leads to says nothing of its name.
            "-lname" | "-ilname" => {}
            _ if !hit.negated && hit.slot.is_some_and(|slot| slot.kind == ValueKind::Found) => {
                group.here.get_or_insert_default().push(hit);
            }
            _ => {}
        }
    }
    if exec.is_none() { group.end() } else { group.here }
}
