//! What the fuzz targets in `fuzz/` came upon.

use fleetgate::gather::tool::read;
use fleetgate::model::Decision;

use super::desk::{Desk, judged};
use super::policy::{BUNDLE, OF_BROKEN_BUNDLES};
use crate::commands::spec;

fn decision(desk: &Desk, command: &str) -> Decision {
    let understand = |text: &str| read(text, BUNDLE.wrappers(), &spec, &|_| false);
    judged(desk, command, false, &understand).1
}

#[test]
fn a_command_line_that_runs_no_program_is_judged_by_rules_that_hold_for_it() {
    let desk = Desk::new();
    for (command, outcome) in [
        ("x=1", "allow"),
        ("x= y=2 # z", "allow"),
        ("x=1; [[ a ]]", "allow"),
        ("<<E\nE\n", "allow"),
        ("<<< x", "allow"),
        ("2>&1", "allow"),
        ("[[ a ]] && ((1))", "hold"),
        ("case a in esac", "hold"),
        ("x=$(cat .env)", "deny"),
        ("> .env", "deny"),
        ("", "hold"),
        (" \n", "hold"),
        ("# only a comment", "hold"),
    ] {
        let decision = decision(&desk, command);
        let reasons = decision.reasons();
        assert_eq!(decision.outcome().word(), outcome, "{command:?}: {reasons:?}");
        let broken = reasons.iter().any(|reason| OF_BROKEN_BUNDLES.contains(&reason.code.as_str()));
        assert!(!broken, "{command:?}: {reasons:?}");
    }
}

#[test]
fn a_command_with_thousands_of_arguments_is_read_at_once() {
    let understood = |text: &str| read(text, BUNDLE.wrappers(), &spec, &|_| false);
    for (start, word, ends) in [("make", " test", 12_000), ("git push origin", " a:b", 14_000), ("touch", " a", 19_000)]
    {
        let understood = understood(&format!("{start}{}", word.repeat(ends)));
        assert_eq!(understood.unknown, [], "{start}");
        assert!(understood.doings.len() >= ends, "{start}: {}", understood.doings.len());
    }
}

#[test]
fn a_process_substitution_without_a_command_hides_no_path() {
    let desk = Desk::new();
    for command in [
        "cat .e<()nv",
        "cat .e<( )nv",
        "cat .e<(\n)nv",
        "cat .e<(# true\n)nv",
        "cat .e>()nv",
        "echo x > .gi<()thub/workflows/ci.yml",
        "git add {.e<()nv,README.md}",
    ] {
        assert_ne!(decision(&desk, command).outcome().word(), "allow", "{command:?}");
    }
    assert_eq!(decision(&desk, "diff <(sort README.md) <(ls src)").outcome().word(), "allow");
}
