//! Generated scripts: a planted command is shown or nothing is understood; what bash rejects is never understood.

use std::process::Command;

use proptest::prelude::*;

use super::{line, script};

/// A command that hides in many ways, with what must be shown of it.
fn planted() -> impl Strategy<Value = String> {
    let spelled = prop::sample::select(vec![
        "planted",
        "'planted'",
        "\"planted\"",
        "p\\lanted",
        "pl''anted",
        "$'planted'",
        "plan\\\nted",
        "{planted,x}",
        "\"pl\"'an'ted",
    ]);
    let leaf = spelled.prop_map(|name| format!("{name} x"));
    leaf.prop_recursive(5, 40, 3, |inner| {
        let shapes = vec![
            "true; @",
            "true && @",
            "false || @",
            "true | @",
            "@ &",
            "(@)",
            "( (@) )",
            "{ @; }",
            "echo $(@)",
            "echo \"$(@)\"",
            "echo \"a${y:-$(@)}\"",
            "if @; then :; fi",
            "if true; then @; fi",
            "for a in 1 2; do @; done",
            "while true; do @; break; done",
            "case a in (a) @;; esac",
            "! @",
            "f() { @; }; f",
            "cat <(@)",
            "cat <<E\n$(@)\nE\n",
            "y=$(@)",
            "# no\n@",
            "[[ -n $(@) ]]",
            "cat <<'E' ; @\n$(no)\nE\n",
            "@ > out",
            "echo 'no; no' ; @",
            "echo `@`",
        ];
        (prop::sample::select(shapes), inner).prop_map(|(shape, inner)| {
            let quoted = shape.contains('`') && inner.contains(['`', '\\']);
            let ends_in_document = inner.ends_with("\nE\n") && !shape.ends_with('@');
            let pushed_into_document = shape.starts_with("cat <<'E'") && inner.contains('\n');
            if quoted || ends_in_document || pushed_into_document { inner } else { shape.replace('@', &inner) }
        })
    })
}

fn wrapped() -> impl Strategy<Value = String> {
    let quote = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let shells = prop::sample::select(vec![
        "",
        "bash -c ",
        "eval ",
        "env A=b bash -ec ",
        "nohup bash -c ",
        "timeout 5 bash -lc ",
    ]);
    (planted(), shells)
        .prop_map(move |(text, shell)| if shell.is_empty() { text } else { format!("{shell}{}", quote(&text)) })
}

fn rubbish() -> impl Strategy<Value = String> {
    let pieces = vec![
        "'",
        "\"",
        "\\",
        "$(",
        ")",
        "`",
        "{",
        "}",
        ";",
        "\n",
        "#",
        "<<E\n",
        "\nE\n",
        "case ",
        "esac",
        "[[ ",
        " ]]",
        "((",
        "))",
        "$((",
        "ls ",
        "a=",
        "$a",
        "${a",
        "!",
        "time ",
        "function ",
        "f()",
        "if ",
        "then ",
        "fi",
        "do ",
        "done",
        "for ",
        "in ",
        "&",
        "|",
        "<(",
        ">",
        "<",
        ">&",
        "~",
        "*",
        "[",
        "]",
        "@",
        "%",
        "/",
        ",",
        "..",
        "\\\n",
        "1",
        "-x",
        " ",
        "é",
        "\u{202e}",
        "$'",
        "eval ",
        "bash -c ",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

fn bash_accepts(text: &str) -> Option<bool> {
    Some(Command::new("bash").args(["-n", "-c", "--", text]).output().ok()?.status.success())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_planted_command_is_shown_or_nothing_is_understood(text in wrapped()) {
        let script = script(&text);
        let shown = script.invocations.iter().any(|invocation| line(invocation).starts_with("planted x"));
        prop_assert!(shown || !script.unknown.is_empty(), "{text}");
    }

    #[test]
    fn what_bash_rejects_is_not_understood(text in prop_oneof![rubbish(), wrapped()]) {
        let script = script(&text);
        if script.unknown.is_empty() {
            prop_assert!(bash_accepts(&text) != Some(false), "{text:?}");
        }
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        let _ = script(&text);
    }

    #[test]
    fn every_span_lies_in_the_text(text in prop_oneof![rubbish(), wrapped()]) {
        let script = script(&text);
        for invocation in &script.invocations {
            prop_assert!(text.get(invocation.span.start..invocation.span.end).is_some());
        }
        for unknown in &script.unknown {
            prop_assert!(text.get(unknown.span.start..unknown.span.end).is_some(), "{unknown:?}");
        }
    }
}
