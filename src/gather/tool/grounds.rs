//! The ground that paths stand on: work tree, home, folders for temporary files, streams.

use super::walk::{End, absolute, follow};
use crate::model::Place;

/// Folders with a meaning of their own, as written and with all links followed.
#[derive(Clone, Debug)]
pub(super) struct Grounds {
    /// The folder that the agent works in, absolute.
    pub(super) cwd: String,
    /// The home folder, absolute.
    pub(super) home: Option<String>,
    roots: Vec<String>,
    marks: Vec<(String, Place)>,
    streams: Vec<String>,
}

impl Grounds {
    /// The ground of a session. Folders that are not absolute are left out.
    pub(super) fn new(cwd: &str, roots: &[&str], home: Option<&str>, temporary: &[String], streams: &[String]) -> Self {
        let mut marks = Vec::new();
        let mut mark = |path: &str, place: Place| {
            let written = absolute("/", path);
            if !path.starts_with('/') || written == "/" {
                return Vec::new();
            }
            let mut forms = vec![written];
            let walked = follow(path);
            if walked.end != End::Lost && !forms.contains(&walked.real) {
                forms.push(walked.real);
            }
            marks.extend(forms.iter().map(|form| (form.clone(), place)));
            forms
        };
        let roots = roots.iter().flat_map(|root| mark(root, Place::Inside)).collect();
        if let Some(home) = home {
            mark(home, Place::Home);
        }
        for folder in temporary {
            mark(folder, Place::Temporary);
        }
        let home = home.filter(|home| home.starts_with('/')).map(str::to_owned);
        Self { cwd: cwd.to_owned(), home, roots, marks, streams: streams.to_vec() }
    }

    /// Where an absolute path lies: the longest folder with a meaning decides, the work tree before others.
    pub(super) fn place(&self, path: &str) -> Place {
        let around = self.marks.iter().filter(|(folder, _)| below(path, folder).is_some());
        let strength = |mark: &&(String, Place)| (mark.0.len(), mark.1 == Place::Inside, mark.1 == Place::Home);
        around.max_by_key(strength).map_or(Place::Outside, |(_, place)| *place)
    }

    /// The path relative to the work tree, where it lies in it; else without its leading slash.
    pub(super) fn relative<'a>(&self, path: &'a str) -> &'a str {
        let inside = self.roots.iter().filter_map(|root| below(path, root)).min_by_key(|rest| rest.len());
        inside.unwrap_or_else(|| path.trim_start_matches('/'))
    }

    /// Whether an absolute path, as written, is a stream.
    pub(super) fn is_stream(&self, path: &str) -> bool {
        self.streams.iter().any(|stream| match stream.strip_suffix("/*") {
            Some(folder) => below(path, folder).is_some_and(|rest| !rest.is_empty() && !rest.contains('/')),
            None => stream == path,
        })
    }
}

/// What of `path` is below `folder`; empty for the folder itself.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

#[cfg(test)]
mod tests {
    use super::Grounds;
    use crate::model::Place;

    #[test]
    fn the_longest_folder_decides() {
        let streams = ["/dev/null".to_owned(), "/dev/fd/*".to_owned()];
        let grounds = Grounds::new("/t/h/r", &["/t/h/r"], Some("/t/h"), &["/t".to_owned()], &streams);
        for (path, place) in [
            ("/t/h/r", Place::Inside),
            ("/t/h/r/a", Place::Inside),
            ("/t/h/rx", Place::Home),
            ("/t/h/.bashrc", Place::Home),
            ("/t/x", Place::Temporary),
            ("/etc", Place::Outside),
            ("/", Place::Outside),
        ] {
            assert_eq!(grounds.place(path), place, "{path}");
        }
        assert_eq!(grounds.relative("/t/h/r/a/b"), "a/b");
        assert_eq!(grounds.relative("/t/h/r"), "");
        assert_eq!(grounds.relative("/etc/x"), "etc/x");
        assert!(grounds.is_stream("/dev/null") && grounds.is_stream("/dev/fd/3"));
        assert!(!grounds.is_stream("/dev/fd/3/x") && !grounds.is_stream("/dev/sda"));
    }
}
