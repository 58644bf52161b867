//! Links under names with a meaning that lead to ordinary files: `CLAUDE.md` to `docs/ai.md`, `~/.gitconfig` into a
//! repository of settings. Who changes the file changes what it is called there, too.

use std::path::Path;

use super::walk::{follow, is_below};

/// More names of one folder than this are not looked at.
const MOST: usize = 100_000;

/// More links than this are not followed.
const MOST_LINKS: usize = 2_000;

/// How deep folders with a meaning are looked through.
const DEEP: usize = 3;

/// Folders of the home folder in which settings lie, besides itself.
const SETTINGS: &[&str] = &[".config", ".config/git", ".claude", ".codex", ".gemini", ".ssh"];

/// Folders with a meaning in which programs lie, thousands of files.
const LARGE: &[&str] = &[".git", ".venv", "venv", ".yarn", ".cargo", "site-packages", "dist-packages", "node_modules"];

/// A link whose target lies in the work tree.
#[derive(Debug)]
struct Alias {
    /// Where the link is, absolute.
    name: String,
    /// Where it leads, absolute.
    target: String,
}

impl Alias {
    /// What a path, all links followed, is called through the link.
    fn of(&self, path: &str) -> Option<String> {
        let rest = is_below(path, &self.target).then(|| path.strip_prefix(&self.target)).flatten()?;
        Some(format!("{}{rest}", self.name))
    }
}

/// Links whose targets lie in the work tree.
#[derive(Debug)]
pub(super) struct Aliases {
    links: Vec<Alias>,
    /// How many links may still be followed; none: some were not looked at.
    left: Option<usize>,
}

impl Aliases {
    /// What a path, all links followed, is called through the links.
    pub(super) fn of(&self, path: &str) -> impl Iterator<Item = String> {
        self.links.iter().filter_map(move |alias| alias.of(path))
    }

    /// Whether there may be others.
    pub(super) const fn is_open(&self) -> bool {
        self.left.is_none()
    }
}

/// The links at the root of a work tree, in git's own folder, in folders with a meaning, and in those of the home folder, as
/// far as they lead into the work tree. `means` tells whether a path has a meaning by its name.
pub(super) fn aliases(root: &str, home: Option<&str>, means: &dyn Fn(&str) -> bool) -> Aliases {
    let real = follow(root).real;
    let mut all = Aliases { links: Vec::new(), left: Some(MOST_LINKS) };
    look(root, &real, DEEP, means, &mut all);
    [".git", ".git/hooks"].iter().for_each(|folder| look(&format!("{root}/{folder}"), &real, 0, means, &mut all));
    if let Some(home) = home.filter(|home| !is_below(home, &real)) {
        let settings = SETTINGS.iter().map(|folder| format!("{home}/{folder}"));
        settings.chain([home.to_owned()]).for_each(|folder| look(&folder, &real, 0, means, &mut all));
    }
    all
}

#[expect(clippy::disallowed_methods, reason = "where links lead is a fact of the work tree")]
fn look(folder: &str, root: &str, deep: usize, means: &dyn Fn(&str) -> bool, all: &mut Aliases) {
    for (number, entry) in std::fs::read_dir(Path::new(folder)).into_iter().flatten().flatten().enumerate() {
        if number >= MOST || all.is_open() {
            all.left = None;
            return;
        }
        let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { continue };
        let path = format!("{folder}/{name}");
        if kind.is_symlink() {
            all.left = all.left.and_then(|left| left.checked_sub(1));
            let target = follow(&path).real;
            if is_below(&target, root) && target != root && !is_below(&path, &target) {
                all.links.push(Alias { name: path, target });
            }
        } else if kind.is_dir() && deep > 0 && !LARGE.contains(&name.as_str()) && means(&path) {
            look(&path, root, deep - 1, means, all);
        }
    }
}
