//! Opening, revisions, merge bases, shallow histories, names.

use fleetgate::gather::{GatherError, Repository};
use fleetgate::model::Fact;

use super::{change, range};
use crate::scene::{ANN, Scene, put};

fn diverged() -> Scene {
    let mut scene = Scene::started(&[put("a", "1")]);
    scene.commit("f1", &[put("b", "1")]);
    scene.commit("f2", &[put("b", "2")]);
    scene.checkout("main");
    scene.commit("m1", &[put("c", "1")]);
    scene
}

#[test]
fn the_bases_own_changes_are_not_the_authors() {
    let scene = diverged();
    let change = change(&scene);
    assert_eq!((change.totals.files, change.history.commits, change.contains_base), (1, 2, false));
    assert_eq!(change.groups[0].paths, ["b"]);
    assert_eq!(change.evidence.head_sha.as_deref(), Some(scene.tip("feature").unwrap().to_string().as_str()));
}

#[test]
fn an_empty_range_is_an_empty_change() {
    let scene = Scene::started(&[put("a", "1")]);
    let change = change(&scene);
    assert_eq!((change.totals.files, change.history.commits, change.contains_base), (0, 0, true));
}

#[test]
fn several_merge_bases_are_an_error_that_lists_them() {
    let mut scene = diverged();
    let (ours, theirs) = (scene.tip("main").unwrap(), scene.tip("feature").unwrap());
    scene.commit_on(&[ours, theirs], ANN, ANN, "cross", &[]);
    scene.checkout("feature");
    scene.commit_on(&[theirs, ours], ANN, ANN, "criss", &[]);
    let error = range(&scene).unwrap_err().to_string();
    assert!(error.contains(&ours.to_string()) && error.contains(&theirs.to_string()), "{error}");
}

#[test]
fn unrelated_histories_are_an_error() {
    let mut scene = diverged();
    scene.branch("other");
    scene.orphan("alone", &[put("z", "z")]);
    let tip = scene.tip("other").unwrap();
    scene.set_branch("feature", tip);
    assert!(matches!(range(&scene), Err(GatherError::Unrelated { .. })));
}

#[test]
fn clock_skew_changes_neither_the_merge_base_nor_the_commits() {
    let mut scene = Scene::new();
    scene.commit("root", &[put("a", "0")]);
    scene.set_time(4_000_000_000);
    let fork = scene.commit("from the future", &[put("a", "1")]);
    scene.set_time(5);
    let old = scene.commit("from the past", &[put("a", "2")]);
    scene.branch("feature");
    scene.set_time(1_600_000_000);
    let first = scene.commit("f", &[put("b", "1")]);
    scene.checkout("main");
    scene.set_time(3);
    scene.commit("m", &[put("c", "1")]);
    scene.checkout("feature");
    scene.set_time(1);
    let merge = scene.commit_on(&[first, fork], ANN, ANN, "merge an ancestor", &[]);
    let range = range(&scene).unwrap();
    assert_eq!(range.merge_base, old);
    assert_eq!(range.commits, [first, merge]);
}

#[test]
fn grafts_and_replacements_change_nothing() {
    let mut scene = diverged();
    scene.checkout("feature");
    scene.commit("f3", &[put("d", "1")]);
    let before = change(&scene);
    let (feature, main) = (scene.tip("feature").unwrap(), scene.tip("main").unwrap());
    scene.administer("info/grafts", &format!("{feature} {main}\n"));
    let empty = scene.repo().find_commit(main).unwrap().tree_id();
    let fake = scene.object(
        git2::ObjectType::Commit,
        format!("tree {empty}\nparent {main}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n").as_bytes(),
    );
    scene.repo().reference(&format!("refs/replace/{feature}"), fake, true, "").unwrap();
    assert_eq!(change(&scene), before);
    let repository = Repository::open(&scene.path()).unwrap();
    assert_eq!(repository.resolve("feature~3").unwrap(), repository.resolve("main~1").unwrap());
}

#[test]
fn a_shallow_history_that_hides_the_range_is_an_error() {
    let mut scene = diverged();
    let boundary = scene.repo().revparse_single("feature~1").unwrap().id();
    scene.administer("shallow", &format!("{boundary}\n"));
    let error = range(&scene).unwrap_err();
    assert!(matches!(error, GatherError::HiddenHistory { at, .. } if at == boundary));
    assert!(error.to_string().contains("--unshallow"));
    let repository = Repository::open(&scene.path()).unwrap();
    let range = repository.range(Some("feature~1"), "feature").unwrap();
    assert_eq!((range.merge_base, range.commits.len()), (boundary, 1), "a clone of depth two does");
    scene.checkout("main");
    scene.administer("shallow", "nonsense\n");
    assert!(matches!(repository.range(Some("main"), "feature"), Err(GatherError::Administration { .. })));
}

#[test]
fn a_missing_commit_is_an_error() {
    let mut scene = diverged();
    scene.checkout("feature");
    let tree = scene.repo().find_commit(scene.tip("feature").unwrap()).unwrap().tree_id();
    let gone = "1234567890123456789012345678901234567890";
    scene.commit_raw(format!("tree {tree}\nparent {gone}\nauthor A <a> 1 +0\ncommitter A <a> 1 +0\n\nx").as_bytes());
    let error = range(&scene).unwrap_err().to_string();
    assert!(error.contains(gone) && error.contains("fetch"), "{error}");
}

#[test]
fn revisions_are_resolved_as_git_does() {
    let scene = diverged();
    let repository = Repository::open(&scene.path()).unwrap();
    let feature = scene.tip("feature").unwrap();
    let short: String = feature.to_string().chars().take(10).collect();
    let object = scene.repo().find_object(feature, None).unwrap();
    let signature = git2::Signature::new("A", "a@x", &git2::Time::new(1, 0)).unwrap();
    scene.repo().tag("v1", &object, &signature, "tag", false).unwrap();
    for rev in ["feature", "v1", "v1^{commit}", "v1^0", &feature.to_string(), &short, "refs/heads/feature"] {
        assert_eq!(repository.resolve(rev).unwrap(), feature, "{rev}");
    }
    assert_eq!(repository.resolve("@").unwrap(), scene.tip("main").unwrap());
    assert_eq!(repository.resolve("v1~1^{}^").unwrap(), repository.resolve("main~").unwrap());
    for rev in [
        "",
        "-x",
        "--all",
        "nope",
        "feature~9",
        "feature^2",
        "feature:b",
        "main..feature",
        "^main",
        "v1^{tree}",
        "v1~x",
        ":/f",
    ] {
        let error = repository.resolve(rev).unwrap_err().to_string();
        assert!(error.contains(&format!("{rev:?}")), "{error}");
    }
}

#[test]
fn the_default_base_is_the_tip_of_the_remotes_default_branch() {
    let scene = diverged();
    let repository = Repository::open(&scene.path()).unwrap();
    assert!(repository.range(None, "feature").unwrap_err().to_string().contains("pass --base"));
    let main = scene.tip("main").unwrap();
    scene.repo().reference_symbolic("refs/remotes/origin/HEAD", "refs/remotes/origin/trunk", true, "").unwrap();
    assert!(matches!(repository.range(None, "feature"), Err(GatherError::NoDefaultBase { .. })));
    scene.repo().reference("refs/remotes/origin/trunk", main, true, "").unwrap();
    assert_eq!(repository.range(None, "feature").unwrap().base, main);
}

#[test]
fn subfolders_worktrees_and_bare_repositories_open() {
    let scene = diverged();
    let sub = scene.path().join("x/y");
    std::fs::create_dir_all(&sub).unwrap();
    let tree = scene.outside().join("linked");
    scene.repo().worktree("linked", &tree, None).unwrap();
    let bare = scene.outside().join("bare");
    let copy = git2::build::RepoBuilder::new().bare(true).clone(scene.path().to_str().unwrap(), &bare).unwrap();
    copy.reference("refs/heads/feature", scene.tip("feature").unwrap(), true, "").unwrap();
    let expected = range(&scene).unwrap();
    for path in [sub, tree, bare] {
        assert_eq!(Repository::open(&path).unwrap().range(Some("main"), "feature").unwrap(), expected, "{path:?}");
    }
    let error = Repository::open(scene.outside()).unwrap_err().to_string();
    assert!(error.contains("--repo"), "{error}");
}

#[test]
fn the_work_tree_and_the_index_do_not_matter() {
    let scene = diverged();
    let before = change(&scene);
    scene.leave_in_work_tree(".gitattributes", "* -diff\n");
    scene.leave_in_work_tree("b", "other");
    scene.repo().index().unwrap().add_path(std::path::Path::new("b")).unwrap();
    scene.administer(
        "config",
        "[core]\n\trepositoryformatversion = 0\n[diff]\n\trenames = true\n\tignoreSubmodules = all\n",
    );
    assert_eq!(change(&scene), before);
}

#[test]
fn the_name_comes_from_the_remote_as_it_is_written() {
    let scene = diverged();
    let name = || Repository::open(&scene.path()).unwrap().remote_name();
    assert!(matches!(name(), Fact::Unknown(_)));
    scene.set_remote("git@host:acme/app.git");
    scene.repo().config().unwrap().set_str("url.git@host:evil/.insteadOf", "git@host:acme/").unwrap();
    assert_eq!(name().value().map(String::as_str), Some("acme/app"));
    scene.set_remote("/srv/acme/app");
    assert!(matches!(name(), Fact::Unknown(_)));
}
