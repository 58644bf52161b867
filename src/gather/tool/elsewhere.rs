//! Whether git works where the folder says: its configuration and the environment may name another repository, another work
//! tree, other files.

use super::walk::{absolute, follow};
use crate::gather::Repository;

/// More settings than this are not read from the environment.
const MOST: usize = 100;

/// Settings that say where git works, or whose rest stands in another file.
const PLACES: &[&str] = &["core.worktree", "core.bare", "include.path", "includeif."];

/// Settings of git that the environment holds.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Keys in lower case, with their values.
    pub(super) settings: Vec<(String, String)>,
    /// Those that stand in one text, keys and values.
    pub(super) text: String,
    /// Whether there are more.
    more: bool,
}

impl Held {
    /// Those of this environment.
    pub(super) fn of(value: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = value("GIT_CONFIG_PARAMETERS").unwrap_or_default().replace('\'', "");
        let Some(count) = value("GIT_CONFIG_COUNT") else { return Self { text, ..Self::default() } };
        let count = count.trim().parse::<usize>().unwrap_or(usize::MAX);
        let setting = |at: usize| {
            let key = value(&format!("GIT_CONFIG_KEY_{at}"))?;
            Some((key.to_ascii_lowercase(), value(&format!("GIT_CONFIG_VALUE_{at}")).unwrap_or_default()))
        };
        Self { settings: (0..count.min(MOST)).filter_map(setting).collect(), text, more: count > MOST }
    }

    fn places(&self) -> bool {
        let text = self.text.to_ascii_lowercase();
        let named = self.settings.iter().map(|(key, _)| key.as_str());
        self.more
            || text.contains("core.hookspath")
            || PLACES.iter().any(|place| text.contains(place) || named.clone().any(|key| key.starts_with(place)))
    }
}

/// Why git may work elsewhere than in the work tree at `root`, all links followed; `cwd` is where names count from.
pub(super) fn elsewhere(
    repository: &Repository,
    root: &str,
    cwd: &str,
    value: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let own = repository.places();
    if own.files.as_deref() != Some(root) {
        return Some("the repository's configuration names another work tree than the folder that it is in".to_owned());
    }
    let same = |named: &str, own: &str| follow(&absolute(cwd, named)).real == follow(own).real;
    let leads = [
        ("GIT_DIR", own.git.clone()),
        ("GIT_COMMON_DIR", own.common.clone()),
        ("GIT_WORK_TREE", root.to_owned()),
        ("GIT_INDEX_FILE", format!("{}/index", own.git)),
        ("GIT_OBJECT_DIRECTORY", format!("{}/objects", own.common)),
    ];
    let other = leads.iter().find(|(name, own)| value(name).is_some_and(|named| !same(&named, own)));
    let other = other.map(|(name, _)| *name);
    // Git then takes the folder that it is started in for the whole work tree.
    let alone = || value("GIT_DIR").is_some_and(|named| named.starts_with('/')) && value("GIT_WORK_TREE").is_none();
    let other = other.or_else(|| alone().then_some("GIT_DIR"));
    let other =
        other.or_else(|| value("GIT_NAMESPACE").is_some_and(|name| !name.is_empty()).then_some("GIT_NAMESPACE"));
    let other = other.or_else(|| Held::of(value).places().then_some("GIT_CONFIG_…"));
    other.map(|name| format!("the environment's {name} may have git work elsewhere: unset it"))
}
