//! What git prints in a substitution.

use super::{folders, script, word};

/// The last argument of the last command.
#[track_caller]
fn last(text: &str) -> String {
    let script = script(text);
    assert_eq!(script.unknown, [], "{text}");
    word(script.invocations.last().unwrap().arguments.last().unwrap())
}

#[test]
fn a_revision_is_neither_an_option_nor_a_path() {
    for (text, expected) in [
        ("a $(git merge-base main HEAD)", "<revision>…"),
        ("a \"$(git merge-base main HEAD)\"", "<revision>"),
        ("a $(git merge-base main HEAD 2>/dev/null)..HEAD", "<revision>..HEAD…"),
        ("a main...$(git branch --show-current)", "main...<revision>…"),
        ("a $(git describe --tags --abbrev=0)", "<revision>…"),
        ("a $(git rev-parse --short HEAD~2)", "<revision>…"),
        ("a $(git rev-list --max-parents=0 HEAD)", "<revision>…"),
        ("a $(git rev-list --reverse ^main HEAD -- src)", "<revision>…"),
        ("a $(git log -1 --format=%H --since='2 days ago' -- x)", "<revision>…"),
        ("a $(git log --format=%h -n 2 | tail -1)", "<revision>…"),
        ("a $(git for-each-ref --format='%(refname)' refs/heads)", "<revision>…"),
        ("for c in $(git rev-list main..HEAD | head -n 3); do a $c; done", "<revision>…"),
        ("for c in $(git rev-list main..HEAD); do a \"$c\"; done", "<revision>"),
        ("b=$(git merge-base main HEAD); a \"$b\"", "<revision>"),
        ("a $(git rev-list --objects HEAD)", "<?>…"),
        ("a $(git rev-list --boundary HEAD)", "<?>…"),
        ("a $(git rev-list --count HEAD)", "<count>…"),
        ("a $(git log --format=%s)", "<?>…"),
        ("a $(git log --format=%H --format=%s)", "<?>…"),
        ("a $(git log --format=%H -p)", "<?>…"),
        ("a $(git log --format=%H --grep -p)", "<?>…"),
        ("a $(git log --format=%H | sed s/a/b/)", "<?>…"),
        ("a $(git log --format=%H | tail -1 .env)", "<?>…"),
        ("a $(git log --format=%H | tail -1 > x)", "<?>…"),
        ("a $(git tag)", "<?>…"),
        ("a $(git for-each-ref --format='%(refname:short)')", "<?>…"),
        ("tail() { echo .env; }; a $(git log --format=%H | tail -1)", "<?>…"),
        ("for c in $(git log --format=%s); do a $c; done", "<?>…"),
        ("a $(git rev-parse .env)", "<?>…"),
        ("a $(git rev-parse HEADER.md)", "<?>…"),
        ("a $(git rev-parse -- .env)", "<?>…"),
        ("a $(git merge-base --output=x a)", "<?>…"),
        ("a $(git -C x merge-base a b)", "<?>…"),
        ("a $(git merge-base a b; echo .env)", "<?>…"),
        ("a $(git merge-base a b > x)", "<?>…"),
        ("a $(git merge-base $x b)", "<?>…"),
        ("git() { echo .env; }; a $(git merge-base a b)", "<?>…"),
    ] {
        assert_eq!(last(text), expected, "{text}");
    }
    let dashes = |text: &str| script(text).invocations.last().unwrap().arguments.last().unwrap().dash;
    for text in ["a $(git merge-base b c)", "a $(git merge-base b c)..HEAD", "a b..$(git merge-base b c)"] {
        assert!(!dashes(text), "{text}");
    }
    for text in ["a $(git merge-base b c)-x", "a $(git merge-base b c)$x", "a $(b)"] {
        assert!(dashes(text), "{text}");
    }
}

#[test]
fn what_is_joined_to_a_revision_makes_a_path_of_it_or_not() {
    let revision = |text: &str| script(text).invocations.last().unwrap().arguments.last().unwrap().is_revision();
    for text in ["$(git merge-base a b)..HEAD", "main..$(git merge-base a b)", "$(git merge-base a b)~3"] {
        assert!(revision(&format!("git diff {text}")), "{text}");
    }
    for text in [
        "$(git merge-base a b):.env",
        "$(git merge-base a b).env",
        "$(git merge-base a b)../x",
        "$(git merge-base a b)..x/../../y",
        "$(git merge-base a b)/x",
        "../..$(git merge-base a b)",
        "x$(git merge-base a b)",
        "-$(git merge-base a b)",
        "$(git merge-base a b)$x",
    ] {
        assert!(!revision(&format!("git diff {text}")), "{text}");
    }
}

#[test]
fn the_root_is_where_one_goes_or_nobody_goes() {
    assert_eq!(folders("cd \"$(git rev-parse --show-toplevel)\" && ls"), "'' <toplevel>");
    assert_eq!(folders("r=\"$(git rev-parse --show-toplevel)\"; cd \"$r\" && ls"), "'' <toplevel>");
    assert_eq!(folders("cd \"$(git rev-parse --show-toplevel)\" && cd a && ls"), "a <toplevel>/a");
    assert_eq!(folders("cd \"$(git rev-parse --show-toplevel)/a\" && ls"), "'' <toplevel>/a");
    assert_eq!(folders("cd \"$(pwd)/a\" && ls"), "<PWD>/a");
    assert_eq!(folders("cd $(git rev-parse --show-toplevel) && ls"), "'' <bare><toplevel>");
    assert_eq!(folders("r=$(git rev-parse --show-toplevel); cd $r/a && ls"), "'' <bare><toplevel>/a");
    assert_eq!(folders("cd $(pwd)/a && ls"), "<bare><PWD>/a");
    for text in [
        "cd \"$(git rev-parse --show-toplevel)a\" && ls",
        "cd a && cd \"$(pwd)\" && ls",
        "cd a && cd $(git rev-parse --show-toplevel) && ls",
        "cd b$(git rev-parse --show-toplevel) && ls",
        "r=$(git rev-parse --show-toplevel); cd $r$x && ls",
        "cd a && cd \"$(git rev-parse --show-toplevel)\" && ls",
        "cd \"$(dirname \"$0\")\" && ls",
        "bash -c 'cd \"$(git rev-parse --show-toplevel)\" && ls'",
    ] {
        assert_eq!(folders(text), "?", "{text}");
    }
}

#[test]
fn names_that_a_search_prints_are_handed_over() {
    for text in [
        "a $(git ls-files '*.py')",
        "a $(git diff --name-only --diff-filter=M main... -- src)",
        "a $(find src -name '*.rs' | head -5)",
        "a $(grep -rl x src 2>/dev/null)",
        "b=$(rg --files); a $b",
    ] {
        assert_eq!(last(text), "<listed>…", "{text}");
    }
    for text in ["a \"$(find . -name x | head -1)\"", "for b in $(find src); do a \"$b\"; done"] {
        assert_eq!(last(text), "<listed>", "{text}");
    }
    for text in [
        "a \"$(git ls-files)\"",
        "a $(git ls-files -z)",
        "a $(find . -print0)",
        "for b in $(grep -l0 x src); do a $b; done",
        "a $(git diff --stat)",
        "a $(find $x)",
        "a $(find . -name *.rs)",
        "a $(find . | cat)",
        "a $(find .; echo b)",
        "a $(find . > x)",
        "a $(ls)",
        "find() { b; }; a $(find .)",
        "b=$(find .); cd x; a $b",
        "for b in $(find .); do cd x; a $b; done",
    ] {
        assert!(!last(text).contains("listed"), "{text}");
    }
    let listed = |text: &str| script(text).invocations.last().unwrap().context.listed.is_some();
    for text in
        ["git ls-files src | xargs a", "git diff --name-only -z | xargs -0 a", "git ls-files | grep a | xargs b"]
    {
        assert!(listed(text), "{text}");
    }
    for text in [
        "git ls-files | cat | xargs b",
        "git ls-files | { xargs a; }",
        "git ls-files > x | xargs a",
        "git -C x ls-files | xargs a",
        "(git ls-files) | xargs a",
        "git() { b; }; git ls-files | xargs a",
        "head() { b; }; git ls-files | head | xargs a",
        "X=1 find . | xargs a",
    ] {
        assert!(!listed(text), "{text}");
    }
}

#[test]
fn a_mark_becomes_a_name_where_nothing_else_comes_through_the_pipe() {
    assert_eq!(last("find src | xargs -I{} a {}"), "<listed>");
    assert_eq!(last("find src -print0 | xargs -0 -I % a %"), "<listed>");
    for text in [
        "cat x | xargs -I{} a {}",
        "find src | xargs -d x -I{} a {}",
        "find src | xargs -I{} a {} < x",
        "find src | timeout 5 xargs -I{} a {}",
        "find src | bash -c 'xargs -I{} a {}'",
    ] {
        assert!(!last(text).contains("listed"), "{text}");
    }
}

#[test]
fn a_loop_over_lines_gets_one_name_each_time() {
    for text in [
        "git ls-files src | while read -r b; do a \"$b\"; done",
        "git ls-files src | while read b; do a \"$b\"; done",
        "find src -name '*.rs' | while IFS= read -r b; do a $b; done",
        "grep -rl x src | sort | while read -r b\ndo a \"$b\"\ndone",
        "for b in $(find src); do x; done; find src | while read -r b; do a \"$b\"; done",
        "while read -r b; do a \"$b\"; done < <(git ls-files | head -10)",
        "find src -print0 | while IFS= read -r -d '' b; do a \"$b\"; done",
        "while IFS= read -rd '' b; do a \"$b\"; done < <(git ls-files -z)",
    ] {
        assert!(last(text).contains("listed"), "{text}: {}", last(text));
    }
    for text in [
        "find src | while read -r b c; do a \"$b\"; done",
        "find src | while read -ru 3 b; do a \"$b\"; done",
        "find src | while read -r b < x; do a \"$b\"; done",
        "find src | while read -r b; do a \"$b\"; done < x",
        "find src | while read -r b || true; do a \"$b\"; done",
        "find src | while x; read -r b; do a \"$b\"; done",
        "find src | while ! read -r b; do a \"$b\"; done",
        "find src | until read -r b; do a \"$b\"; done",
        "find src | while read -r b; do b=c; a \"$b\"; done",
        "find src | while read -r b; do read -r b; a \"$b\"; done",
        "find src | while read -r b; do cd x; a \"$b\"; done",
        "find src | while read -r b; do :; done; a \"$b\"",
        "find src | { while read -r b; do a \"$b\"; done; }",
        "echo x | while read -r b; do a \"$b\"; done",
        "find src | while read -r b; do while read -r c; do a \"$c\"; done; done",
        "find src | while read -r b; do echo x | while read -r b; do a \"$b\"; done; done",
        "b() { read -r b; }; find src | while read -r b; do a \"$b\"; done",
        "find src -print0 | while read -r b; do a \"$b\"; done",
        "git ls-files -z | while read -r b; do a \"$b\"; done",
        "git ls-files | sort -uz | while read -r b; do a \"$b\"; done",
        "while read -r b; do a \"$b\"; done < <(grep -rlZ x src)",
        "while read -r b; do a \"$b\"; done < <(cat x)",
        "while read -r b; do a \"$b\"; done < <(cd x && git ls-files)",
        "while read -r b; do a \"$b\"; done < x < <(git ls-files)",
        "while read -r b; do a \"$b\"; done 3< <(git ls-files)",
        "while read -r b; do a \"$b\"; done > >(git ls-files)",
        "{ while read -r b; do a \"$b\"; done; } < <(git ls-files)",
        "while read -r c; do while read -r b; do a \"$b\"; done; done < <(git ls-files)",
        "git() { b; }; while read -r b; do a \"$b\"; done < <(git ls-files)",
    ] {
        assert!(!last(text).contains("listed"), "{text}: {}", last(text));
    }
}
