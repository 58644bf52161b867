//! Takes documents apart, so that a start of the program reads the parts that it needs: programs, their sub-commands,
//! wrappers, lists, documentation of rules.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use crate::programs;

/// What of `policies/data/tool.json` tool calls are measured with: the fields of `ToolCatalogue`.
const LISTS: [&str; 7] =
    ["branches", "temporary", "streams", "environment", "home_folders", "writing_words", "modules"];

/// A document, its own parts taken out.
#[derive(Default)]
struct Document {
    text: String,
    parts: BTreeMap<String, Document>,
}

/// Programs, wrappers and lists as Rust source, for `src/model/kept.rs`.
pub(crate) fn source<'a>(files: &(impl Iterator<Item = (&'a str, &'a str)> + Clone)) -> Result<String, String> {
    let read = |path: &str| {
        let text = files.clone().find(|(known, _)| *known == path).map(|(_, text)| text).unwrap_or_default();
        serde_json::from_str::<Map<String, Value>>(text).map_err(|why| format!("{path}: {why}"))
    };
    let mut commands = Document::default();
    let mut known: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for (program, path) in programs::of_files(files.clone()) {
        if !known.contains_key(path) {
            known.insert(path, read(path)?);
        }
        let spec = known.get(path).and_then(|file| file.get(&program)).cloned().unwrap_or_default();
        commands.parts.insert(program, taken_apart(spec, "commands"));
    }
    let mut lists = read("policies/data/tool.json")?.remove("tool").unwrap_or_default();
    let mut modules = Document::default();
    if let Some(lists) = lists.as_object_mut() {
        lists.retain(|name, _| LISTS.contains(&name.as_str()));
        let names = lists.get_mut("modules").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
        modules.text = names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n");
    }
    let lists = Document { text: lists.to_string(), parts: [("modules".to_owned(), modules)].into() };
    let wrappers = read("policies/data/wrappers.json")?.remove("wrappers").unwrap_or_default();
    let documents = [
        ("commands", commands),
        ("rules", rules(files)),
        ("tool", lists),
        ("wrappers", taken_apart(wrappers, "wrappers")),
    ];
    let parts = documents.map(|(name, document)| (name.to_owned(), document)).into();
    written(&Document { parts, ..Document::default() })
}

/// In which file each code is documented.
fn rules<'a>(files: &(impl Iterator<Item = (&'a str, &'a str)> + Clone)) -> Document {
    let mut rules = Document::default();
    for (path, text) in files.clone().filter(|(path, _)| path.ends_with(".rego")) {
        let code = |line: &'a str| line.strip_prefix('#')?.trim_start_matches('#').split_once(':');
        let codes = text.lines().filter_map(code).filter(|(key, _)| key.trim() == "code");
        for (_, code) in codes {
            rules.parts.insert(code.trim().to_owned(), Document { text: path.to_owned(), ..Document::default() });
        }
    }
    rules
}

/// A document with what stands under `key` as its parts, and theirs likewise.
fn taken_apart(mut document: Value, key: &str) -> Document {
    let below = document.get_mut(key).and_then(Value::as_object_mut).map(std::mem::take).unwrap_or_default();
    let parts = below.into_iter().map(|(name, part)| (name, taken_apart(part, key))).collect();
    Document { text: document.to_string(), parts }
}

/// All parts, those of one part side by side.
fn written(whole: &Document) -> Result<String, String> {
    let crowded = |_| "there are too many parts: widen `KeptPlace` in src/model/kept.rs".to_owned();
    let (mut names, mut texts, mut places) = (String::new(), String::new(), String::new());
    let mut queue = VecDeque::from([("", whole)]);
    let mut next = 1;
    while let Some((name, document)) = queue.pop_front() {
        names.push_str(name);
        texts.push_str(&document.text);
        let ends = (u32::try_from(names.len()), u32::try_from(texts.len()));
        let (name, text) = (ends.0.map_err(crowded)?, ends.1.map_err(crowded)?);
        let (first, count) =
            (u16::try_from(next).map_err(crowded)?, u16::try_from(document.parts.len()).map_err(crowded)?);
        places.push_str(&format!("KeptPlace({name}, {text}, {first}, {count}), "));
        next += document.parts.len();
        queue.extend(document.parts.iter().map(|(name, part)| (name.as_str(), part)));
    }
    Ok(format!("Kept::new({names:?}, {texts:?}, &[{places}])"))
}
