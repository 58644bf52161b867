//! The code is bound to the call: whatever differs, differs in the digest.

use fleetgate::ledger::{CallDigest, Code};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-c:\"{}\\[\\],s\\x00]{0,4}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-c]{0,2}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

type Parts = (String, Value, String, Option<String>, String);

fn calls() -> impl Strategy<Value = Parts> {
    let word = || "[ab\\x00s-]{0,3}";
    (word(), values(), word(), prop::option::of(word()), word())
}

fn digest((tool, arguments, cwd, root, session): &Parts) -> CallDigest {
    CallDigest::of(tool, arguments, cwd, root.as_deref(), session)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn two_calls_share_a_digest_only_where_they_are_the_same(one in calls(), other in calls()) {
        prop_assert_eq!(digest(&one) == digest(&other), one == other);
    }

    #[test]
    fn text_that_moves_from_field_to_field_changes_the_digest(text in "[a-z]{2,8}", at in 0_usize..8) {
        let (front, back) = text.split_at(at.min(text.len()));
        let of = |tool: &str, cwd: &str, session: &str| CallDigest::of(tool, &json!({}), cwd, None, session);
        if !back.is_empty() {
            prop_assert_ne!(of(front, back, "s"), of(&text, "", "s"));
            prop_assert_ne!(of("t", front, back), of("t", &text, ""));
        }
    }

    #[test]
    fn a_code_is_read_as_it_is_typed(call in calls()) {
        let code = digest(&call).code();
        let shown = code.to_string();
        prop_assert_eq!(shown.len(), 9);
        for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', ""), format!(" {shown}\n"),
            shown.replace('0', "o").replace('1', "l")] {
            prop_assert_eq!(Code::read(&typed), Some(code.clone()), "{}", typed);
        }
    }

    #[test]
    fn no_text_makes_the_reader_of_codes_panic(text in "\\PC{0,12}") {
        if let Some(code) = Code::read(&text) {
            prop_assert!(code.letters().bytes().all(|c| c.is_ascii_alphanumeric()));
        }
    }
}

#[test]
fn what_is_no_code_is_refused() {
    for text in ["", "K7F3", "K7F3-QM2", "K7F3-QM2PX", "K7F3-QM2U", "../../../", "K7F3/QM2P", "ＫK7F3QM2"] {
        assert_eq!(Code::read(text), None, "{text}");
    }
}

/// The encoding is a promise: a grant that was written by an earlier version must not fit another call.
#[test]
fn the_encoding_stays() {
    let digest = CallDigest::of("Bash", &json!({ "command": "npm install x", "n": 1.5 }), "/app", Some("/app"), "s");
    insta::assert_snapshot!(digest.hex(), @"290ca4c9df697a630db46bf59f2ac1199d77fadbf191647d522c5d1703ad737d");
}

#[test]
fn keys_count_in_any_order_and_numbers_by_their_kind() {
    let of = |text: &str| CallDigest::of("t", &serde_json::from_str(text).unwrap(), "/", None, "s");
    assert_eq!(of(r#"{"a":1,"b":2}"#), of(r#"{"b":2,"a":1}"#));
    assert_ne!(of("1"), of("1.0"));
    assert_ne!(of("1"), of("\"1\""));
    assert_ne!(of("[[],[]]"), of("[[[]]]"));
}
