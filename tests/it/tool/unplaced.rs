//! Full paths where nobody knows in which folder a command runs: they lie where they lie.

use serde_json::json;

use super::desk::Desk;

/// `R` stands for the root of the work tree.
#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    let root = desk.root().to_string_lossy().into_owned();
    for (command, word) in table {
        let command = command.replace("R/", &format!("{root}/"));
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    for file in ["d1/x", "kit/AGENTS.md", "kit/.claude/settings.json", "kit/a.rs", "sub/.env", "sub/x"] {
        desk.scene.leave_in_work_tree(file, "x\n");
    }
    desk
}

#[test]
fn a_copy_by_full_paths_is_known_wherever_it_is_made() {
    let desk = desk();
    std::os::unix::fs::symlink(".github", desk.root().join("to-ci")).unwrap();
    expect(
        &desk,
        &[
            ("cd d1; cd -; cp R/kit/AGENTS.md R/", "deny"),
            ("cd d1; cd -; cp -r R/kit/. R/", "deny"),
            ("pushd d1; pushd ..; cp R/kit/AGENTS.md R/", "deny"),
            ("cd d1; cd -; cp kit/AGENTS.md R/", "ask"),
            ("cd d1; cd -; cp -P R/to-ci R/new", "deny"),
            ("cd d1; cd -; mkdir R/new && cp R/kit/AGENTS.md R/new", "deny"),
            ("cd d1; cd -; cp R/kit/a.rs R/src", "allow"),
            ("cd d1; cd -; cp -r R/kit/a.rs R/src/new.rs && cat R/src/new.rs", "allow"),
        ],
    );
}

#[test]
fn what_a_call_makes_by_full_paths_is_known_wherever_it_is_made() {
    let desk = desk();
    for folder in ["bare/objects", "bare/refs"] {
        std::fs::create_dir_all(desk.root().join(folder)).unwrap();
    }
    expect(
        &desk,
        &[
            ("cd d1; cd -; echo 'ref: refs/heads/main' > R/bare/HEAD; cd R/bare && git status", "ask"),
            ("cd d1; cd -; echo x > R/src/abc.py; cd R/src && python3 -m json.tool x.json", "ask"),
            ("cd d1; cd -; echo x > R/jest.json; cd R/ && npx jest -c jest.json", "ask"),
            ("cd d1; cd -; echo x > R/src/b.rs; cd R/src && git status", "allow"),
            ("cd d1; cd -; echo x > R/src/b.rs; cd R/ && npx jest", "allow"),
        ],
    );
}

#[test]
fn what_git_is_told_in_a_folder_that_nobody_knows_is_asked() {
    expect(
        &desk(),
        &[
            ("cd d1; cd -; git add R/sub", "ask"),
            ("cd d1; cd -; git add R/sub/x", "ask"),
            ("cd d1; cd -; git mv R/d1 R/new", "ask"),
            ("cd d1; cd R/ && git add R/sub/x", "allow"),
        ],
    );
}

#[test]
fn the_home_folder_may_be_around_the_work_tree() {
    let desk = desk();
    let home = desk.home();
    std::fs::remove_dir(&home).unwrap();
    std::os::unix::fs::symlink("repo", &home).unwrap();
    for folder in ["bare/objects", "bare/refs"] {
        std::fs::create_dir_all(desk.root().join(folder)).unwrap();
    }
    expect(
        &desk,
        &[
            ("git add ~/sub", "deny"),
            ("git add $HOME/sub", "deny"),
            ("git stash push -u ~/kit", "deny"),
            ("git add ~/d1", "allow"),
            ("mkdir ~/new && cp kit/AGENTS.md ~/new", "deny"),
            ("echo x > ~/bare/HEAD; cd R/bare && git status", "ask"),
            ("echo x > R/src/abc.py; cd R/src && python3 -m json.tool x.json", "ask"),
        ],
    );
}
