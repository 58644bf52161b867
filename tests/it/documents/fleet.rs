use fleetgate::gather::{FleetFile, RepoFile};
use fleetgate::model::MaxRisk;

use crate::documents::fleet;

#[test]
fn fleet_files_are_refused_with_place_and_remedy() {
    let cases = [
        ("kill_swich = false", "2:1: unknown key `kill_swich`; did you mean `kill_switch`?"),
        (r#"kill_switch = "off""#, r#"2:15: expected a boolean, found string "off"; write a boolean"#),
        (r#"merge_policy = "on-green""#, "2:16: unknown word `on-green`; use one of `never`, `on-green-with-review`"),
        (r#"merge_policy = "always""#, "2:16: unknown word `always`; use one of `never`, `on-green-with-review`"),
        (
            "merge_policy = { never = {} }",
            "2:16: expected one of `never`, `on-green-with-review`, found an object; write one of `never`, `on-green-with-review`",
        ),
        (
            r#"max_risk = "high""#,
            "2:12: `max_risk` can't be `high`: high risk never merges unattended; write `medium` at most; `approve_high` in [review] lets owners approve high risk",
        ),
        (r#"max_risk = "medum""#, "2:12: unknown `max_risk` `medum`; did you mean `medium`?"),
        ("review = [1, 1]", "2:10: expected a table `[review]`, found an array; write a table `[review]`"),
        ("review = 1", "2:10: expected a table `[review]`, found integer `1`; write a table `[review]`"),
        ("review = 2024-01-01", "2:10: a date or time where a table belongs; write a table"),
        ("[review]\nrequired = 0", "3:12: expected at least 1, found 0; write 1 or more: nothing merges unreviewed"),
        ("[review]\nfamilies = 0", "3:12: expected at least 1, found 0; write 1 or more: nothing merges unreviewed"),
        ("[review]\napprovals = 0", "3:13: expected at least 1, found 0; write 1 or more: nothing merges unreviewed"),
        (
            "[review]\nrequired = -1",
            "3:12: expected a whole number from 0 to 4294967295, found integer `-1`; write a whole number from 0 to 4294967295",
        ),
        (
            "[review]\nrequired = 5000000000",
            "3:12: expected a whole number from 0 to 4294967295, found integer `5000000000`; write a whole number from 0 to 4294967295",
        ),
        (
            "[review]\nmax_age_hours = 0",
            "3:17: an age of 0 hours; write a number of hours from 1 to 876000, or leave the key out for no limit",
        ),
        (
            "[review]\nmax_age_hours = -1",
            "3:17: expected a whole number, 0 or more, found integer `-1`; write a whole number, 0 or more",
        ),
        (
            "[review]\nmax_age_hours = 9223372036854775807",
            "3:17: an age of 9223372036854775807 hours; write a number of hours from 1 to 876000, or leave the key out for no limit",
        ),
        (
            "[review]\nmax_age_hours = 1.5",
            "3:17: expected a whole number, 0 or more, found floating point `1.5`; write a whole number, 0 or more",
        ),
        ("[review]\nreviewers = [\" \"]", "3:14: an empty name; write the name, or leave the entry out"),
        (
            "[limits]\nfiles = -1",
            "3:9: expected a whole number, 0 or more, found integer `-1`; write a whole number, 0 or more",
        ),
        (
            "[limits]\nlines = 1.5",
            "3:9: expected a whole number, 0 or more, found floating point `1.5`; write a whole number, 0 or more",
        ),
        (
            "[limits]\nbytes = \"1\"",
            r#"3:9: expected a whole number, 0 or more, found string "1"; write a whole number, 0 or more"#,
        ),
        (
            "[limits]\nbytes = 99999999999999999999",
            "3:9: expected a whole number, 0 or more, found integer `99999999999999999999`; write a whole number, 0 or more",
        ),
        ("[limits]\nfile = 1", "3:1: unknown key `file`; did you mean `files`?"),
        (r#"forbidden = [""]"#, "2:14: an empty pattern; write a path or a glob, or remove the entry"),
        (
            r#"forbidden = ["a/../b"]"#,
            "2:14: the pattern `a/../b` has a `..` segment; write the path from the repository's root",
        ),
        (
            r#"forbidden = ["/a"]"#,
            "2:14: the pattern `/a` starts with `/`; drop it: paths count from the repository's root",
        ),
        (
            r#"forbidden = ["!a"]"#,
            "2:14: the pattern `!a` starts with `!`; patterns can't be negated; list the paths that are meant",
        ),
        (r#"forbidden = ["./"]"#, "2:14: the pattern `./` names no path; write `**` if everything is meant"),
        (
            r#"forbidden = ["a["]"#,
            "2:14: the pattern `a[` is no usable glob: unclosed character class; missing ']'; correct it; `[` and `{` need their ends, `\\` escapes",
        ),
        (
            r#"forbidden = ["a{b"]"#,
            "2:14: the pattern `a{b` is no usable glob: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?); correct it; `[` and `{` need their ends, `\\` escapes",
        ),
        (
            r#"forbidden = ["a\u0000"]"#,
            "2:14: the pattern `a\\u{0}` has a control character; remove it, or match it with `?`",
        ),
        (r#"forbidden = "a""#, r#"2:13: expected an array, found string "a"; write an array"#),
        ("forbidden = [1]", "2:14: expected a string, found integer `1`; write a string"),
        (r#"repos = [["a/b"]]"#, "2:10: expected a table `[[repos]]`, found an array; write a table `[[repos]]`"),
        ("[[repos]]\nenabled = true", "2:1: missing key `name`; add `name`"),
        (
            "[[repos]]\nname = \"acme/*\"",
            "3:8: a wildcard in the repository name `acme/*`; write one [[repos]] entry for each repository, with its exact name",
        ),
        (
            "[[repos]]\nname = \"acme/a?\"",
            "3:8: a wildcard in the repository name `acme/a?`; write one [[repos]] entry for each repository, with its exact name",
        ),
        (
            "[[repos]]\nname = \"acme/[ab]\"",
            "3:8: a wildcard in the repository name `acme/[ab]`; write one [[repos]] entry for each repository, with its exact name",
        ),
        (
            "[[repos]]\nname = \"acme/{a,b}\"",
            "3:8: a wildcard in the repository name `acme/{a,b}`; write one [[repos]] entry for each repository, with its exact name",
        ),
        (
            "[[repos]]\nname = \"acme\"",
            "3:8: `acme` is no repository name; write OWNER/REPO as in the remote's address, without host and `.git`",
        ),
        (
            "[[repos]]\nname = \"/acme/a\"",
            "3:8: `/acme/a` is no repository name; write OWNER/REPO as in the remote's address, without host and `.git`",
        ),
        (
            "[[repos]]\nname = \"acme/a/\"",
            "3:8: `acme/a/` is no repository name; write OWNER/REPO as in the remote's address, without host and `.git`",
        ),
        (
            "[[repos]]\nname = \"acme//a\"",
            "3:8: `acme//a` is no repository name; write OWNER/REPO as in the remote's address, without host and `.git`",
        ),
        (
            "[[repos]]\nname = \"acme/..\"",
            "3:8: `acme/..` is no repository name; write OWNER/REPO as in the remote's address, without host and `.git`",
        ),
        (
            "[[repos]]\nname = \"acme/a b\"",
            "3:8: `acme/a b` is no repository name; write OWNER/REPO as in the remote's address, without host and `.git`",
        ),
        (
            "[[repos]]\nname = \"\"",
            "3:8: `` is no repository name; write OWNER/REPO as in the remote's address, without host and `.git`",
        ),
        (
            "[[repos]]\nname = \"acme/a\"\n[[repos]]\nname = \"acme/a\"",
            "5:8: repository `acme/a` is listed twice; keep one entry for each repository",
        ),
        (
            "[[repos]]\nname = \"acme/a\"\n[[repos]]\nname = \"Acme/A\"",
            "5:8: repository `Acme/A` is listed already, as `acme/a`; keep one entry for each repository",
        ),
        (
            "[[repos]]\nname = \"a/b\"\nrequired_checks = [\"\"]",
            "4:20: an empty name; write the name, or leave the entry out",
        ),
        (
            "[[repos]]\nname = \"a/b\"\nrequired_checks = [{ name = \"x\", ap = \"y\" }]",
            "4:34: unknown key `ap`; did you mean `app`?",
        ),
        ("[[repos]]\nname = \"a/b\"\nrequired_checks = [{ app = \"y\" }]", "4:20: missing key `name`; add `name`"),
        (
            "[[repos]]\nname = \"a/b\"\nrequired_checks = [[\"x\", \"y\"]]",
            "4:20: expected a check's name, or a table with `name` and `app`, found an array; write a check's name, or a table with `name` and `app`",
        ),
        (
            "[[repos]]\nname = \"a/b\"\nrequired_checks = [{ name = \" \" }]",
            "4:29: an empty name; write the name, or leave the entry out",
        ),
        (
            "[[repos]]\nname = \"a/b\"\nrequired_checks = [\"x\"]\nadvisory_checks = [\"z\", \"x\"]",
            "5:25: check `x` is both required and advisory; remove it from one of the two lists",
        ),
        ("[[repos]]\nname = \"a/b\"\nowners = [\"\"]", "4:11: an empty name; write the name, or leave the entry out"),
        (
            "[[repos]]\nname = \"a/b\"\nowners = [\"al\\u200bice\"]",
            "4:11: an invisible character in a name; type the name anew",
        ),
        ("[[repos]]\nname = \"a/b\"\nenabled = 1", "4:11: expected a boolean, found integer `1`; write a boolean"),
        ("kill_switch = true\nkill_switch = false", "3:1: duplicate key; keep one of the two"),
        ("kill_switch = ", "2:15: string values must be quoted, expected literal string; correct the TOML here"),
        ("kill_switch true", "2:13: key with no value, expected `=`; correct the TOML here"),
        ("[review\nx", "2:8: unclosed table, expected `]`; correct the TOML here"),
    ];
    for (text, expected) in cases {
        assert_eq!(fleet(text).unwrap_err(), format!("fleet.toml:{expected}"), "{text}");
    }
}

const WHOLE: &str = r#"schema = "fleetgate.fleet/1"
kill_switch = false
merge_policy = "on-green-with-review"
auto_merge = true
max_risk = "medium"
forbidden = ["infra/**"]
sensitive = ["src/core"]

[review]
required = 2
families = 2
approve_high = true
approvals = 2
reviewers = ["judge-1"]
up_to_date = true
max_age_hours = 72

[limits]
files = 50
lines = 1000
bytes = 1_000_000

[[repos]]
name = "acme/app"
enabled = true
remote_writes = true
required_checks = ["ci/test", { name = "lint", app = "github-actions" }]
advisory_checks = ["nightly"]
forbidden = ["infra/**", "./billing//x"]
owners = [" alice "]
sensitive = ["src/payments/**"]
routine = ["src/generated/**"]
parked = []
adr = ["docs/adr/**"]
staging = false

[[repos]]
name = "group/sub/app"
"#;

#[test]
fn a_whole_fleet_file_is_read() {
    for text in [WHOLE.to_owned(), WHOLE.replace('\n', "\r\n")] {
        let fleet = FleetFile::parse(text.as_bytes(), "fleet.toml").unwrap();
        assert_eq!(fleet.kill_switch, Some(false));
        assert_eq!(fleet.max_risk, Some(MaxRisk::Medium));
        let [app, sub] = fleet.repos.as_slice() else { panic!("two entries") };
        assert_eq!(app.name.get_ref().0, "acme/app");
        assert_eq!(app.owners[0].0, "alice");
        assert_eq!(app.required_checks[1].app.as_ref().unwrap().0, "github-actions");
        assert_eq!((sub.name.get_ref().0.as_str(), sub.enabled), ("group/sub/app", None));
    }
}

#[test]
fn what_is_left_out_is_not_written() {
    let fleet = fleet("").unwrap();
    assert_eq!((fleet.kill_switch, fleet.merge_policy, fleet.auto_merge), (None, None, None));
}

#[test]
fn the_schema_is_required() {
    let error = |text: &str| FleetFile::parse(text.as_bytes(), "fleet.toml").unwrap_err().to_string();
    let missing = "fleet.toml:1:1: missing key `schema`; add `schema = \"fleetgate.fleet/1\"` at the top";
    assert_eq!(error(""), missing);
    assert_eq!(error("# nothing\nkill_switch = true\n"), missing);
    let unknown = "fleet.toml:1:10: unknown word `fleetgate.fleet/2`; write `fleetgate.fleet/1`";
    assert_eq!(error("schema = \"fleetgate.fleet/2\""), unknown);
}

#[test]
fn encoding_and_size_are_checked_first() {
    let error = |bytes: &[u8]| FleetFile::parse(bytes, "fleet.toml").unwrap_err().to_string();
    let bom = "fleet.toml:1:1: the file starts with a byte order mark (BOM); save the file as UTF-8 without a BOM";
    assert_eq!(error("\u{feff}schema = \"fleetgate.fleet/1\"".as_bytes()), bom);
    assert_eq!(error(b"x = 1\ny = \"\xff\""), "fleet.toml:2:6: not UTF-8; save the file as UTF-8");
    let size = (1 << 20) + 1;
    let large = format!(
        "fleet.toml: the file has {size} bytes; at most 1048576 (1 MiB) are read; split it or remove what fleetgate doesn't need"
    );
    assert_eq!(error(&vec![b'\n'; size]), large);
}

#[test]
fn depth_has_its_own_message() {
    let message = "nested too deep; flatten the document";
    let arrays = format!("a = {}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(fleet(&arrays).unwrap_err(), format!("fleet.toml:2:85: {message}"));
    assert_eq!(fleet(&format!("{}b = 1", "a.".repeat(200))).unwrap_err(), format!("fleet.toml: {message}"));
}

#[test]
fn patterns_are_bounded() {
    let error = fleet(&format!("forbidden = [{}]", "\"x\", ".repeat(1001))).unwrap_err();
    assert_eq!(error, "fleet.toml:2:13: a list of more than 1000 items; shorten it");
    let error = fleet(&format!("forbidden = [\"{}\"]", "x".repeat(1001))).unwrap_err();
    assert!(error.ends_with("…` is longer than 1000 bytes; split it into several"), "{error}");
}

#[test]
fn a_repository_may_only_tighten() {
    let error = |text: &str| RepoFile::parse(text.as_bytes(), ".fleetgate.toml").unwrap_err().to_string();
    let known = "use one of `schema`, `forbidden`, `sensitive`, `required_checks`, `limits`, `tool`";
    for key in ["kill_switch", "owners", "routine", "repos"] {
        assert_eq!(error(&format!("{key} = true")), format!(".fleetgate.toml:1:1: unknown key `{key}`; {known}"));
    }
    let schema = ".fleetgate.toml:1:10: unknown word `fleetgate.fleet/1`; write `fleetgate.repo/1`";
    assert_eq!(error("schema = \"fleetgate.fleet/1\""), schema);
    assert!(error("[limits]\nfiles = -1").starts_with(".fleetgate.toml:2:9: "));
    assert!(error("forbidden = [\"..\"]").starts_with(".fleetgate.toml:1:14: "));
    RepoFile::parse(b"", ".fleetgate.toml").unwrap();
    RepoFile::parse(b"schema = \"fleetgate.repo/1\"\nlimits.files = 3", ".fleetgate.toml").unwrap();
}
