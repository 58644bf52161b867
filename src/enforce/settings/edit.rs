//! Puts an entry into a settings document and takes it out again, to the byte.
//!
//! Brackets that were there and empty are filled in another layout than brackets that come with the entry, so that taking out
//! can tell one from the other: of all texts that the document may have been before, the one counts from which putting the
//! entry in gives this very document.

use std::ops::Range;

use super::SettingsError;
use super::doc::Doc;
use super::tree::{Dialect, Kind, Node, Tree};

/// Where entries stand: in the list `hooks.EVENT`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) event: &'static str,
    pub(super) dialect: Dialect,
    /// The document must say `"version": 1`.
    pub(super) versioned: bool,
}

/// How a document is laid out.
struct Layout {
    newline: &'static str,
    unit: String,
    broken: bool,
}

const STEP: &str = "  ";

impl Layout {
    fn of(tree: &Tree<'_>) -> Self {
        let first_line = tree.text.find('\n').and_then(|at| tree.text.get(..at));
        let newline = if first_line.is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
        let Some(first) = tree.root.spans().into_iter().next() else {
            let bare = tree.slice(tree.root.inside()).is_empty();
            return Self { newline, unit: STEP.repeat(2), broken: bare };
        };
        let lead = tree.slice(tree.root.inside().start..first.start);
        let indent = indentation(lead.rsplit('\n').next().unwrap_or_default());
        let unit = if indent.is_empty() { STEP } else { indent };
        Self { newline, unit: unit.to_owned(), broken: lead.contains('\n') }
    }
}

/// The spaces and tabs that a line begins with.
fn indentation(line: &str) -> &str {
    line.split(|c| c != ' ' && c != '\t').next().unwrap_or_default()
}

/// The document with `entry` at the end of the list; `None` is a file that does not exist yet.
pub(super) fn insert(text: Option<&str>, site: Site, entry: &Doc) -> Result<String, SettingsError> {
    let list = || Doc::Array(vec![entry.clone()]);
    let hooks = || Doc::object([(site.event, list())]);
    let whole = || match site.versioned {
        true => vec![member("hooks", hooks()), member("version", Doc::number(1))],
        false => vec![member("hooks", hooks())],
    };
    let Some(text) = text else {
        return Ok(Doc::Object(whole()).broken("", STEP, "\n") + "\n");
    };
    let tree = Tree::parse(text, site.dialect)?;
    let layout = Layout::of(&tree);
    let places = Places::find(&tree, site)?;
    Ok(match (places.hooks, places.list) {
        (_, Some(list)) => add(&tree, &layout, list, &[(None, entry.clone())]),
        (Some(node), None) => add(&tree, &layout, node, &named(vec![member(site.event, list())])),
        (None, None) if tree.root.spans().is_empty() => add(&tree, &layout, &tree.root, &named(whole())),
        (None, None) => add(&tree, &layout, &tree.root, &named(vec![member("hooks", hooks())])),
    })
}

fn member(key: &str, value: Doc) -> (String, Doc) {
    (format!("\"{key}\""), value)
}

fn named(members: Vec<(String, Doc)>) -> Vec<(Option<String>, Doc)> {
    members.into_iter().map(|(key, value)| (Some(key), value)).collect()
}

/// The nodes on the way to the list, as far as they are there.
pub(super) struct Places<'a> {
    pub(super) hooks: Option<&'a Node>,
    pub(super) list: Option<&'a Node>,
}

impl<'a> Places<'a> {
    pub(super) fn find(tree: &'a Tree<'_>, site: Site) -> Result<Self, SettingsError> {
        let wrong = |node: &Node, what: &str, wanted: &str| {
            SettingsError::at(tree.text, node.span.start, format!("{what} is no {wanted}"), "correct the file by hand")
        };
        let root = &tree.root;
        root.members().ok_or_else(|| wrong(root, "the document", "object"))?;
        if site.versioned && !root.spans().is_empty() {
            let version = root.member("version", tree.text)?.map(|member| tree.slice(member.value.span.clone()));
            if version != Some("1") {
                let place = root.span.start;
                return Err(SettingsError::at(
                    tree.text,
                    place,
                    "`version` is not 1",
                    "the client reads no other: add `\"version\": 1`",
                ));
            }
        }
        let Some(hooks) = root.member("hooks", tree.text)?.map(|member| &member.value) else {
            return Ok(Self { hooks: None, list: None });
        };
        hooks.members().ok_or_else(|| wrong(hooks, "`hooks`", "object"))?;
        let list = hooks.member(site.event, tree.text)?.map(|member| &member.value);
        if let Some(list) = list {
            list.elements().ok_or_else(|| wrong(list, &format!("`hooks.{}`", site.event), "list"))?;
        }
        Ok(Self { hooks: Some(hooks), list })
    }
}

/// The text with items behind those that a container has.
fn add(tree: &Tree<'_>, layout: &Layout, container: &Node, items: &[(Option<String>, Doc)]) -> String {
    let key = |name: &Option<String>| name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
    let padded = || items.iter().map(|(name, doc)| key(name) + &doc.padded()).collect::<Vec<_>>().join(", ");
    let Layout { newline, unit, broken } = layout;
    let lines = |indent: &str| {
        let one = |(name, doc): &(Option<String>, Doc)| {
            format!("{newline}{indent}{}{}", key(name), doc.broken(indent, unit, newline))
        };
        items.iter().map(one).collect::<Vec<_>>().join(",")
    };
    let inside = container.inside();
    let spans = container.spans();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        let filled = if *broken && inside.is_empty() {
            let line = tree.slice(0..inside.start).rsplit('\n').next().unwrap_or_default();
            let base = indentation(line);
            let steps = if container.span == tree.root.span { 1 } else { 2 };
            format!("{}{newline}{base}", lines(&format!("{base}{}", unit.repeat(steps))))
        } else {
            padded()
        };
        return spliced(tree.text, &[(inside.start..inside.start, &filled)]);
    };
    let lead = tree.slice(inside.start..first.start);
    if !lead.contains('\n') {
        return spliced(tree.text, &[(last.end..last.end, &format!(", {}", padded()))]);
    }
    let indent = indentation(lead.rsplit('\n').next().unwrap_or_default());
    let end = remarks_end(tree, last.end);
    spliced(tree.text, &[(last.end..last.end, ","), (end..end, &lines(indent))])
}

/// Where the comments end that stand behind a value, on its line.
fn remarks_end(tree: &Tree<'_>, value: usize) -> usize {
    let mut end = value;
    for token in tree.tokens_from(value) {
        let same_line = !tree.slice(end..token.span.end).contains('\n');
        if token.kind != Kind::Comment || !same_line {
            break;
        }
        end = token.span.end;
    }
    end
}

/// The text with spans, in order, replaced.
fn spliced(text: &str, parts: &[(Range<usize>, &str)]) -> String {
    let mut result = String::new();
    let mut at = 0;
    for (span, new) in parts {
        result.push_str(text.get(at..span.start).unwrap_or_default());
        result.push_str(new);
        at = span.end;
    }
    result + text.get(at..).unwrap_or_default()
}

/// The document without the element `index` of the list: as it was before [`insert`] where nobody edited it since, else
/// without this element and nothing else. `None`: there was no file.
pub(super) fn remove(tree: &Tree<'_>, site: Site, index: usize) -> Result<Option<String>, SettingsError> {
    let Places { hooks: Some(hooks), list: Some(list) } = Places::find(tree, site)? else {
        return Ok(Some(tree.text.to_owned()));
    };
    let Some(element) = list.elements().and_then(|elements| elements.get(index)) else {
        return Ok(Some(tree.text.to_owned()));
    };
    let entry = Doc::of(element, tree);
    let mut before: Vec<Option<String>> = without(tree, list, index, 1);
    if list.spans().len() == 1 {
        before.extend(without_member(tree, hooks, &[site.event]));
        if hooks.spans().len() == 1 {
            // Behind `hooks`, so that it is not taken for a `version` that was there.
            let keys: &[&str] = if site.versioned { &["hooks", "version"] } else { &["hooks"] };
            before.extend(without_member(tree, &tree.root, &["hooks"]));
            before.extend(without_member(tree, &tree.root, keys));
            before.push(None);
        }
    }
    let was = before.into_iter().find(|text| insert(text.as_deref(), site, &entry).is_ok_and(|now| now == tree.text));
    Ok(was.unwrap_or_else(|| Some(cut(tree, list, index))))
}

/// The text without some items of a container, in each way in which [`add`] may have put them there.
fn without(tree: &Tree<'_>, container: &Node, index: usize, count: usize) -> Vec<Option<String>> {
    let spans = container.spans();
    let inside = container.inside();
    let mut run = spans.iter().skip(index).take(count);
    let (Some(first), Some(last)) = (run.clone().next(), run.next_back()) else {
        return Vec::new();
    };
    if index > 0 {
        return vec![Some(cut_run(tree, first.start..last.end, false))];
    }
    [inside.clone(), inside.start..last.end].map(|span| Some(spliced(tree.text, &[(span, "")]))).into()
}

/// As [`without`], for members that stand together in this order.
fn without_member(tree: &Tree<'_>, container: &Node, keys: &[&str]) -> Vec<Option<String>> {
    let members = container.members().unwrap_or_default();
    let at = members
        .windows(keys.len())
        .position(|run| run.iter().map(|member| member.key.as_str()).eq(keys.iter().copied()));
    at.map(|at| without(tree, container, at, keys.len())).unwrap_or_default()
}

/// The text without a run of items that has others before it: their comma goes, comments stay, and so does the white space
/// behind a comment if `airy`, for it may end the comment.
fn cut_run(tree: &Tree<'_>, run: Range<usize>, airy: bool) -> String {
    let earlier = tree.tokens_to(run.start);
    let comma = earlier.iter().rev().find(|token| token.kind == Kind::Mark(b','));
    let start = match earlier.last() {
        Some(token) if !airy || token.kind != Kind::Comment => token.span.end,
        _ => run.start,
    };
    match comma {
        Some(comma) if comma.span.end == start => spliced(tree.text, &[(comma.span.start..run.end, "")]),
        Some(comma) => spliced(tree.text, &[(comma.span.clone(), ""), (start..run.end, "")]),
        None => spliced(tree.text, &[(run, "")]),
    }
}

/// The text without one item, whatever stands around it.
pub(super) fn cut(tree: &Tree<'_>, container: &Node, index: usize) -> String {
    let spans = container.spans();
    let Some(item) = spans.get(index).cloned() else {
        return tree.text.to_owned();
    };
    if index > 0 {
        return cut_run(tree, item, true);
    }
    let after = tree.tokens_from(item.end);
    if spans.len() > 1
        && let Some(comma) = after.iter().position(|token| token.kind == Kind::Mark(b','))
    {
        let comma_end = after.get(comma).map_or(item.end, |token| token.span.end);
        let next = after.get(comma.saturating_add(1)).map_or(comma_end, |token| token.span.start);
        let between = after.get(..comma).unwrap_or_default();
        return match between.first() {
            None => spliced(tree.text, &[(item.start..next, "")]),
            Some(_) => spliced(tree.text, &[(item, ""), (comma_end.saturating_sub(1)..comma_end, "")]),
        };
    }
    let inside = container.inside();
    let alone =
        tree.slice(inside.start..item.start).trim().is_empty() && tree.slice(item.end..inside.end).trim().is_empty();
    spliced(tree.text, &[(if alone { inside } else { item }, "")])
}
