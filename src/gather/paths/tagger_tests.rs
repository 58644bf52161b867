use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobSetBuilder};
use proptest::prelude::*;

use super::super::pattern::normalise;
use super::{Cover, OperatorClass, Reach, Tagger};
use crate::gather::GatherError;
use crate::model::{Classes, PathClass};

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn class(files: &[&str], trees: &[&str], words: &[&str], except: &[&str]) -> PathClass {
    PathClass {
        title: String::new(),
        files: strings(files),
        trees: strings(trees),
        words: strings(words),
        except: strings(except),
    }
}

fn tags(class: PathClass, path: &str) -> bool {
    let classes = Classes(BTreeMap::from([("it".to_owned(), class)]));
    !Tagger::new(&classes, &[]).unwrap().tags(path.as_bytes()).is_empty()
}

fn listed(reach: Reach, pattern: &str, path: &str) -> bool {
    let list = OperatorClass { name: "it".to_owned(), patterns: strings(&[pattern]), reach };
    !Tagger::new(&Classes::default(), &[list]).unwrap().tags(path.as_bytes()).is_empty()
}

#[test]
fn files_match_at_any_depth_and_stay_within_a_segment() {
    let pem = || class(&["*.pem"], &[], &[], &[]);
    assert!(tags(pem(), "a/b/KEY.PEM"));
    assert!(tags(pem(), "x.pem. "));
    assert!(!tags(pem(), "x.pem/readme"));
    assert!(!tags(class(&["a/*.rs"], &[], &[], &[]), "a/b/c.rs"));
    assert!(!tags(class(&["/a.rs"], &[], &[], &[]), "b/a.rs"), "a leading slash anchors");
}

#[test]
fn trees_match_themselves_and_all_below() {
    let tree = || class(&[], &[".github"], &[], &[]);
    assert!(tags(tree(), ".GitHub"));
    assert!(tags(tree(), "sub/.github/workflows/ci.yml"));
    assert!(!tags(tree(), "x.github/ci.yml"));
}

#[test]
fn words_match_a_segment_or_a_part_of_the_file_name() {
    let auth = || class(&[], &[], &["auth", "sign-in"], &[]);
    for path in ["Auth/x.rs", "src/user_auth.rs", "a/auth-token.ts", "auth.rs", "sign-in/x.rs"] {
        assert!(tags(auth(), path), "{path}");
    }
    for path in ["src/author.rs", "user-auth/x.rs", "sign-in.rs"] {
        assert!(!tags(auth(), path), "{path}");
    }
}

#[test]
fn except_takes_the_class_away() {
    let env = || class(&[".env*"], &[], &[], &[".env.example"]);
    assert!(tags(env(), "a/.env.local"));
    assert!(!tags(env(), "a/.ENV.Example"));
}

#[test]
fn tightening_lists_cover_everything_below_at_any_depth() {
    for pattern in ["infra", "infra/", "./infra", "infra/**", "INFRA//"] {
        assert!(listed(Reach::AnyDepth, pattern, "a/infra/main.tf"), "{pattern}");
        assert!(listed(Reach::AnyDepth, pattern, "Infra"), "{pattern}");
    }
    assert!(!listed(Reach::AnyDepth, "/infra", "a/infra/x"));
}

#[test]
fn loosening_lists_match_no_more_than_is_written() {
    assert!(listed(Reach::Root, "docs/adr", "docs/adr/1.md"));
    assert!(listed(Reach::Root, "docs/adr/**", "docs/adr/1.md"));
    assert!(!listed(Reach::Root, "docs/adr", "x/docs/adr/1.md"));
    assert!(!listed(Reach::Root, "gen/*", "gen/a/b.rs"));
    assert!(!listed(Reach::Root, "gen/**", "gen"));
}

#[test]
fn an_unusable_pattern_is_named_with_its_class() {
    let list = OperatorClass { name: "operator.forbidden".into(), patterns: strings(&["[x"]), reach: Reach::AnyDepth };
    let error = Tagger::new(&Classes::default(), &[list]).unwrap_err();
    assert!(
        matches!(&error, GatherError::Pattern { class, pattern, .. } if class == "operator.forbidden" && pattern == "[x")
    );
}

/// What globs alone say of a path that is in normal form.
fn by_globs(pattern: &str, cover: Cover, path: &str) -> bool {
    let mut set = GlobSetBuilder::new();
    for glob in normalise(pattern).unwrap().iter().flat_map(|normal| cover.globs(normal)) {
        set.add(GlobBuilder::new(&glob).literal_separator(true).backslash_escape(false).build().unwrap());
    }
    set.build().unwrap().is_match(path)
}

proptest! {
    #[test]
    fn what_is_compared_by_segment_is_what_the_glob_says(
        pattern in "/?(a|b|\\.e|\\*|a\\*|\\*b|\\?b|\\*\\*|a\\*b|\\*b\\*|a\\*\\*b|\\*b\\*a\\*|\\{a,b\\*\\})(/(a|\\.e\\*|\\*b|\\*|\\*\\*|\\*a\\*b)){0,3}",
        path in "(a|b|ab|aab|bab|\\.e|\\.eb)(/(a|b|bb|ab|aabb|\\.e|\\.ea)){0,4}",
    ) {
        let of = |file: &str, tree: &str| {
            let list = |text: &str| if text.is_empty() { vec![] } else { vec![text.to_owned()] };
            tags(PathClass { files: list(file), trees: list(tree), ..PathClass::default() }, &path)
        };
        prop_assert_eq!(of(&pattern, ""), by_globs(&pattern, Cover::File, &path));
        prop_assert_eq!(of("", &pattern), by_globs(&pattern, Cover::Tree, &path));
        prop_assert_eq!(listed(Reach::AnyDepth, &pattern, &path), by_globs(&pattern, Cover::Tightening, &path));
        prop_assert_eq!(listed(Reach::Root, &pattern, &path), by_globs(&pattern, Cover::Loosening, &path));
    }
}
