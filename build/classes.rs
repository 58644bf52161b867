//! Compiles the patterns of the embedded classes into the tables of `src/gather/paths/known.rs`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::paths::cover::{Cover, Effect, Mark, Piece, samples, word};
use super::paths::pattern::Simple;
use super::paths::walk::{Walk, walk};

/// Text → what it stands for, in order.
type Table<T> = Vec<(String, T)>;

#[derive(Default)]
struct Names {
    is: Table<Mark>,
    starts: Table<Mark>,
    ends: Table<Mark>,
}

#[derive(Default)]
struct Classes {
    samples: Vec<String>,
    files: Names,
    trees: Names,
    named: Table<(String, Mark)>,
    walks: Table<Mark>,
    globs: Table<Mark>,
    words: Table<usize>,
}

/// The classes of these documents as Rust source; a class of a later one takes the place of one of the same name.
///
/// # Errors
///
/// Says which pattern can't be used, and why.
pub(crate) fn compile(documents: &[&Value]) -> Result<String, String> {
    let classes: BTreeMap<&String, &Value> = documents.iter().filter_map(|d| d.as_object()).flatten().collect();
    let mut compiled = Classes::default();
    for (at, (name, class)) in classes.iter().enumerate() {
        compiled.class(at, class).map_err(|why| format!("class `{name}`, {why}"))?;
    }
    compiled.written(&classes.into_keys().collect::<Vec<_>>())
}

impl Classes {
    fn class(&mut self, at: usize, class: &Value) -> Result<(), String> {
        for (key, effect, cover) in [
            ("files", Effect::Include, Cover::File),
            ("trees", Effect::Include, Cover::Tree),
            ("except", Effect::Except, Cover::File),
        ] {
            for pattern in texts(class, key)? {
                for spelling in spellings(pattern) {
                    let pieces = cover.pieces(&spelling).map_err(|why| format!("`{pattern}`: {why}"))?;
                    pieces.into_iter().for_each(|piece| self.piece(piece, Mark(at, effect)));
                }
                if effect == Effect::Include {
                    self.samples.extend(samples(pattern));
                }
            }
        }
        for text in texts(class, "words")? {
            self.words.push((word(text).map_err(|why| format!("`{text}`: {why}"))?, at));
        }
        Ok(())
    }

    fn piece(&mut self, piece: Piece, mark: Mark) {
        let (names, simple) = match piece {
            Piece::File(simple) => (&mut self.files, simple),
            Piece::Tree(simple) => (&mut self.trees, simple),
            Piece::Glob(glob) => {
                match walk(&glob) {
                    Some(Walk::Named(name, rest)) => self.named.push((name.to_owned(), (rest.to_owned(), mark))),
                    Some(Walk::Other) => self.walks.push((glob, mark)),
                    None => self.globs.push((glob, mark)),
                }
                return;
            }
        };
        match simple {
            Simple::Is(text) => names.is.push((text, mark)),
            Simple::Starts(text) => names.starts.push((text, mark)),
            Simple::Ends(text) => names.ends.push((text, mark)),
        }
    }

    fn written(mut self, names: &[&String]) -> Result<String, String> {
        for table in [&mut self.files.is, &mut self.trees.is] {
            table.sort_by(|a, b| a.0.cmp(&b.0));
        }
        self.named.sort_by(|a, b| a.0.cmp(&b.0));
        self.words.sort();
        let mut text = Text::default();
        let (files, trees) = (self.files.written(&mut text)?, self.trees.written(&mut text)?);
        let named = self
            .named
            .iter()
            .map(|(name, (rest, mark))| Ok(format!("({}, {}, {mark:?})", text.span(name)?, text.span(rest)?)));
        let named = named.collect::<Result<Vec<_>, String>>()?.join(", ");
        let (walks, words) = (text.table(&self.walks)?, text.table(&self.words)?);
        let (samples, globs, text) = (self.samples.join("\n"), self.globs, text.0);
        Ok(format!(
            "Known {{ names: &{names:?}, samples: {samples:?}, globs: &{globs:?}, text: {text:?}, files: {files}, \
             trees: {trees}, named: &[{named}], walks: {walks}, words: {words} }}"
        ))
    }
}

impl Names {
    fn written(&self, text: &mut Text) -> Result<String, String> {
        let (is, starts, ends) = (text.table(&self.is)?, text.table(&self.starts)?, text.table(&self.ends)?);
        Ok(format!("Names {{ is: {is}, starts: {starts}, ends: {ends} }}"))
    }
}

/// One long text, in which others have their places.
#[derive(Default)]
struct Text(String);

impl Text {
    fn span(&mut self, text: &str) -> Result<String, String> {
        let at = self.0.find(text).unwrap_or_else(|| {
            self.0.push_str(text);
            self.0.len() - text.len()
        });
        match (u16::try_from(at), u8::try_from(text.len())) {
            (Ok(at), Ok(length)) => Ok(format!("Span({at}, {length})")),
            _ => Err(format!("there is no place left for `{text}`: widen Span in src/gather/paths/known.rs")),
        }
    }

    fn table<T: std::fmt::Debug>(&mut self, table: &Table<T>) -> Result<String, String> {
        let entry = |(text, value): &(String, T)| Ok(format!("({}, {value:?})", self.span(text)?));
        Ok(format!("&[{}]", table.iter().map(entry).collect::<Result<Vec<_>, String>>()?.join(", ")))
    }
}

fn texts<'a>(class: &'a Value, key: &str) -> Result<Vec<&'a str>, String> {
    let Some(list) = class.get(key) else { return Ok(Vec::new()) };
    let texts = list.as_array().and_then(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
    texts.ok_or_else(|| format!("`{key}` is no list of texts"))
}

/// A pattern once for each character of its sets, where nothing else comes of that: a set needs a regular expression. A set
/// of a dot at the end of a segment, which no path has there, stays, and so do ranges, and sets beside other than ASCII.
fn spellings(pattern: &str) -> Vec<String> {
    let set = || {
        let (before, rest) =
            pattern.split_once('[').filter(|_| pattern.is_ascii() && !pattern.contains(['\\', '{']))?;
        let (set, after) = rest.split_once(']')?;
        let everyday = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let range = set.trim_matches('-');
        let ends = set.contains('.') && (after.is_empty() || after.starts_with(['/', '.', ' ']));
        (!set.is_empty() && range.chars().all(everyday) && !ends).then_some((before, set, after))
    };
    let Some((before, set, after)) = set() else { return vec![pattern.to_owned()] };
    set.chars().flat_map(|c| spellings(&format!("{before}{c}{after}"))).collect()
}
