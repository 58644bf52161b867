//! The commits of a range, and the merge that is tried.

use fleetgate::model::Fact;

use super::{change, range};
use crate::scene::{ANN, Person, Scene, put, remove};

fn touched(scene: &Scene) -> Vec<String> {
    let mut paths: Vec<_> =
        change(scene).history.groups.into_iter().flat_map(|group| group.paths).map(|path| path.path).collect();
    paths.sort();
    paths
}

fn conflicts(scene: &Scene) -> Vec<String> {
    match change(scene).conflicts {
        Fact::Known(known) => known.value.paths,
        Fact::Unknown(unknown) => panic!("{}", unknown.unknown),
    }
}

#[test]
fn a_secret_that_was_added_and_removed_is_in_the_history() {
    let mut scene = Scene::started(&[put("a", "1")]);
    let added = scene.commit("add", &[put("key.pem", "x")]);
    scene.commit("remove", &[remove("key.pem")]);
    let change = change(&scene);
    assert_eq!(change.totals.files, 0);
    let group = &change.history.groups[0];
    assert_eq!((group.classes.join(" "), group.files), ("secret".to_owned(), 1));
    assert_eq!(group.paths[0].commit, added.to_string());
}

#[test]
fn merging_the_base_in_adds_nothing() {
    let mut scene = Scene::started(&[put("a", "1")]);
    scene.commit("f", &[put("b", "1")]);
    scene.checkout("main");
    scene.commit("m", &[put("secrets/x", "1")]);
    scene.checkout("feature");
    scene.merge("main", &[]);
    assert_eq!(touched(&scene), ["b"]);
    assert!(change(&scene).contains_base);
    scene.checkout("main");
    scene.commit("m2", &[put("secrets/x", "2")]);
    scene.checkout("feature");
    scene.merge("main", &[put("secrets/x", "mine"), put("new", "1")]);
    assert_eq!(touched(&scene), ["b", "new", "secrets/x"], "what a merge brings in itself does count");
}

#[test]
fn side_branches_and_root_commits_are_looked_at() {
    let mut scene = Scene::started(&[put("a", "1")]);
    let first = scene.commit("f", &[put("b", "1")]);
    scene.branch("side");
    scene.orphan("root", &[put("root/key.pem", "x")]);
    scene.commit("gone", &[remove("root/key.pem")]);
    let side = scene.tip("side").unwrap();
    scene.checkout("feature");
    scene.commit_on(&[first, side], ANN, ANN, "merge", &[]);
    assert_eq!(touched(&scene), ["b", "root/key.pem"]);
    assert_eq!(range(&scene).unwrap().commits.len(), 4);
}

#[test]
fn everyone_who_had_a_hand_in_it_is_a_contributor() {
    let mut scene = Scene::started(&[put("a", "1")]);
    let bot = Person { name: "Bot X", email: "41+Coder-1@users.noreply.forge.example" };
    let carol = Person { name: "Carol", email: "Carol@x.org" };
    let message = "fixup! it\n\nCO-AUTHORED-BY: Dan <dan@y.org>\r\nsigned-off-by: Nobody <n@n>\n";
    scene.commit_as(bot, carol, message, &[put("b", "1")]);
    scene.commit_as(bot, carol, "Fixup!two", &[put("b", "2")]);
    let tree = scene.repo().find_commit(scene.tip("feature").unwrap()).unwrap().tree_id();
    let parent = scene.tip("feature").unwrap();
    let text = format!("tree {tree}\nparent {parent}\nauthor \nauthor E\u{0} <e@z\ncommitter\n\n");
    scene.commit_raw(text.as_bytes());
    let history = change(&scene).history;
    for person in ["bot x", "coder-1", "carol", "carol@x.org", "dan", "dan@y.org", "e@z"] {
        assert!(history.contributors.iter().any(|known| known == person), "{person}: {:?}", history.contributors);
    }
    assert!(!history.contributors.iter().any(|known| known.contains("nobody") || known.is_empty()));
    assert_eq!(history.marks.len(), 1);
    assert_eq!((history.marks[0].word.as_str(), history.marks[0].commits), ("fixup!", 2));
}

#[test]
fn conflicts_are_found_whatever_the_attributes_say() {
    for attributes in ["", "* merge=ours\n", "* merge=union\n", "* -merge\n", "[attr]x merge=union\n* x\n"] {
        let mut scene =
            Scene::started(&[put("a", "1\n"), put("b", "1\n2\n3\n4\n5\n6\n7\n"), put(".gitattributes", attributes)]);
        scene.commit("f", &[put("a", "f\n"), put("b", "f\n2\n3\n4\n5\n6\n7\n")]);
        scene.checkout("main");
        scene.commit("m", &[put("a", "m\n"), put("b", "1\n2\n3\n4\n5\n6\nm\n")]);
        scene.administer("info/attributes", attributes);
        scene.leave_in_work_tree(".gitattributes", attributes);
        assert_eq!(conflicts(&scene), ["a"], "{attributes}");
    }
}

#[test]
fn a_change_beside_the_bases_merges_cleanly_and_through_renames() {
    let text = "1\n2\n3\n4\n5\n6\n7\n8\n";
    let mut scene = Scene::started(&[put("a", text)]);
    scene.commit("f", &[remove("a"), put("moved", text)]);
    scene.checkout("main");
    scene.commit("m", &[put("a", &text.replace('8', "eight"))]);
    assert_eq!(conflicts(&scene), Vec::<String>::new());
    scene.commit("m2", &[remove("a")]);
    assert!(!conflicts(&scene).is_empty());
}

#[test]
fn a_thousand_commits_are_read() {
    let mut scene = Scene::started(&[put("a", "1")]);
    for n in 0..1000 {
        scene.commit("n", &[put("b", &n.to_string())]);
    }
    let change = change(&scene);
    assert_eq!((change.history.commits, change.history.groups[0].files), (1000, 1));
}

#[test]
fn paths_that_no_index_takes_make_the_merge_unknown_or_clean_but_never_a_panic() {
    let mut scene = Scene::started(&[put("a", "1")]);
    scene.commit("f", &[put("s/.git/config", "x"), put("../up", "x"), put("nul:", "x")]);
    scene.checkout("main");
    scene.commit("m", &[put("a", "2"), put("b", "2")]);
    let change = change(&scene);
    assert_eq!(change.odd.files, 2);
    assert!(change.conflicts.value().is_none_or(|conflicts| conflicts.files == 0));
}
