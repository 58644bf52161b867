//! What another family of programs, or another shell, reads otherwise.

use serde_json::json;

use super::desk::Desk;

#[test]
fn a_variable_of_a_function_is_one_of_the_environment_where_it_has_that_name() {
    let desk = Desk::new();
    let held = [
        "f() { local NODE_OPTIONS=--require=./x; npm test; }; f",
        "f() { local PATH=/tmp/x; ls; }; f",
        "f() { typeset path=/tmp/x; ls; }; f",
        "declare -g GIT_DIR=/tmp/x; git status",
        "readonly LD_PRELOAD=./x.so; ls",
        "declare -x NODE_OPTIONS=-r./x; npm test",
        "typeset API_KEY",
        "local x=.env; cat \"$x\"",
        "declare -i x='a[$(id)]'",
        "local x=$(rm README.md)",
    ];
    for command in held {
        assert_ne!(desk.asks("Bash", &json!({ "command": command })), "allow", "{command}");
    }
    let honest = [
        "f() { local x=1; echo \"$x\"; }; f",
        "f() { local i; for i in 1 2; do echo $i; done; }; f",
        "declare FOO=1; npm test",
        "readonly ROOT=src; echo \"$ROOT\"",
    ];
    for command in honest {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), "allow", "{command}");
    }
}

#[test]
fn families_of_programs_that_read_options_otherwise_are_both_judged() {
    let desk = Desk::new();
    let hostile = [
        "cut -c1- README.md -d ~/.aws/credentials",
        "paste README.md -d .env",
        "fmt -p ~/.aws/credentials",
        "du -a --time ~/.ssh",
        "lsd -L ~/.ssh",
        "ls -I ~/.ssh",
        "touch README.md -d .github/workflows/x.yml",
        "truncate -s 0 README.md -r CLAUDE.md",
        "xxd -ac 1 CLAUDE.md",
        "sed -i --expression=p wCLAUDE.md README.md",
        "sed -i p wCLAUDE.md",
        "sed wCLAUDE.md README.md -e p",
        "sed -i sfxf/../../.git/config p src/a",
        "awk --assign 'BEGIN{system(\"x\")}' '{print}' README.md",
        "awk -bF 'BEGIN{system(\"x\")}' '{print}' README.md",
        "find . -name '*.rs' -exec awk --assign 'BEGIN{system(\"x\")}' '{print}' {} +",
        "pushd src && cd +1 && echo x > ../outside.txt",
        "echo env | jaq -n repl",
        "make -j$(nproc $x) test",
        "make -j$(nproc; cat a) test",
        "make -j$(nproc | cat a) test",
        "nproc() { cat a; }; make -j$(nproc) test",
        "make $(nproc) test",
    ];
    for command in hostile {
        assert_ne!(desk.asks("Bash", &json!({ "command": command })), "allow", "{command}");
    }
    let honest = [
        "cut README.md -d , -f 1",
        "cut -d: -f1 README.md",
        "head README.md -n 5",
        "mkdir -p a/b",
        "mkdir a -p",
        "ls src -la",
        "sed -i s/a/b/ src/a.rs",
        "sed -i -e s/a/b/ -e '/x/d' src/a.rs",
        "sed -i '' -e '/x/d' src/a.rs",
        "sed -i s#../a#../../b#g src/a.rs src/b.ts",
        "sed s/a/b/ src/a.rs -i",
        "awk -F: -v n=1 '{print $n}' README.md",
        "yq -o=json . a.yaml",
        "set -Eeuo pipefail; ls; set +e; ls",
        "xxd -s 0x10 -l 16 README.md",
        "make -j$(sysctl -n hw.ncpu) test",
        "make -j$(nproc) test",
        "make -j$(nproc 2>/dev/null || sysctl -n hw.ncpu) test",
        "cmake --build build -j$(getconf _NPROCESSORS_ONLN)",
        "man ls | col -b",
    ];
    for command in honest {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), "allow", "{command}");
    }
}
