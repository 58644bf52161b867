//! The settings files of agent clients: puts the hook in, finds it, takes it out. Pure: text in, text out, and what is not
//! ours stays as it is to the byte.

mod client;
mod command;
mod doc;
mod edit;
mod notes;
mod plugin;
mod tree;

use serde_json::Value;

pub use client::TIMEOUT_S;
pub use command::{command_line, flags, quoted, words};
use doc::Doc;
use edit::{Places, Site};
pub use notes::{beyond_proof, notes};
use tree::{Dialect, Node, Tree};

pub use crate::enforce::clients::Client;

/// A settings file that can't be edited: nothing was changed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{what}; {next}")]
pub struct SettingsError {
    /// Line and column, from 1, where it is about one place.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub what: String,
    /// What to do next.
    pub next: String,
}

impl SettingsError {
    fn whole(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { place: None, what: what.into(), next: next.into() }
    }

    fn at(text: &str, offset: usize, what: impl Into<String>, next: impl Into<String>) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count().saturating_add(1);
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count().saturating_add(1);
        Self { place: Some((line, column)), what: what.into(), next: next.into() }
    }

    fn json(error: &serde_json::Error, text: &str) -> Self {
        let suffix = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        let message = message.strip_suffix(&suffix).unwrap_or(&message);
        if text.trim().is_empty() {
            return Self::whole("the file is empty", "delete it, or put `{}` into it");
        }
        let next = "correct it by hand: the client can't read it either";
        Self {
            place: Some((error.line(), error.column())),
            what: format!("this is not the JSON that the client reads: {message}"),
            next: next.to_owned(),
        }
    }
}

/// One hook of ours in a settings file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The event that it is called for.
    pub event: &'static str,
    /// The shell command.
    pub command: String,
    /// The whole entry: the hook, with its matcher where the client has one.
    pub value: Value,
    /// Whether nothing else stands in the entry, and install would write it just so for this command.
    pub exact: bool,
    /// Its place in the list of the event, and in its group, from 0.
    pub index: (usize, usize),
}

/// The byte order mark, which stays where it is.
const MARK: char = '\u{feff}';

/// The text with the hook in it, once; `None` is a file that does not exist. Equal to `text` where all is as it should be.
///
/// # Errors
///
/// [`SettingsError`] where the text is not JSON as this client reads it, or `hooks` has another shape.
pub fn install(client: Client, text: Option<&str>, command: &str) -> Result<String, SettingsError> {
    if client == Client::Opencode {
        return plugin::install(text, command);
    }
    if let Some(text) = text
        && is_installed(client, text, command)?
    {
        return Ok(text.to_owned());
    }
    let (mark, text) = split(text);
    let mut now = match text {
        Some(text) => clear(client, text)?,
        None => None,
    };
    for site in client.sites() {
        now = Some(edit::insert(now.as_deref(), site, &client.entry(command))?);
    }
    Ok(mark.to_owned() + &now.unwrap_or_default())
}

/// The text without any hook of ours; `None` where the file came with the hook and shall go with it. Equal to `text` where
/// none is there. Byte for byte what was there before [`install`], if nobody edited the file since.
///
/// # Errors
///
/// As [`install`].
pub fn uninstall(client: Client, text: &str) -> Result<Option<String>, SettingsError> {
    if client == Client::Opencode {
        return plugin::uninstall(text);
    }
    let (mark, text) = split(Some(text));
    Ok(clear(client, text.unwrap_or_default())?.map(|text| mark.to_owned() + &text))
}

/// The hooks of ours that a text has.
///
/// # Errors
///
/// As [`install`].
pub fn entries(client: Client, text: &str) -> Result<Vec<Entry>, SettingsError> {
    if client == Client::Opencode {
        return plugin::entries(text);
    }
    let (_, text) = split(Some(text));
    let text = text.unwrap_or_default();
    let mut found = Vec::new();
    for site in client.sites() {
        let tree = Tree::parse(text, site.dialect)?;
        found.extend(at(&tree, site, client)?);
    }
    Ok(found)
}

/// Whether the text has exactly what [`install`] would write.
///
/// # Errors
///
/// As [`install`].
pub fn is_installed(client: Client, text: &str, command: &str) -> Result<bool, SettingsError> {
    let entries = entries(client, text)?;
    let events = client.sites().len().max(1);
    Ok(entries.len() == events && entries.iter().all(|entry| entry.exact && entry.command == command))
}

/// The whole document as JSON, comments aside.
///
/// # Errors
///
/// As [`install`].
pub fn document(client: Client, text: &str) -> Result<Value, SettingsError> {
    let dialect = client.sites().first().map_or(Dialect::Json, |site| site.dialect);
    let tree = Tree::parse(split(Some(text)).1.unwrap_or_default(), dialect)?;
    Ok(Doc::of(&tree.root, &tree).value())
}

fn split(text: Option<&str>) -> (&'static str, Option<&str>) {
    match text.and_then(|text| text.strip_prefix(MARK)) {
        Some(rest) => ("\u{feff}", Some(rest)),
        None => ("", text),
    }
}

/// Takes out each hook of ours, the last first: it was put in last.
fn clear(client: Client, text: &str) -> Result<Option<String>, SettingsError> {
    let mut now = text.to_owned();
    for site in client.sites().into_iter().rev() {
        loop {
            let tree = Tree::parse(&now, site.dialect)?;
            let Some(last) = at(&tree, site, client)?.pop() else {
                break;
            };
            match without(&tree, site, client, last.index)? {
                Some(text) => now = text,
                None => return Ok(None),
            }
        }
    }
    Ok(Some(now))
}

/// The text without one hook; its group goes with it where nothing else is in there.
fn without(
    tree: &Tree<'_>,
    site: Site,
    client: Client,
    (index, within): (usize, usize),
) -> Result<Option<String>, SettingsError> {
    let group = Places::find(tree, site)?.list.and_then(Node::elements).and_then(|list| list.get(index));
    let hooks = match group {
        Some(group) if client.grouped() => group.member("hooks", tree.text)?.map(|member| &member.value),
        _ => None,
    };
    match hooks {
        Some(hooks) if hooks.spans().len() > 1 => Ok(Some(edit::cut(tree, hooks, within))),
        _ => edit::remove(tree, site, index),
    }
}

/// The hooks of ours in the list of one event.
fn at(tree: &Tree<'_>, site: Site, client: Client) -> Result<Vec<Entry>, SettingsError> {
    let mut found = Vec::new();
    let list = Places::find(tree, site)?.list.and_then(Node::elements).unwrap_or_default();
    for (index, element) in list.iter().enumerate() {
        let hooks = match client.grouped() {
            true => element.member("hooks", tree.text)?.and_then(|member| member.value.elements()).unwrap_or_default(),
            false => std::slice::from_ref(element),
        };
        for (within, hook) in hooks.iter().enumerate() {
            let command =
                hook.member(client.command_key(), tree.text)?.map(|member| tree.slice(member.value.span.clone()));
            let command = command.and_then(|raw| serde_json::from_str::<String>(raw).ok());
            if let Some(command) = command.filter(|command| command::is_ours(command, client)) {
                let value = Doc::of(element, tree).value();
                let exact = value == client.entry(&command).value();
                found.push(Entry { event: site.event, command, value, exact, index: (index, within) });
            }
        }
    }
    Ok(found)
}
