//! What git brings into the work tree, takes out of it or stages without naming it.

use git2::{Repository, ResetType};
use serde_json::json;

use super::desk::Desk;
use crate::scene::{Scene, put, remove, symlink};

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

/// A desk whose index and work tree hold what the branch does.
pub(super) fn settled(scene: Scene) -> Desk {
    let desk = Desk::with(scene);
    let repo = Repository::open(desk.root()).unwrap();
    let head = repo.head().unwrap().peel(git2::ObjectType::Commit).unwrap();
    repo.reset(&head, ResetType::Hard, None).unwrap();
    desk
}

#[test]
fn commits_that_touch_a_protected_path_bring_it() {
    let mut scene = Scene::started(&[put("README.md", "hello\n")]);
    scene.branch("other");
    scene.commit("source", &[put("src/a.rs", "a\n")]);
    scene.branch("guarded");
    let first = scene.commit("settings", &[put(".claude/settings.json", "{}\n")]);
    scene.commit("more source", &[put("src/b.rs", "b\n")]);
    scene.checkout("feature");
    let desk = settled(scene);
    let pick = format!("git cherry-pick {first}");
    expect(
        &desk,
        &[
            ("git merge other", "allow"),
            ("git merge --no-ff guarded", "deny"),
            ("git merge other guarded", "deny"),
            ("git cherry-pick guarded", "allow"),
            ("git cherry-pick guarded~1", "deny"),
            ("git cherry-pick main..guarded", "deny"),
            ("git cherry-pick main..other", "allow"),
            (&pick, "deny"),
            ("git revert guarded~1", "deny"),
            ("git revert --no-edit other", "allow"),
            ("git merge absent", "allow"),
            ("git merge guarded^!", "ask"),
            ("git cherry-pick guarded^@", "ask"),
            (&format!("git merge x-3-g{}", first.to_string().get(..8).unwrap()), "deny"),
            (&format!("git merge x-g{}", first.to_string().get(..8).unwrap()), "ask"),
            ("git merge main@{x}", "ask"),
            ("git merge some-gem", "allow"),
            ("git switch guarded", "allow"),
        ],
    );
}

#[test]
fn what_lies_behind_a_link_that_a_branch_brings_is_not_known() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("docs/a.md", "a\n"), put("src/a.rs", "a\n")]);
    scene.branch("linked");
    scene.commit("a link", &[symlink("docs/ci", "../.github"), put("src/b.rs", "b\n")]);
    scene.branch("past");
    scene.commit("no link", &[remove("docs/ci")]);
    scene.checkout("feature");
    scene.branch("plain");
    scene.commit("source", &[put("src/c.rs", "c\n")]);
    scene.checkout("feature");
    let desk = settled(scene);
    for switch in [
        "git switch linked",
        "git checkout linked",
        "git switch -q -c new linked",
        "git checkout -b new past~1",
        "git merge linked",
        "git cherry-pick linked",
        "git cherry-pick feature...linked",
        "git cherry-pick ...linked",
        "git revert --no-edit past",
        "git switch -c new; git merge -q linked",
    ] {
        for (path, word) in [("docs/ci/x.yml", "ask"), ("docs/ci", "ask"), ("docs/ci2", "allow"), ("src/a.rs", "allow")]
        {
            let command = format!("{switch} && echo x > {path}");
            assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{command}");
        }
    }
    expect(
        &desk,
        &[
            ("git checkout linked...linked && touch docs/ci/x", "ask"),
            ("git switch linked && cd docs && touch ci/x.yml", "ask"),
            ("git switch linked && cat docs/*/x", "ask"),
            ("git cherry-pick --skip && cat src/a.rs", "ask"),
            ("git add src/a.rs && git cherry-pick --continue && git log", "allow"),
            ("git cherry-pick --continue", "allow"),
            ("git revert --skip", "allow"),
            ("git merge linked && git mv docs docs2 && touch docs2/ci/x", "ask"),
            ("git merge linked && cp -r docs docs2 && touch docs2/ci/x", "ask"),
            ("git merge linked && make -C docs/ci test", "ask"),
            ("git merge linked && npm --prefix docs/ci test", "ask"),
            ("git merge linked && git -C docs/ci status", "ask"),
            ("git merge linked && make -C src test && git -C docs status", "allow"),
            ("git switch linked && rg -L x docs", "ask"),
            ("git switch linked && rg x docs", "allow"),
            ("git switch linked && cat docs/a.md && git add docs", "allow"),
            ("git switch plain && cat docs/*/x && touch docs/ci/x", "allow"),
            ("git switch absent && touch docs/ci/x", "allow"),
            ("git switch past && touch docs/ci/x", "allow"),
        ],
    );
}

#[test]
fn a_name_that_the_call_itself_gives_stands_for_what_it_is_given_to() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("src/a.rs", "a\n")]);
    scene.commit("more", &[put("src/a.rs", "b\n")]);
    scene.branch("linked");
    scene.commit("a link", &[symlink("docs/ci", "../.github")]);
    scene.checkout("feature");
    scene.branch("guarded");
    scene.commit("settings", &[put(".claude/settings.json", "{}\n")]);
    scene.checkout("feature");
    let desk = settled(scene);
    expect(
        &desk,
        &[
            ("git branch q guarded && git merge q", "ask"),
            ("git tag q guarded && git cherry-pick q", "ask"),
            ("git tag q guarded; git cherry-pick main..refs/tags/q", "ask"),
            ("git switch guarded && git switch feature && git merge -", "ask"),
            ("git switch guarded && git switch feature && git merge ORIG_HEAD", "ask"),
            ("git switch guarded && git cherry-pick HEAD", "ask"),
            ("git reset --soft guarded && git stash", "ask"),
            ("git reset guarded && git stash -u", "ask"),
            ("git branch q linked && git merge q && cat docs/ci/x", "ask"),
            ("git tag q linked && git switch -c r q && touch docs/ci/x", "ask"),
            ("git reset linked && git stash; cat docs/ci/x", "ask"),
            ("git merge linked && git diff --no-index docs/ci/x README.md", "ask"),
            ("git branch q && git switch q && echo x > src/a.rs && git commit -am x", "allow"),
            ("git switch -c q && touch src/b.rs && git add src/b.rs && git commit -m x", "allow"),
            ("git switch linked && git merge feature", "allow"),
            ("git commit -am x && git merge --no-edit main", "allow"),
            ("git reset --soft HEAD~1; cat src/a.rs", "allow"),
            ("git reset && git stash && git stash pop", "allow"),
            ("git diff --no-index README.md src/a.rs", "allow"),
            ("git tag v1 && git log v1", "allow"),
        ],
    );
}

#[test]
fn a_soft_reset_stages_all_that_differs_from_there() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("src/a.rs", "a\n")]);
    scene.commit("more", &[put("src/a.rs", "b\n")]);
    scene.branch("guarded");
    scene.commit("settings", &[put(".github/workflows/ci.yml", "x\n")]);
    scene.commit("source", &[put("src/b.rs", "x\n")]);
    scene.checkout("feature");
    let desk = settled(scene);
    expect(
        &desk,
        &[
            ("git reset --soft HEAD~1 && git commit -m x", "allow"),
            ("git reset --soft main && git commit -m x", "allow"),
            ("git reset --soft HEAD", "allow"),
            ("git reset --soft", "allow"),
            ("git reset --soft HEAD~9 && git status", "allow"),
            ("git reset --soft HEAD@{9}", "ask"),
            ("git reset --soft guarded", "ask"),
            ("git reset --soft guarded~1 && git commit -m x", "ask"),
            ("git reset guarded && git reset --soft HEAD~1 && git commit -m x", "ask"),
            ("git reset guarded && git reset --soft main && git commit -m x", "ask"),
            ("git switch -c z guarded && git reset --soft main && git commit -m x", "ask"),
            ("git switch guarded && git restore --staged --source main . && git commit -m x", "ask"),
            ("git commit -am x && git reset HEAD~1", "allow"),
            ("git reset guarded && git commit -am x", "ask"),
            ("git reset guarded && git add -A && git commit -m x", "ask"),
            ("git reset guarded; git add src; git commit -m x", "allow"),
            ("git reset HEAD@{9} && git add -A", "ask"),
            ("git switch -c z guarded && git reset main && git add -A", "ask"),
            ("while git reset HEAD~1; do git add -A; done", "ask"),
            ("(sleep 1; git reset guarded) & git add -A", "ask"),
            ("git reset main && git add -A && git commit -m x", "allow"),
            ("git reset HEAD~1 && git add src && git commit -m 1 && git add -A && git commit -m 2", "allow"),
            ("git reset nothing; git add -A", "allow"),
        ],
    );
}

#[test]
fn what_a_protected_branch_holds_may_be_merged() {
    let mut scene = Scene::started(&[put("README.md", "hello\n")]);
    scene.checkout("main");
    scene.commit("settings", &[put(".github/workflows/ci.yml", "x\n")]);
    scene.checkout("feature");
    scene.commit("source", &[put("src/a.rs", "a\n")]);
    let desk = settled(scene);
    expect(&desk, &[("git merge main", "allow"), ("git cherry-pick main", "deny")]);
}

#[test]
fn a_stash_takes_and_brings_what_is_changed() {
    let files = [put("README.md", "hello\n"), put("CLAUDE.md", "x\n"), put(".claude/settings.json", "{}\n")];
    let desk = settled(Scene::started(&files));
    desk.scene.leave_in_work_tree("README.md", "changed\n");
    let plain = ["git stash", "git stash -u", "git stash push -m x", "git stash push .", "git stash save x"];
    expect(&desk, &plain.map(|command| (command, "allow")));
    desk.scene.leave_in_work_tree(".claude/settings.local.json", "{}\n");
    expect(&desk, &[("git stash", "allow"), ("git stash -u", "deny"), ("git stash push --include-untracked", "deny")]);
    desk.scene.leave_in_work_tree(".claude/settings.json", "{ \"hooks\": {} }\n");
    expect(&desk, &plain.map(|command| (command, "deny")));
    expect(&desk, &[("git merge --autostash main", "deny"), ("git merge --no-autostash main", "allow")]);
    expect(
        &desk,
        &[("git stash push README.md", "allow"), ("git stash push ':/'", "deny"), ("git stash list", "allow")],
    );
}

#[test]
fn a_stash_takes_a_list_of_ignored_files_away() {
    let desk = settled(Scene::started(&[put("README.md", "hello\n")]));
    desk.scene.leave_in_work_tree("src/a.rs", "a\n");
    desk.scene.leave_in_work_tree(".gitignore", "notes\n");
    Repository::open(desk.root())
        .unwrap()
        .index()
        .and_then(|mut index| {
            index.add_path(std::path::Path::new(".gitignore"))?;
            index.write()
        })
        .unwrap();
    expect(
        &desk,
        &[
            ("git stash; git add .; git commit -m x", "ask"),
            ("git stash && git add -A", "ask"),
            ("git stash; git add README.md", "allow"),
            ("git add .", "allow"),
        ],
    );
}

#[test]
fn a_stash_that_holds_a_protected_path_is_not_put_back() {
    let desk = settled(Scene::started(&[put("README.md", "hello\n"), put(".claude/settings.json", "{}\n")]));
    let mut repo = Repository::open(desk.root()).unwrap();
    let ann = git2::Signature::now("Ann", "ann@example.org").unwrap();
    for file in [".claude/settings.json", "README.md"] {
        desk.scene.leave_in_work_tree(file, "changed\n");
        repo.stash_save(&ann, "x", None).unwrap();
    }
    expect(
        &desk,
        &[
            ("git stash pop", "allow"),
            ("git stash apply --index 0", "allow"),
            ("git stash pop stash@{1}", "deny"),
            ("git stash apply 1", "deny"),
            ("git stash branch x stash@{1}", "deny"),
            ("git stash pop 7", "allow"),
            ("f() { git stash pop; }; f; f", "ask"),
            ("while git stash pop; do :; done", "ask"),
            ("(git stash) & git stash pop", "ask"),
        ],
    );
}

#[test]
fn staging_everything_stages_what_is_protected() {
    let files = [put("README.md", "hello\n"), put(".github/workflows/ci.yml", "x\n"), put("src/a.rs", "a\n")];
    let desk = settled(Scene::started(&files));
    desk.scene.administer("info/exclude", "");
    std::fs::remove_file(desk.root().join(".env")).unwrap();
    std::fs::remove_dir_all(desk.root().join("infra")).unwrap();
    desk.scene.leave_in_work_tree("README.md", "changed\n");
    let all = ["git add -A", "git add .", "git commit -am x", "git add -u"];
    std::os::unix::fs::symlink("../.github", desk.root().join("src/ci")).unwrap();
    expect(&desk, &all.map(|command| (command, "allow")));
    desk.scene.leave_in_work_tree(".github/workflows/ci.yml", "changed\n");
    expect(&desk, &all.map(|command| (command, "ask")));
    expect(&desk, &[("git add src README.md", "allow"), ("git add '*.rs'", "allow"), ("git add '*.yml'", "ask")]);
    expect(&desk, &[("cd src && git add .", "allow"), ("git commit -m x", "allow")]);
}

#[test]
fn a_link_that_is_copied_leads_elsewhere_from_there() {
    let desk = settled(Scene::started(&[put("README.md", "hello\n"), put("deep/a/b/x.md", "x\n")]));
    std::os::unix::fs::symlink("../../../src", desk.root().join("deep/a/b/up")).unwrap();
    for copy in ["cp -a deep/a .", "cp -r deep/a .", "git mv deep/a ."] {
        for (then, word) in [
            ("touch a/b/up/x", "ask"),
            ("cat a/b/up/x", "ask"),
            ("cd a/b/up && touch x", "ask"),
            ("cat a/b/x.md", "allow"),
            ("ls a README.md", "allow"),
        ] {
            let command = format!("{copy} && {then}");
            assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{command}");
        }
    }
    for copy in ["cp -P deep/a/b/up up", "git mv deep/a/b/up up"] {
        expect(&desk, &[(&format!("{copy} && touch up/x"), "ask"), (copy, "allow")]);
    }
}

#[test]
fn a_folder_that_comes_to_look_like_a_repository_is_none_for_git() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("part/HEAD", "ref: refs/heads/x\n")]);
    scene.branch("bare");
    scene.commit("a repository", &[put("x/HEAD", "ref: refs/heads/x\n"), put("x/objects/a", ""), put("x/refs/a", "")]);
    scene.checkout("feature");
    scene.branch("plain");
    scene.commit("source", &[put("x/objects/a", ""), put("src/refs/b.rs", "b\n")]);
    scene.checkout("feature");
    let desk = settled(scene);
    desk.scene.leave_in_work_tree("whole/HEAD", "ref: refs/heads/x\n");
    desk.scene.leave_in_work_tree("whole/objects/a", "");
    desk.scene.leave_in_work_tree("whole/refs/a", "");
    desk.scene.leave_in_work_tree("src/a.rs", "a\n");
    expect(
        &desk,
        &[
            ("cd whole && git add .", "ask"),
            ("git -C whole stage a", "ask"),
            ("mkdir -p part/objects part/refs && git -C part diff", "ask"),
            ("mkdir part/refs && cd part && git status", "ask"),
            ("cp -r whole/objects part/objects; git -C part log", "ask"),
            ("git switch bare && git -C x diff", "ask"),
            ("git switch -c d bare && cd x && git status", "ask"),
            ("git reset --soft bare && git stash && git -C x diff", "ask"),
            ("cd src && git add . && git status", "allow"),
            ("mkdir -p src/objects src/refs && cd src && git add a.rs && git status", "allow"),
            ("git switch plain && cd src && git add a.rs", "allow"),
            ("git switch bare && git status", "allow"),
        ],
    );
}

#[test]
fn a_stash_brings_back_the_links_that_were_replaced() {
    let files =
        [put("README.md", "hello\n"), put("src/a.rs", "a\n"), symlink("lk", ".npmrc"), symlink("sd", ".github")];
    let desk = settled(Scene::started(&files));
    for link in ["lk", "sd"] {
        std::fs::remove_file(desk.root().join(link)).unwrap();
    }
    desk.scene.leave_in_work_tree("lk", "plain\n");
    desk.scene.leave_in_work_tree("sd/x", "plain\n");
    desk.scene.leave_in_work_tree("src/a.rs", "changed\n");
    expect(
        &desk,
        &[
            ("cat lk sd/x", "allow"),
            ("git stash && cat lk", "ask"),
            ("git stash -u && touch sd/x", "ask"),
            ("cd src && git stash && cat ../lk", "ask"),
            ("git stash && cp src/a.rs sd/", "ask"),
            ("git stash && cat src/a.rs README.md && git stash pop", "allow"),
            ("git stash push src && cat README.md", "allow"),
            ("git merge --abort && cat lk", "ask"),
            ("git cherry-pick --abort; touch sd/x", "ask"),
            ("git rebase --abort && cat src/a.rs", "allow"),
        ],
    );
}

#[test]
fn stashes_move_while_a_call_puts_others_away() {
    let desk = settled(Scene::started(&[put("README.md", "hello\n"), put("src/a.rs", "a\n"), put("docs/s.md", "s\n")]));
    let mut repo = Repository::open(desk.root()).unwrap();
    std::fs::remove_file(desk.root().join("docs/s.md")).unwrap();
    std::os::unix::fs::symlink("../.env", desk.root().join("docs/s.md")).unwrap();
    repo.stash_save(&git2::Signature::now("Ann", "ann@example.org").unwrap(), "x", None).unwrap();
    std::fs::remove_file(desk.root().join("docs/s.md")).unwrap();
    desk.scene.leave_in_work_tree("docs/s.md", "s\n");
    expect(
        &desk,
        &[
            ("git stash pop; cat docs/s.md", "ask"),
            ("echo x >> src/a.rs; git stash; git stash pop stash@{1}; cat docs/s.md", "ask"),
            ("git stash; git stash; git stash apply 2; cat docs/s.md", "ask"),
            ("git stash; git stash pop; cat docs/s.md", "ask"),
            ("git stash pop; git stash pop stash@{x}; cat README.md", "ask"),
            ("git stash pop stash@{1}; cat docs/s.md", "allow"),
            ("git stash; git stash pop stash@{3}; cat docs/s.md", "allow"),
            ("git stash; git stash pop; cat src/a.rs", "allow"),
        ],
    );
}

#[test]
fn a_name_that_counts_from_where_one_stands_is_another_one_after_a_commit() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("src/a.rs", "a\n")]);
    scene.commit("more", &[put("src/a.rs", "b\n")]);
    scene.branch("other");
    scene.checkout("feature");
    let desk = settled(scene);
    expect(
        &desk,
        &[
            ("git commit -am x; git checkout HEAD~1; cat src/a.rs", "ask"),
            ("git commit -am x && git switch -c new HEAD^ && cat src/a.rs", "ask"),
            ("git switch other && git switch feature && git switch - && cat src/a.rs", "ask"),
            ("git switch -c new && git switch @{-2} && cat src/a.rs", "ask"),
            ("git switch -c new; git branch q @{-2}; git switch q; cat src/a.rs", "ask"),
            ("git reset && git checkout HEAD@{1} && cat src/a.rs", "ask"),
            ("git stash && git checkout HEAD@{1} && cat src/a.rs", "ask"),
            ("f() { git checkout HEAD~1; cat src/a.rs; }; git commit -am x; f", "ask"),
            ("(git commit -am x) & git checkout HEAD~1; cat src/a.rs", "ask"),
            ("git checkout HEAD@{1} && cat src/a.rs", "allow"),
            ("git checkout HEAD~1 && cat src/a.rs", "allow"),
            ("git checkout -b new HEAD~1 && cat src/a.rs", "allow"),
            ("git switch -c new - && cat src/a.rs", "allow"),
            ("git commit -am x && git switch -c new && cat src/a.rs", "allow"),
            ("git commit -am x && git switch other && cat src/a.rs", "allow"),
            ("git commit -am x && git checkout feature~1; cat src/a.rs", "ask"),
            ("git commit -am x && git revert --no-edit refs/heads/feature~1", "ask"),
            ("git switch other && git commit -am x; git cherry-pick heads/other^", "ask"),
            ("git revert --no-edit feature", "allow"),
            ("git switch other && cat src/a.rs && git switch - && cat src/a.rs", "allow"),
            ("git switch - && cat src/a.rs", "allow"),
        ],
    );
}

#[test]
fn links_that_only_the_index_or_the_last_commit_has_may_come() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("src/a.rs", "a\n")]);
    scene.branch("other");
    scene.commit("links", &[symlink("lenv", ".env"), symlink("docs/ci", "../.github")]);
    scene.checkout("feature");
    let desk = settled(scene);
    expect(
        &desk,
        &[
            ("git restore -S -s other lenv; git stash -k; cat lenv", "ask"),
            ("git reset other -- docs/ci; git commit -m x; git stash; touch docs/ci/x", "ask"),
            ("git restore -S -s other src/a.rs; cat src/a.rs", "allow"),
            ("git stash -k && cat lenv src/a.rs", "allow"),
        ],
    );
    let repo = Repository::open(desk.root()).unwrap();
    let tree = repo.revparse_single("other^{tree}").unwrap().peel_to_tree().unwrap();
    let mut index = repo.index().unwrap();
    index.read_tree(&tree).unwrap();
    index.write().unwrap();
    expect(
        &desk,
        &[
            ("git stash -k && cat lenv", "ask"),
            ("git switch other; git switch -; cat lenv", "ask"),
            ("git commit -m x; git switch other && git checkout feature && echo x > docs/ci/x", "ask"),
            ("git merge --abort; touch docs/ci/x", "ask"),
            ("git stash -k && cat src/a.rs && git stash pop", "allow"),
            ("git switch other; git switch -; cat src/a.rs", "allow"),
        ],
    );
}

#[test]
fn what_is_staged_or_moved_by_its_folder_is_what_lies_there() {
    let files = [put("README.md", "hello\n"), put("src/a.rs", "a\n"), put("app/.github/workflows/x.yml", "x\n")];
    let mut scene = Scene::started(&files);
    scene.branch("other");
    scene.commit("settings", &[put(".claude/settings.json", "{}\n"), put("src/a.rs", "b\n")]);
    scene.checkout("feature");
    let mut desk = settled(scene);
    desk.scene.leave_in_work_tree("ops/fleet.toml", "schema = \"fleetgate.fleet/1\"\n");
    desk.scene.leave_in_work_tree("new/fleet.toml", "x");
    expect(
        &desk,
        &[
            ("git restore -S -s other . && git commit -m x", "ask"),
            ("git restore -S -s other -- ':/'", "ask"),
            ("git reset other . && git commit -m x", "ask"),
            ("git restore -S -s other src", "allow"),
            ("git restore -S .", "allow"),
            ("git mv app lib", "deny"),
            ("git mv src lib", "allow"),
            ("git mv ops old && git mv new ops", "allow"),
        ],
    );
    desk.arguments = vec!["--fleet".to_owned(), "ops/fleet.toml".to_owned()];
    expect(
        &desk,
        &[("git mv ops old && git mv new ops", "deny"), ("git mv o* old", "deny"), ("git mv src lib", "allow")],
    );
}

#[test]
fn what_is_merged_comes_under_the_names_that_the_branch_has_given() {
    let lines = "one\ntwo\nthree\n";
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("docs/z.json", lines), put("ci/a.yml", "a\n")]);
    scene.branch("edits");
    scene.commit("edit", &[put("docs/z.json", "one\ntwo\nfour\n")]);
    scene.checkout("feature");
    scene.branch("adds");
    scene.commit("add", &[put("ci/new.yml", "x\n")]);
    scene.checkout("feature");
    scene.branch("else");
    scene.commit("else", &[put("README.md", "bye\n"), put("docs/new.md", "x\n")]);
    scene.checkout("feature");
    let moved = [put(".claude/settings.json", lines), put(".github/workflows/a.yml", "a\n")];
    let moved = moved.into_iter().chain(["docs/z.json", "ci"].map(remove)).chain([put("docs/y.md", "y\n")]);
    scene.commit("moved", &moved.collect::<Vec<_>>());
    let desk = settled(scene);
    expect(
        &desk,
        &[
            ("git cherry-pick edits", "deny"),
            ("git merge edits", "deny"),
            ("git cherry-pick adds", "deny"),
            ("git merge adds", "deny"),
            ("git switch -m edits", "ask"),
            ("git cherry-pick else", "allow"),
            ("git merge else", "allow"),
        ],
    );
}

#[test]
fn what_git_ignores_no_longer_may_be_staged() {
    let mut scene =
        Scene::started(&[put("README.md", "hello\n"), put(".gitignore", ".env*\n"), put("src/a.rs", "a\n")]);
    scene.branch("open");
    scene.commit("open", &[put(".gitignore", "")]);
    scene.checkout("feature");
    let desk = settled(scene);
    for name in [".env.local", "conf.d/.env", "LICENSE"] {
        desk.scene.leave_in_work_tree(name, "x\n");
    }
    expect(
        &desk,
        &[
            ("git add -A", "allow"),
            (": > .gitignore && git add -A", "ask"),
            ("echo > ./.gitignore; git add . && git commit -m x", "ask"),
            ("git checkout -q open && git add .", "ask"),
            ("sed -i /env/d .gitignore; git stash -u", "ask"),
            (": > .gitignore; git add conf.d", "ask"),
            (": > .gitignore; mkdir new; cp src/a.rs new/x; git add new", "ask"),
            (": > .gitignore; git add LICENSE", "allow"),
            (": > .gitignore; touch src/new.rs; git add src/new.rs", "allow"),
            ("git add -A && git commit -m x && git switch open", "allow"),
            ("echo target >> .gitignore && git add .gitignore src/a.rs && git commit -m x", "allow"),
            ("git -c core.symlinks=false switch open", "ask"),
            ("git -c core.filemode=false diff", "allow"),
        ],
    );
}

#[test]
fn what_a_merge_commit_is_to_its_parents_may_be_picked() {
    let mut scene = Scene::started(&[put("README.md", "hello\n")]);
    scene.branch("settings");
    scene.commit("settings", &[put(".claude/settings.json", "{}\n")]);
    scene.checkout("feature");
    scene.branch("joined");
    scene.commit("source", &[put("src/a.rs", "a\n")]);
    scene.merge("settings", &[put(".claude/settings.json", "{}\n")]);
    scene.checkout("feature");
    scene.branch("plain");
    scene.commit("source", &[put("src/b.rs", "b\n")]);
    scene.checkout("feature");
    let desk = settled(scene);
    expect(
        &desk,
        &[
            ("git cherry-pick -m 1 joined", "deny"),
            ("git revert -m 1 joined", "deny"),
            ("git cherry-pick plain", "allow"),
        ],
    );
}

#[test]
fn a_branch_may_bring_what_python_takes_for_its_own() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("evil/__init__.py", "x\n")]);
    scene.branch("other");
    scene.commit("module", &[put("json/__init__.py", "x\n")]);
    scene.checkout("feature");
    scene.branch("plain");
    scene.commit("module", &[put("app/json.py", "x\n")]);
    scene.checkout("feature");
    let desk = settled(scene);
    expect(
        &desk,
        &[
            ("git switch other && python -m json.tool x", "ask"),
            ("git merge other && python -m json.tool x", "ask"),
            ("cp -r evil json && python -m json.tool x", "ask"),
            ("git mv evil argparse && python -m json.tool x", "ask"),
            ("git switch plain && python -m json.tool x", "allow"),
        ],
    );
}

#[test]
fn content_by_its_digest_is_read_where_it_lies() {
    let mut scene = Scene::started(&[put("README.md", "hello\n"), put("conf/app.env", "SECRET=1\n")]);
    scene.commit("more", &[put("old.env", "SECRET=2\n")]);
    scene.commit("less", &[remove("old.env")]);
    let desk = settled(scene);
    let repo = Repository::open(desk.root()).unwrap();
    let of = |what: &str| repo.revparse_single(what).unwrap().id().to_string();
    let (secret, gone) = (of("HEAD:conf/app.env"), of("HEAD~1:old.env"));
    let (plain, commit, tree) = (of("HEAD:README.md"), of("HEAD"), of("HEAD:conf"));
    let short = |digest: &str| digest.chars().take(8).collect::<String>();
    for (command, word) in [
        (format!("git show {secret}"), "deny"),
        (format!("git cat-file -p {}", short(&secret)), "deny"),
        (format!("git cat-file blob {secret}^{{}}"), "deny"),
        (format!("git diff {plain} {secret}"), "deny"),
        (format!("git tag x {secret}"), "deny"),
        (format!("git show {gone}"), "ask"),
        (format!("git show {plain}"), "allow"),
        (format!("git diff {} {plain}", short(&plain)), "allow"),
        (format!("git show {commit}"), "allow"),
        (format!("git log {}", short(&commit)), "allow"),
        (format!("git show {tree}"), "allow"),
        ("git show abcdef12".to_owned(), "allow"),
    ] {
        expect(&desk, &[(&command, word)]);
    }
}

#[test]
fn a_list_of_ignored_files_that_is_read_in_two_ways_is_asked() {
    for (list, word) in [
        (".env\n\\#x\n*.o\r\n!keep\n", "allow"),
        (".env\t\n", "ask"),
        (".env\u{b}\n", "ask"),
        (".env\n!\\.env\n", "ask"),
    ] {
        let desk = settled(Scene::started(&[put("README.md", "hello\n"), put(".gitignore", list)]));
        desk.scene.leave_in_work_tree("sub/.env", "SECRET=1\n");
        desk.scene.leave_in_work_tree("new.rs", "x\n");
        expect(&desk, &[("git add -A", word), ("git add sub", word), ("git stash -u", word)]);
        expect(&desk, &[("git add new.rs", "allow"), ("git commit -am x", "allow")]);
    }
}

#[test]
fn what_a_list_below_the_root_excepts_by_name_may_be_staged() {
    for (list, word) in [("!.env\n", "deny"), ("z\n!/.env\n", "deny"), ("*\n!.gitignore\n", "allow"), ("", "allow")] {
        let desk = settled(Scene::started(&[put("README.md", "hello\n"), put(".gitignore", ".env\n")]));
        desk.scene.leave_in_work_tree("sub/.env", "SECRET=1\n");
        desk.scene.leave_in_work_tree("sub/.gitignore", list);
        expect(&desk, &[("git add -A", word), ("git add sub", word), ("git add README.md", "allow")]);
    }
}

/// Lines by which libgit2 takes a file for ignored, and git does not; and honest ones.
#[test]
fn only_what_plain_rules_ignore_is_ignored() {
    let (all, sub) = (["deny", "deny"], ["allow", "deny"]);
    let ignored = ["allow", "allow"];
    for (lists, words) in [
        (vec![(".gitignore", "**/\n")], all),
        (vec![(".gitignore", "//\n")], all),
        (vec![(".gitignore", "?*\t\n")], all),
        (vec![(".gitignore", ".env*\n!sub/.env\n")], all),
        (vec![(".gitignore", ".env*\n!sub/.env\n"), ("sub/.gitignore", ".env")], all),
        (vec![(".git/info/exclude", ".env\n"), (".gitignore", "!.env\n")], all),
        (vec![(".git/info/exclude", ".env\nsub/.gitignore\n"), ("sub/.gitignore", "!.en*\n")], all),
        (vec![(".gitignore", "/.env\nsub/**\n!sub/.env\n")], all),
        (vec![(".gitignore", "/.env\n/sub/\n!sub/a.rs\n")], ignored),
        (vec![(".gitignore", "/.env\nsub/*.x\n")], sub),
        (vec![(".gitignore", ".env*\n!.env.example\n*.py[cod]\nIcon\r\r\n")], ignored),
        (vec![(".gitignore", "**/.env\r\n!keep\r\n# x\n\n")], ignored),
        (vec![(".gitignore", "/.env \n[Ss]ub/\n")], ignored),
        (vec![(".gitignore", ".env\n*.log\n!important.log\n!.vscode/*.json\n")], ignored),
        (vec![(".gitignore", "*\n!*.rs\n!*/\n!.gitignore\n")], ignored),
        (vec![("../home/.config/git/ignore", ".env\n"), ("../home/.config/git/config", "")], ignored),
    ] {
        let desk = settled(Scene::started(&[put("README.md", "hello\n"), put("sub/a.rs", "x\n")]));
        desk.scene.administer("info/exclude", "/.github/\n/infra/\n");
        desk.scene.leave_in_work_tree("sub/.env", "SECRET=1\n");
        for (list, text) in &lists {
            desk.scene.leave_in_work_tree(list, text);
        }
        let says = |command: &str| desk.asks("Bash", &json!({ "command": command }));
        let both = says("git add -A");
        std::fs::remove_file(desk.root().join("sub/.env")).unwrap();
        let one = says("git add -A");
        let least = |word: &str, said: &str| said == word || word == "deny" && said == "ask";
        assert!(least(words[0], &one) && least(words[1], &both), "{lists:?}: {one} {both}");
    }
}
