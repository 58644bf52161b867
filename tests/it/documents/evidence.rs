use crate::documents::evidence;

#[test]
fn evidence_files_are_refused_with_place_and_remedy() {
    let cases = [
        (r#""verdict": []"#, "2:1: unknown key `verdict`; did you mean `verdicts`?"),
        (r#""schema ": 1"#, "2:1: unknown key `schema `; did you mean `schema`?"),
        (r#""repo": """#, "2:9: an empty name; write the name, or leave the entry out"),
        (r#""repo": " ""#, "2:9: an empty name; write the name, or leave the entry out"),
        (r#""repo": "a/b\n""#, "2:9: a control character in a name; remove it"),
        (r#""repo": ["a"]"#, "2:9: expected a string, found an array; write a string"),
        (
            r#""pr": "42""#,
            r#"2:7: expected a whole number, 0 or more, found string "42"; write a whole number, 0 or more"#,
        ),
        (r#""pr": -1"#, "2:7: expected a whole number, 0 or more, found integer `-1`; write a whole number, 0 or more"),
        (
            r#""pr": 42.0"#,
            "2:7: expected a whole number, 0 or more, found floating point `42.0`; write a whole number, 0 or more",
        ),
        (r#""draft": "false""#, r#"2:10: expected a boolean, found string "false"; write a boolean"#),
        (r#""labels": "x""#, r#"2:11: expected an array, found string "x"; write an array"#),
        (r#""labels": [null]"#, "2:12: expected a string, found null; write a string"),
        (
            r#""author": "alice""#,
            r#"2:11: expected an author (an object), found string "alice"; write an author (an object)"#,
        ),
        (
            r#""author": ["alice", "human"]"#,
            "2:11: expected an author (an object), found an array; write an author (an object)",
        ),
        (r#""author": {}"#, "2:12: missing key `login`; add `login`"),
        (r#""author": {"login": null}"#, "2:21: expected a string, found null; write a string"),
        (r#""author": {"login": "a", "kind": "robot"}"#, "2:34: unknown word `robot`; use one of `agent`, `human`"),
        (
            r#""author": {"login": "a", "kind": "Human"}"#,
            "2:34: unknown word `Human`; did you mean `human`? use one of `agent`, `human`",
        ),
        (r#""author": {"login": "a\u200bb"}"#, "2:21: an invisible character in a name; type the name anew"),
        (
            r#""verdicts": [["a", "pass"]]"#,
            "2:14: expected a verdict (an object), found an array; write a verdict (an object)",
        ),
        (r#""verdicts": [{"by": "a"}]"#, "2:24: missing key `verdict`; add `verdict`"),
        (r#""verdicts": [{"verdict": "pass"}]"#, "2:32: missing key `by`; add `by`"),
        (
            r#""verdicts": [{"by": "a", "verdict": "PASS"}]"#,
            "2:37: unknown word `PASS`; did you mean `pass`? use one of `pass`, `fail`, `inconclusive`",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": {"pass": null}}]"#,
            "2:37: expected one of `pass`, `fail`, `inconclusive`, found an object; write one of `pass`, `fail`, `inconclusive`",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": null}]"#,
            "2:37: expected one of `pass`, `fail`, `inconclusive`, found null; write one of `pass`, `fail`, `inconclusive`",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": "pass", "head_sha": "abc123"}]"#,
            "2:57: `abc123` is no full SHA; write the full SHA: 40 or 64 hexadecimal digits",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": "pass", "head_sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]"#,
            "2:57: `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` is no full SHA; write the full SHA: 40 or 64 hexadecimal digits",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": "pass", "sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]"#,
            "2:45: unknown key `sha`; use one of `by`, `kind`, `family`, `operator`, `verdict`, `mock`, `repo`, `head_sha`, `issued_at`",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": "pass", "issued_at": "2026-01-31T12:00:00"}]"#,
            "2:58: the time `2026-01-31T12:00:00` has no offset; write RFC 3339 with an offset, as in `2026-01-31T12:00:00Z`",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": "pass", "issued_at": "2026-02-31T12:00:00Z"}]"#,
            "2:58: `2026-02-31T12:00:00Z` is no time that exists; write RFC 3339 with an offset, as in `2026-01-31T12:00:00Z`",
        ),
        (
            r#""verdicts": [{"by": "a", "verdict": "pass", "issued_at": 1700000000}]"#,
            "2:58: expected a string, found integer `1700000000`; write a string",
        ),
        (
            r#""checks": [{"name": "ci", "result": "succes"}]"#,
            "2:37: unknown word `succes`; did you mean `success`? use one of `success`, `failure`, `neutral`, `skipped`, `cancelled`, `timed_out`, `action_required`, `pending`, `expected`, `stale`",
        ),
        (
            r#""checks": [{"name": "", "result": "success"}]"#,
            "2:21: an empty name; write the name, or leave the entry out",
        ),
        (r#""checks": [{"name": "ci"}]"#, "2:25: missing key `result`; add `result`"),
        (r#""checks": {"ci": "success"}"#, "2:11: expected an array, found an object; write an array"),
        (r#""approvals": [{}]"#, "2:16: missing key `by`; add `by`"),
        (
            r#""approvals": [{"by": "a", "expires_at": "tomorrow"}]"#,
            "2:41: `tomorrow` is no time; write RFC 3339 with an offset, as in `2026-01-31T12:00:00Z`",
        ),
        (
            r#""staging": {"result": "green"}"#,
            "2:23: unknown word `green`; use one of `success`, `failure`, `neutral`, `skipped`, `cancelled`, `timed_out`, `action_required`, `pending`, `expected`, `stale`",
        ),
        (
            r#""staging": ["success"]"#,
            "2:12: expected a staging result (an object), found an array; write a staging result (an object)",
        ),
        (r#""contributors": ["\t"]"#, "2:18: an empty name; write the name, or leave the entry out"),
    ];
    for (text, expected) in cases {
        assert_eq!(evidence(text).unwrap_err(), format!("e.json:{expected}"), "{text}");
    }
}
