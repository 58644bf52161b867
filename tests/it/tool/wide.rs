//! Patterns that are meant for whatever is there, and what is left out.

use serde_json::json;

use super::desk::Desk;

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

#[test]
fn a_word_between_stars_or_a_kind_of_file_is_meant_for_what_is_there() {
    let desk = Desk::new();
    for pattern in ["**/*auth*", "**/*token*", "**/*key*", "*docker*", "*env*"] {
        assert_eq!(desk.asks("Glob", &json!({ "pattern": pattern })), "allow", "{pattern}");
    }
    expect(
        &desk,
        &[
            ("git ls-files '*.json'", "allow"),
            ("git diff --stat -- '*.json'", "allow"),
            ("git ls-files '*key*'", "allow"),
            ("git add '*.md'", "allow"),
            ("grep -r --include='*auth*' x src", "allow"),
            ("git ls-files 'cred*.json'", "deny"),
            ("git diff -- '.env*'", "deny"),
            ("git diff -- '*.npmrc'", "allow"),
        ],
    );
    for name in ["src/auth_rsa.pem", "CLAUDE.md"] {
        desk.scene.leave_in_work_tree(name, "x");
    }
    expect(&desk, &[("grep -r --include='*auth*' x src", "deny"), ("git add '*.md'", "ask")]);
}

#[test]
fn what_is_left_out_is_not_touched() {
    expect(
        &Desk::new(),
        &[
            ("git diff -- . ':!.env'", "allow"),
            ("git diff -- ':(exclude).env*'", "allow"),
            ("npx eslint . --ignore-pattern '.env*'", "allow"),
            ("git diff -- .env ':!src'", "deny"),
        ],
    );
}

#[test]
fn a_formatter_s_glob_for_all_of_a_kind_is_its_folder() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("CLAUDE.md", "x");
    expect(
        &desk,
        &[
            ("npx prettier --write '**/*.{ts,md}'", "allow"),
            ("npx eslint --fix 'src/**'", "allow"),
            ("npx prettier --write 'CLAUDE*'", "deny"),
            ("npx prettier --write '.github/**/*.yml'", "deny"),
            ("npx prettier --write '{.github,src}/**/*.yml'", "deny"),
            ("npx prettier --write '../**/*.md'", "ask"),
        ],
    );
}

#[test]
fn a_loop_over_a_glob_tells_a_program_its_folders() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("packages/a/package.json", "{}");
    desk.scene.leave_in_work_tree("app/[id]/page.tsx", "x");
    expect(
        &desk,
        &[
            ("for p in packages/*; do pnpm -C \"$p\" test; done", "allow"),
            ("for p in ../*; do pnpm -C \"$p\" test; done", "ask"),
            ("for d in src docs; do (cd \"$d\" && ls -la . && git log -- .); done", "allow"),
            ("find app -name '*.tsx' | xargs grep -n foo", "allow"),
            ("grep -n foo $(find app -name '*.tsx')", "allow"),
        ],
    );
    desk.scene.leave_in_work_tree("app/i/page.tsx", "x");
    expect(
        &desk,
        &[
            ("find app -name '*.tsx' | while read -r f; do head -3 \"$f\"; done", "allow"),
            ("grep -n foo $(find app -name '*.tsx')", "ask"),
        ],
    );
}
