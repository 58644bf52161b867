//! Patterns with brackets that their readers take for different things.

use serde_json::json;

use super::desk::Desk;
use super::searches::expect;

#[test]
fn a_range_that_runs_backwards_or_goes_on_may_be_any_character() {
    let desk = Desk::new();
    for pattern in [".e[z-an]v", ".en[t-z-u]", ".en[a-u-zv]", ".[(e]nv", ".en[^/]", ".[{x,e}]nv", ".en[!-~]", ".[,e]nv"]
    {
        expect(
            &desk,
            &[
                (&format!("find . -name '{pattern}' -exec cat {{}} +"), "deny"),
                (&format!("grep -r --include='{pattern}' x ."), "deny"),
                (&format!("git grep --no-index x -- '{pattern}'"), "deny"),
                (&format!("rg x -g '{pattern}'"), "deny"),
            ],
        );
        assert_eq!(desk.asks("Grep", &json!({ "pattern": "x", "glob": pattern, "output_mode": "content" })), "deny");
        assert_eq!(desk.asks("Glob", &json!({ "pattern": pattern })), "deny", "{pattern}");
    }
    expect(
        &desk,
        &[
            ("cat .en[t-z-u]", "deny"),
            ("cat .e[z-an]v", "deny"),
            ("cp .en[t-z-u] y", "deny"),
            ("echo x > .githu[a-z-b]/x", "deny"),
            ("touch .githu[a-z-b]/x", "deny"),
            ("prettier --write '.githu[a-z-b]/**'", "deny"),
            ("find . -path './.githu[a-z-b]/*' -exec sed -i s/a/b/ {} +", "ask"),
            ("git add -f '.en[t-z-u]'", "deny"),
            ("find . -name 'a[a-c-]*.rs' -exec cat {} +", "allow"),
            ("grep -r --include='[A-Za-z0-9_]*.rs' x .", "allow"),
            ("git grep x -- 'src/[a-c]*.rs'", "allow"),
            ("cat src/[a-b].rs", "allow"),
        ],
    );
}

#[test]
fn a_copy_by_such_a_pattern_brings_what_it_may_match() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("kit/CLAUDE.md", "x");
    desk.scene.leave_in_work_tree("kit/a.rs", "x");
    expect(
        &desk,
        &[
            ("cp kit/CLAUDE.m[c-z-e] .", "deny"),
            ("cp kit/CLAUDE.m[z-ad] .", "deny"),
            ("cp kit/CLAUDE.m[a\\]d] .", "ask"),
            ("cp kit/[a-c].rs src", "allow"),
        ],
    );
}

#[test]
fn a_backslash_in_a_bracket_is_an_escape_to_some() {
    let desk = Desk::new();
    for (pattern, word) in [(".en[a\\]v]", "deny"), (".e[a-\\z]v", "deny"), (".e[n\\]v", "deny"), ("a[\\.]b", "ask")] {
        expect(
            &desk,
            &[
                (&format!("find . -name '{pattern}' -exec cat {{}} +"), "ask"),
                (&format!("grep -r --include='{pattern}' x ."), word),
                (&format!("git grep --no-index x -- '{pattern}'"), word),
            ],
        );
    }
    expect(
        &desk,
        &[
            ("git add 'src/[\\a]*'", "ask"),
            ("npx prettier --write 'src/a[\\]b]*'", "deny"),
            ("git add 'app/(group)/[id]/*'", "allow"),
            ("grep -rn 'a[\\.]b' src", "allow"),
            ("sed -n '/a[\\.]b/p' src/a.rs", "allow"),
        ],
    );
}

#[test]
fn a_pattern_that_nobody_closes_is_asked() {
    expect(
        &Desk::new(),
        &[
            ("find . -name '*[a' -exec cat {} +", "ask"),
            ("grep -r --include='{a' x .", "ask"),
            ("git grep --no-index x -- '*[a'", "ask"),
            ("find . -name 'a*' -exec cat {} +", "allow"),
        ],
    );
}
