use fleetgate::gather::json::{MAX_BYTES, read, read_value};
use serde_json::json;

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "an outer object")]
struct Outer {
    inner: Option<Inner>,
    list: Option<Vec<Inner>>,
    word: Option<Word>,
    flag: Option<bool>,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "an inner object")]
struct Inner {
    number: u64,
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Pass,
    Fail,
}

fn refused(text: &str) -> String {
    read::<Outer>(text.as_bytes(), "f.json").unwrap_err().to_string()
}

#[test]
fn documents_are_refused_with_place_and_remedy() {
    let cases = [
        ("", " the file is empty; write one JSON document into it"),
        (" \r\n", " the file is empty; write one JSON document into it"),
        ("\u{feff}{}", "1:1: the file starts with a byte order mark (BOM); save the file as UTF-8 without a BOM"),
        ("{} {}", "1:4: text behind the end of the JSON document; a file holds one document: remove what follows"),
        ("{}\nx", "2:1: text behind the end of the JSON document; a file holds one document: remove what follows"),
        ("{", "1:1: the file ends inside an object; complete the document"),
        (r#"{"flag": NaN}"#, "1:10: expected a value; write a JSON value; NaN and Infinity are none"),
        (r#"{"flag": -Infinity}"#, "1:11: invalid number; correct the JSON here"),
        (r#"{"flag": 1e400}"#, "1:14: a number that no 64-bit float holds; write a smaller number"),
        (r#"{"flag": true, "flag": true}"#, "1:16: duplicate key `flag`; keep one of the two"),
        ("{\"inner\":{\"a\":[{\"b\":1,\n \"\\u0062\" : 2}]}}", "2:2: duplicate key `b`; keep one of the two"),
        (r#"{"inner": {"nubmer": 1}}"#, "1:12: unknown key `nubmer`; did you mean `number`?"),
        ("{\r\n  \"infer\": 1\r\n}", "2:3: unknown key `infer`; did you mean `inner`?"),
        (r#"{"éé": 1}"#, "1:2: unknown key `éé`; use one of `inner`, `list`, `word`, `flag`"),
        (r#"{"inner": {}}"#, "1:12: missing key `number`; add `number`"),
        (r#"{"inner": [1]}"#, "1:11: expected an inner object, found an array; write an inner object"),
        (r#"{"list": [[1]]}"#, "1:11: expected an inner object, found an array; write an inner object"),
        (r#"{"list": [{"number": 1}, [ ]]}"#, "1:26: expected an inner object, found an array; write an inner object"),
        ("[true]", "1:1: expected an outer object, found an array; write an outer object"),
        ("[]", "1:1: expected an outer object, found an array; write an outer object"),
        ("null", "1:1: expected an outer object, found null; write an outer object"),
        (r#"{"list": {}}"#, "1:10: expected an array, found an object; write an array"),
        (r#"{"flag": "yes"}"#, r#"1:10: expected a boolean, found string "yes"; write a boolean"#),
        (r#"{"flag": {"a": 1}}"#, "1:10: expected a boolean, found an object; write a boolean"),
        (r#"{"flag" : [1]}"#, "1:11: expected a boolean, found an array; write a boolean"),
        (r#"{"flag": 1}"#, "1:10: expected a boolean, found integer `1`; write a boolean"),
        (r#"{"word": "fial"}"#, "1:10: unknown word `fial`; did you mean `fail`? use one of `pass`, `fail`"),
        (r#"{"word": "x\"y"}"#, r#"1:10: unknown word `x"y`; use one of `pass`, `fail`"#),
        (
            r#"{"word": {"pass": null}}"#,
            "1:10: expected one of `pass`, `fail`, found an object; write one of `pass`, `fail`",
        ),
        (
            r#"{"inner": {"number": -1}}"#,
            "1:22: expected a whole number, 0 or more, found integer `-1`; write a whole number, 0 or more",
        ),
        (
            r#"{"inner": {"number": 1.0}}"#,
            "1:22: expected a whole number, 0 or more, found floating point `1.0`; write a whole number, 0 or more",
        ),
        (
            r#"{"inner": {"number": 99999999999999999999}}"#,
            "1:22: expected a whole number, 0 or more, found floating point `1e+20`; write a whole number, 0 or more",
        ),
        (r#"{"flag": true,}"#, "1:15: trailing comma; correct the JSON here"),
        (r#"{"flag": "\ud800"}"#, "1:17: unexpected end of hex escape; correct the JSON here"),
        (
            "{\"flag\": \"a\nb\"}",
            "1:12: control character (\\u0000-\\u001F) found while parsing a string; correct the JSON here",
        ),
        (
            "{\"fl\u{202e}ag\\n\": 1}",
            "1:2: unknown key `fl\\u{202e}ag\\u{a}`; use one of `inner`, `list`, `word`, `flag`",
        ),
        ("{'flag': 1}", "1:2: key must be a string; correct the JSON here"),
        ("{\"flag\": true // no\n}", "1:15: expected `,` or `}`; correct the JSON here"),
    ];
    for (text, expected) in cases {
        assert_eq!(refused(text), format!("f.json:{expected}"), "{text}");
    }
}

#[test]
fn a_sound_document_is_read() {
    let text = "{\"inner\":{\"number\":1},\r\n \"list\":[],\"word\":\"pass\",\"flag\":null}";
    let outer: Outer = read(text.as_bytes(), "f.json").unwrap();
    let inner = Some(Inner { number: 1 });
    assert_eq!(outer, Outer { inner, list: Some(vec![]), word: Some(Word::Pass), flag: None });
    let value = read_value(br#" {"a": [1, -2, 1.5, "\u00e9", null, true, {}]} "#, "f.json").unwrap();
    assert_eq!(value, json!({ "a": [1, -2, 1.5, "é", null, true, {}] }));
    assert_eq!(read_value(b"1", "f.json").unwrap(), json!(1));
}

#[test]
fn any_value_is_read_as_strictly() {
    for text in ["", "{\"a\":1,\"\\u0061\":2}", "[{\"a\":[{\"b\":1,\"b\":1}]}]", "1e400", "NaN", "1 2", "\u{feff}1"] {
        read_value(text.as_bytes(), "f.json").unwrap_err();
    }
}

#[test]
fn size_and_encoding_are_checked_first() {
    let error = |bytes: &[u8]| read_value(bytes, "f.json").unwrap_err().to_string();
    let help = "split it or remove what fleetgate doesn't need";
    let size = MAX_BYTES + 1;
    let expected = format!("f.json: the file has {size} bytes; at most 8388608 (8 MiB) are read; {help}");
    assert_eq!(error(&vec![b' '; size]), expected);
    assert_eq!(error(b"{\n \"\xc3\xa9\xff\": 1}"), "f.json:2:4: not UTF-8; save the file as UTF-8");
    assert_eq!(error(b"\xff\xfe{\0"), "f.json:1:1: not UTF-8; save the file as UTF-8");
}

#[test]
fn the_span_is_the_token() {
    let text = "{\n  \"flag\" : \"a\\\"b\"\n}";
    let error = read::<Outer>(text.as_bytes(), "f.json").unwrap_err();
    let place = error.place.unwrap();
    assert_eq!(text.get(place.span), Some("\"a\\\"b\""));
    assert_eq!((place.line, place.column), (2, 12));
    assert_eq!(error.source_text.as_deref(), Some(text));
}

#[test]
fn a_line_too_long_to_show_is_not_shown() {
    let text = format!("{{\"flag\": \"{}\"}}", "x".repeat(2000));
    let error = read::<Outer>(text.as_bytes(), "f.json").unwrap_err();
    assert_eq!(error.source_text, None);
    assert!(error.message.len() < 400, "{}", error.message);
}
