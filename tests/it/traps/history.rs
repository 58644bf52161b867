//! Traps 8–11 and 18: which commits count.

use serde_json::json;

use crate::judge::{Case, short};
use crate::scene::{ANN, Scene, put, remove};

fn started() -> Scene {
    Scene::started(&[put("README.md", "# app\n"), put("docs/a.md", "a\n")])
}

#[test]
fn trap_08_a_secret_added_and_removed_again() {
    let mut scene = started();
    let leak = scene.commit("oops", &[put("conf/.env", "KEY=1\n")]);
    scene.commit("clean up", &[remove("conf/.env"), put("docs/b.md", "b\n")]);
    let judged = Case::of(scene).judge();
    judged.denies(&["merge.path.forbidden_history"]);
    let said = judged.said("merge.path.forbidden_history");
    assert!(said[0].starts_with("conf/.env: ") && said[0].contains(&short(&leak.to_string())), "{said:?}");
    assert_eq!(judged.measured(), [1, 1, 0]);
}

#[test]
fn trap_08_a_secret_on_a_side_branch_that_was_merged_in() {
    let mut scene = started();
    scene.branch("side");
    scene.commit("oops", &[put("id_rsa", "key\n")]);
    scene.commit("clean up", &[remove("id_rsa")]);
    scene.checkout("feature");
    scene.commit("docs", &[put("docs/b.md", "b\n")]);
    scene.merge("side", &[]);
    Case::of(scene).judge().denies(&["merge.path.forbidden_history"]);
}

#[test]
fn trap_08_a_secret_in_a_root_commit_that_was_merged_in() {
    let mut scene = started();
    scene.commit("docs", &[put("docs/b.md", "b\n")]);
    scene.branch("root");
    scene.orphan("oops", &[put("secrets/a", "key\n")]);
    scene.commit("clean up", &[remove("secrets/a")]);
    scene.checkout("feature");
    scene.merge("root", &[]);
    Case::of(scene).judge().denies(&["merge.path.forbidden_history"]);
}

#[test]
fn trap_08_a_secret_that_only_a_merge_commit_has() {
    let mut scene = started();
    scene.branch("side");
    scene.commit("side", &[put("docs/c.md", "c\n")]);
    scene.checkout("feature");
    scene.commit("docs", &[put("docs/b.md", "b\n")]);
    scene.merge("side", &[put("deploy.key", "key\n")]);
    scene.commit("clean up", &[remove("deploy.key")]);
    Case::of(scene).judge().denies(&["merge.path.forbidden_history"]);
}

#[test]
fn trap_08_the_operators_forbidden_path_in_the_history() {
    let mut scene = started();
    scene.commit("bill", &[put("billing/a.md", "a\n")]);
    scene.commit("unbill", &[remove("billing/a.md"), put("docs/b.md", "b\n")]);
    let case = Case::of(scene).fleet(|fleet| fleet["forbidden"] = json!(["billing/**"]));
    case.judge().denies(&["merge.path.forbidden_history"]);
}

#[test]
fn trap_08_docs_added_and_removed_again_pass() {
    let mut scene = started();
    scene.commit("draft", &[put("docs/old.md", "x\n")]);
    scene.commit("better", &[remove("docs/old.md"), put("docs/new.md", "x\n")]);
    Case::of(scene).judge().allows();
}

#[test]
fn trap_08_the_bases_own_secret_merged_in_is_not_the_authors() {
    let mut scene = started();
    scene.commit("docs", &[put("docs/b.md", "b\n")]);
    scene.checkout("main");
    scene.commit("by a person", &[put("conf/.env", "KEY=1\n")]);
    scene.checkout("feature");
    scene.merge("main", &[]);
    Case::of(scene).judge().allows();
}

#[test]
fn trap_09_nothing_is_changed() {
    let mut scene = started();
    scene.commit("nothing", &[]);
    let judged = Case::of(scene).judge();
    judged.denies(&["merge.change.empty"]);
    assert_eq!(judged.measured(), [0, 0, 0]);
    Case::of(started()).judge().denies(&["merge.change.empty"]);
}

#[test]
fn trap_09_everything_is_taken_back() {
    let mut scene = started();
    scene.commit("do", &[put("src/a.rs", "a\n")]);
    scene.commit("undo", &[remove("src/a.rs")]);
    Case::of(scene).judge().denies(&["merge.change.empty"]);
}

#[test]
fn trap_09_an_empty_file_is_a_change() {
    Case::change(&[put("docs/empty.md", "")]).judge().allows();
    Case::change(&[put("src/empty.rs", "")]).judge().holds(&["merge.risk.medium"]);
}

#[test]
fn trap_10_two_merge_bases() {
    let mut scene = started();
    let ours = scene.commit("f", &[put("docs/f.md", "f\n")]);
    scene.checkout("main");
    let theirs = scene.commit("m", &[put("docs/m.md", "m\n")]);
    scene.commit_on(&[theirs, ours], ANN, ANN, "cross", &[]);
    scene.checkout("feature");
    scene.commit_on(&[ours, theirs], ANN, ANN, "criss", &[put("docs/g.md", "g\n")]);
    let judged = Case::of(scene).judge();
    judged.breaks("have several merge bases").breaks(&ours.to_string()).breaks(&theirs.to_string());
    judged.breaks("merge or rebase the head onto the base");
}

#[test]
fn trap_10_unrelated_histories() {
    let mut scene = started();
    scene.orphan("alone", &[put("docs/b.md", "b\n")]);
    Case::of(scene).judge().breaks("have no merge base");
}

#[test]
fn trap_10_a_shallow_clone() {
    let mut scene = started();
    let first = scene.commit("one", &[put("docs/b.md", "b\n")]);
    scene.commit("two", &[put("docs/c.md", "c\n")]);
    let case = Case::of(scene);
    case.scene.administer("shallow", &format!("{first}\n"));
    case.judge().breaks("git fetch --unshallow");
    case.scene.administer("shallow", "");
    case.judge().allows();
}

#[test]
fn trap_10_replacements_and_grafts_are_ignored() {
    let mut scene = started();
    let bad = scene.commit("bad", &[put("src/auth/a.rs", "a\n")]);
    let good = scene.tip("main").unwrap();
    let case = Case::of(scene);
    let before = case.judge();
    before.denies(&["merge.risk.high"]);
    let tree = case.scene.repo().find_commit(good).unwrap().tree_id();
    let text = format!("tree {tree}\nparent {good}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n");
    let fake = case.scene.object(git2::ObjectType::Commit, text.as_bytes());
    case.scene.administer(&format!("refs/replace/{bad}"), &format!("{fake}\n"));
    case.scene.administer("info/grafts", &format!("{bad}\n"));
    assert_eq!(case.judge().json, before.json);
}

#[test]
fn trap_11_the_bases_own_changes_are_not_the_authors() {
    let mut scene = started();
    scene.commit("docs", &[put("docs/b.md", "b\n")]);
    scene.checkout("main");
    scene.commit("more", &[put(".github/workflows/ci.yml", "on: push\n"), remove("docs/a.md")]);
    let judged = Case::of(scene).judge();
    judged.allows();
    assert_eq!(judged.measured(), [1, 1, 0]);
}

#[test]
fn trap_11_a_revert_of_the_bases_changes_is_the_authors() {
    let mut scene = started();
    scene.checkout("main");
    scene.commit("ci", &[put(".github/workflows/ci.yml", "on: push\n")]);
    scene.branch("feature");
    scene.commit("docs and more", &[remove(".github/workflows/ci.yml"), put("docs/b.md", "b\n")]);
    Case::of(scene).judge().denies(&["merge.risk.high"]);
}

#[test]
fn trap_11_a_merge_of_the_base_that_drops_the_bases_changes() {
    let mut scene = started();
    scene.commit("docs", &[put("docs/b.md", "b\n")]);
    scene.checkout("main");
    scene.commit("ci", &[put(".github/workflows/ci.yml", "on: push\n")]);
    scene.checkout("feature");
    scene.merge("main", &[remove(".github")]);
    Case::of(scene).judge().denies(&["merge.risk.high"]);
}

#[test]
fn trap_11_a_change_that_conflicts_with_the_moved_base() {
    let mut scene = started();
    scene.commit("ours", &[put("docs/a.md", "ours\n")]);
    scene.checkout("main");
    scene.commit("theirs", &[put("docs/a.md", "theirs\n")]);
    let judged = Case::of(scene).judge();
    judged.holds(&["merge.change.conflict"]);
    assert_eq!(judged.subjects("merge.change.conflict"), ["docs/a.md"]);
}

#[test]
fn trap_18_the_work_tree_and_the_index_do_not_count() {
    let case = Case::docs();
    let before = case.judge();
    before.allows();
    case.scene.leave_in_work_tree("src/auth/a.rs", "a\n");
    case.scene.leave_in_work_tree(".fleetgate.toml", "forbidden = [\"docs/**\"]\n");
    let mut index = case.scene.repo().index().unwrap();
    index.add_path(std::path::Path::new("src/auth/a.rs")).unwrap();
    index.write().unwrap();
    assert_eq!(case.judge().json, before.json);
    let bad = Case::change(&[put("src/auth/a.rs", "a\n")]);
    bad.scene.leave_in_work_tree("docs/a.md", "a\n");
    bad.judge().denies(&["merge.risk.high"]);
}

#[test]
fn trap_18_a_git_file_and_a_bare_repository_work() {
    let case = Case::docs();
    let before = case.judge();
    let tree = case.scene.outside().join("linked");
    case.scene.repo().worktree("linked", &tree, None).unwrap();
    assert!(tree.join(".git").is_file());
    std::fs::create_dir_all(tree.join("some/folder")).unwrap();
    let bare = case.scene.outside().join("bare.git");
    let copy = git2::build::RepoBuilder::new().bare(true).clone(case.scene.path().to_str().unwrap(), &bare).unwrap();
    for branch in ["main", "feature"] {
        copy.reference(&format!("refs/heads/{branch}"), case.scene.tip(branch).unwrap(), true, "").unwrap();
    }
    for repo in [tree.clone(), tree.join("some/folder"), bare] {
        let mut args = case.args();
        args[2] = repo.to_str().unwrap().to_owned();
        args.extend(["--format", "json", "--with-facts"].map(str::to_owned));
        assert_eq!(crate::judge::fleetgate(&args, "").json, before.json, "{repo:?}");
    }
}
