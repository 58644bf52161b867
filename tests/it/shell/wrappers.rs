//! Programs that run other programs.

use super::{lines, reads, script, why};

#[test]
fn wrappers_are_peeled_and_stay_in_the_facts() {
    let script = script("sudo -u root env -i A=b nice -n5 nohup timeout -k 1 5 xargs -0 -n1 rm -rf");
    assert_eq!(script.unknown, []);
    let names: Vec<&str> = script.invocations[0].wrappers.iter().map(|wrapper| wrapper.name.as_str()).collect();
    assert_eq!(names, ["sudo", "env", "nice", "nohup", "timeout", "xargs"]);
    assert_eq!(super::line(&script.invocations[0]), "A=b rm -rf +");
    assert!(!script.invocations[0].wrappers[0].silent);
    assert!(script.invocations[0].wrappers[1].silent);
}

#[test]
fn each_wrapper_shows_what_it_runs() {
    for text in [
        "command planted x",
        "builtin planted x",
        "exec -a y planted x",
        "setsid -f planted x",
        "stdbuf -oL planted x",
        "ionice -c 3 planted x",
        "chrt -f 5 planted x",
        "flock -n /tmp/l planted x",
        "taskset 1 planted x",
        "busybox planted x",
        "unshare -r planted x",
        "strace -f -o log planted x",
        "script -qc 'planted x' /dev/null",
        "watch -n 1 planted x",
        "watch 'true; planted x'",
        "caffeinate -i planted x",
        "doas planted x",
        "time -p planted x",
        "! command planted x",
        "env -- planted x",
        "bash -c 'planted x'",
        "bash -lc 'planted x'",
        "bash -e -u -o pipefail -c 'planted x' name argument",
        "sh -c 'planted x'",
        "sh -o errexit -c 'planted x'",
        "/bin/bash -c \"planted x\"",
        "bash -c 'bash -c \"sh -c planted\\ x\"'",
        "env A=b bash -c 'true && planted x'",
        "command eval 'planted x'",
    ] {
        let found = lines(text);
        assert!(found.iter().any(|line| line == "planted x"), "{text}: {found:?}");
    }
}

#[test]
fn an_unknown_option_or_a_dynamic_one_is_not_understood() {
    for text in [
        "env -S 'planted x'",
        "env $a planted",
        "env a-b=c planted",
        "nice --adj=5 planted",
        "timeout \"$t\" planted",
        "timeout 5 -k 1 planted",
        "sudo -s",
        "bash -O extglob -c planted",
        "bash -ic planted",
        "bash -c",
        "xargs bash -c",
        "xargs env",
        "xargs -I{} bash -c 'planted {}'",
        "xargs -I% % x",
        "flock f -c planted",
        "time -o x planted",
        "sh -c '[[ a && planted ]]'",
        "sh -c 'planted &> x'",
        "sh -c 'echo {a,b}'",
        "sh -c 'echo <(planted)'",
        "sh -c 'f() { planted; }; f'",
    ] {
        why(text);
    }
}

#[test]
fn without_a_command_the_wrapper_is_the_program() {
    reads("xargs", &["xargs"]);
    reads("bash script.sh -c x", &["bash script.sh -c x"]);
    reads("command -v ls", &["command -v ls"]);
    reads("env", &["env"]);
    reads("zsh -c 'rm x'", &["zsh -c rm x"]);
}

#[test]
fn a_nested_script_is_listed_with_its_assignments_and_redirections() {
    reads("A=b bash -c 'ls' > f", &["A=b : [write]f", "ls [write]f"]);
    reads("bash -c 'ls' > f", &["[write]f", "ls [write]f"]);
    let script = script("true; bash -c 'ls -l; pwd'");
    let nested = &script.invocations[2];
    assert_eq!((nested.span.start, nested.span.end, nested.context.nested), (14, 26, 1));
}
