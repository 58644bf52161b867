//! Ways in which a command hides.

use super::{lines, reads, script, why};

#[test]
fn every_command_inside_a_command_is_a_command() {
    for text in [
        "true; planted x",
        "true && planted x",
        "true || planted x",
        "true | planted x",
        "true |& planted x",
        "true & planted x",
        "true\nplanted x",
        "(planted x)",
        "{ planted x; }",
        "( ( planted x ) )",
        "! planted x",
        "time planted x",
        "echo $(planted x)",
        "echo \"a $(planted x) b\"",
        "echo `planted x`",
        "echo `echo \\`planted x\\``",
        "echo <(planted x)",
        "echo > >(planted x)",
        "echo ${y:-$(planted x)}",
        "echo \"${y%$(planted x)}\"",
        "y=$(planted x)",
        "y=(a $(planted x))",
        "y=1 echo $(planted x)",
        "cat <<EOF\n$(planted x)\nEOF",
        "cat <<-EOF\n\t`planted x`\n\tEOF",
        "cat <<< \"$(planted x)\"",
        "if planted x; then :; fi",
        "if true; then planted x; fi",
        "if true; then :; elif planted x; then :; fi",
        "if true; then :; else planted x; fi",
        "while planted x; do :; done",
        "until true; do planted x; done",
        "for a in 1 2; do planted x; done",
        "for a in $(planted x); do :; done",
        "for ((i=0;i<2;i++)); do planted x; done",
        "case $(planted x) in a) ;; esac",
        "case a in $(planted x)) ;; esac",
        "case a in a) planted x;; esac",
        "[[ -n $(planted x) ]]",
        "[[ a == b && $(planted x) =~ c ]]",
        "[[ a =~ $(planted x) ]]",
        "f() { planted x; }; f",
        "function f { planted x; }",
        "f() { :; } > $(planted x)",
        "trap 'planted x' EXIT",
        "eval 'planted x'",
        "eval planted \"x\"",
        "echo a > $(planted x)",
        "echo {a,$(planted x)}",
        "true # comment\nplanted x",
        "a\\\n\n\\planted x",
        "p''l\"an\"te\\d x",
        "$'plant\\x65d' x",
        "{planted,x}",
        "y=planted; $y x",
    ] {
        let found = lines(text);
        assert!(found.iter().any(|line| line.starts_with("planted x")), "{text}: {found:?}");
    }
}

#[test]
fn what_may_run_more_than_it_shows_is_not_understood() {
    for text in [
        "echo ${a@P}",
        "echo ${!a}",
        "echo $((a))",
        "echo $((a[$(planted x)]))",
        "echo $(( $(planted x) ))",
        "a='b[$(planted x)]'; ((a))",
        "[[ -v a[$(planted x)] ]]",
        "[[ $a -eq 1 ]]",
        "test -v 'a[$(planted x)]'",
        "[ * ]",
        "test *",
        "[ -n x -a * ]",
        "[ ?v path* ]",
        "[ p* -eq 1 ]",
        "[ $a = 1 ]",
        "[ \"$a\" 'b[$(planted x)]' ]",
        "a['$(planted x)']=1",
        "let 'a[$(planted x)]=1'",
        "unset 'a[$(planted x)]'",
        "read 'a[$(planted x)]'",
        "printf -v 'a[$(planted x)]' 1",
        "printf \"x$(cat a)\" PATH",
        "printf -- \"$a\\n\" PATH",
        "printf \"x$a\" \"$b\"",
        "declare -i a=b",
        "declare -n a=b",
        "mapfile -C planted a",
        "coproc planted",
        "select a in b; do planted; done",
        "$a x",
        "\"$@\"",
        "${IFS}planted",
        "r* x",
        "`planted`",
        "eval \"$a\"",
        "bash -c \"$a\"",
        "alias ls=planted\nls",
        "shopt -s extglob",
        "set -o posix",
        "enable -f x planted",
        "hash -p /tmp/x ls",
        "IFS=x; planted",
        "PATH=.:$PATH; ls",
        "export PATH=.:$PATH",
        ": ${BASH_ENV:=x}",
        "ls() { planted; }; command ls; unset -f ls; ls",
        "cd() { planted; }; cd x",
        "f() { f | f; }; f",
        "if true; then f() { planted; }; fi; f",
        "echo !planted",
        "ls @(a|b)",
        "echo $\"a\"",
        "echo $[1+1]",
        "{fd}> x",
        "time time planted",
        "if a=1 then planted; fi",
        "( a=1 }",
        "echo then [[ x =~ b|planted x ]]",
        "a[x y]=1",
        "P >& -x",
        "cat <<EOF\nx",
        "cat <<EOF\n\"${x:-\"}$(planted x)\"}\"\nEOF",
        "echo 'a",
        "echo $(planted",
        "planted\\",
    ] {
        why(text);
    }
}

#[test]
fn odd_characters_are_not_understood() {
    for text in [
        "ls\r\nrm x",
        "ls \0",
        "ls \u{1b}[0m",
        "ls\u{a0}x",
        "l\u{200b}s",
        "'l\u{200b}s'",
        "ls '-\u{202e}x'",
        "rm\u{85}",
    ] {
        why(text);
    }
    reads("echo 'a\u{200b}b \u{202e}'", &["echo a\u{200b}b \u{202e}"]);
}

#[test]
fn what_is_not_run_is_no_command() {
    reads("git commit -m 'fix: rm -rf race'", &["git commit -m fix: rm -rf race"]);
    reads("echo \"\\$(rm x)\" '`rm`' \\`rm\\`", &["echo $(rm x) `rm` `rm`"]);
    reads("cat <<'EOF'\n$(rm x)\nEOF", &["cat [here-document]$(rm x)\n"]);
    reads("echo a#b # rm x", &["echo a#b"]);
    reads("cat <<EOF\na\\\nEOF\nrm x\nEOF", &["cat [here-document]aEOF\nrm x\n"]);
}

#[test]
fn a_program_by_path_is_not_the_program() {
    reads("./env rm x", &["./env rm x"]);
    reads("/tmp/bash -c 'rm x'", &["/tmp/bash -c rm x"]);
    reads("/usr/bin/env rm x", &["rm x"]);
}

#[test]
fn redirections_are_listed_as_bash_does_them() {
    reads(
        "a > b >> c >| d <> e < f 2>&1 >&- &> g &>> h",
        &[
            "a [write]b [append]c [clobber]d [read-write]e [read]f 2[duplicate]1 [close] 1[write]g 2[write]g 1[append]h 2[append]h",
        ],
    );
    reads("a >&b 3<>/dev/tcp/h/1 2>&1>c", &["a 1[write]b 2[write]b 3[read-write]/dev/tcp/h/1 2[duplicate]1 [write]c"]);
    reads("> a", &["[write]a"]);
    reads("{ a; b; } > c", &["[write]c", "a [write]c", "b [write]c"]);
    reads("a 2>b \\2>c \"2\">d", &["a 2 2 2[write]b [write]c [write]d"]);
    reads("bash <<< 'rm x'", &["bash [here-string]rm x"]);
    reads("a | { b; }", &["a", "b"]);
    assert!(script("a | { b; }").invocations[1].context.piped_in);
    why("a > {b,c}");
    why("a >& $b");
}
