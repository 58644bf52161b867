//! The files of the work tree that a command or a script names: what would run, or be read, when somebody else runs it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

use super::inside;
use super::walk::{absolute, follow, is_below};

/// More paths than this are not kept one by one.
const MOST_NAMED: usize = 300;

/// More entries of one folder than this are not looked at.
const MOST_ENTRIES: usize = 2_000;

/// In a folder with more, no more words than this are looked for.
const MOST_WORDS: usize = 200;

/// So many entries and paths are looked at in all.
const MOST_LOOKS: usize = 20_000;

/// More scripts than this are not read in their turn.
const MOST_SCRIPTS: usize = 64;

/// The longest of them, in bytes.
const LONGEST: u64 = 1 << 16;

/// Words in lines of a program that load or start another.
const STARTING: &[&str] = &["import", "require", "load", "exec", "spawn", "system", "subprocess", "run"];

/// How scripts and settings call the root of the work tree.
const ROOTS: &[&str] = &[
    "$CLAUDE_PROJECT_DIR",
    "${CLAUDE_PROJECT_DIR}",
    "$GEMINI_PROJECT_DIR",
    "${workspaceFolder}",
    "$(git rev-parse --show-toplevel)",
    "$(pwd)",
    "${PWD}",
    "$PWD",
];

/// How they call the home folder.
const HOMES: &[&str] = &["$HOME/", "${HOME}/"];

/// Endings that interpreters add to what they are named.
const ENDINGS: &[&str] = &["", ".js", ".cjs", ".mjs", ".ts", ".py", ".sh", "/index.js", "/__main__.py"];

/// What of the work tree is run.
#[derive(Debug, Default)]
pub(super) struct Ran {
    /// Patterns.
    pub(super) patterns: Vec<String>,
    /// Whether there may be more of it.
    pub(super) more: bool,
}

/// What texts name of the work tree at `root`, all links followed, each in any folder that it names.
pub(super) fn ran(texts: &[String], root: &str, home: Option<&str>) -> Ran {
    let mut search = Search { root, left: MOST_LOOKS, found: BTreeSet::new(), more: false };
    texts.iter().for_each(|text| search.text(text, home, root));
    let mut seen = BTreeSet::new();
    for _ in 0..MOST_SCRIPTS {
        let Some(file) = search.found.iter().find(|file| !seen.contains(*file)).cloned() else { break };
        if let Some(text) = search.script(&file) {
            search.text(&text, home, file.rsplit_once('/').map_or(root, |(folder, _)| folder));
        }
        seen.insert(file);
    }
    let parent = |path: &String| path.rsplit_once('/').map_or(path.as_str(), |(folder, _)| folder).to_owned();
    // Rather the folders than only some of the files.
    let wide = |path: &String| if parent(path) == root { path.clone() } else { parent(path) };
    if search.found.len() > MOST_NAMED {
        search.found = search.found.iter().map(wide).collect();
    }
    Ran { patterns: search.found.iter().filter_map(|path| inside(root, path)).collect(), more: search.more }
}

/// The words of a command or a script.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ";&|()<>{}=".contains(c)).filter(|word| !word.is_empty())
}

/// A text with the names of the root of the work tree in place of what stands for it.
pub(super) fn rooted(text: &str, root: &str) -> String {
    ROOTS.iter().fold(text.to_owned(), |text, name| text.replace(name, root))
}

struct Search<'a> {
    root: &'a str,
    /// How many entries and paths may be looked at.
    left: usize,
    found: BTreeSet<String>,
    more: bool,
}

/// The words of one text, relative.
#[derive(Default)]
struct Words {
    all: BTreeSet<String>,
    /// Those without a slash, in lower case.
    plain: BTreeSet<String>,
    /// Those with one, by what stands before it, in lower case.
    deep: BTreeMap<String, BTreeSet<String>>,
    /// Those that begin with the folder above.
    above: BTreeSet<String>,
}

impl Words {
    fn add(&mut self, word: &str) {
        self.all.insert(word.to_owned());
        match word.split_once('/') {
            Some(("..", _)) => _ = self.above.insert(word.to_owned()),
            Some((first, _)) => _ = self.deep.entry(first.to_lowercase()).or_default().insert(word.to_owned()),
            None => _ = self.plain.insert(word.to_lowercase()),
        }
    }
}

impl Search<'_> {
    /// Takes what a text names from the root, from the folder in which it stands, and from those that it names.
    fn text(&mut self, text: &str, home: Option<&str>, own: &str) {
        let text = rooted(&text.replace(['"', '\''], ""), self.root);
        let text = HOMES
            .iter()
            .fold(text, |text, name| home.map_or(text.clone(), |home| text.replace(name, &format!("{home}/"))));
        let (mut all, mut paths) = (Words::default(), BTreeSet::new());
        for word in words(&text).collect::<BTreeSet<&str>>() {
            let Some(word) = self.relative(word, home) else { continue };
            match word.contains('/') {
                true => _ = paths.insert(absolute(self.root, &word)),
                // A module, maybe.
                false if word.contains('.') => all.add(word.replace('.', "/").trim_matches('/')),
                false => {}
            }
            all.add(word.strip_prefix("./").unwrap_or(&word));
        }
        let mut seen = BTreeSet::from([self.root.to_owned()]);
        let mut left = vec![self.root.to_owned()];
        left.extend(Some(own.to_owned()).filter(|own| seen.insert(own.clone())));
        while let Some(folder) = left.pop() {
            left.extend(self.folder(&folder, &all).into_iter().filter(|found| seen.insert(found.clone())));
        }
        // What a path names and nobody has made yet.
        paths.retain(|path| is_below(path, self.root) && path != self.root && !self.exists(path));
        self.found.append(&mut paths);
    }

    /// A word as it counts from the root, or none that could be of the work tree.
    fn relative(&self, word: &str, home: Option<&str>) -> Option<String> {
        let whole = match (word.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => format!("{home}/{rest}"),
            _ => word.to_owned(),
        };
        if whole.starts_with('/') && whole.len() > 1 {
            let real = if is_below(&whole, self.root) { absolute("/", &whole) } else { follow(&whole).real };
            if is_below(&real, self.root) {
                return Some(real.strip_prefix(self.root)?.trim_start_matches('/').to_owned())
                    .filter(|r| !r.is_empty());
            }
        }
        // Behind a variable or a substitution, what follows its folder.
        let word = match word.split_once('/') {
            Some((start, _)) if start.is_empty() && Path::new(word).exists() => return None,
            Some((start, rest)) if start.is_empty() || start.starts_with(['$', '`']) => rest.trim_start_matches("../"),
            _ => word,
        };
        let odd = word.is_empty() || word == "." || word == ".." || word.starts_with(['-', '%']);
        (!odd).then(|| word.trim_end_matches('/').to_owned())
    }

    /// Takes the files that words name from a folder; the folders that they name.
    fn folder(&mut self, folder: &str, words: &Words) -> BTreeSet<String> {
        let mut folders = BTreeSet::new();
        match self.entries(folder) {
            Some(names) => {
                for name in names {
                    let lower = name.to_lowercase();
                    let stem = ENDINGS.iter().filter_map(|ending| lower.strip_suffix(ending));
                    if stem.clone().any(|stem| words.plain.contains(stem)) {
                        self.path(&format!("{folder}/{name}"), words.plain.contains(&lower), &mut folders);
                    }
                    for word in words.deep.get(&lower).into_iter().flatten() {
                        self.path(&absolute(folder, word), true, &mut folders);
                    }
                }
                words.above.iter().for_each(|word| self.path(&absolute(folder, word), true, &mut folders));
            }
            // Rather all of it than some of it.
            None if folder != self.root && words.all.len() > MOST_WORDS => _ = self.found.insert(folder.to_owned()),
            None => words.all.iter().for_each(|word| self.path(&absolute(folder, word), true, &mut folders)),
        }
        folders
    }

    /// Takes a path, and what interpreters find by it, as far as these are files; it is one of the `folders` where it is one.
    fn path(&mut self, path: &str, ended: bool, folders: &mut BTreeSet<String>) {
        if !is_below(path, self.root) {
            return;
        }
        let endings = ENDINGS.iter().take(if ended { usize::MAX } else { 1 });
        for file in endings.map(|ending| format!("{path}{ending}")) {
            if self.looks(1) && Path::new(&file).is_file() {
                self.found.insert(file);
            }
        }
        if self.looks(1) && Path::new(path).is_dir() {
            folders.insert(path.to_owned());
        }
    }

    /// What a script says that may run others: all of a shell's, of others the lines that load or start something.
    #[expect(clippy::disallowed_methods, reason = "what others run is a fact of the session")]
    fn script(&mut self, file: &str) -> Option<String> {
        let ends = |all: &[&str]| all.iter().any(|end| file.ends_with(end));
        let code = ends(&[".py", ".js", ".cjs", ".mjs", ".ts", ".rb", ".pl"]);
        let other = file.rsplit('/').next().is_some_and(|name| name.contains('.')) && !ends(&[".sh", ".bash", ".zsh"]);
        if other && !code || !self.looks(1) {
            return None;
        }
        let mut text = String::new();
        std::fs::File::open(file).ok()?.take(LONGEST + 1).read_to_string(&mut text).ok()?;
        let long = text.len() as u64 > LONGEST;
        let first = text.lines().next().filter(|line| line.starts_with("#!")).unwrap_or_default();
        match code || first.contains("python") || first.contains("node") {
            true => {
                let lines = text.lines().filter(|line| STARTING.iter().any(|word| line.contains(word)));
                Some(lines.collect::<Vec<_>>().join("\n").replace(['`', ',', '[', ']'], " "))
            }
            false if other || !first.is_empty() || ends(&["sh"]) => {
                self.more |= long;
                Some(text)
            }
            false => None,
        }
    }

    fn exists(&mut self, path: &str) -> bool {
        self.looks(1) && Path::new(path).exists()
    }

    /// Whether so many more may be looked at.
    fn looks(&mut self, count: usize) -> bool {
        let left = self.left.checked_sub(count);
        self.more |= left.is_none();
        self.left = left.unwrap_or_default();
        left.is_some()
    }

    /// The names in a folder, where these are not too many.
    #[expect(clippy::disallowed_methods, reason = "what others run is a fact of the session")]
    fn entries(&mut self, folder: &str) -> Option<Vec<String>> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(MOST_ENTRIES + 1);
        let names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        (names.len() <= MOST_ENTRIES && self.looks(names.len())).then_some(names)
    }
}
