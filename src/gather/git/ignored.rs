//! What git ignores, where git and libgit2 may not read its lists alike: only what plain rules ignore is ignored for certain.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use git2::Config;

use super::brought::Touched;
use super::{GatherError, Repository};
use crate::gather::paths::is_like;

/// The longest list that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// More files than this are not looked at in folders that may be ignored.
const MOST_FILES: usize = 20_000;

/// More spellings of one line are not looked at.
const MOST_SPELLINGS: usize = 64;

/// One line of a list.
#[derive(Debug)]
struct Rule {
    /// Globs of stars.
    segments: Vec<String>,
    /// Whether it counts from the list's folder alone.
    anchored: bool,
    folders: bool,
}

/// The lines of a list that are understood, and what any other may take back.
#[derive(Debug, Default)]
struct List {
    ignored: Vec<Rule>,
    /// Names that are excepted, in lower case; none: any. Whether only folders are.
    excepted: Vec<(Option<String>, bool)>,
}

impl List {
    fn of(text: &[u8]) -> Self {
        let mut list = Self::default();
        for line in text.split(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let plain = line.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._@+~-*/!#,=%$ []".contains(byte));
            let known = std::str::from_utf8(line).ok().filter(|_| plain).map(|line| line.trim_end_matches(' '));
            match known {
                _ if line.starts_with(b"!") => {
                    let last = known.and_then(|line| line.get(1..)?.trim_end_matches('/').rsplit('/').next());
                    let last =
                        last.filter(|last| !last.is_empty() && !last.contains(['[', ']', '!']) && !last.contains("**"));
                    let folders = known.is_some_and(|line| line.ends_with('/'));
                    list.excepted.push((last.map(str::to_ascii_lowercase), folders));
                }
                Some(line) if !line.is_empty() && !line.starts_with('#') => {
                    list.ignored.extend(spelled(line).iter().filter_map(|line| Rule::of(line)));
                }
                _ => {}
            }
        }
        list
    }
}

/// A line with each of its letters in brackets in their place; none where there is something else in brackets.
fn spelled(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut rest = line;
    while let Some((before, (letters, after))) = rest.split_once('[').and_then(|(a, b)| Some((a, b.split_once(']')?))) {
        let plain = !letters.is_empty() && letters.chars().all(|c| c.is_ascii_alphanumeric());
        if !plain || all.len() * letters.len() > MOST_SPELLINGS {
            return Vec::new();
        }
        all = all.iter().flat_map(|start| letters.chars().map(move |c| format!("{start}{before}{c}"))).collect();
        rest = after;
    }
    if rest.contains(['[', ']']) { Vec::new() } else { all.iter().map(|start| format!("{start}{rest}")).collect() }
}

impl Rule {
    fn of(line: &str) -> Option<Self> {
        let (start, deep) = line.strip_prefix("**/").map_or((line, false), |rest| (rest, true));
        let (start, folders) = start.strip_suffix('/').map_or((start, false), |rest| (rest, true));
        // What is in a folder, where that itself is not ignored.
        let start = start.strip_suffix("/**").map_or(start.to_owned(), |folder| format!("{folder}/*"));
        let anchored = !deep && start.contains('/');
        let segments: Vec<String> = start.strip_prefix('/').unwrap_or(&start).split('/').map(str::to_owned).collect();
        let odd = |segment: &String| segment.is_empty() || segment.contains("**") || segment.contains('!');
        (!segments.iter().any(odd)).then_some(Self { segments, anchored, folders })
    }

    /// Whether it ignores a path, given by its segments from the list's folder.
    fn fits(&self, path: &[&str], folder: bool) -> bool {
        let same = |(pattern, name): (&String, &&str)| is_like(pattern, name);
        (folder || !self.folders)
            && (if self.anchored { self.segments.len() == path.len() } else { self.segments.len() <= path.len() })
            && self.segments.iter().rev().zip(path.iter().rev()).all(same)
    }
}

impl Repository {
    /// Those of the paths that libgit2 takes for ignored which git may not ignore; folders end with a slash, and stand for the
    /// files in them. `folders` are all in which a list may stand that libgit2 read.
    ///
    /// # Errors
    ///
    /// [`GatherError::Open`] if a list is longer than 1 MiB, if a line of one ends with a blank that git keeps, has no
    /// name or excepts one with a backslash in it, or if there is too much to be looked at.
    pub(super) fn doubtful(&self, ignored: &Touched, folders: &Touched) -> Result<Touched, GatherError> {
        let Some(root) = self.real.workdir() else { return Ok(Touched::new()) };
        let mut known = Lists { root, own: Vec::new(), read: BTreeMap::new() };
        let exclude = self.real.commondir().join("info/exclude");
        let excluded = text(&exclude)?;
        told_alike(&exclude, &excluded)?;
        known.own.push(List::of(&excluded));
        if let Some(file) = self.everywhere() {
            known.own.push(List::of(&text(&file)?));
        }
        for folder in folders {
            let file = root.join(String::from_utf8_lossy(folder).as_ref()).join(".gitignore");
            told_alike(&file, &text(&file)?)?;
        }
        let (mut doubtful, mut left) = (Touched::new(), ignored.iter().cloned().collect::<Vec<_>>());
        let mut looked = 0_usize;
        while let Some(path) = left.pop() {
            looked += 1;
            if looked > MOST_FILES {
                let why = format!("more than {MOST_FILES} files may be ignored");
                return Err(GatherError::Open { path: root.to_owned(), why });
            }
            if known.ignore(&path)? {
                continue;
            }
            match path.strip_suffix(b"/") {
                Some(folder) => left.extend(below(root, folder)),
                None => _ = doubtful.insert(path),
            }
        }
        Ok(doubtful)
    }

    /// The list that counts in all of a user's repositories.
    fn everywhere(&self) -> Option<PathBuf> {
        let named = self.real.config().ok().and_then(|config| config.get_path("core.excludesfile").ok());
        let beside = || Some(Config::find_xdg().ok()?.parent()?.join("ignore"));
        let home = || Some(Config::find_global().ok()?.parent()?.join(".config/git/ignore"));
        named.or_else(beside).or_else(home)
    }
}

struct Lists<'a> {
    root: &'a Path,
    /// Those of no folder.
    own: Vec<List>,
    /// Those of folders, from the root.
    read: BTreeMap<String, List>,
}

impl Lists<'_> {
    /// Whether a plain rule ignores a path, or a folder that it lies in, and nothing may except that.
    fn ignore(&mut self, path: &[u8]) -> Result<bool, GatherError> {
        let Ok(text) = std::str::from_utf8(path) else { return Ok(false) };
        let segments: Vec<&str> = text.trim_end_matches('/').split('/').collect();
        for at in 0..segments.len() {
            let folder = segments.get(..at).unwrap_or_default().join("/");
            if !self.read.contains_key(&folder) {
                let list = List::of(&self::text(&self.root.join(&folder).join(".gitignore"))?);
                self.read.insert(folder, list);
            }
            let (part, is_folder) =
                (segments.get(..=at).unwrap_or_default(), at + 1 < segments.len() || text.ends_with('/'));
            let lists = (0..=at).filter_map(|depth| {
                let folder = segments.get(..depth).unwrap_or_default().join("/");
                Some((self.read.get(&folder)?, part.get(depth..)?))
            });
            let lists: Vec<(&List, &[&str])> = self.own.iter().map(|list| (list, part)).chain(lists).collect();
            let name = part.last().copied().unwrap_or_default().to_ascii_lowercase();
            let excepts = |(one, folders): &(Option<String>, bool)| {
                (is_folder || !folders) && one.as_ref().is_none_or(|pattern| is_like(pattern, &name))
            };
            let ignored = lists.iter().any(|(list, path)| list.ignored.iter().any(|rule| rule.fits(path, is_folder)));
            if ignored && !lists.iter().any(|(list, _)| list.excepted.iter().any(excepts)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Git and libgit2 read such lines differently, whatever they name.
fn told_alike(file: &Path, text: &[u8]) -> Result<(), GatherError> {
    let odd = |line: &[u8]| {
        let blank = [b"\t", b"\x0b", b"\x0c"].iter().any(|end| line.ends_with(*end));
        let nameless = !line.is_empty() && line.iter().all(|byte| b"/*! \r".contains(byte)) && line.contains(&b'/');
        let nameless = nameless && !matches!(line.trim_ascii_end(), b"/*" | b"!/*" | b"*/" | b"!*/" | b"/*/" | b"!/*/");
        blank
            || nameless
            || line.windows(2).any(|two| two == b"//") && !line.starts_with(b"#")
            || line.strip_prefix(b"!").is_some_and(|name| name.contains(&b'\\'))
    };
    let why = || "a line ends with a tab, has no name, or excepts one with a backslash in it".to_owned();
    match text.split(|byte| *byte == b'\n').any(odd) {
        true => Err(GatherError::Open { path: file.to_owned(), why: why() }),
        false => Ok(()),
    }
}

/// What a list says; nothing where there is none. Git follows no link here.
#[expect(clippy::disallowed_methods, reason = "what git ignores stands in files of the work tree")]
fn text(file: &Path) -> Result<Vec<u8>, GatherError> {
    match std::fs::symlink_metadata(file) {
        Ok(found) if found.is_file() && found.len() <= LONGEST => Ok(std::fs::read(file).unwrap_or_default()),
        Ok(found) if found.is_file() => {
            let why = format!("the list has more than {LONGEST} bytes");
            Err(GatherError::Open { path: file.to_owned(), why })
        }
        _ => Ok(Vec::new()),
    }
}

/// What a folder has, folders with a slash at their end; nothing of another repository's.
#[expect(clippy::disallowed_methods, reason = "what git may not ignore lies in the work tree")]
fn below(root: &Path, folder: &[u8]) -> Vec<Vec<u8>> {
    let name = String::from_utf8_lossy(folder);
    let place = root.join(name.as_ref());
    if place.join(".git").exists() {
        return Vec::new();
    }
    let entries = std::fs::read_dir(place).into_iter().flatten().flatten().take(MOST_FILES);
    let path = |entry: std::fs::DirEntry| {
        let end = if entry.file_type().is_ok_and(|kind| kind.is_dir()) { "/" } else { "" };
        format!("{name}/{}{end}", entry.file_name().to_string_lossy()).into_bytes()
    };
    entries.map(path).collect()
}
