//! Values and working folders that are certain, and those that are not.

use super::{folders, line, lines, reads, script};

#[test]
fn a_variable_that_is_set_once_for_certain_is_followed() {
    reads("d=src; ls \"$d\" $d ${d}/y", &["d=src", "ls src src src/y"]);
    reads("d=a && ls $d", &["d=a", "ls a"]);
    reads("d=a; ls $d; d=b; ls $d", &["d=a", "ls a", "d=b", "ls b"]);
    reads("for f in a b; do ls \"$f.c\"; done", &["ls a.c", "ls b.c"]);
    reads("for f in src/*.c; do ls \"$f\"; done", &["src/<glob *>.c", "ls src/<glob *>.c"]);
}

#[test]
fn anything_that_may_change_a_variable_makes_it_unknown() {
    for text in [
        "REPLY=a; read < n; ls $REPLY",
        "d=a; d=b < n; ls $d",
        "d=a; read 'd?prompt' < n; ls $d",
        "MAPFILE=a; mapfile -t < n; ls $MAPFILE",
        "_=a; : b; ls $_",
        "MATCH=a; [[ b =~ .* ]]; ls $MATCH",
        "FUNCNAME=a; ls $FUNCNAME",
        "ls $d",
        "true && d=a; ls $d",
        "(d=a); ls $d",
        "d=a | ls; ls $d",
        "d=a & ls $d",
        "d=a; d+=b; ls $d",
        "d=a; d=(b c); ls $d",
        "d=a; read d; ls $d",
        "d=a; printf -v d b; ls $d",
        "d=a; unset d; ls $d",
        "d=a; f() { d=b; }; f; ls $d",
        "d=a; if true; then d=b; fi; ls $d",
        "d=a; for d in b; do :; done; ls $d",
        "d=a; : ${d:=b}; ls $d",
        "d=a; source ./x; ls $d",
        "d=a; eval 'd=b'; ls $d",
        "d='*'; ls $d",
        "for d in a b; do d=c; ls $d; done",
        "d=a bash -c 'ls $d'",
    ] {
        assert_eq!(lines(text).last().unwrap(), "ls <?>…", "{text}");
    }
    reads("d=a ls $d", &["d=a ls <?>…"]);
}

#[test]
fn parts_that_gather_resolves_stay_symbolic() {
    reads(
        "ls ~ ~/x ~u/x $HOME/y \"${TMPDIR}\" '~' \"~\" a=~/z",
        &["ls <home > <home >/x <home u>/x <HOME>/y <TMPDIR> ~ ~ a=<home >/z"],
    );
    reads("cd x && ls $PWD", &["cd x", "ls <?>…"]);
}

#[test]
fn words_keep_what_is_known_of_them() {
    let script = script("ls src/$x *.rs [a-c]? \"*\" a{1,2} \"$y\" -- -z");
    let words = &script.invocations[0].arguments;
    assert_eq!((words[0].prefix.as_str(), words[0].splits), ("src/", true));
    assert_eq!(words[1].glob.as_deref(), Some("*.rs"));
    assert_eq!(words[2].glob.as_deref(), Some("[a-c]?"));
    assert_eq!((words[3].glob.as_deref(), words[3].value.as_deref()), (None, Some("*")));
    assert_eq!(words[4].value.as_deref(), Some("a1"));
    assert_eq!((words[6].splits, words[6].dash, words[6].value.as_deref()), (false, true, None));
    assert_eq!((words[0].span.start, words[0].span.end), (3, 9));
    assert!(words[1].dash && words[8].dash && !words[3].dash);
}

#[test]
fn braces_expand_as_in_bash() {
    reads(
        "echo {a,b}{1..3} {x} {} {c..e} x{,y} {a,b}_\"{c,d}\"",
        &["echo a1 a2 a3 b1 b2 b3 {x} {} c d e x xy a_{c,d} b_{c,d}"],
    );
    reads("git show stash@{0} HEAD@{1}..x", &["git show stash@{0} HEAD@{1}..x"]);
    super::why("echo {1..99999}");
    super::why("echo $a{b,c}");
    super::why("echo {a,b");
}

#[test]
fn a_message_by_cat_is_literal() {
    let text = "git commit -m \"$(cat <<'EOF'\nfix: a `b`\n\n$(c)\nEOF\n)\"";
    assert_eq!(lines(text)[1], "git commit -m fix: a `b`\n\n$(c)");
    assert_eq!(lines("echo \"$(cat <<EOF\na $b\nEOF\n)\"")[1], "echo <?>");
}

#[test]
fn a_here_document_in_a_substitution_ends_where_bash_ends_it() {
    for text in [
        "echo $(cat <<EOF\nfoo\nEOF)\ncat .env\nEOF\n)",
        "x=$(cat <<'EOF'\nfix\nEOF and (more)\ncat .env\nEOF\n)",
        "cat <(cat <<-E\n\tE)\nb\n\tE\n)",
    ] {
        super::why(text);
    }
    let text = "git commit -m \"$(cat <<'EOF'\na (b)\n EOF)\nEOF\n)\"";
    assert_eq!(lines(text)[1], "git commit -m a (b)\n EOF)");
}

#[test]
fn folders_follow_cd_as_far_as_it_is_certain() {
    assert_eq!(folders("cd a && ls"), "a");
    assert_eq!(folders("cd a; ls"), "a ''");
    assert_eq!(folders("cd a || exit; ls"), "a");
    assert_eq!(folders("cd a || { echo no; exit 1; }\nls"), "a");
    assert_eq!(folders("cd a || exit 2> x; ls"), "a ''");
    assert_eq!(folders("cd a || exit < x; ls"), "a ''");
    assert_eq!(folders("cd a || { echo no; exit 1; } < x; ls"), "a ''");
    assert_eq!(folders("{ cd a && ls; } > x"), "a");
    assert_eq!(folders("cd a > x && ls"), "a");
    assert_eq!(folders("time cd a && ls"), "'' a");
    assert_eq!(folders("time (cd a && b); ls"), "''");
    assert_eq!(folders("time { cd a; }; ls"), "'' a");
    for text in ["time -p (a)", "time ! (a)", "sh -c 'time (a)'", "time if a; then b; fi", "time -p { a; }"] {
        super::why(text);
    }
    super::why("sh -c 'pushd a; ls'");
    super::why("sh -c 'builtin cd a'");
    super::why("a | sh -sc ls");
    super::why("sh -s -c ls < a");
    assert_eq!(folders("cd a || time exit; ls"), "a ''");
    assert_eq!(folders("cd a || exit 1 2; ls"), "a ''");
    assert_eq!(folders("cd a && cd b && ls"), "a/b");
    assert_eq!(folders("cd /a && cd ../b && ls"), "/a/../b");
    assert_eq!(folders("cd \"$HOME/a\" && ls"), "<HOME>/a");
    assert_eq!(folders("cd && ls"), "<home >");
    assert_eq!(folders("(cd a); ls"), "''");
    assert_eq!(folders("cd a | cat; ls"), "''");
    assert_eq!(folders("cd a & ls"), "''");
    assert_eq!(folders("echo $(cd a); ls"), "''");
    assert_eq!(folders("bash -c 'cd a'; ls"), "''");
    assert_eq!(folders("if cd a; then :; fi; ls"), "a ''");
    assert_eq!(folders("env -C a ls"), "a");
    assert_eq!(folders("pushd a && ls"), "a");
    assert_eq!(folders("pushd a; ls"), "a ''");
    assert_eq!(folders("pushd a > /dev/null && b; popd > /dev/null; ls"), "''");
    assert_eq!(folders("cd a && ls; cd ..; ls"), "a/.. ..");
    assert_eq!(folders("for d in b/*; do (cd \"$d\" && ls); done"), "b/<glob *>");
    for text in [
        "cd $x; ls",
        "cd a*; ls",
        "cd - && ls",
        "pushd $x && ls",
        "pushd a; pushd b; ls",
        "pushd a; cd b; popd; ls",
        "popd; ls",
        "pushd a; popd; popd; ls",
        "for d in a b; do cd $d; done; ls",
        "while cd a; do ls; done",
        "f() { cd a; }; f; ls",
        "eval 'cd a'; ls",
        ". ./x; ls",
    ] {
        assert_eq!(folders(text), "?", "{text}");
    }
}

#[test]
fn an_array_that_is_written_out_is_its_elements() {
    for (text, expected) in [
        ("x=(a 'b c'); d \"${x[@]}\"", "d a b c"),
        ("x=(a b); d ${x[@]} e", "d a b e"),
        ("x=(d -r e); \"${x[@]}\" f", "d -r e f"),
        ("x=(a); x=(b); d \"${x[@]}\"", "d b"),
        ("x=(); d \"${x[@]}\"", "d"),
        ("x=(a b); for y in \"${x[@]}\"; do d \"$y\"; done", "d b"),
    ] {
        assert_eq!(lines(text).last().map(String::as_str), Some(expected), "{text}");
    }
    for text in [
        "x=(a); x+=(b); d \"${x[@]}\"",
        "x=(a); x=b; d \"${x[@]}\"",
        "x=(a); d \"${x[*]}\"",
        "x=(a); d \"${x[@]:0}\"",
        "x=(a); d \"${x[@]%a}\"",
        "x=(a); d \"${x[@]@Q}\"",
        "x=(a); d \"y${x[@]}\"",
        "x=('a b'); d ${x[@]}",
        "x=('[0]=a'); d \"${x[@]}\"",
        "x=(*); d \"${x[@]}\"",
        "x=($y); d \"${x[@]}\"",
        "if a; then x=(b); fi; d \"${x[@]}\"",
        "x=(a) & d \"${x[@]}\"",
        "x=(a); f() { x=(b); }; f; d \"${x[@]}\"",
        "x=(a); for x in b; do :; done; d \"${x[@]}\"",
        "x=(a); read -a x; d \"${x[@]}\"",
        "x=(a); mapfile x; d \"${x[@]}\"",
        "x=(a); eval y; d \"${x[@]}\"",
    ] {
        assert!(lines(text).last().is_some_and(|line| line.contains('<')), "{text}: {:?}", lines(text));
    }
}

#[test]
fn a_dot_behind_an_argument_reads_no_script() {
    let last = |text: &str| lines(text).pop().unwrap_or_default();
    for text in ["x=a; grep \"y\" .; b $x", "x=a; cp \"$y/z\" .; b $x"] {
        assert_eq!(last(text), "b a", "{text}");
    }
    for text in ["x=a; \"command\" . y; b $x", "x=a; > \"y\" . z; b $x", "x=a; y=\"1\" . z; b $x"] {
        assert!(last(text).contains('<'), "{text}: {}", last(text));
    }
    super::why("x=a; \"$@\" . z; b $x");
}

#[test]
fn an_array_is_not_known_before_it_is_set() {
    assert_eq!(lines("d \"${x[@]}\"; x=(a)")[0], "d <?>…");
}

#[test]
fn a_loop_takes_the_words_of_a_variable_or_all_of_it() {
    assert_eq!(lines("x='a b'; for y in $x; do d \"$y\"; done")[1..], ["d a", "d b", "d a b"]);
    assert_eq!(lines("x=a; for y in $x; do d \"$y\"; done")[1..], ["d a"]);
    for text in [
        "x='a *'; for y in $x; do d \"$y\"; done",
        "x=\"a $z\"; for y in $x; do d \"$y\"; done",
        "for y in $x; do d \"$y\"; done",
        "x='a b'; x=$z; for y in $x; do d \"$y\"; done",
    ] {
        assert!(lines(text).last().is_some_and(|line| line.contains('<')), "{text}: {:?}", lines(text));
    }
}

#[test]
fn an_argument_is_the_words_of_a_variable_or_all_of_it() {
    reads("d='a b'; ls -l $d c", &["d=a b", "ls -l a b c", "ls -l a b c"]);
    let both = script("d='a b'; ls -l $d c");
    let counts: Vec<usize> = both.invocations.iter().map(|invocation| invocation.arguments.len()).collect();
    assert_eq!(counts, [0, 3, 4]);
    reads("d='a b'; e='c d'; timeout 5 cat $d $e", &["d=a b", "e=c d", "cat a b c d", "cat a b c d"]);
    reads("d='a b'; xargs cat $d", &["d=a b", "cat a b +", "cat a b +"]);
    for text in ["d='a *'; ls $d", "d='a b'; f() { :; }; f $d", "d='a b'; command cat $d", "d='a b'; export x $d"] {
        let read = script(text);
        let known = read.invocations.last().is_some_and(|last| !line(last).contains("<?>"));
        assert!(!known || !read.unknown.is_empty(), "{text}");
    }
    // A builtin acts once.
    assert_eq!(folders("d='a b'; cd $d; ls"), "?");
}

#[test]
fn what_is_cut_off_a_value_is_known() {
    for (text, line) in [
        ("f=src/a.b.ts; ls \"${f%.ts}.js\"", "ls src/a.b.js"),
        ("f=src/a.b.ts; ls ${f%.*} ${f%%.*} ${f#*.} ${f##*.}", "ls src/a.b src/a b.ts ts"),
        ("f=src/a.ts; ls ${f%/*} ${f##*/} ${f#src/} ${f%x} ${f#*a}", "ls src a.ts a.ts src/a.ts .ts"),
        ("f=aXbXc; ls ${f%X*} ${f%%X*} ${f#a*X} ${f##a*X} ${f%*}", "ls aXb a bXc c aXbXc"),
        ("f=é.ts; ls ${f%.ts} ${f#*.}", "ls é ts"),
        ("for f in a.ts b.ts; do ls \"${f%.ts}.js\"; done", "ls b.js"),
        ("f=a; ls ${f%a} b", "ls b"),
    ] {
        assert_eq!(lines(text).last().unwrap(), line, "{text}");
    }
    // What shells may read in several ways, and values that nobody knows.
    for text in [
        "f=a.ts; ls \"${f%.?s}\"",
        "f=a.ts; ls \"${f%[.]ts}\"",
        "f=a.ts; ls \"${f%$x}\"",
        "f=a.ts; ls \"${f%'.ts'}\"",
        "f=a.ts; ls \"${f%\\.ts}\"",
        "f=a.ts; ls \"${f%~}\"",
        "ls \"${f%.ts}\"",
        "f=$x; ls \"${f%.ts}\"",
        "f=(a.ts b.ts); ls \"${f[0]%.ts}\"",
        "for f in *.ts; do ls \"${f%.ts}\"; done",
        "f=a.ts; f+=x; ls \"${f%.ts}\"",
    ] {
        let read = script(text);
        let known = read.invocations.last().is_some_and(|last| line(last) == "ls a" || line(last) == "ls a.ts");
        assert!(!known || !read.unknown.is_empty(), "{text}");
    }
}
