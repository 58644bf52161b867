//! Copies, as a shell makes them: what counts is where each comes to lie, and what it brings along.

use std::os::unix::fs::symlink;

use serde_json::json;

use super::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for file in [
        "kit/.github/workflows/ci.yml",
        "kit/CLAUDE.md",
        "kit/infra/main.tf",
        "kit/a.rs",
        "plain/b.rs",
        "plain/deep/c.rs",
        "docs/x.md",
        ".env.example",
    ] {
        desk.scene.leave_in_work_tree(file, "x\n");
    }
    desk
}

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

#[test]
fn a_copy_lies_in_the_folder_under_its_own_name() {
    expect(
        &desk(),
        &[
            ("cp kit/CLAUDE.md .", "deny"),
            ("cp kit/CLAUDE.md ./", "deny"),
            ("cp kit/CLAUDE.md src/..", "deny"),
            ("cp kit/CLAUDE.md \"$PWD\"", "deny"),
            ("cp kit/a.rs kit/CLAUDE.md .", "deny"),
            ("cp kit/CLAUDE* .", "deny"),
            ("cp -t . kit/CLAUDE.md", "deny"),
            ("install kit/CLAUDE.md .", "deny"),
            ("mkdir new && cp kit/CLAUDE.md new", "deny"),
            ("mkdir -p new/deep && cp kit/CLAUDE.md new", "deny"),
            ("cp -r plain new && cp kit/CLAUDE.md new", "deny"),
            ("mkdir -p new/deep && cp kit/a.rs new", "allow"),
            ("split -a 1 -l 1 kit/CLAUDE.md json.p; python3 -m json.tool x.json", "ask"),
            ("split -a 1 -l 1 kit/a.rs kit/part-; cat kit/part-a", "allow"),
            ("f() { cp kit/CLAUDE.md new; }; mkdir new; f", "deny"),
            ("cd kit && cp --parents .github/workflows/ci.yml ../docs", "deny"),
            ("find kit -type f -exec cp {} . \\;", "deny"),
            ("find kit -name CLAUDE.md -exec cp {} . \\;", "deny"),
            ("cp .github/workflows/ci.yml docs/example.yml", "allow"),
            ("cp .github/workflows/ci.yml docs", "allow"),
            ("cp kit/CLAUDE.md docs/claude-example.txt", "allow"),
            ("cp -T kit/CLAUDE.md notes", "allow"),
            ("cp kit/a.rs .", "allow"),
            ("cp plain/*.rs src/", "allow"),
            ("cp .env.example docs/", "allow"),
            ("find plain -name '*.rs' -exec cp {} src/ \\;", "allow"),
        ],
    );
}

#[test]
fn a_folder_brings_along_what_is_in_it() {
    expect(
        &desk(),
        &[
            ("cp -r kit/.github .", "deny"),
            ("cp -r kit/. .", "deny"),
            ("cp -rT kit .", "deny"),
            ("cp -r kit docs", "deny"),
            ("cp -r kit new", "deny"),
            ("cp -r kit/.g* .", "deny"),
            ("cp -rt . kit/.github", "deny"),
            ("git mv kit plain", "deny"),
            ("cp -r plain src/", "allow"),
            ("cp -r plain/. src", "allow"),
            ("cp -a plain new", "allow"),
            ("git mv plain new", "allow"),
            ("git mv plain/b.rs src/", "allow"),
        ],
    );
}

#[test]
fn a_secret_is_read_by_whatever_copies_it() {
    expect(
        &desk(),
        &[
            ("cp .env src/x", "deny"),
            ("cp .e* src/", "deny"),
            ("cp -t src .env", "deny"),
            ("install -D .env src/x/y", "deny"),
            ("cp -l .env src/x", "deny"),
            ("cp server.key x", "deny"),
        ],
    );
}

#[test]
fn another_name_of_a_file_is_the_file() {
    let desk = desk();
    for (target, link) in
        [(".github", "to-ci"), ("../.github", "plain/to-ci"), ("../../home", "docs/to-home"), ("src", "to-src")]
    {
        symlink(target, desk.root().join(link)).unwrap();
    }
    expect(
        &desk,
        &[
            ("cp -l .github/workflows/ci.yml src/x", "deny"),
            ("cp -al .github new", "deny"),
            ("cp -l src/a.rs src/b.rs", "ask"),
            ("ln kit/a.rs src/x", "ask"),
            ("cp -a to-ci new", "deny"),
            ("cp -P to-ci new", "deny"),
            ("cp -r plain new && echo x > new/to-ci/x", "deny"),
            ("cp -r docs new", "deny"),
            ("cp -r to-src new", "allow"),
        ],
    );
}

/// The shell leaves a quoted pattern alone; the tool that gets it may not.
#[test]
fn a_quoted_pattern_is_what_it_matches() {
    expect(
        &desk(),
        &[
            ("npx prettier --write '.git*/**/*.yml'", "deny"),
            ("npx prettier --write '.[g]ithub/workflows/*'", "deny"),
            ("npx prettier '.e*'", "deny"),
            ("npx prettier '{.env,x}'", "deny"),
            ("npx eslint 'src/*.ts'", "allow"),
            ("grep -n 'a.*b' src/a.rs", "allow"),
        ],
    );
}

#[test]
fn what_the_call_itself_put_into_a_folder_is_copied_with_it() {
    let desk = desk().fleet("forbidden = [\"deep/locked/**\", \"docs/*.lock\", \"src/gen.ts\"]\n");
    desk.scene.leave_in_work_tree("three/locked/b", "x\n");
    desk.scene.leave_in_work_tree("deep/a", "x\n");
    expect(
        &desk,
        &[
            ("cp -r three z && cp -r z/. deep", "deny"),
            ("mkdir z; cp README.md z/gen.ts; cp -r z/. src", "deny"),
            ("mkdir -p z; touch z/x.lock; cp z/* docs/", "deny"),
            ("mkdir -p z/y; touch z/y/x.lock; cp -r z/* .; cp -r z/y docs; cp z/y/* docs", "deny"),
            ("mkdir z; cp README.md z/gen.ts; cp -r z y; cp -r y/. src", "deny"),
            ("cd src; mkdir z; touch z/gen.ts; cp -r z/. .", "deny"),
            ("mkdir z; cp README.md z/gen.ts; cp -r z y", "allow"),
            ("mkdir z; touch z/x.rs; cp -r z/. src; cp z/* docs", "allow"),
            ("cp -r .git bk", "deny"),
            ("cp -r .git bk && cat bk/config", "deny"),
            ("cp -r plain bk && cat bk/b.rs", "allow"),
        ],
    );
}

#[test]
fn a_secret_that_a_search_comes_upon_is_not_copied_under_another_name() {
    let desk = desk();
    desk.scene.leave_in_work_tree("web/.env", "x");
    desk.scene.leave_in_work_tree("web/a.rs", "a");
    expect(
        &desk,
        &[
            ("find web -type f -exec cp {} docs/out.txt \\;", "deny"),
            ("find web -type f -not -name '*.rs' -exec install {} docs/out.txt \\;", "deny"),
            ("find web -name '*.rs' -exec cp {} docs/out.txt \\;", "allow"),
            ("cp web/a.rs docs/out.txt", "allow"),
        ],
    );
}
