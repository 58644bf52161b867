//! Whatever comes.

use fleetgate::model::Span;
use fleetgate::shell::{Arg, understand};
use proptest::prelude::*;

use super::{call, spec};

const WHOLE: &[&str] = &[
    "cat -n a",
    "grep -rn -A 5 foo src",
    "git log --oneline -5",
    "git -C sub commit -a -m x",
    "git push origin main",
    "sed -n -e p a",
    "tar -czf a.tgz src",
    "find src -name x -type f",
    "sort -k 2 -o x y",
    "rg -n foo src",
];

fn anything() -> impl Strategy<Value = Arg> {
    let text = prop_oneof![
        "[ -~]{0,12}",
        "-{1,2}[a-zA-Z=]{0,8}",
        prop::sample::select(vec!["--", "-", "{}", ";", "+", "-exec", "git", "xargs", "-i", "env", "A=1", ":(top)x"])
            .prop_map(ToOwned::to_owned),
        "\\PC{0,8}",
    ];
    (text, 0..4_u8, any::<bool>()).prop_map(|(text, form, many)| match form {
        0 => Arg::glob(text, Span::default()),
        1 => Arg::dynamic(text, many, Span::default()),
        _ => Arg::literal(text, Span::default()),
    })
}

proptest! {
    #[test]
    fn an_unknown_option_anywhere_is_never_understood(line in prop::sample::select(WHOLE), at in 0..6_usize, unknown in "--zz[a-z]{1,6}") {
        let mut call = call(line);
        prop_assume!(at < call.args.len());
        // Not where it is the value of the option before it.
        let before = at.checked_sub(1).map(|i| call.args[i].text.clone()).unwrap_or_default();
        prop_assume!(!matches!(before.as_str(), "-A" | "-m" | "-e" | "-n" | "-k" | "-o" | "-name" | "-type" | "-C" | "-czf"));
        prop_assert!(understand(&call, &spec).is_whole(), "{line}");
        call.args.insert(at, Arg::literal(unknown, Span::default()));
        prop_assert!(!understand(&call, &spec).is_whole());
    }

    #[test]
    fn no_arguments_make_it_panic(
        program in prop::sample::select(vec![
            "git", "find", "tar", "xargs", "env", "sed", "awk", "jq", "grep", "bash", "cp", "head", "=", "=git", "chmod",
        ]),
        args in prop::collection::vec(anything(), 0..8),
        more in any::<bool>(),
    ) {
        let mut call = call("x");
        call.program.text = program.to_owned();
        call.args = args;
        call.more = more;
        let _ = understand(&call, &spec);
    }

    #[test]
    fn no_script_makes_a_reader_panic(program in prop::sample::select(vec!["sed", "awk", "jq", "yq"]), script in "[ -~\\n]{0,40}|\\PC{0,20}") {
        let mut call = call("x");
        call.program.text = program.to_owned();
        call.args = vec![Arg::literal(script, Span::default())];
        let _ = understand(&call, &spec);
    }
}
