//! The shell of the session may be zsh: what it reads otherwise than bash, to some effect, is not understood.

use super::{folders, reads, script, why};

#[test]
fn operators_and_words_of_zsh() {
    for text in [
        "echo a >! b",
        "echo a >>! b",
        "echo a >&! b",
        "echo a &>! b",
        "echo a 2>! b",
        "cat =ls",
        "ls =$x",
        "a==ls",
        "a=b:=ls",
        "cat $~a",
        "cat \"$=a\"",
        "cat $^a",
        "cat $+a",
        "cat $^^a",
        "ls *(e:planted:)",
        "ls x(.)",
        "ls (a|b)",
        "cat =(planted)",
        "tee {=ls,x}",
        "cat .e^x",
        "cat '.e'^x",
        "cat a/.e#nv",
        "echo a > b$^",
        "echo a > b$=",
        "echo a > \"b$~\"",
        "cat .e$^'nv'",
        "cat $=$=",
        "a=(b)planted",
        "a+=(b c)planted x",
        "a=(b)\"planted\"",
        "a=(b)<(planted)",
    ] {
        why(text);
    }
    reads("echo a > '!'", &["echo a [write]!"]);
    reads("git show HEAD^ HEAD^2 a^:.b; cat a/b#c ../d", &["git show HEAD^ HEAD^2 a^:.b", "cat a/b#c ../d"]);
    reads("[ a = b ] || [ a == b ]", &["[ a = b ]", "[ a == b ]"]);
    reads("echo ==== a=b -k=c '=d'", &["echo ==== a=b -k=c =d"]);
    reads("a=(b c) ; a=(b); (a=(b)); a=(b)>c", &["a=b,c", "a=b", "a=b", "a=b [write]c"]);
    reads("echo a$+ b$ 'c$^'", &["echo a$+ b$ c$^"]);
    reads("grep 'a$' b; grep \"a$\" b; grep a$ b", &["grep a$ b", "grep a$ b", "grep a$ b"]);
}

#[test]
fn a_modifier_or_subscript_changes_a_variable_without_braces() {
    reads("a=/x/y; cat $a:h \"$a:t\"", &["a=/x/y", "cat <?>:h… <?>:t"]);
    reads("cat $HOME:s/a/b/", &["cat <?>:s/a/b/…"]);
    reads("a=xyz; cat $a[2,3]", &["a=xyz", "cat <?><glob [2,3]>…"]);
    reads("a=x; cat ${a}:h $a:/b $a: ${a}[0]", &["a=x", "cat x:h x:/b x: x<glob [0]>"]);
    reads("grep \"$a[[:space:]]\" b", &["grep <?>[[:space:]] b"]);
    for text in [
        "echo $a[b]",
        "echo \"$a[$b]\"",
        "echo \"$a[b[\\$(planted)]]\"",
        "cat <<E\n$a[$b]\nE",
        "echo \"$#a[b=1]\"",
        "git commit -m \"x $#a[b=1]\"",
        "cat <<E\n$#a[b=1]\nE",
        "echo \"$#*[b=1] $#?[b=1]\"",
        "echo \"$é[b=1]\"",
        "echo $aé[b=1]",
        "echo \"$#é[b=1]\"",
    ] {
        why(text);
    }
    reads("a=x; cat $aé ${a}é \"$a-é\"", &["a=x", "cat <?>é… xé x-é"]);
    reads("echo \"$# $#[1] é$ $é x\"", &["echo <number> <?>[1] é$ $é x"]);
    reads("echo 'costs $é[b=1]' \"$#a\"", &["echo costs $é[b=1] <?>a"]);
}

#[test]
fn builtins_of_zsh_evaluate_numbers() {
    for text in [
        "exit 'a[$(planted)]'",
        "return 'a[$(planted)]'",
        "shift path",
        "for i in 1; do break 'a[$(planted)]'; done",
        "if true; then a=$(cat b); fi; exit \"$a\"",
        "[ -t 'a[$(planted)]' ]",
        "[ -t \"$a\" ]",
        "shift \"$(grep -c a b*)\"",
        "shift \"$(grep -rc a b)\"",
        "grep() { cat b; }; shift \"$(grep -c a b)\"",
        "[ 'a[$(planted)]' -gt 1 ]",
        "PIPESTATUS=('a[$(planted)]'); exit ${PIPESTATUS[1]}",
        "wc() { planted; }; n=$(ls | wc -l); exit $n",
        "read -t \"$a\" b",
        "printf %d 'a[$(planted)]'",
        "printf '%s %*s' a b c",
        "[[ -t a=7 ]] && ls",
        "[[ ! -t $(cat b) ]]; ls",
        "[[ -t a++ ]]; ls",
        "printf -- %d a",
        "status=$(cat b); exit $status",
        "exit $status",
        "printf -v b %d a",
        "printf \"$f\" 'a[$(planted)]'",
        "a=$(cat b); printf '%d' \"$a\"",
    ] {
        why(text);
    }
    for text in [
        "a=$?; exit $a",
        "status=$?; exit $status",
        "a | b; exit ${PIPESTATUS[0]}",
        "a | b; c=${PIPESTATUS[0]}; exit $c",
        "exit 2",
        "shift; shift 2",
        "[ -t 1 ] && ls",
        "[[ -t 1 ]] && ls",
        "[[ -t 0 && -f a ]] && ls",
        "shift \"$(grep -ci x b)\"; ls",
        "printf '%s %d%%\\n' \"$a\" 5 \"$b\" 6",
        "printf '%s [%s]' \"$a\" b",
        "printf '%.2f' 1.5",
        "n=$(ls | wc -l); printf '%d\\n' \"$n\"",
        "n=$(wc -l < a); echo $((n + 1))",
        "s=$(date +%s); echo $(( $(date +%s) ))",
        "for i in 1 2; do printf '%02d\\n' \"$i\"; done",
        "printf -- \"$c%s\\n\" \"$a\"",
    ] {
        let unknown = script(text).unknown;
        assert!(unknown.is_empty() || text.contains("$(( $("), "{text}: {unknown:?}");
    }
}

#[test]
fn a_range_of_numbers_is_a_pattern_of_names() {
    for text in ["cat id_ed<1-99999>9", "cat <1-9>", "cat a<->", "cat a<-5>b", "cat a<1->", "bash -c 'cat a<1-2>'"] {
        why(text);
    }
    for text in ["cat <1-9", "cat < 1-9 > b", "cat <1 >2", "cat '<1-9>'", "cat <&- >b", "cat <<<1-9"] {
        assert_eq!(script(text).unknown, [], "{text}");
    }
}

#[test]
fn the_last_of_a_pipeline_may_run_in_this_very_shell() {
    for (text, expected) in [
        ("a | cd b; c", "'' b"),
        ("a | cd b && c", "'' b"),
        ("a | { cd b; }; c", "'' b"),
        ("! a | cd b; c", "'' b"),
        ("a | command cd b; c", "'' b"),
        ("a | if d; then cd b; fi; c", "'' b"),
        ("a | pushd b; c", "'' b"),
        ("a | while read -r x; do cd b; done; c", "?"),
        ("a | eval 'cd b'; c", "?"),
        ("f() { cd b; }; a | f; c", "?"),
        ("cd b | a; c", "''"),
        ("a | (cd b); c", "''"),
        ("cd b && a | tail -5; c", "b ''"),
        ("cd /a && command cd /b; c", "/b '' /a"),
        ("cd /a && time -p cd /b; c", "/a /b ''"),
        ("a | while read -r x; do echo \"$x\"; done; c", "''"),
    ] {
        assert_eq!(folders(text), expected, "{text}");
    }
    why("a | time cd b");
    reads("for i in a; do x | for i in b; do :; done; c $i; done", &["x", ":", "c <?>…"]);
    reads("for i in a; do x | cat; c $i; done", &["x", "cat", "c a"]);
    reads("x | n=5; c $n", &["x", "n=5", "c <?>…"]);
}

#[test]
fn a_folder_that_it_remembers_is_nobodys() {
    for text in ["pushd a; cd +1; ls", "cd a; cd -- -0; ls", "cd -1 && ls", "cd -- +1/a; ls"] {
        assert!(folders(text).ends_with('?'), "{text}: {}", folders(text));
    }
    for (text, expected) in [("cd ./+1 && ls", "./+1"), ("cd -- a && ls", "a"), ("cd -- ./-a && ls", "./-a")] {
        assert_eq!(folders(text), expected, "{text}");
    }
}
