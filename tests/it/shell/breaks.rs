//! Lines that bash breaks off where an expansion fails, and goes on behind them.

use super::{folders, lines, why};

#[test]
fn where_one_stands_when_a_line_is_broken_off() {
    for (text, expected) in [
        ("cd a && x=$((1/0)) && cd b\nls", "a a/b ''"),
        ("cd /a || exit $((08))\nls", "'' /a"),
        ("cd /a && UID=1 && cd /b\nls", "/a /b ''"),
        ("cd /a && echo ${x:0:-5} && cd /b\nls", "/a /b ''"),
        ("cd /a && : ${x:=y} && cd /b\nls", "/a /b ''"),
        ("bash -c 'cd /a && x=$((1/0)) && cd /b\nls'", "/a /b ''"),
        ("cd /a && x=$((1/0)) && cd /b; ls", "/b '' /a"),
        ("cd /a && x=$((1+2)) && cd /b\nls", "/b '' /a"),
        ("cd /a && echo ${x:0:5} ${y[1]} && cd /b\nls", "/b '' /a"),
        ("cd /a && (echo $((1/0))) && cd /b\nls", "/b '' /a"),
        ("cd /a && echo $((1/0)) | cat && cd /b\nls", "/b '' /a"),
        ("cd /a || exit 1\necho $((1/0))\nls", "/a"),
    ] {
        assert_eq!(folders(text), expected, "{text}");
    }
}

#[test]
fn what_a_line_sets_where_it_may_be_broken_off() {
    let last = |text: &str| lines(text).pop().unwrap_or_default();
    for text in [
        "x=a; y=$((1/0)); x=b\nls $x",
        "y=$((1/0)); x=(a)\nls \"${x[@]}\"",
        "UID=1; x=a\nls $x",
        "f() { echo $((1/0)); }\nf; x=a\nls $x",
    ] {
        assert!(last(text).contains("<?>"), "{text}: {}", last(text));
    }
    for text in ["y=$((1/0)); x=a; ls $x", "x=a; y=$((1/0))\nls $x", "y=$((2*3)); x=a\nls $x", "y=$((1/0))\nx=a\nls $x"]
    {
        assert_eq!(last(text), "ls a", "{text}");
    }
    why("x=$((1/0)); f() { ls; }\nf");
}

#[test]
fn what_counts_is_a_number() {
    for text in ["for n in $(seq 3); do a $((n+1)); done", "n=$(git rev-list --count HEAD~3); a $((n+1))"] {
        assert_eq!(super::script(text).unknown, [], "{text}");
    }
    for text in [
        "for n in $(seq -f 'x[0]' 3); do a $((n+1)); done",
        "for n in $(seq 3; cat x); do a $((n+1)); done",
        "for n in $(seq 3) x; do a $((n+1)); done",
        "seq() { b; }; for n in $(seq 3); do a $((n+1)); done",
        "n=$(git rev-list --count --left-right a...b); a $((n+1))",
        "n=$(git rev-list HEAD); a $((n+1))",
    ] {
        why(text);
    }
}

#[test]
fn what_arithmetic_sets_may_be_seen_by_programs() {
    for text in ["echo $((XDG_A=7)); b", "((XDG_A++)); b", "echo ${x:XDG_A=7}; b", "for ((XDG_A=7; 1; )); do b; done"] {
        assert!(lines(text).iter().any(|line| line.starts_with("XDG_A=")), "{text}: {:?}", lines(text));
    }
    for text in ["echo $((a=7)); b", "((a++)); b"] {
        assert!(!lines(text).iter().any(|line| line.starts_with("a=")), "{text}: {:?}", lines(text));
    }
}
