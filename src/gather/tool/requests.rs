//! From a request of the client's own tools to effects: no command line, no guess.

use super::Doing;
use super::edit;
use super::grounds::Grounds;
use super::walk::{End, absolute, follow};
use crate::model::{
    Action, Attribute, CallFacts, ChangeKind, Effect, EffectKind, FileChange, Form, Gap, Request, Span, Subject,
    ToolCall, ToolCatalogue,
};

/// What a request does.
pub(super) fn doings(call: &ToolCall, catalogue: &ToolCatalogue) -> Vec<Doing> {
    let effects = match &call.request {
        Request::Read { path } => exact(EffectKind::Read, path),
        Request::ReadMany { paths } => paths.iter().flat_map(|path| read(path)).collect(),
        Request::Write { path, .. } | Request::Edit { path, .. } => exact(EffectKind::Write, path),
        Request::Patch { changes, .. } => changes.iter().flat_map(change).collect(),
        Request::Glob { path, pattern } => vec![on(EffectKind::List, &below(path.as_deref(), pattern), Form::Found)],
        Request::Grep { path, glob } => {
            let folders = exact(EffectKind::List, path.as_deref().unwrap_or("."));
            let searches = folders.into_iter().map(|folder| folder.with(Attribute::Recursive));
            let found = glob.as_ref().map(|glob| {
                let glob = if glob.contains('/') { glob.clone() } else { format!("**/{glob}") };
                on(EffectKind::Read, &below(path.as_deref(), &glob), Form::Found)
            });
            searches.chain(found).collect()
        }
        Request::Fetch { urls } => urls.iter().map(|url| on(EffectKind::NetworkFetch, url, Form::Exact)).collect(),
        Request::Search => vec![Effect::bare(EffectKind::NetworkFetch)],
        Request::Note => vec![Effect::bare(EffectKind::Output)],
        Request::Agent => vec![Effect::bare(EffectKind::AgentRun)],
        Request::Mcp { name, paths, .. } => foreign(name, paths, catalogue),
        Request::Foreign { paths } => foreign(&call.tool, paths, catalogue),
        Request::Shell { .. } | Request::Unknown => Vec::new(),
    };
    effects.into_iter().map(Doing::here).collect()
}

/// What of a request is not known before it runs.
pub(super) fn gaps(request: &Request, grounds: &Grounds) -> Vec<Gap> {
    let gap = |part: &str, why: &str| Gap { part: part.to_owned(), why: why.to_owned(), command: None };
    match request {
        Request::Patch { unread, .. } => {
            unread.iter().map(|line| gap(line, "a line of a patch that could name a file")).collect()
        }
        Request::Edit { path, searched: true, .. } if !path.starts_with('/') => {
            let found = follow(&absolute(&grounds.cwd, path), &grounds.cwd);
            let there = matches!(found.end, End::There(_));
            let why = "nothing is at this path, and the client looks for the name in other folders: give the full path";
            if there { Vec::new() } else { vec![gap(path, why)] }
        }
        _ => Vec::new(),
    }
}

fn change(change: &FileChange) -> Vec<Effect> {
    match &change.kind {
        ChangeKind::Add | ChangeKind::Update => exact(EffectKind::Write, &change.path),
        ChangeKind::Delete => exact(EffectKind::Delete, &change.path),
        ChangeKind::Move(to) => {
            let mut effects = exact(EffectKind::Delete, &change.path);
            effects.extend(exact(EffectKind::Write, to));
            effects
        }
    }
}

/// A tool that came from elsewhere writes, where a word of its name says so, or else reads.
fn foreign(name: &str, paths: &[String], catalogue: &ToolCatalogue) -> Vec<Effect> {
    let name = name.to_ascii_lowercase();
    let writes = name.split(['_', '-', '.', '/']).any(|word| catalogue.writing_words.iter().any(|w| w == word));
    let kind = if writes { EffectKind::Write } else { EffectKind::Read };
    paths.iter().flat_map(|path| exact(kind, path)).collect()
}

/// The call itself, as a fact.
pub(super) fn call_facts(call: &ToolCall, grounds: &Grounds) -> CallFacts {
    let action = match &call.request {
        Request::Shell { .. } => Action::Shell,
        Request::Mcp { .. } => Action::Mcp,
        Request::Agent => Action::Agent,
        Request::Unknown | Request::Foreign { .. } => Action::Unknown,
        _ => Action::Direct,
    };
    let mcp = match &call.request {
        Request::Mcp { server, name, .. } => Some(format!("{server}/{name}")),
        _ => None,
    };
    CallFacts { tool: call.tool.clone(), action, mcp, size: edit::size(&call.request, grounds), granted: None }
}

/// A path as it is written. Some clients take `~` for the home folder and some for a name: it is both.
fn exact(kind: EffectKind, path: &str) -> Vec<Effect> {
    let name = path.starts_with('~').then(|| on(kind, &format!("./{path}"), Form::Exact));
    std::iter::once(on(kind, path, Form::Exact)).chain(name).collect()
}

/// A file, a folder, or a pattern.
fn read(path: &str) -> Vec<Effect> {
    match path.contains(['*', '?', '[', '{']) {
        true => vec![on(EffectKind::Read, path, Form::Found), on(EffectKind::Read, path, Form::Exact)],
        false => exact(EffectKind::Read, path),
    }
}

fn on(kind: EffectKind, text: &str, form: Form) -> Effect {
    Effect::on(kind, Subject { text: text.to_owned(), form, span: Span::default() })
}

fn below(folder: Option<&str>, pattern: &str) -> String {
    match folder {
        Some(folder) if !pattern.starts_with('/') => format!("{}/{pattern}", folder.trim_end_matches('/')),
        _ => pattern.to_owned(),
    }
}
