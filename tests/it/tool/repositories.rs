//! Where git works and by whose settings: the session's repository, its hooks, the branch that a switch leads to.

use serde_json::json;

use super::desk::Desk;

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

#[test]
fn a_folder_that_git_would_take_for_a_repository_is_one() {
    let desk = Desk::new();
    for file in ["fake/HEAD", "fake/objects/x", "fake/refs/x", "fake/config", "fake/deep/x"] {
        desk.scene.leave_in_work_tree(file, "ref: refs/heads/x\n");
    }
    expect(
        &desk,
        &[
            ("git -C fake status", "ask"),
            ("cd fake && git diff", "ask"),
            ("cd fake/deep && git log", "ask"),
            ("mkdir -p b/objects b/refs && echo x > b/HEAD && git -C b status", "ask"),
            ("cp -r .git new && git -C new status", "deny"),
            ("echo x > fake/config", "deny"),
            ("git -C src status", "allow"),
            ("cd src && git diff", "allow"),
            ("ls fake", "allow"),
        ],
    );
    assert_eq!(desk.writes("fake/hooks/post-checkout"), "deny");
    assert_eq!(desk.writes("src/hooks.rs"), "allow");
}

#[test]
fn the_folder_that_hooks_run_from_is_protected() {
    let desk = Desk::new();
    assert_eq!(desk.writes("tools/hooks-x/pre-commit"), "allow");
    desk.scene.set("core.hooksPath", "tools/hooks-x");
    assert_eq!(desk.writes("tools/hooks-x/pre-commit"), "deny");
    assert_eq!(desk.writes("tools/hooks-y/pre-commit"), "allow");
    assert_eq!(desk.reads("tools/hooks-x/pre-commit"), "allow");
}

#[test]
fn what_git_s_configuration_runs_or_includes_is_protected() {
    let desk = Desk::new();
    let files = ["scripts/tc.sh", "tools/clean.py", "conf/inc", "x.sh", "scripts/fsm"];
    for file in files {
        assert_eq!(desk.writes(file), "allow", "{file}");
    }
    for (key, value) in [
        ("diff.foo.textconv", "scripts/tc.sh"),
        ("filter.x.clean", "python3 tools/clean.py %f"),
        ("filter.lfs.process", "git-lfs filter-process"),
        ("include.path", "../conf/inc"),
        ("alias.y", "!./x.sh"),
        ("core.fsmonitor", "scripts/fsm"),
        ("user.name", "src/a.rs"),
        ("branch.x.merge", "refs/heads/x"),
    ] {
        desk.scene.set(key, value);
    }
    for file in files {
        assert_eq!(desk.writes(file), "deny", "{file}");
        assert_eq!(desk.reads(file), "allow", "{file}");
    }
    for file in ["src/a.rs", "refs/heads/x", "git-lfs", "scripts/other.sh"] {
        assert_eq!(desk.writes(file), "allow", "{file}");
    }
}

#[test]
fn after_a_switch_that_succeeded_the_branch_is_known() {
    let mut desk = Desk::new();
    desk.scene.checkout("main");
    expect(
        &desk,
        &[
            ("git switch -c mine && git add README.md && git commit -m x", "allow"),
            ("git checkout -b mine && git commit -m x", "allow"),
            ("git switch -c mine; git commit -m x", "ask"),
            ("git switch -c mine || true && git commit -m x", "ask"),
            ("true || git switch -c mine && git commit -m x", "ask"),
            ("git switch -c mine | cat && git commit -m x", "ask"),
            ("! git switch -c mine && git commit -m x", "ask"),
            ("git checkout src && git commit -m x", "ask"),
            ("git branch mine && git commit -m x", "ask"),
            ("git switch -c mine && git checkout - && git commit -m x", "ask"),
            ("git switch -c mine && (git switch main) && git commit -m x", "ask"),
            ("git switch -c mine && bash -c 'git switch main' && git commit -m x", "ask"),
            ("git switch -c mine && git switch main && git commit -m x", "deny"),
            ("git commit -m x", "deny"),
        ],
    );
}

#[test]
fn what_may_switch_at_any_time_leaves_no_branch_certain() {
    expect(
        &Desk::new(),
        &[
            ("(sleep 1; git switch main) & git switch -c y && sleep 2 && git commit -m x", "ask"),
            ("git switch -c y > >(sleep 1; git switch main) && sleep 2 && git commit -m x", "ask"),
            ("bash -c '(sleep 1; git switch main) &'; git switch -c y && sleep 2 && git commit -m x", "ask"),
            ("f() { git commit -m x; }; git switch main && f", "ask"),
            ("f() { git commit -m x; git switch main; }; f; f", "ask"),
            ("while true; do git commit -m x; git switch main; done", "ask"),
            ("while git commit -m x; do git switch main; done", "ask"),
            ("find README.md src -exec git commit -m x \\; -exec git switch main \\;", "ask"),
            ("git ls-files | xargs -I{} sh -c 'git commit -m x; git switch main'", "ask"),
            ("TRAPEXIT() { git commit -m x; }; git switch main", "ask"),
            ("for b in a c; do git switch -c $b && git commit -m x; done", "allow"),
            ("f() { git switch -c y && git commit -m x; }; f", "allow"),
            ("npm test & git commit -m x", "allow"),
            ("f() { git commit -m x; }; f", "allow"),
        ],
    );
}

#[test]
fn a_tracking_branch_is_called_as_the_remotes() {
    expect(
        &Desk::new(),
        &[
            ("git checkout -t origin/release/1 && git commit -m x", "deny"),
            ("git checkout -qt remotes/origin/main && git commit -m x", "deny"),
            ("git switch --track=direct refs/remotes/origin/main && git commit -m x", "deny"),
            ("git switch -t origin/main; git commit -m x", "ask"),
            ("git stash branch main && git commit -m x", "deny"),
            ("git switch -t origin/feature/a && git commit -m x", "allow"),
            ("git checkout -t -b mine origin/main && git commit -m x", "allow"),
            ("git stash branch mine && git commit -m x", "allow"),
        ],
    );
}

#[test]
fn after_a_pipeline_git_may_work_elsewhere() {
    let desk = Desk::new();
    expect(
        &desk,
        &[
            ("echo | cd .git; echo x > config", "deny"),
            (":| { cd .git; }; touch x", "deny"),
            ("ls | pushd .git; touch x", "deny"),
            ("ls | cd ..; git commit -m x", "ask"),
            ("echo main | read -r b; git checkout $b; git commit -m x", "ask"),
            ("git log | while read -r l; do echo \"$l\"; done; ls", "allow"),
            ("git log --oneline | head -5; git status", "allow"),
        ],
    );
}

#[test]
fn a_branch_of_a_protected_name_is_asked() {
    expect(
        &Desk::new(),
        &[
            ("git switch -c main", "ask"),
            ("git checkout -bmain", "ask"),
            ("git branch release/1", "ask"),
            ("git stash branch main", "ask"),
            ("git branch mine", "allow"),
        ],
    );
}

#[test]
fn paths_out_of_a_file_are_asked() {
    expect(
        &Desk::new(),
        &[
            ("echo .github | git add --pathspec-from-file=-", "ask"),
            ("echo .github | git commit -m x --pathspec-from-file=-", "ask"),
            ("git add src/a.rs", "allow"),
            ("git checkout :/", "ask"),
            ("git checkout ':(top)'", "ask"),
        ],
    );
}

#[test]
fn settings_that_may_hold_credentials_are_asked() {
    expect(
        &Desk::new(),
        &[
            ("git config --list", "ask"),
            ("git config --get-regexp .", "ask"),
            ("git config --get http.extraheader", "ask"),
            ("git var -l", "ask"),
            ("git config --get user.name", "allow"),
            ("git config --get remote.origin.url", "allow"),
        ],
    );
}
