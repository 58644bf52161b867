//! Files that can't be used: whole messages.

use super::{replaced, said};
use crate::judge::{Case, fleetgate};

/// What is said of a fleet file.
fn fleet(text: &[u8]) -> String {
    let case = Case::docs();
    let file = case.file("bad.toml", text);
    said(&fleetgate(&replaced(&case, "--fleet", &file), ""), &case)
}

/// What is said of an evidence file.
fn evidence(text: &str) -> String {
    let case = Case::docs().raw_evidence(text);
    said(&case.judge(), &case)
}

#[test]
fn a_file_that_is_missing_or_a_folder() {
    let case = Case::docs();
    for flag in ["--fleet", "--evidence"] {
        let path = |name: &str| case.scene.outside().join(name).to_str().unwrap().to_owned();
        let missing = said(&fleetgate(&replaced(&case, flag, &path("gone")), ""), &case);
        let next = "check the path and the permissions\n";
        assert_eq!(missing, format!("error: DIR/gone: can't be read: No such file or directory (os error 2); {next}"));
        let folder = said(&fleetgate(&replaced(&case, flag, &path("repo")), ""), &case);
        assert_eq!(folder, format!("error: DIR/repo: can't be read: Is a directory (os error 21); {next}"));
    }
    fleetgate(&replaced(&case, "--evidence", ""), "").breaks("a value is required for '--evidence <FILE>'");
}

#[test]
fn standard_input_can_be_read_once() {
    let case = Case::docs();
    let mut args = replaced(&case, "--evidence", "-");
    args.extend(["--evidence", "-"].map(str::to_owned));
    let expected = "error: `--evidence -` is given twice, but standard input can be read once; join the files\n";
    assert_eq!(said(&fleetgate(&args, "{}"), &case), expected);
}

#[test]
fn a_fleet_file_with_an_unknown_key() {
    let expected = "\
error: unknown key `kil_switch`
 --> DIR/bad.toml:2:1
  |
2 | kil_switch = false
  | ^^^^^^^^^^
  |
  = help: did you mean `kill_switch`?
";
    assert_eq!(fleet(b"schema = \"fleetgate.fleet/1\"\nkil_switch = false\n"), expected);
}

#[test]
fn a_fleet_file_that_would_loosen_what_can_not_be_loosened() {
    let with = |text: &str| fleet(format!("schema = \"fleetgate.fleet/1\"\n{text}\n").as_bytes());
    assert!(with("max_risk = \"high\"").contains("`max_risk` can't be `high`: high risk never merges unattended"));
    assert!(with("[review]\nrequired = 0").contains("expected at least 1, found 0"));
    assert!(with("[review]\nfamilies = 0").contains("expected at least 1, found 0"));
    assert!(with("[[repos]]\nname = \"acme/*\"").contains("a wildcard in the repository name `acme/*`"));
    assert!(with("[[repos]]\nname = \"a/b\"\n[[repos]]\nname = \"A/b\"").contains("is listed already, as `a/b`"));
    assert!(with("merge_policy = \"always\"").contains("always"));
    assert!(with("forbidden = [\"!docs/**\"]").contains("patterns can't be negated"));
}

#[test]
fn a_fleet_file_that_is_no_toml() {
    let expected = "\
error: the file starts with a byte order mark (BOM)
 --> DIR/bad.toml:1:1
  |
1 | \\u{feff}x = 1
  | ^^^^^^^^
  |
  = help: save the file as UTF-8 without a BOM
";
    assert_eq!(fleet("\u{feff}x = 1\n".as_bytes()), expected);
    assert!(fleet(b"schema = ").starts_with("error: "));
    assert!(fleet(b"\xff\xfe").contains("not UTF-8"));
    assert!(fleet(b"").contains("add `schema = \"fleetgate.fleet/1\"` at the top"));
    assert!(fleet(b"{ \"schema\": 1 }").starts_with("error: "));
}

#[test]
fn evidence_with_an_unknown_word() {
    let expected = "\
error: unknown word `approved`
 --> DIR/evidence.json:2:38
  |
2 | \"verdicts\": [{ \"by\": \"a\", \"verdict\": \"approved\" }] }
  |                                      ^^^^^^^^^^
  |
  = help: use one of `pass`, `fail`, `inconclusive`
";
    let said = evidence(
        "{ \"schema\": \"fleetgate.evidence/1\",\n\"verdicts\": [{ \"by\": \"a\", \"verdict\": \"approved\" }] }\n",
    );
    assert_eq!(said, expected);
}

#[test]
fn two_evidence_files_that_contradict_each_other() {
    let case = Case::docs();
    let other = case.file("other.json", br#"{ "schema": "fleetgate.evidence/1", "pr": 43 }"#);
    let mut args = case.args();
    args.extend(["--evidence".to_owned(), other]);
    let expected = "error: DIR/other.json: `pr` is `43` here, but `42` in DIR/evidence.json; \
                    pass evidence about one change only, or correct one of the two files\n";
    assert_eq!(said(&fleetgate(&args, ""), &case), expected);
    for text in [r#""repo": "acme/other""#, r#""author": { "login": "alice" }"#] {
        let other = case.file("other.json", format!("{{ \"schema\": \"fleetgate.evidence/1\", {text} }}").as_bytes());
        let mut args = case.args();
        args.extend(["--evidence".to_owned(), other]);
        fleetgate(&args, "").breaks("but ");
    }
}

#[test]
fn a_message_never_steers_the_terminal() {
    for text in [
        "{ \"\\u001b[2J\\u009b\": 1 }",
        "{ \"schema\": \"\\u001b]0;x\\u0007\" }",
        "{ \"schema\": \"fleetgate.evidence/1\", \"pr\": \"\u{9b}31m\u{202e}\" }",
        "{ \"schema\": \"fleetgate.evidence/1\", \"\u{1b}[31m\": 1 }",
        "{ \"schema\": \"fleetgate.evidence/1\", \"x\u{9b}\": 1 }",
    ] {
        let said = evidence(text);
        let raw = said.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(raw, None, "{said:?}");
    }
}
