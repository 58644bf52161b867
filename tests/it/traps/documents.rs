//! Trap 17: documents that readers understand differently.

use crate::judge::{Case, fleetgate};

/// Evidence and facts, each written in a way that is refused, with what is said.
fn refused(alter: impl Fn(&str) -> Vec<u8>, why: &str) {
    let case = Case::docs();
    let text = case.evidence_text();
    case.raw_evidence(alter(&text)).judge().breaks(why);
    let case = Case::docs();
    let facts = case.judge().json["facts"].to_string();
    let file = case.file("facts.json", &alter(&facts));
    fleetgate(&["decide", "merge", "--facts", &file], "").breaks(why);
}

/// The document with this text behind its opening brace.
fn first(text: &'static str) -> impl Fn(&str) -> Vec<u8> {
    move |document| document.replacen('{', &format!("{{{text},"), 1).into_bytes()
}

#[test]
fn trap_17_a_duplicate_key() {
    refused(first(r#""schema": "fleetgate.evidence/1""#), "duplicate key `schema`");
    refused(|document| document.replacen("{\"", "{\"\\u0073chema\": 1, \"", 1).into_bytes(), "duplicate key `schema`");
    let deep = |document: &str| document.replacen(r#""family":"#, r#""family": "gemini", "family":"#, 1).into_bytes();
    refused(deep, "duplicate key `family`");
}

#[test]
fn trap_17_numbers_that_are_none() {
    refused(first(r#""pr": NaN"#), "expected a value");
    refused(first(r#""pr": Infinity"#), "expected a value");
    refused(first(r#""x": 1e400"#), "a number that no 64-bit float holds");
    refused(first(r#""x": -1e999"#), "a number that no 64-bit float holds");
}

#[test]
fn trap_17_a_byte_order_mark() {
    refused(|document| [b"\xef\xbb\xbf", document.as_bytes()].concat(), "byte order mark");
    refused(|document| document.encode_utf16().flat_map(u16::to_le_bytes).collect(), "");
}

#[test]
fn trap_17_a_string_of_ten_megabytes() {
    refused(|document| document.replacen("coder-1", &"x".repeat(10 << 20), 1).into_bytes(), "MiB) are read");
    let case = Case::docs();
    let text = case.evidence_text().replacen("explain the app", &"x".repeat(70_000), 1);
    case.raw_evidence(text).judge().breaks("at most 65536 (64 KiB) are read");
}

#[test]
fn trap_17_deep_nesting() {
    let deep = |document: &str| {
        document.replacen('{', &format!("{{\"x\": {}{},", "[".repeat(100_000), "]".repeat(100_000)), 1)
    };
    refused(|document| deep(document).into_bytes(), "nested deeper than 127 levels");
    refused(|_| "[".repeat(1_000_000).into_bytes(), "nested deeper than 127 levels");
}

#[test]
fn trap_17_what_is_no_single_object() {
    refused(|_| Vec::new(), "the file is empty");
    refused(|_| b" \n".to_vec(), "the file is empty");
    refused(|document| format!("{document} {document}").into_bytes(), "text behind the end");
    refused(|document| format!("{document},").into_bytes(), "text behind the end");
    refused(|document| format!("// note\n{document}").into_bytes(), "expected a value");
    refused(|document| document.replacen('}', ",}", 1).into_bytes(), "");
    refused(|document| format!("[{document}]").into_bytes(), "");
    refused(|_| b"null".to_vec(), "");
    refused(|_| b"\"allow\"".to_vec(), "");
    refused(|document| document.replacen("coder-1", "coder-\u{0}", 1).into_bytes(), "");
    refused(|document| document.replacen("coder-1", r"\ud800", 1).into_bytes(), "");
    refused(|document| [document.as_bytes(), b"\xff"].concat(), "not UTF-8");
}

#[test]
fn trap_17_an_unknown_key() {
    refused(first(r#""Draft": false"#), "Draft");
    refused(first(r#""approved": true"#), "approved");
}

#[test]
fn trap_17_a_plain_document_passes_with_blanks_and_escapes() {
    let case = Case::docs();
    let text = case.evidence_text().replace("coder-1", r"\u0063oder-1").replace(',', " ,\r\n\t");
    case.raw_evidence(format!("\n{text}\n\n")).judge().allows();
}
