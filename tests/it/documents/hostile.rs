use fleetgate::gather::json::read_value;
use fleetgate::gather::{DocumentError, EvidenceFile, FleetFile, RepoFile};
use proptest::prelude::*;

/// Every reader on the same bytes; the errors of those that refuse.
fn read_all(bytes: &[u8]) -> Vec<DocumentError> {
    [
        FleetFile::parse(bytes, "f").err(),
        RepoFile::parse(bytes, "f").err(),
        EvidenceFile::parse(bytes, "f").err(),
        read_value(bytes, "f").err(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a renderer relies on: spans that lie in the text, one line without control characters.
fn check_sound(error: &DocumentError) {
    let shown = error.to_string();
    assert!(!shown.chars().any(char::is_control), "{shown:?}");
    assert!(error.help.is_some() && !error.message.is_empty(), "{shown}");
    if let (Some(place), Some(text)) = (&error.place, &error.source_text) {
        assert!(text.get(place.span.clone()).is_some(), "{place:?} in {text:?}");
        assert!(place.line >= 1 && place.column >= 1);
    }
}

#[test]
fn size_and_depth_are_refused_in_time() {
    let deep = |open: &str, close: &str, count| format!("{}{}", open.repeat(count), close.repeat(count));
    let cases = [
        "x".repeat(20 << 20),
        format!("\"{}\"", "x".repeat(20 << 20)),
        deep("[", "]", 10_000),
        deep("{\"a\":", "}", 10_000),
        "[".repeat(8 << 20),
        format!("a = {}", deep("[", "]", 10_000)),
        format!("a = {}", deep("{a=", "}", 10_000)),
        format!("{}b = 1", "a.".repeat(10_000)),
        format!("[{}b]", "a.".repeat(10_000)),
        format!("forbidden = [{}]", "\"{a,b}\",".repeat(100_000)),
    ];
    for text in cases {
        for error in read_all(text.as_bytes()) {
            check_sound(&error);
        }
    }
}

#[test]
fn depth_has_its_own_message() {
    let text = "[".repeat(200);
    let error = read_value(text.as_bytes(), "f").unwrap_err();
    assert_eq!(error.to_string(), "f:1:128: nested deeper than 127 levels; flatten the document");
    read_value(format!("{}{}", "[".repeat(127), "]".repeat(127)).as_bytes(), "f").unwrap();
    read_value(format!("{}{}", "[".repeat(128), "]".repeat(128)).as_bytes(), "f").unwrap_err();
}

proptest! {
    #[test]
    fn bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for error in read_all(&bytes) {
            check_sound(&error);
        }
    }

    #[test]
    fn near_documents_never_panic(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "{", "}", "[", "]", "[[", "]]", "\"", ":", ",", "=", ".", "\n", "\r\n", " ", "'", "#", "\\", "\\u", "é",
                "\u{feff}", "\u{202e}", "\u{1e}", "null", "true", "1", "-1", "1e400", "NaN", "1979-05-27", "\"schema\"",
                "schema", "\"fleetgate.evidence/1\"", "\"fleetgate.fleet/1\"", "schema = \"fleetgate.fleet/1\"\n",
                "{\"schema\":\"fleetgate.evidence/1\",", "\"verdicts\":[{", "\"by\":\"a\"", "\"verdict\":\"pass\"",
                "[[repos]]\n", "name = \"a/b\"\n", "required_checks = [", "forbidden = [", "[review]\n", "required",
            ]),
            0..40,
        )
    ) {
        for error in read_all(pieces.concat().as_bytes()) {
            check_sound(&error);
        }
    }
}
