//! Reading is bounded, whatever the text.

use super::{lines, script, why};

#[test]
fn deep_nesting_is_not_understood_and_does_no_harm() {
    for (open, middle, close) in [
        ("(", "ls", ")"),
        ("( ", "ls", " )"),
        ("{ ", "ls", "; }"),
        ("$(", "ls", ")"),
        ("echo $(", "ls", ")"),
        ("\"$(", "ls", ")\""),
        ("echo `", "ls", "`"),
        ("${a:-", "b", "}"),
        ("\"${a:-", "b", "}\""),
        ("((", "1", "))"),
        ("$((", "1", "))"),
        ("[[ ( ", "a", " ) ]]"),
        ("if ", "ls", "; then :; fi"),
        ("while ", "ls", "; do :; done"),
        ("for a in b; do ", "ls", "; done"),
        ("case a in a) ", "ls", " ;; esac"),
        ("case a in a) ", "ls", " esac"),
        ("f() { ", "ls", "; }"),
        ("! ", "ls", ""),
        ("[[ ! ", "a", " ]]"),
        ("time ", "ls", ""),
        ("coproc ", "ls", ""),
        ("eval ", "ls", ""),
        ("echo <(", "ls", ")"),
        ("a=(", "b", ")"),
        ("{a,", "b", "}"),
        ("cat <<E\n", "", "\nE\n"),
        ("{ echo }; ", "ls", "; }"),
        ("function f ", "ls", ""),
        ("sudo ", "ls", ""),
        ("[", "a", "]"),
        ("$[", "1", "]"),
    ] {
        for depth in [5, 31, 32, 33, 40, 200, 10_000] {
            let text = format!("{}{middle}{}", open.repeat(depth), close.repeat(depth));
            let script = script(&text);
            assert!(depth < 10_000 || open == "time " || !script.unknown.is_empty() || open == "! ", "{open} {depth}");
        }
    }
}

#[test]
fn long_texts_are_not_understood_at_once() {
    let million = 1_000_000;
    for text in ["a".repeat(million), "'".repeat(million), "ls;".repeat(million / 3), "$(".repeat(million / 2)] {
        assert!(why(&text).starts_with("longer than"));
    }
}

#[test]
fn many_commands_are_listed_up_to_a_bound() {
    let text = format!("{} planted", "true && ".repeat(50));
    assert_eq!(lines(&text).len(), 51);
    assert!(why(&"a;".repeat(3_000)).starts_with("more than"));
    assert!(why(&"{a,b}".repeat(12)).starts_with("braces"));
    let loops = "for a in 1 2 3 4 5 6 7 8 9 0; do ".repeat(6) + "ls" + &"; done".repeat(6);
    assert!(why(&loops).starts_with("more than"));
}

#[test]
fn costs_grow_with_the_length_only() {
    for unit in [
        "ls 'a' \"b\" $c;",
        "$(ls)",
        "a=b ",
        "{ls,",
        "[a",
        "${a",
        "<<E\n",
        "`",
        "\\\n",
        "\"$",
        "((",
        "case a in ",
        "#\n",
        "!",
    ] {
        let text = unit.repeat(64 * 1024 / unit.len());
        let _ = script(&text);
    }
}

#[test]
fn nothing_multiplies() {
    for text in [
        format!("[[ a{} ]]", " && a".repeat(12_000)),
        format!("d={}; echo {}", "a".repeat(30_000), "$d".repeat(10_000)),
        format!("{{ {} }} {}", "a;".repeat(1_000), ">f ".repeat(10_000)),
        format!("bash -c '{}' {}", "a;".repeat(1_000), "x ".repeat(20_000)),
        format!("{{ {} }} <<E\n{}\nE\n", "a;".repeat(1_900), "x".repeat(50_000)),
        format!("x={}", "~:".repeat(20_000)),
        "[a".repeat(30_000),
        "x{".repeat(30_000),
    ] {
        why(&text);
    }
}

#[test]
fn what_is_copied_for_subshells_counts() {
    let functions: String = (0..3_000).map(|n| format!("f{n}() {{ ls; }};")).collect();
    assert!(why(&functions).starts_with("more than"));
    let variables: String = (0..4_000).map(|n| format!("a{n}=b;")).collect();
    assert!(why(&format!("{variables}{}", "(ls);".repeat(1_900))).starts_with("more than"));
    let text = format!("d={};", "a".repeat(20_000));
    lines(&format!("{text}{}", "ls | wc;".repeat(200)));
}
