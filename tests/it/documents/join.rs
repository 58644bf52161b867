use fleetgate::gather::{EvidenceFile, evidence::join};
use fleetgate::model::{Author, CheckResult, Evidence, Fact, Kind, Source, Staging, VerdictWord};

use crate::documents::evidence;

fn files(texts: &[&str]) -> Vec<(String, EvidenceFile)> {
    texts.iter().enumerate().map(|(at, text)| (format!("e{at}.json"), evidence(text).unwrap())).collect()
}

fn joined(texts: &[&str]) -> Evidence {
    join(&files(texts)).unwrap()
}

fn refused(texts: &[&str]) -> String {
    join(&files(texts)).unwrap_err().to_string()
}

fn known<T>(value: T) -> Fact<T> {
    Fact::known(value, Source::Evidence)
}

#[test]
fn nothing_said_is_nothing_known() {
    assert_eq!(join(&[]).unwrap(), Evidence::default());
    let nulls = r#""repo":null,"pr":null,"draft":null,"author":null,"labels":null,"title":null,"synthetic":null,
        "contributors":null,"verdicts":null,"checks":null,"approvals":null,"staging":null"#;
    assert_eq!(joined(&["", nulls]), Evidence::default());
}

#[test]
fn an_empty_list_is_known() {
    let evidence = joined(&[r#""labels":[],"verdicts":[]"#, r#""checks":[]"#]);
    assert_eq!((evidence.labels, evidence.verdicts, evidence.checks), (known(vec![]), known(vec![]), known(vec![])));
    assert_eq!(evidence.approvals, Evidence::default().approvals);
}

#[test]
fn every_field_arrives() {
    let sha = "AbCdEf0123".repeat(4);
    let text = r#""repo":"acme/app","pr":42,"draft":false,"title":" T ","synthetic":false,"contributors":["c "],
        "author":{"login":" coder-1 ","kind":"agent","family":"codex","operator":"alice"},
        "labels":["Risk : LOW","ﬁx","STRASSE","straße"],
        "verdicts":[{"by":"judge-1","kind":"agent","family":"gemini","operator":"carol","verdict":"pass","mock":false,
            "repo":"acme/app","head_sha":"SHA","issued_at":"1970-01-01T01:00:00.0000019+01:00"}],
        "checks":[{"name":" ci","app":"gha","result":"timed_out","head_sha":"SHA",
            "completed_at":"1969-12-31T23:59:59.9999999Z","note":""}],
        "approvals":[{"by":"alice","kind":"human","head_sha":"SHA","expires_at":"2026-01-31t00:00:00z"}],
        "staging":{"result":"success","head_sha":"SHA"}"#;
    let evidence = joined(&[&text.replace("SHA", &sha)]);
    let sha = Some(sha.to_lowercase());
    assert_eq!(evidence.repo, known("acme/app".to_owned()));
    assert_eq!((evidence.pr, evidence.draft, evidence.synthetic), (known(42), known(false), known(false)));
    assert_eq!(evidence.title, known(" T ".to_owned()));
    assert_eq!(evidence.contributors, known(vec!["c".to_owned()]));
    let author = Author {
        login: "coder-1".to_owned(),
        kind: Some(Kind::Agent),
        family: Some("codex".to_owned()),
        operator: Some("alice".to_owned()),
    };
    assert_eq!(evidence.author, known(author));
    let labels = ["risk:low", "fix", "strasse", "strasse"].map(str::to_owned);
    assert_eq!(evidence.labels, known(labels.to_vec()));
    let verdict = &evidence.verdicts.value().unwrap()[0];
    assert_eq!((verdict.verdict, verdict.mock, verdict.issued_us), (VerdictWord::Pass, Some(false), Some(1)));
    assert_eq!((&verdict.head_sha, verdict.repo.as_deref()), (&sha, Some("acme/app")));
    let check = &evidence.checks.value().unwrap()[0];
    assert_eq!((check.name.as_str(), check.result, check.completed_us), (" ci", CheckResult::TimedOut, Some(-1)));
    let approval = &evidence.approvals.value().unwrap()[0];
    assert_eq!((approval.kind, approval.expires_us), (Some(Kind::Human), Some(1_769_817_600_000_000)));
    assert_eq!(evidence.staging, known(Staging { result: CheckResult::Success, head_sha: sha }));
}

#[test]
fn lists_are_joined_in_order() {
    let evidence = joined(&[r#""labels":["b","a"]"#, "", r#""labels":["b"]"#]);
    assert_eq!(evidence.labels, known(vec!["b".to_owned(), "a".to_owned(), "b".to_owned()]));
}

#[test]
fn draft_and_synthetic_are_true_when_one_says_so() {
    let evidence = joined(&[r#""draft":false,"synthetic":true"#, r#""draft":true"#, r#""synthetic":false"#]);
    assert_eq!((evidence.draft, evidence.synthetic), (known(true), known(true)));
    assert_eq!(joined(&[r#""draft":false"#, ""]).draft, known(false));
}

#[test]
fn an_author_is_completed_but_not_contradicted() {
    let evidence = joined(&[r#""author":{"login":"a"}"#, r#""author":{"login":"a","kind":"human"}"#]);
    let author = Author { login: "a".to_owned(), kind: Some(Kind::Human), family: None, operator: None };
    assert_eq!(evidence.author, known(author));
}

#[test]
fn contradictions_name_both_files() {
    let help = "pass evidence about one change only, or correct one of the two files";
    let cases = [
        (r#""repo":"a/b""#, r#""repo":"a/c""#, r#"`repo` is `"a/c"` here, but `"a/b"` in e0.json"#),
        (r#""pr":1"#, r#""pr":2"#, "`pr` is `2` here, but `1` in e0.json"),
        (r#""title":"x""#, r#""title":"y""#, r#"`title` is `"y"` here, but `"x"` in e0.json"#),
        (
            r#""author":{"login":"a"}"#,
            r#""author":{"login":"b"}"#,
            r#"`author.login` is `"b"` here, but `"a"` in e0.json"#,
        ),
        (
            r#""author":{"login":"a","kind":"agent"}"#,
            r#""author":{"login":"a","kind":"human"}"#,
            r#"`author.kind` is `"human"` here, but `"agent"` in e0.json"#,
        ),
        (
            r#""staging":{"result":"success"}"#,
            r#""staging":{"result":"failure"}"#,
            r#"`staging` is `{"result":"failure"}` here, but `{"result":"success"}` in e0.json"#,
        ),
    ];
    for (one, other, expected) in cases {
        assert_eq!(refused(&[one, other]), format!("e1.json: {expected}; {help}"));
        assert_eq!(joined(&[one, one, ""]), joined(&[one]));
    }
}
