//! Traps 5, 6, 19: what a path is called.

use serde_json::json;

use crate::judge::{Case, Judged};
use crate::scene::{Edit, put, raw};

fn named(path: &str) -> Judged {
    Case::change(&[put(path, "text\n")]).judge()
}

fn bytes(path: &[u8]) -> Edit {
    raw(path, 0o100_644, b"text\n")
}

/// Odd, and denied for being odd.
#[track_caller]
fn odd(path: &[u8], why: &str) -> Judged {
    let judged = Case::change(&[bytes(path)]).judge();
    judged.denies(&["merge.path.odd", "merge.risk.high"]);
    let said = judged.said("merge.path.odd");
    assert!(said.len() == 1 && said[0].contains(why), "{said:?}");
    judged
}

#[test]
fn trap_05_a_line_feed_in_a_path() {
    let judged = odd(b"docs/a\n.env", "a control character U+000A");
    assert_eq!(judged.subjects("merge.path.odd"), [r"docs/a\u{a}.env"]);
    odd(b"docs/a\tb.md", "a control character U+0009");
    odd(b"docs/a\x7fb.md", "a control character U+007F");
}

#[test]
fn trap_05_a_quote_in_a_path_hides_no_class() {
    let judged = named(".github/workflows/\"a\".yml");
    judged.denies(&["merge.risk.high"]);
    assert_eq!(judged.subjects("merge.risk.high"), [".github/workflows/\"a\".yml"]);
    odd(br"docs\guide.md", "a backslash");
}

#[test]
fn trap_05_invalid_utf_8_in_a_path() {
    let judged = odd(b"docs/a\xff.md", "invalid UTF-8");
    assert_eq!(judged.subjects("merge.path.odd"), [r"docs/a\xff.md"]);
    let secret = Case::change(&[bytes(b"d\xff/.env")]).judge();
    secret.denies(&["merge.path.forbidden", "merge.path.odd", "merge.risk.high"]);
}

#[test]
fn trap_05_blanks_quotes_and_other_languages_pass() {
    for path in
        ["docs/the guide.md", "docs/it's.md", "docs/a\"b.md", "docs/руководство.md", "docs/日本語.md", "docs/naïve.md"]
    {
        named(path).allows();
    }
}

#[test]
fn trap_06_other_case() {
    for path in [
        ".GitHub/workflows/ci.yml",
        ".GITHUB/WORKFLOWS/CI.YML",
        "Auth/users.rs",
        "src/AUTH/users.rs",
        "Claude.MD",
        "codeOwners",
    ] {
        named(path).denies(&["merge.risk.high"]);
    }
    for path in [".ENV", "Secrets/a.txt", "deploy.PEM"] {
        named(path).denies(&["merge.path.forbidden", "merge.risk.high"]);
    }
}

#[test]
fn trap_06_full_width_letters() {
    let judged = odd("ａｕｔｈ/users.rs".as_bytes(), "looks like another in ASCII");
    assert!(judged.risk().contains("path.auth"), "{}", judged.risk());
    let forbidden = Case::change(&[put("．ｅｎｖ", "A=1\n")]).judge();
    forbidden.denies(&["merge.path.forbidden", "merge.path.odd", "merge.risk.high"]);
}

#[test]
fn trap_06_cyrillic_and_greek_look_alikes() {
    odd("аuth/users.md".as_bytes(), "scripts that don't go together");
    odd("docs/раураl.md".as_bytes(), "scripts that don't go together");
    odd("docs/сор.md".as_bytes(), "looks like another in ASCII");
    odd("docs/αuth.md".as_bytes(), "scripts that don't go together");
}

#[test]
fn trap_06_decomposed_letters_are_the_same_path() {
    let forbid =
        |path: &str| Case::change(&[put(path, "a\n")]).entry(|entry| entry["forbidden"] = json!(["café/**"])).judge();
    forbid("cafe\u{301}/menu.md").denies(&["merge.path.forbidden", "merge.risk.high"]);
    forbid("CAFE\u{301}/menu.md").denies(&["merge.path.forbidden", "merge.risk.high"]);
    forbid("cafe/menu.md").allows();
    named("docs/cafe\u{301}.md").allows();
}

#[test]
fn trap_06_direction_marks_and_invisible_characters() {
    odd("docs/\u{202e}dm.sr".as_bytes(), "a bidirectional control U+202E");
    odd("docs/a\u{2066}b.md".as_bytes(), "a bidirectional control U+2066");
    odd("docs/a\u{200b}b.md".as_bytes(), "an invisible character U+200B");
    let hidden = Case::change(&[put(".e\u{200d}nv", "A=1\n")]).judge();
    hidden.denies(&["merge.path.forbidden", "merge.path.odd", "merge.risk.high"]);
}

#[test]
fn trap_06_plain_docs_in_capitals_pass() {
    named("Docs/GUIDE.MD").allows();
    named("README.Md").allows();
}

#[test]
fn trap_19_other_spellings_of_a_forbidden_path_in_the_fleet_file() {
    for pattern in ["./infra/**", "infra//**", "infra", "infra/", "INFRA/**", "infra./**", "infra /**", "**/infra/**"] {
        let forbid =
            |path: &str| Case::change(&[put(path, "a\n")]).entry(|entry| entry["forbidden"] = json!([pattern])).judge();
        forbid("infra/notes.md").denies(&["merge.path.forbidden", "merge.risk.high"]);
        forbid("docs/infrared.md").allows();
    }
}

#[test]
fn trap_19_other_spellings_of_a_forbidden_path_in_the_change() {
    let forbid = |path: &[u8], codes: &[&str]| {
        Case::change(&[bytes(path)]).entry(|entry| entry["forbidden"] = json!(["billing/**"])).judge().denies(codes);
    };
    for path in [b"billing./a.md".as_slice(), b"billing /a.md", b"Billing. . /a.md", b"x/billing/a.md"] {
        forbid(path, &["merge.path.forbidden", "merge.risk.high"]);
    }
    for path in [b"./billing/a.md".as_slice(), b"docs/../billing/a.md"] {
        forbid(path, &["merge.path.forbidden", "merge.path.odd", "merge.risk.high"]);
    }
    Case::change(&[bytes(b"docs//billing/a.md")]).judge().breaks("name is empty");
}

#[test]
fn trap_19_other_spellings_of_git_itself() {
    for path in [
        b".git/hooks/pre-commit".as_slice(),
        b"docs/.GIT/config",
        b"docs/git~1/config",
        b"docs/.git. /config",
        b"docs/.git::$INDEX_ALLOCATION/x",
    ] {
        let judged = Case::change(&[bytes(path)]).judge();
        judged.denies(&["merge.path.odd", "merge.risk.high"]);
    }
}

#[test]
fn trap_19_a_path_beside_a_forbidden_one_passes() {
    let case = Case::change(&[put("docs/billing-faq.md", "a\n"), put("docs/.env.example", "A=1\n")]);
    case.entry(|entry| entry["forbidden"] = json!(["billing/**"])).judge().allows();
}
