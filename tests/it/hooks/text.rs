//! Settings as text: what install puts in, uninstall takes out, and not a byte more.

use fleetgate::enforce::settings::{Client, SettingsError, document, entries, install, is_installed, uninstall};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

const JSON: [Client; 5] = [Client::Claude, Client::Codex, Client::Gemini, Client::Copilot, Client::Cursor];

fn command(client: Client) -> String {
    format!("'/opt/fleet gate/fleetgate' hook {} --fleet /etc/fleet.toml", client.word())
}

/// Install and uninstall, with all that must hold on the way.
fn round_trip(client: Client, text: &str) -> Result<(), SettingsError> {
    let command = command(client);
    let installed = install(client, Some(text), &command)?;
    assert!(is_installed(client, &installed, &command)?, "{client:?} {text:?} → {installed:?}");
    assert_eq!(install(client, Some(&installed), &command)?, installed, "a second install changes nothing");
    assert_eq!(uninstall(client, &installed)?.as_deref(), Some(text), "{client:?} → {installed:?}");
    let older = format!("/usr/bin/fleetgate hook {}", client.word());
    let replaced = install(client, Some(&install(client, Some(text), &older)?), &command)?;
    assert_eq!(replaced, installed, "an older entry is replaced");
    Ok(())
}

/// The document without our entries, and without what only our entries filled.
fn stripped(client: Client, text: &str) -> Value {
    let mut value = document(client, text).unwrap();
    let events: Vec<String> = match value["hooks"].as_object() {
        Some(hooks) => hooks.keys().cloned().collect(),
        None => return value,
    };
    for event in events {
        if let Some(list) = value["hooks"][&event].as_array_mut() {
            list.retain(|entry| !entry.to_string().contains("fleetgate' hook"));
        }
    }
    value
}

#[test]
fn the_entry_is_laid_out_as_the_rest_of_the_file() {
    let is = |client: Client, text: Option<&str>, expected: &str| {
        assert_eq!(install(client, text, "/bin/fleetgate hook x").unwrap(), expected);
    };
    let hook = r#""type": "command", "command": "/bin/fleetgate hook x", "timeout": 30, "onFailure": "block""#;
    let lines = |indent: &str, step: &str| {
        let members = hook.replace(", ", &format!(",\n{indent}{}", step.repeat(3)));
        let by = |steps: usize| format!("\n{indent}{}", step.repeat(steps));
        format!(
            "{{{}\"matcher\": \"*\",{}\"hooks\": [{}{{{}{members}{}}}{}]{}}}",
            by(1),
            by(1),
            by(2),
            by(3),
            by(2),
            by(1),
            by(0)
        )
    };
    let new = format!("{{\n  \"hooks\": {{\n    \"PreToolUse\": [\n      {}\n    ]\n  }}\n}}\n", lines("      ", "  "));
    is(Client::Claude, None, &new);
    let tabs = format!(",\n\t\"hooks\": {{\n\t\t\"PreToolUse\": [\n\t\t\t{}\n\t\t]\n\t}}\n}}\n", lines("\t\t\t", "\t"));
    is(Client::Claude, Some("{\n\t\"model\": 1\n}\n"), &format!("{{\n\t\"model\": 1{tabs}"));
    let one = format!(r#"{{ "matcher": "*", "hooks": [ {{ {hook} }} ] }}"#);
    is(Client::Claude, Some(r#"{"a":1}"#), &format!(r#"{{"a":1, "hooks": {{ "PreToolUse": [ {one} ] }}}}"#));
    is(
        Client::Claude,
        Some(r#"{"hooks":{"PreToolUse":[{}]}}"#),
        &format!(r#"{{"hooks":{{"PreToolUse":[{{}}, {one}]}}}}"#),
    );
    let gemini =
        install(Client::Gemini, Some("{\n  \"ui\": {} // dark\n  // end\n}\n"), "fleetgate hook gemini").unwrap();
    assert!(
        gemini.starts_with("{\n  \"ui\": {}, // dark\n  \"hooks\": {\n") && gemini.ends_with("\n  }\n  // end\n}\n"),
        "{gemini}"
    );
    let windows = install(Client::Claude, Some("{\r\n  \"a\": 1\r\n}"), "fleetgate hook claude").unwrap();
    assert_eq!(windows.matches('\n').count(), windows.matches("\r\n").count());
}

#[test]
fn brackets_that_were_there_stay() {
    let shapes = [
        "{}",
        "{}\n",
        "{ }",
        "{\n}",
        "{\n}\n",
        "{\r\n}\r\n",
        "\u{feff}{}",
        "{\n  \"hooks\": {}\n}\n",
        "{\"hooks\":{}}",
        "{\"hooks\":{ }}",
        "{\n  \"hooks\": {\n  }\n}\n",
        "{\n  \"hooks\": {\n    \"PreToolUse\": []\n  }\n}\n",
        "{\n  \"hooks\": {\n    \"PreToolUse\": [\n    ]\n  }\n}\n",
        "{\"hooks\":{\"PreToolUse\":[]}}",
        "{\"hooks\":{\"Stop\":[]}}",
        "{\n \"a\":1,\"hooks\":{\"PreToolUse\":[ ]}}",
        "{\"a\":1}",
        "{\n\n\n  \"a\": 1\n\n\n}",
        "{\"a\": \"}\\\"{\",\n \"b\": [1,\n2]}",
        "\n\n{}\n\n",
        "{\n    \"hooks\": {}\n}",
        "{\n    \"hooks\": {\n        \"PreToolUse\": []\n    }\n}",
        "{\n\"hooks\": {}\n}",
        "\t{\"a\":1}\t",
    ];
    for shape in shapes {
        for client in [Client::Claude, Client::Codex, Client::Gemini] {
            round_trip(client, shape).unwrap();
            round_trip(client, &shape.replace("PreToolUse", "BeforeTool")).unwrap();
        }
    }
    for client in JSON {
        let text = install(client, None, &command(client)).unwrap();
        assert_eq!(uninstall(client, &text).unwrap(), None, "{text}");
        round_trip(client, "{}").unwrap();
        round_trip(client, "{}\n").unwrap();
    }
}

#[test]
fn what_is_broken_is_refused_with_its_place() {
    let refused = |client, text: &str| install(client, Some(text), &command(client)).unwrap_err();
    for (text, place) in [
        ("", None),
        ("  \n", None),
        ("{", Some((1, 1))),
        ("{\n  \"a\": 1,\n}\n", Some((3, 1))),
        ("{} {}", Some((1, 4))),
        ("{\n // x\n}", Some((2, 2))),
        ("[]", Some((1, 1))),
        ("null", Some((1, 1))),
        ("{\n \"hooks\": []}", Some((2, 11))),
        ("{\"hooks\": {\n\"PreToolUse\": {}}}", Some((2, 15))),
        ("{\"hooks\":{},\n\"hooks\":{}}", Some((2, 1))),
        ("{\"hooks\":{},\n\"h\\u006foks\":{}}", Some((2, 1))),
        ("{'a': 1}", Some((1, 2))),
        ("{a: 1}", Some((1, 2))),
        ("{\"a\": 01}", Some((1, 8))),
        ("{\"a\": \"\n\"}", Some((2, 0))),
        ("{/* x", Some((1, 2))),
        ("\u{feff}\u{feff}{}", Some((1, 1))),
    ] {
        let error = refused(Client::Claude, text);
        assert_eq!(error.place, place, "{text:?}: {error}");
        assert!(uninstall(Client::Claude, text).is_err() && entries(Client::Claude, text).is_err(), "{text:?}");
    }
    assert!(refused(Client::Gemini, "{ \"a\": 1, // trailing comma\n }").place.is_some());
    assert!(refused(Client::Copilot, "{\"hooks\": {}}").what.contains("version"));
    assert!(refused(Client::Claude, &"[".repeat(100_000)).what.contains("recursion"));
}

#[test]
fn others_stay_when_the_file_was_edited_in_between() {
    let ours = install(Client::Claude, None, &command(Client::Claude)).unwrap();
    let edited = ours.replacen("{\n", "{\n  \"model\": \"opus\",\n", 1);
    assert_eq!(uninstall(Client::Claude, &edited).unwrap().unwrap(), "{\n  \"model\": \"opus\"\n}\n");
    let hook = r#"{"type":"command","command":"fleetgate hook claude"}"#;
    let other = r#"{"type":"command","command":"log"}"#;
    let after_remark =
        "{\"hooks\":{\"BeforeTool\":[1, // mine\n{\"hooks\":[{\"command\":\"fleetgate hook gemini\"}]}]}}";
    let left = uninstall(Client::Gemini, after_remark).unwrap().unwrap();
    assert_eq!(left, "{\"hooks\":{\"BeforeTool\":[1 // mine\n]}}");
    for (text, rest) in [
        (format!(r#"{{"hooks":{{"PreToolUse":[{{"matcher":"Bash","hooks":[{hook}, {other}]}}]}}}}"#), vec![other]),
        (format!(r#"{{"hooks":{{"PreToolUse":[{{"matcher":"Bash","hooks":[{other} ,{hook}]}}]}}}}"#), vec![other]),
        (format!(r#"{{"hooks":{{"PreToolUse":[{{"hooks":[{hook}]}},{{"hooks":[{other}]}}]}}}}"#), vec![other]),
        (
            format!(
                r#"{{"hooks":{{"PreToolUse":[{{"hooks":[{other}]}}, {{"hooks":[{hook}]}}, {{"hooks":[{other}]}}]}}}}"#
            ),
            vec![other, other],
        ),
        (format!(r#"{{"hooks":{{"PreToolUse":[{{"hooks":[{hook}]}},{{"hooks":[{hook}, {hook}]}}]}}}}"#), vec![]),
    ] {
        let left = uninstall(Client::Claude, &text).unwrap().unwrap();
        assert_eq!(left.matches("\"log\"").count(), rest.len(), "{left}");
        assert!(!left.contains("fleetgate"), "{left}");
        assert!(entries(Client::Claude, &left).unwrap().is_empty());
        let again = install(Client::Claude, Some(&text), &command(Client::Claude)).unwrap();
        assert_eq!(entries(Client::Claude, &again).unwrap().len(), 1, "{again}");
        assert_eq!(again.matches("\"log\"").count(), rest.len(), "{again}");
    }
}

#[test]
fn only_an_entry_as_install_writes_it_counts_as_installed() {
    let ours = install(Client::Claude, None, &command(Client::Claude)).unwrap();
    let is = |text: &str| is_installed(Client::Claude, text, &command(Client::Claude)).unwrap();
    assert!(is(&ours));
    for (from, to) in [
        ("\"*\"", "\"Bash\""),
        ("30", "1"),
        ("\"block\"", "\"allow\""),
        ("\"command\",", "\"prompt\","),
        ("/opt/", "/tmp/"),
        ("\"timeout\": 30,", "\"timeout\": 30, \"async\": true,"),
        ("PreToolUse", "PostToolUse"),
        ("fleet.toml", "other.toml"),
    ] {
        let other = ours.replacen(from, to, 1);
        assert!(other != ours && !is(&other), "{other}");
    }
}

fn space() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 3 => Just(" ".to_owned()), 3 => Just("\n  ".to_owned()), 1 => Just("\n".to_owned()), 1 => Just("\r\n\t".to_owned()), 1 => Just("  \t".to_owned()), 1 => Just("\n\n    ".to_owned())]
}

/// White space, with comments where the dialect has them.
fn gap(comments: bool) -> BoxedStrategy<String> {
    if !comments {
        return space().boxed();
    }
    let remark = prop_oneof![
        Just(""),
        Just("/**/"),
        Just("/* a, \"b\" } */"),
        Just("// c ] \n"),
        Just("//\r\n"),
        Just("/* d\n */"),
        Just("// \"e\": //\n")
    ];
    prop_oneof![4 => space(), 1 => (space(), remark, space()).prop_map(|(a, b, c)| a + b + &c)].boxed()
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("a"),
        Just("b,c"),
        Just("}{"),
        Just("//"),
        Just("/*"),
        Just("\\\""),
        Just("ü"),
        Just("\\u0068ooks2")
    ]
    .prop_map(|key| format!("\"{key}\""))
}

fn list(open: char, close: char, items: Vec<String>, gaps: Vec<String>) -> String {
    let mut gaps = gaps.into_iter().cycle();
    let mut gap = || gaps.next().unwrap_or_default();
    let count = items.len();
    let mut text = open.to_string();
    for (at, item) in items.into_iter().enumerate() {
        text += &(gap() + &item + &gap());
        text.push_str(if at + 1 < count { "," } else { "" });
    }
    if count == 0 {
        text += &gap();
    }
    text.push(close);
    text
}

fn value(comments: bool) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        Just("1"),
        Just("-0.5e+3"),
        Just("\"x, y\""),
        Just("true"),
        Just("null"),
        Just("\"http://x\""),
        Just("[]"),
        Just("{}")
    ]
    .prop_map(str::to_owned);
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let gaps = vec(gap(comments), 1..6);
        let member = (key(), gap(comments), gap(comments), inner.clone())
            .prop_map(|(key, a, b, value)| format!("{key}{a}:{b}{value}"));
        prop_oneof![
            (vec(inner, 0..3), gaps.clone()).prop_map(|(items, gaps)| list('[', ']', items, gaps)),
            (vec(member, 0..3), gaps).prop_map(|(items, gaps)| list('{', '}', items, gaps)),
        ]
    })
    .boxed()
}

/// A settings file: other keys, and `hooks` as far as somebody filled it.
fn settings(client: Client) -> BoxedStrategy<String> {
    let comments = client == Client::Gemini;
    let gaps = || vec(gap(comments), 1..6);
    let member = move || (gap(comments), value(comments)).prop_map(|(gap, value)| format!(":{gap}{value}"));
    let event = match client {
        Client::Gemini => "BeforeTool",
        Client::Copilot | Client::Cursor => "preToolUse",
        _ => "PreToolUse",
    };
    let events = (vec(value(comments), 0..3), gaps())
        .prop_map(move |(items, gaps)| format!("\"{event}\": {}", list('[', ']', items, gaps)));
    let others = ["Stop", "afterX"].map(|name| member().prop_map(move |rest| format!("\"{name}\"{rest}")));
    let [stop, after] = others;
    let hooks =
        (proptest::option::of(stop), proptest::option::of(events), proptest::option::of(after), gaps(), gap(comments))
            .prop_map(|(a, b, c, gaps, gap)| {
                format!("\"hooks\"{gap}:{gap}{}", list('{', '}', [a, b, c].into_iter().flatten().collect(), gaps))
            });
    let versioned = matches!(client, Client::Copilot | Client::Cursor);
    let root = (vec((key(), member()), 0..3), proptest::option::of(hooks), any::<proptest::sample::Index>(), gaps())
        .prop_map(move |(members, hooks, at, gaps)| {
            let mut members: Vec<String> = members.into_iter().map(|(key, rest)| key + &rest).collect();
            let at = at.index(members.len() + 1);
            members.splice(at..at, hooks);
            if versioned && !members.is_empty() {
                members.insert(0, "\"version\": 1".to_owned());
            }
            list('{', '}', members, gaps)
        });
    (proptest::bool::weighted(0.1), gap(comments), root, gap(comments))
        .prop_map(|(mark, a, root, b)| format!("{}{a}{root}{b}", if mark { "\u{feff}" } else { "" }))
        .boxed()
}

fn any_settings() -> impl Strategy<Value = (Client, String)> {
    proptest::sample::select(&JSON[..]).prop_flat_map(|client| (Just(client), settings(client)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn uninstall_gives_back_what_was_before_install((client, text) in any_settings()) {
        round_trip(client, &text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
        let installed = install(client, Some(&text), &command(client)).unwrap();
        let (before, after) = (document(client, &text).unwrap(), document(client, &installed).unwrap());
        for (key, value) in before.as_object().unwrap().iter().filter(|(key, _)| *key != "hooks") {
            prop_assert_eq!(&after[key], value);
        }
        for (event, value) in before["hooks"].as_object().into_iter().flatten() {
            prop_assert_eq!(&stripped(client, &installed)["hooks"][event], value);
        }
    }

    #[test]
    fn after_an_edit_only_our_entry_goes((client, text) in any_settings(), note in gap(true), at in any::<proptest::sample::Index>()) {
        let installed = install(client, Some(&text), &command(client)).unwrap();
        // A change of white space or a comment anywhere outside of strings, or a new member.
        let spots: Vec<usize> = installed.match_indices([',', '[', '{']).map(|(spot, _)| spot + 1).collect();
        let mut edited = installed;
        edited.insert_str(spots[at.index(spots.len())], &note);
        let Ok(before) = document(client, &edited) else { return Ok(()) };
        prop_assume!(entries(client, &edited).is_ok_and(|found| !found.is_empty()));
        let left = uninstall(client, &edited).unwrap().unwrap_or_else(|| "{}".to_owned());
        prop_assert!(entries(client, &left).unwrap().is_empty());
        let after = document(client, &left).unwrap();
        for (key, value) in before.as_object().unwrap().iter().filter(|(key, _)| *key != "hooks" && *key != "version") {
            prop_assert_eq!(&after[key], value, "{}", left);
        }
        for (event, value) in stripped(client, &edited)["hooks"].as_object().unwrap() {
            let kept = &after["hooks"][event];
            prop_assert!(kept == value || (kept.is_null() && *value == json!([])), "{event}: {left:?} of {edited:?}");
        }
    }
}
