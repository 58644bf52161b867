//! The small languages inside arguments.

use super::{expect, shown};

pub(super) const TABLE: &[(&str, &str)] = &[
    ("sed -n '1,20p' a", "read a"),
    ("sed -n 1,20p a", "read a"),
    ("sed '/a/,/b/d; s|x|y|gI; $!N' a", "read a"),
    ("sed 's/x/y/e' a", "NOT"),
    ("sed 's/x/y/we.txt' a", "write e.txt, read a"),
    ("sed 's/x/y/gw .github/x' a", "write .github/x, read a"),
    ("sed '1e ls' a", "NOT"),
    ("sed e a", "NOT"),
    ("sed -n 'w .env' a", "write .env, read a"),
    ("sed -n '1,5p;w .env' a", "write .env, read a"),
    ("sed 'r .env' a", "read .env, read a"),
    ("sed '{p;p' a", "NOT"),
    ("sed '/x/{p;d}' a", "read a"),
    ("sed 'a hello; e world' a", "read a"),
    ("sed ':a;N;$!ba;s/x/y/' a", "read a"),
    ("sed ':a;w x' a", "write x, read a"),
    ("sed 's/[/]/x/;e' a", "NOT"),
    ("sed 'y/abc/xyz/' a", "read a"),
    ("sed -e p -e 's/a/b/' a", "read a"),
    ("sed -i.bak s/a/b/ a", "write a"),
    ("sed -i s/a/b/ a", "write a"),
    ("sed -ni p a", "write a"),
    ("sed -i/tmp/x s/a/b/ a", "NOT"),
    ("sed --in-place=.bak s/a/b/ a", "write a"),
    ("sed -s -i s/a/b/ a ../b", "write a, write ../b"),
    ("sed -f x.sed a", "read x.sed, run.script x.sed, read a"),
    ("sed -n \"$x\" a", "NOT"),
    ("sed p", "output"),
    ("sed 's,x,y,' a", "read a"),
    ("sed 'sxaxbx' a", "NOT"),
    ("sed '\\,x,p' a", "read a"),
    ("sed '1~2p;2,+3p;0,/x/p' a", "read a"),
    ("awk '{print $1}' a", "read a"),
    ("awk -F: '$3 > 5 {print $1, $2/2}' a", "read a"),
    ("awk '/re[a-z]/ {print; exit}' a", "read a"),
    ("awk '{print > \"x\"}' a", "NOT"),
    ("awk '{print $1,\n$2 > \"x\"}' a", "NOT"),
    ("awk '{print \"x\" > \"/dev/stderr\"}' a", "read a"),
    ("awk '{print ($1 > 2)}' a", "read a"),
    ("awk '{print | \"sh\"}'", "NOT"),
    ("awk 'BEGIN{system(\"id\")}'", "NOT"),
    ("awk 'BEGIN{\"id\" | getline x}'", "NOT"),
    ("awk 'BEGIN{getline x < \".env\"}'", "NOT"),
    ("awk '{ if (1) /\"/ ; system(\"id\"); a = \"\" }'", "NOT"),
    ("awk 'BEGIN{ARGV[1]=\".env\"}1' a", "NOT"),
    ("awk 'BEGIN{for (k in ENVIRON) print k}'", "environment.read"),
    ("awk '@include \"x\"; 1' a", "NOT"),
    ("awk 'function f(a) {return a*2} {print f($1)}' a", "read a"),
    ("awk '{print g($1)}' a", "NOT"),
    ("awk '{gsub(/x/,\"y\"); print length($0)}' a", "read a"),
    ("awk -v x=1 'NR==x' a", "read a"),
    ("awk -f x.awk a", "read x.awk, run.script x.awk, read a"),
    ("awk -l readfile 1 a", "NOT"),
    ("awk -i inplace 1 a", "NOT"),
    ("awk '/[/]/' a", "NOT"),
    ("awk '/[]/]/{system(1)}/]/' a", "NOT"),
    ("awk 1 .env", "read .env"),
    ("jq '\"\\(env)\"' a", "environment.read, read a"),
    ("jq 'import \"x\" as y; .' a", "NOT"),
    ("jq 'include \"x\"; .' a", "NOT"),
    ("jq '.. | .padding? // empty' a", "read a"),
    ("jq '{env: .env, x: .y}' a", "read a"),
    ("jq '{a:env}' a", "environment.read, read a"),
    ("jq 'map(select(.x == \"import\"))' a", "read a"),
    ("jq '\"unclosed' a", "NOT"),
    ("yq 'strenv(X)' a", "environment.read, read a"),
    ("yq 'load_str(\".env\")' a", "NOT"),
];

#[test]
fn scripts_are_understood() {
    expect(TABLE);
}

#[test]
fn an_awk_pattern_that_hides_a_call_is_refused() {
    assert!(shown("awk '/[[:alpha:]/]system(/{print}'").starts_with("NOT"));
}
