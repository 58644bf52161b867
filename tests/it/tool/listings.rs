//! Files, revisions and folders that git names.

use std::path::Path;

use serde_json::json;

use super::desk::Desk;

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

/// Leaves a file in the work tree and stages it.
fn track(desk: &Desk, name: &str) {
    desk.scene.leave_in_work_tree(name, "x");
    let mut index = desk.scene.repo().index().unwrap();
    index.add_path(Path::new(name)).unwrap();
    index.write().unwrap();
}

#[test]
fn tracked_files_may_be_read_by_whatever_reads() {
    let desk = Desk::new();
    expect(&desk, &[("git ls-files | xargs wc -l", "ask")]);
    track(&desk, "README.md");
    expect(
        &desk,
        &[
            ("wc -l $(git ls-files '*.rs')", "allow"),
            ("git ls-files '*.rs' | xargs wc -l", "allow"),
            ("git ls-files -z | xargs -0 -n 10 grep -l TODO", "allow"),
            ("git diff --name-only | xargs npx eslint", "allow"),
            ("git diff --name-only -- src 2>/dev/null | xargs npx eslint", "ask"),
            ("git ls-files '.e*' | xargs cat", "deny"),
            ("cat $(git ls-files .env)", "deny"),
            ("git ls-files -o | xargs cat", "ask"),
            ("git ls-files | grep env | xargs cat", "ask"),
            ("git ls-files | xargs -d / cat", "ask"),
            ("git ls-files | xargs cat < x", "ask"),
            ("git ls-files | xargs cat <<< .env", "ask"),
            ("git ls-files | xargs sed -i s/a/b/", "ask"),
            ("git ls-files | xargs npx prettier --write", "ask"),
            ("git ls-files -m | xargs git add", "ask"),
            ("git ls-files | xargs rm", "ask"),
            ("cp $(git ls-files) src/", "ask"),
            ("touch $(git ls-files)", "ask"),
            ("git add . && git ls-files | xargs cat", "ask"),
            ("git add . && cat $(git ls-files)", "ask"),
            ("cd ../home && cat $(git ls-files)", "ask"),
        ],
    );
}

#[test]
fn a_name_that_is_something_else_as_a_word_is_asked() {
    for name in ["k .env.local", "src/-x.rs", "a\"b", "src/.e*"] {
        let desk = Desk::new();
        track(&desk, "README.md");
        expect(&desk, &[("git ls-files | xargs wc -l", "allow"), ("wc -l $(git ls-files)", "allow")]);
        track(&desk, name);
        expect(&desk, &[("git ls-files | xargs wc -l", "ask"), ("wc -l $(git ls-files)", "ask")]);
    }
}

#[test]
fn a_revision_that_git_prints_is_one() {
    expect(
        &Desk::new(),
        &[
            ("git diff $(git merge-base main HEAD)..HEAD", "allow"),
            ("git diff \"$(git merge-base main HEAD)\" HEAD -- src", "allow"),
            ("git log --oneline $(git describe --tags --abbrev=0)..HEAD", "allow"),
            ("b=$(git merge-base main HEAD); git diff $b..HEAD", "allow"),
            ("git show $(git rev-parse HEAD)", "allow"),
            ("git show $(git rev-parse HEAD):.env", "ask"),
            ("git diff $(git rev-parse .env)", "ask"),
            ("git diff $(git merge-base main HEAD).env", "ask"),
            ("git diff $(cat x)", "ask"),
            ("cat $(git merge-base main HEAD)/x", "ask"),
            ("cd $(git merge-base main HEAD) && cat x", "ask"),
            ("git push origin $(git branch --show-current)", "ask"),
        ],
    );
}

#[test]
fn the_root_of_the_work_tree_is_known() {
    let desk = Desk::new();
    expect(
        &desk,
        &[
            ("cd \"$(git rev-parse --show-toplevel)\" && cat README.md", "allow"),
            ("cd \"$(git rev-parse --show-toplevel)\"; git status", "allow"),
            ("ls \"$(git rev-parse --show-toplevel)\"", "allow"),
            ("git -C \"$(git rev-parse --show-toplevel)\" status", "allow"),
            ("cd \"$(git rev-parse --show-toplevel)\" && cat .env", "deny"),
            ("cd \"$(git rev-parse --show-toplevel)\" && touch .git/config", "deny"),
            ("cd \"$(git rev-parse --show-toplevel)\" && cd .. && ls", "ask"),
            ("cd $(git rev-parse --show-toplevel) && ls", "ask"),
            ("cat \"$(git rev-parse --show-toplevel)/README.md\"", "ask"),
            ("cd \"$(dirname \"$0\")\" && ls", "ask"),
        ],
    );
}
