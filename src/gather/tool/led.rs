//! Where the links below a folder lead, as whoever follows them comes upon it: bounded.

use std::collections::VecDeque;

use super::below::{MOST, below};
use super::globs::Matches;
use super::walk::{End, follow, is_below};

/// How many folders are walked, how many entries are looked at, and how many links may lead elsewhere.
const MOST_FOLDERS: usize = 64;
const MOST_ENTRIES: usize = 20_000;
const MOST_LINKS: usize = 1_000;

/// The links below a folder of the work tree, and below the folders in it that they lead to, of which the target lies in
/// none of these.
pub(super) fn led(folder: &str, root: Option<&str>) -> Matches {
    let mut led = Matches { paths: Vec::new(), complete: true };
    let mut walked: Vec<String> = Vec::new();
    let mut pending = VecDeque::from([folder.to_owned()]);
    let mut left = MOST_ENTRIES;
    let root = root.map(|root| follow(root).real);
    let elsewhere = |path: &str| root.as_deref().is_none_or(|root| !is_below(path, root));
    while let Some(start) = pending.pop_front() {
        let there = follow(&start);
        let known = walked.iter().any(|at| is_below(&there.real, at));
        if known || elsewhere(&there.real) || !matches!(&there.end, End::There(at) if at.is_dir()) {
            led.complete &= there.end != End::Lost;
            continue;
        }
        walked.push(there.real.clone());
        let found = below(&there.real, MOST);
        let rest = left.checked_sub(found.entries.len());
        led.complete &= found.complete && rest.is_some() && walked.len() <= MOST_FOLDERS;
        left = rest.unwrap_or(0);
        for entry in found.entries.iter().filter(|entry| entry.link) {
            let path = format!("{}/{}", there.real, entry.path);
            let target = follow(&path).real;
            if !walked.iter().any(|at| is_below(&target, at)) {
                pending.push_back(path.clone());
                led.paths.push(path);
            }
        }
        if !led.complete || led.paths.len() > MOST_LINKS {
            led.complete = false;
            return led;
        }
    }
    led
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::led;

    #[test]
    fn links_are_followed_from_folder_to_folder() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().canonicalize().unwrap();
        for name in ["src/deep", "docs", "away"] {
            std::fs::create_dir_all(at.join(name)).unwrap();
        }
        symlink("deep", at.join("src/near")).unwrap();
        symlink("../docs", at.join("src/docs")).unwrap();
        symlink("../away", at.join("docs/away")).unwrap();
        symlink("../src", at.join("docs/back")).unwrap();
        symlink("/", at.join("away/far")).unwrap();
        let found = led(at.join("src").to_str().unwrap(), at.to_str());
        let names: Vec<_> = found.paths.iter().map(|path| path.strip_prefix(at.to_str().unwrap()).unwrap()).collect();
        assert_eq!(names, ["/src/docs", "/docs/away", "/away/far"]);
        assert!(found.complete);
        assert!(led(at.join("nothing").to_str().unwrap(), at.to_str()).paths.is_empty());
    }
}
