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
        Request::Glob { path, pattern } => {
            let folders = path.iter().flat_map(|path| readings(path).into_iter().map(Some)).collect::<Vec<_>>();
            let folders = if folders.is_empty() { vec![None] } else { folders };
            let below = folders.iter().map(|folder| below(folder.as_deref(), pattern));
            below.map(|pattern| on(EffectKind::List, &pattern, Form::Found)).collect()
        }
        Request::Grep { path, glob } => {
            let folders = exact(EffectKind::List, path.as_deref().unwrap_or("."));
            let searches = folders.into_iter().map(|folder| folder.with(Attribute::Recursive));
            let found = glob.iter().flat_map(|glob| globs(glob)).map(|glob| {
                let glob = if glob.contains('/') { glob } else { format!("**/{glob}") };
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
            let found = follow(&absolute(&grounds.cwd, path));
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

/// A path as it is written, in each way in which a client may take it.
fn exact(kind: EffectKind, path: &str) -> Vec<Effect> {
    readings(path).iter().map(|path| on(kind, path, Form::Exact)).collect()
}

/// Some clients take `~` for the home folder and some for a name; some cut blanks off the ends, and some don't.
fn readings(path: &str) -> Vec<String> {
    let mut all = vec![path.to_owned()];
    if path.trim() != path {
        all.push(path.trim().to_owned());
    }
    let names: Vec<String> = all.iter().filter(|path| path.starts_with('~')).map(|path| format!("./{path}")).collect();
    all.extend(names);
    all
}

/// The patterns of a search: one, or several that blanks or commas divide. Those that exclude don't count.
fn globs(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let mut depth = 0_usize;
    let divided = text.split(|c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c.is_whitespace() || c == ',' && depth == 0
    });
    all.extend(divided.filter(|part| !part.is_empty()).map(str::to_owned));
    all.dedup();
    all.retain(|glob| !glob.starts_with('!'));
    all
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
