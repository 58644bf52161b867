use fleetgate::gather::{EvidenceFile, FleetFile, RepoFile};
use serde_json::Value;

use crate::documents::evidence;

fn time(text: &str) -> Result<i64, String> {
    let file = evidence(&format!("\"approvals\":[{{\"by\":\"a\",\"expires_at\":\"{text}\"}}]"))?;
    Ok(file.approvals.unwrap().0[0].expires_at.unwrap().0)
}

#[test]
fn times_are_rfc_3339_with_an_offset() {
    let cases = [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:00-00:00", 0),
        ("1970-01-01t00:00:00z", 0),
        ("1970-01-01T00:00:01.5+00:00", 1_500_000),
        ("1970-01-01T02:00:00+02:00", 0),
        ("1969-12-31T23:59:59.9999991Z", -1),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000_000),
    ];
    for (text, expected) in cases {
        assert_eq!(time(text), Ok(expected), "{text}");
    }
    let refused = [
        "",
        "now",
        "0",
        "1970-01-01",
        "1970-01-01T00:00:00",
        "1970-01-01T00:00Z",
        "1970-01-01 00:00:00Z",
        "19700101T000000Z",
        "1970-01-01T00:00:00.Z",
        "1970-01-01T00:00:00+0000",
        "1970-01-01T00:00:00+00",
        "1970-01-01T00:00:00Z[UTC]",
        "1970-01-01T00:00:00 Z",
        "1970-01-01T00:00:00Z ",
        "1970-01-01T24:00:00Z",
        "1970-13-01T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "+001970-01-01T00:00:00Z",
        "1970-01-01T00:00:00\u{662}Z",
        "1970-01-01T00:00:0\u{e9}Z",
    ];
    for text in refused {
        let error = time(text).unwrap_err();
        assert!(error.ends_with("; write RFC 3339 with an offset, as in `2026-01-31T12:00:00Z`"), "{error}");
    }
}

#[test]
fn shas_are_full_and_fold_to_lower_case() {
    let sha = |text: &str| {
        evidence(&format!("\"staging\":{{\"result\":\"success\",\"head_sha\":\"{text}\"}}"))
            .map(|file| file.staging.unwrap().head_sha.unwrap().0)
    };
    assert_eq!(sha(&"A".repeat(40)), Ok("a".repeat(40)));
    assert_eq!(sha(&"F0".repeat(32)), Ok("f0".repeat(32)));
    for text in [String::new(), "a".repeat(39), "a".repeat(41), "g".repeat(40), "é".repeat(20), " ".repeat(40)] {
        sha(&text).unwrap_err();
    }
}

#[test]
fn long_strings_and_lists_are_refused() {
    let title = |length| evidence(&format!("\"title\":\"{}\"", "x".repeat(length)));
    title(65_536).unwrap();
    let expected = "e.json:2:9: a string of 65537 bytes; at most 65536 (64 KiB) are read; shorten it";
    assert_eq!(title(65_537).unwrap_err(), expected);
    let labels = |count: usize| evidence(&format!("\"labels\":[{}]", vec!["\"x\""; count].join(",")));
    assert_eq!(labels(10_000).unwrap().labels.unwrap().0.len(), 10_000);
    let error = labels(10_001).unwrap_err();
    assert!(error.ends_with("a list of more than 10000 items; shorten it"), "{error}");
}

#[test]
fn the_schema_is_required() {
    let error = |text: &str| EvidenceFile::parse(text.as_bytes(), "e.json").unwrap_err().to_string();
    let missing = r#"e.json:1:2: missing key `schema`; add `"schema": "fleetgate.evidence/1"`"#;
    assert_eq!(error("{}"), missing);
    let null =
        r#"e.json:1:12: expected one of `fleetgate.evidence/1`, found null; write one of `fleetgate.evidence/1`"#;
    assert_eq!(error(r#"{"schema": null}"#), null);
    let other = "e.json:1:12: unknown word `fleetgate.evidence/2`; write `fleetgate.evidence/1`";
    assert_eq!(error(r#"{"schema": "fleetgate.evidence/2"}"#), other);
}

/// What the generated schemas say, compared with what the readers do.
#[test]
fn schemas_describe_the_files() {
    let fleet = schemars::schema_for!(FleetFile).to_value();
    let repo = schemars::schema_for!(RepoFile).to_value();
    let evidence = schemars::schema_for!(EvidenceFile).to_value();
    let validates =
        |schema: &Value, document: &Value| jsonschema::draft202012::options().build(schema).unwrap().is_valid(document);
    let fleet_file = serde_json::json!({
        "schema": "fleetgate.fleet/1", "merge_policy": "never", "max_risk": "low",
        "review": { "required": 1, "max_age_hours": 2 },
        "repos": [{ "name": "a/b", "required_checks": ["x", { "name": "y", "app": "z" }], "advisory_checks": ["w"] }],
    });
    assert!(validates(&fleet, &fleet_file));
    for (pointer, value) in [
        ("/repos/0/name", "a/*".into()),
        ("/review/required", 0.into()),
        ("/max_risk", "high".into()),
        ("/repos/0/required_checks/1/app", 1.into()),
    ] {
        let mut wrong = fleet_file.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!validates(&fleet, &wrong), "{pointer}");
    }
    assert!(validates(&repo, &serde_json::json!({ "limits": { "files": 1 } })));
    assert!(!validates(&repo, &serde_json::json!({ "owners": [] })));
    let evidence_file = serde_json::json!({
        "schema": "fleetgate.evidence/1", "author": null,
        "verdicts": [{ "by": "a", "verdict": "pass", "kind": null, "issued_at": "2026-01-31T12:00:00Z" }],
    });
    assert!(validates(&evidence, &evidence_file));
    assert!(!validates(&evidence, &serde_json::json!({ "verdicts": [] })));
}
