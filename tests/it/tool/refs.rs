//! Branches under other names, of which remote they are, and what is checked out after a rebase is given up.

use serde_json::json;

use super::desk::Desk;
use crate::scene::{Scene, put};

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

#[test]
fn a_branch_that_leads_to_a_protected_one_is_protected() {
    let desk = Desk::new();
    for (name, target) in [("trunk", "main"), ("old/trunk", "trunk"), ("mine", "feature"), ("a", "b"), ("b", "a")] {
        desk.scene.administer(&format!("refs/heads/{name}"), &format!("ref: refs/heads/{target}\n"));
    }
    for (head, word) in
        [("trunk", "deny"), ("old/trunk", "deny"), ("mine", "allow"), ("a", "deny"), ("feature", "allow")]
    {
        desk.scene.administer("HEAD", &format!("ref: refs/heads/{head}\n"));
        assert_eq!(desk.asks("Bash", &json!({ "command": "git commit -m x" })), word, "{head}");
    }
    expect(
        &desk,
        &[
            ("git switch trunk && git commit -m x", "deny"),
            ("git switch old/trunk && git merge feature", "deny"),
            ("git switch mine && git commit -m x", "allow"),
        ],
    );
}

#[test]
fn a_remote_may_have_a_slash_in_its_name() {
    let desk = Desk::new();
    desk.scene.set("remote.team/one.url", "https://host/acme/app.git");
    desk.scene.administer("refs/remotes/team/one/HEAD", "ref: refs/remotes/team/one/develop\n");
    desk.scene.administer("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/next\n");
    expect(
        &desk,
        &[
            ("git switch develop && git commit -m x", "deny"),
            ("git switch next && git commit -m x", "deny"),
            ("git switch one/develop && git commit -m x", "allow"),
            ("git switch feature && git commit -m x", "allow"),
        ],
    );
}

#[test]
fn what_another_s_branch_of_a_protected_name_holds_was_looked_at_by_nobody() {
    let mut scene = Scene::started(&[put("README.md", "hello\n")]);
    scene.branch("theirs");
    let bad = scene.commit("workflow", &[put(".github/workflows/c.yml", "x\n")]);
    scene.checkout("feature");
    for remote in ["origin", "fork", "team/one"] {
        scene.set(&format!("remote.{remote}.url"), &format!("https://host/{remote}/app.git"));
        scene.repo().reference(&format!("refs/remotes/{remote}/main"), bad, true, "").unwrap();
    }
    scene.repo().find_reference("refs/heads/theirs").unwrap().delete().unwrap();
    let desk = Desk::with(scene);
    let merges = |remote: &str| desk.asks("Bash", &json!({ "command": format!("git merge {remote}/main") }));
    // As long as nothing of this repository's has it.
    assert_eq!([merges("origin"), merges("fork")], ["allow", "allow"]);
    desk.scene.repo().find_reference("refs/remotes/origin/main").unwrap().delete().unwrap();
    assert_eq!([merges("fork"), merges("team/one")], ["deny", "deny"]);
    desk.scene.set("branch.main.remote", "team/one");
    assert_eq!(merges("team/one"), "allow");
    desk.scene.set("branch.main.remote", "origin");
    assert_eq!(merges("team/one"), "deny");
    for remote in ["origin", "team/one"] {
        desk.scene.repo().remote_delete(remote).unwrap();
    }
    desk.scene.repo().reference("refs/remotes/fork/main", bad, true, "").unwrap();
    assert_eq!(merges("fork"), "allow");
}

#[test]
fn a_rebase_that_is_given_up_goes_back_to_its_branch() {
    let desk = Desk::new();
    let table = |word| {
        [
            ("git checkout -b f && git rebase --abort && git commit --allow-empty -m x", word),
            ("git switch -c f && git rebase --abort && git switch -c g && git commit -m x", "allow"),
        ]
    };
    expect(&desk, &table("allow"));
    expect(&desk, &[("git merge --abort && git commit -m x", "allow")]);
    desk.scene.administer("rebase-merge/head-name", "refs/heads/main\n");
    expect(&desk, &table("deny"));
    desk.scene.administer("rebase-merge/head-name", "refs/heads/feature\n");
    expect(&desk, &table("allow"));
    desk.scene.administer("rebase-merge/head-name", "detached HEAD\n");
    expect(&desk, &table("ask"));
}

#[test]
fn a_stash_brings_back_what_was_staged() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put(".github/w.yml", "a\n")]);
    let head = scene.tip("feature").unwrap();
    let index = scene.commit("index", &[put(".github/w.yml", "b\n")]);
    scene.set_branch("feature", head);
    let files =
        scene.commit_on(&[head, index], crate::scene::ANN, crate::scene::ANN, "WIP", &[put("README.md", "x\n")]);
    scene.set_branch("feature", head);
    let repo = scene.repo();
    repo.reference_ensure_log("refs/stash").unwrap();
    repo.reference("refs/stash", files, true, "WIP").unwrap();
    let desk = Desk::with(scene);
    expect(&desk, &[("git stash pop --index", "deny"), ("git stash apply --index", "deny")]);
}
