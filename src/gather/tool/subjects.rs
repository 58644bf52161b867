//! One path that an effect names: where it lies, what is there, to which classes it belongs.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::aliases::{Aliases, aliases};
use super::brackets::{is_doubtful, leveled, spelled};
use super::globs::{self, Meant};
use super::grounds::Grounds;
use super::links;
use super::session::{WorkTree, is_bare};
use super::streams::is_reopened;
use super::walk::{End, absolute, follow, is_below};
use super::wide;
use crate::gather::{Tagger, oddness};
use crate::model::Place;

/// More finds than these are no few.
const FEW: usize = 16;

/// What is known of a path.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Measured {
    /// Where it lies.
    pub(super) place: Place,
    /// The classes that match.
    pub(super) classes: BTreeSet<String>,
    /// What was measured.
    pub(super) traits: BTreeSet<&'static str>,
}

impl Measured {
    /// A path of which nothing is known but a beginning.
    pub(super) fn unknown(classes: BTreeSet<String>) -> Self {
        Self { place: Place::Unknown, classes, traits: BTreeSet::from(["unresolved"]) }
    }
}

/// Measures paths.
#[derive(Clone, Copy)]
pub(super) struct Paths<'a> {
    pub(super) grounds: &'a Grounds,
    pub(super) tagger: &'a Tagger,
    pub(super) root: Option<&'a str>,
    /// Folders in which the other names of a hard link are looked for, besides the work tree.
    pub(super) around: &'a [String],
    /// Links that lead to files of the work tree, once they are looked for.
    pub(super) aliases: &'a OnceCell<Aliases>,
    /// What was measured before: command lines name the same path again and again.
    pub(super) known: &'a RefCell<BTreeMap<(String, String), Measured>>,
}

impl Paths<'_> {
    /// A path as written, from the folder `cwd`.
    pub(super) fn exact(&self, cwd: &str, text: &str) -> Measured {
        let key = (cwd.to_owned(), text.to_owned());
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let measured = self.measured(cwd, text);
        self.known.borrow_mut().insert(key, measured.clone());
        measured
    }

    fn measured(&self, cwd: &str, text: &str) -> Measured {
        let home = self.grounds.home.as_deref();
        let expanded = match text.strip_prefix('~') {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => home.map(|home| format!("{home}{rest}")),
            Some(_) => return Measured::unknown(self.tags(&absolute(cwd, text))),
            None => Some(text.to_owned()),
        };
        let Some(expanded) = expanded else { return Measured::unknown(self.tags(&absolute(cwd, text))) };
        let written = absolute(cwd, &expanded);
        if self.grounds.is_stream(&written) {
            let traits = is_reopened(&written).then_some("reopened").into_iter().collect();
            return Measured { place: Place::Stream, classes: BTreeSet::new(), traits };
        }
        let joined = if expanded.starts_with('/') { expanded } else { format!("{cwd}/{expanded}") };
        let walked = follow(&joined);
        let mut classes = self.tags(&written);
        if walked.real != written {
            classes.extend(self.tags(&walked.real));
        }
        classes.extend(self.in_bare(&walked.real).iter().flat_map(|path| self.tags(path)));
        let mut traits = self.doubts(&walked.real);
        let place = match &walked.end {
            End::Lost => {
                traits.insert("unresolved");
                Place::Unknown
            }
            _ => self.grounds.place(&walked.real),
        };
        if walked.links > 0 {
            traits.insert("symlink");
        }
        match &walked.end {
            End::There(metadata) => {
                traits.insert("exists");
                if metadata.is_dir() {
                    traits.insert("folder");
                } else if !metadata.is_file() {
                    traits.insert("special");
                }
                if let Some(names) = links::names(metadata, self.root, self.around) {
                    traits.insert("hardlink");
                    if names.more {
                        traits.insert("hardlink.unresolved");
                    }
                    classes.extend(names.found.iter().flat_map(|name| self.tags(name)));
                }
            }
            End::Nothing => {
                traits.insert("absent");
                if walked.links > 0 {
                    traits.insert("dangling");
                }
                if text != "~" && is_unexpanded(text) {
                    traits.insert("path.unexpanded");
                }
            }
            End::Lost => {}
        }
        if [&written, &walked.real].iter().any(|path| is_odd(self.grounds.relative(path))) || text.contains('\0') {
            traits.insert("path.odd");
        }
        Measured { place, classes, traits }
    }

    /// A path in full, by its name alone.
    pub(super) fn unfollowed(&self, path: &str) -> Measured {
        let written = absolute("/", path);
        let there = std::fs::symlink_metadata(&written).is_ok();
        let odd = is_odd(self.grounds.relative(&written)).then_some("path.odd");
        let found = odd.into_iter().chain([if there { "exists" } else { "absent" }]);
        let classes = self.tags(&written);
        let traits = found.chain(self.doubts(&written)).collect();
        Measured { place: self.grounds.place(&written), classes, traits }
    }

    /// What a path in the work tree has where not all links that may lead to it were looked at.
    fn doubts(&self, path: &str) -> BTreeSet<&'static str> {
        let open = self.aliases.get().is_some_and(Aliases::is_open) && self.grounds.place(path) == Place::Inside;
        open.then_some("unresolved").into_iter().collect()
    }

    /// What a path in a repository without a work tree would be called in one with it.
    fn in_bare(&self, path: &str) -> Option<String> {
        let root = follow(self.root?).real;
        let parents = Path::new(path).ancestors().skip(1).take_while(|at| *at != Path::new(&root));
        let bare = parents.into_iter().find(|at| is_bare(at) && !at.ends_with(".git"))?;
        let rest = Path::new(path).strip_prefix(bare).ok()?.to_str()?;
        Some(format!("{}/.git/{rest}", bare.to_str()?))
    }

    /// What a recursive search hands over: names that fit a pattern, below the folder that the pattern starts with.
    /// `shy`: the pattern names what starts with a dot only where it says so.
    pub(super) fn found(&self, cwd: &str, pattern: &str, shy: bool) -> Measured {
        self.below(cwd, pattern, |whole| {
            let meant = if shy { BTreeSet::new() } else { self.meant(whole) };
            self.could_be(whole).into_iter().chain(meant).collect()
        })
    }

    /// What a listing by a pattern gives away, its groups taken for what they stand for.
    pub(super) fn listings(&self, cwd: &str, pattern: &str) -> Vec<(Option<String>, Measured)> {
        let listed = |text: &str| (Some(text.to_owned()), self.listed(cwd, text));
        let mut all = vec![listed(pattern)];
        let mut unread = is_doubtful(pattern);
        match globs::ungrouped(pattern) {
            Some(braced) if braced != pattern => all.extend(globs::apart(&braced).iter().map(|one| listed(one))),
            Some(_) => {}
            None => unread = true,
        }
        if unread {
            all.iter_mut().for_each(|(_, measured)| _ = measured.traits.insert("unresolved"));
        }
        all
    }

    /// What a listing by a pattern gives away: names. `.*` is nobody's name.
    pub(super) fn listed(&self, cwd: &str, pattern: &str) -> Measured {
        let nameless = |segment: &str| segment.contains('*') && segment.chars().all(|c| matches!(c, '.' | '*'));
        let segments = pattern.split('/').map(|segment| if nameless(segment) { "*" } else { segment });
        self.spelled(cwd, &segments.collect::<Vec<_>>().join("/"))
    }

    /// What a pattern says of what it matches by its own letters alone.
    pub(super) fn spelled(&self, cwd: &str, pattern: &str) -> Measured {
        self.below(cwd, pattern, |whole| self.fitting(whole, wide::spells))
    }

    /// What a path stands for that begins with a pattern's folder, with classes of what lies there.
    fn below(&self, cwd: &str, pattern: &str, classes: impl Fn(&str) -> BTreeSet<String>) -> Measured {
        let whole = match (pattern.strip_prefix("~/"), self.grounds.home.as_deref()) {
            (Some(rest), Some(home)) => format!("{home}/{rest}"),
            _ if pattern.starts_with('/') => pattern.to_owned(),
            _ => format!("{cwd}/{pattern}"),
        };
        let mut measured = self.start(&whole);
        if measured.place != Place::Unknown {
            measured.classes.extend(classes(&whole));
            measured.traits.remove("absent");
        }
        measured
    }

    /// The folder below which an absolute pattern is looked for.
    pub(super) fn start(&self, whole: &str) -> Measured {
        let steps = globs::start(whole);
        if whole.split('/').skip(steps.len()).any(|segment| segment == "..") {
            return Measured::unknown(self.tags(whole));
        }
        let mut measured = self.exact("/", &steps.join("/"));
        measured.traits.remove("absent");
        measured
    }

    /// Classes of the names that a search's pattern is meant for: it finds what starts with a dot, too.
    fn meant(&self, pattern: &str) -> BTreeSet<String> {
        let mut classes = BTreeSet::new();
        for alternative in globs::alternatives(pattern) {
            classes.extend(self.tags(&absolute("/", &globs::literal(&alternative))));
            for (at, segment) in alternative.split('/').enumerate() {
                let Some(meant) = Meant::of(segment) else { continue };
                for sample in self.tagger.samples().filter(|sample| meant.is_for(sample)) {
                    classes.extend(self.tags(&absolute("/", &with_segment(&alternative, at, sample))));
                }
            }
        }
        classes
    }

    /// What a pattern of git matches: its wildcards take leading dots and slashes, too, and any letter case where git was
    /// told so. `there`: full names of all that it is matched against, where they are known.
    pub(super) fn matched(&self, cwd: &str, pattern: &str, there: Option<&[String]>) -> Measured {
        let mut measured = match there.filter(|_| wide::is_wide(pattern, true)) {
            Some(there) => self.among(cwd, pattern, there),
            None => self.anywhere(cwd, pattern),
        };
        if !measured.traits.contains("exists") && !measured.traits.contains("unresolved") {
            measured.traits.insert("absent");
        }
        measured
    }

    fn among(&self, cwd: &str, pattern: &str, there: &[String]) -> Measured {
        let mut measured = self.spelled(cwd, pattern);
        let whole = absolute(cwd, pattern);
        measured.classes.extend(self.fitting(&absolute(cwd, &pattern.to_lowercase()), wide::spells));
        if !there.is_empty() && !wide::is_wide(pattern, false) {
            measured.classes.extend(self.meant(&whole));
        }
        measured.classes.extend(wide::among(there, &whole).iter().flat_map(|path| self.tags(path)));
        measured
    }

    fn anywhere(&self, cwd: &str, pattern: &str) -> Measured {
        let mut measured = self.found(cwd, pattern, true);
        let sound = globs::is_sound(pattern);
        let pattern = &leveled(pattern);
        let folded = pattern.to_lowercase();
        if folded != *pattern {
            measured.classes.extend(self.could_be(&absolute(cwd, &folded)));
        }
        let last = folded.rsplit('/').next().unwrap_or_default();
        let names = self.tagger.samples().filter(|sample| globs::fits(last, &sample.to_lowercase()));
        measured.classes.extend(names.flat_map(|sample| self.tags(&absolute(cwd, sample))));
        let whole = absolute(cwd, pattern);
        let picks = self.picks(&whole);
        let found = if picks { globs::sought(&whole).paths } else { globs::found(&whole).paths };
        measured.classes.extend(self.tags_of_finds(&found, &whole));
        if !sound {
            measured.traits.insert("unresolved");
        }
        measured
    }

    /// Whether no other repository lies between the work tree's root and a folder in it.
    pub(super) fn is_of_work_tree(&self, root: &str, folder: &str) -> bool {
        let [root, folder] = [root, folder].map(|path| follow(path).real);
        WorkTree::around(Path::new(&folder)).is_none_or(|tree| tree.root == Path::new(&root))
    }

    /// Whether git would take a folder, or one between it and the work tree's root, for a repository without a work tree.
    pub(super) fn is_of_bare(&self, root: &str, folder: &str) -> bool {
        let [root, folder] = [root, folder].map(|path| follow(path).real);
        let between = Path::new(&folder).ancestors().take_while(|at| *at != Path::new(&root));
        between.into_iter().any(is_bare)
    }

    /// Classes that a pattern names, whether anything of the kind is there or not.
    pub(super) fn could_be(&self, pattern: &str) -> BTreeSet<String> {
        self.fitting(pattern, globs::could_be)
    }

    fn fitting(&self, pattern: &str, fits: impl Fn(&str, &str) -> bool) -> BTreeSet<String> {
        let mut classes = BTreeSet::new();
        for alternative in globs::alternatives(pattern) {
            classes.extend(self.tags(&absolute("/", &alternative)));
            for (at, segment) in alternative.split('/').enumerate().filter(|(_, s)| s.starts_with(['.', '*', '?', '[']))
            {
                for sample in self.tagger.samples().filter(|sample| fits(segment, sample)) {
                    classes.extend(self.tags(&absolute("/", &with_segment(&alternative, at, sample))));
                }
            }
        }
        classes
    }

    /// Classes of those finds of a search that its pattern is meant for, and of their other names where they are hard links:
    /// a search for a kind of file may pass one by, unless the kind itself is one.
    pub(super) fn tags_of_finds(&self, found: &[String], pattern: &str) -> BTreeSet<String> {
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let patterns: Vec<String> = globs::alternatives(pattern).iter().map(|one| last(one)).collect();
        let named = patterns.iter().any(|one| !globs::is_wild(&spelled(one)));
        let meant: Vec<Meant> = patterns.iter().filter_map(|one| Meant::of(one)).collect();
        // `*config*` is no question after git's own.
        let own = pattern.split('/').any(|segment| segment.contains(".git") || globs::fits(segment, ".git"));
        let administered = |path: &String| !own && path.split('/').any(|segment| segment == ".git");
        let mut classes = self.shared(found.iter().filter(|path| !administered(path)));
        let mut finds = Vec::new();
        for path in found {
            let name = last(path);
            if named || !administered(path) && meant.iter().any(|one| one.is_for(&name)) {
                classes.extend(self.tags(path));
                finds.push(path.clone());
            } else if let Some((_, ending)) =
                name.rsplit_once('.').filter(|_| meant.iter().any(|m| m.is_kind_of(&name)))
            {
                classes.extend(self.tags(&format!("/a.{ending}")));
            }
        }
        classes.extend(links::others(&finds, self.root, self.around).iter().flat_map(|name| self.tags(name)));
        classes
    }

    /// Whether a search's pattern is meant for single names: each of its finds counts then.
    pub(super) fn picks(&self, pattern: &str) -> bool {
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let names: Vec<String> = globs::alternatives(pattern).iter().map(|one| last(one)).collect();
        names.iter().any(|name| !globs::is_wild(name) || Meant::of(name).is_some_and(|meant| meant.picks()))
    }

    /// The classes that all of a few finds have: a pattern that picks them out is meant for them.
    fn shared<'f>(&self, found: impl Iterator<Item = &'f String>) -> BTreeSet<String> {
        let found: Vec<&String> = found.take(FEW + 1).collect();
        let few = Some(found).filter(|found| found.len() <= FEW).unwrap_or_default();
        let tags = few.into_iter().map(|path| self.tags(path));
        tags.reduce(|all, these| all.intersection(&these).cloned().collect()).unwrap_or_default()
    }

    pub(super) fn tags(&self, path: &str) -> BTreeSet<String> {
        let tags = |path: &str| self.tagger.tags(self.grounds.relative(path).as_bytes());
        let Some(root) = self.root.filter(|root| is_below(path, root)) else { return tags(path) };
        let means = |path: &str| !tags(path).is_empty();
        let aliases = self.aliases.get_or_init(|| aliases(root, self.grounds.home.as_deref(), &means));
        tags(path).into_iter().chain(aliases.of(path).flat_map(|name| tags(&name))).collect()
    }
}

/// A path with another name in one place.
fn with_segment(path: &str, at: usize, name: &str) -> String {
    path.split('/').enumerate().map(|(i, segment)| if i == at { name } else { segment }).collect::<Vec<_>>().join("/")
}

/// Whether somebody might expand the text further: variables, substitutions, braces, percent signs, an address.
fn is_unexpanded(text: &str) -> bool {
    let percent = text.split('%').skip(1).any(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2);
    let address = text.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"));
    let braces = text.contains('{') && !is_expanded(text);
    percent
        || address
        || braces
        || text.starts_with(['$', '~'])
        || text.contains(['`', '\0'])
        || text.contains("${")
        || text.contains("$(")
}

/// Whether all that braces could mean is known: it stays below the folder, and nothing is left of them.
fn is_expanded(text: &str) -> bool {
    let all = globs::alternatives(text);
    let open = |one: &String| one.split_once('{').is_some_and(|(_, rest)| rest.contains(',') && rest.contains('}'));
    globs::apart(text).len() == 1 && !all.iter().any(open)
}

fn is_odd(relative: &str) -> bool {
    let plain: Vec<&str> = relative.split('/').filter(|segment| !matches!(*segment, "" | ".git")).collect();
    !plain.is_empty() && oddness(plain.join("/").as_bytes()).is_some()
}
