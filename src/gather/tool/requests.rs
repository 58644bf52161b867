//! From a request of the client's own tools to effects: no command line, no guess.

use super::Doing;
use super::edit;
use super::grounds::Grounds;
use crate::model::{
    Action, Attribute, CallFacts, Effect, EffectKind, Form, Request, Span, Subject, ToolCall, ToolCatalogue,
};

/// What a request does.
pub(super) fn doings(request: &Request, catalogue: &ToolCatalogue) -> Vec<Doing> {
    let one = |effect| vec![Doing::here(effect)];
    match request {
        Request::Read { path } => one(on(EffectKind::Read, path, Form::Exact)),
        Request::Write { path, .. } | Request::Edit { path, .. } => one(on(EffectKind::Write, path, Form::Exact)),
        Request::Glob { path, pattern } => one(on(EffectKind::List, &below(path.as_deref(), pattern), Form::Found)),
        Request::Grep { path, glob } => {
            let folder = path.as_deref().unwrap_or(".");
            let search = on(EffectKind::List, folder, Form::Exact).with(Attribute::Recursive);
            let found = glob.as_ref().map(|glob| {
                let glob = if glob.contains('/') { glob.clone() } else { format!("**/{glob}") };
                on(EffectKind::Read, &below(path.as_deref(), &glob), Form::Found)
            });
            [Some(search), found].into_iter().flatten().map(Doing::here).collect()
        }
        Request::Fetch { url } => one(on(EffectKind::NetworkFetch, url, Form::Exact)),
        Request::Search => one(Effect::bare(EffectKind::NetworkFetch)),
        Request::Note => one(Effect::bare(EffectKind::Output)),
        Request::Agent => one(Effect::bare(EffectKind::AgentRun)),
        Request::Mcp { name, paths, .. } => {
            let name = name.to_ascii_lowercase();
            let writes = name.split(['_', '-', '.', '/']).any(|word| catalogue.writing_words.iter().any(|w| w == word));
            let kind = if writes { EffectKind::Write } else { EffectKind::Read };
            paths.iter().map(|path| Doing::here(on(kind, path, Form::Exact))).collect()
        }
        Request::Shell { .. } | Request::Unknown => Vec::new(),
    }
}

/// The call itself, as a fact.
pub(super) fn call_facts(call: &ToolCall, grounds: &Grounds) -> CallFacts {
    let action = match &call.request {
        Request::Shell { .. } => Action::Shell,
        Request::Mcp { .. } => Action::Mcp,
        Request::Agent => Action::Agent,
        Request::Unknown => Action::Unknown,
        _ => Action::Direct,
    };
    let mcp = match &call.request {
        Request::Mcp { server, name, .. } => Some(format!("{server}/{name}")),
        _ => None,
    };
    CallFacts { tool: call.tool.clone(), action, mcp, size: edit::size(&call.request, grounds), granted: None }
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
