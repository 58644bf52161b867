//! What one part of a script leaves to another: folders, variables, functions; and what a shell shows of them.

use std::os::unix::fs::symlink;

use super::super::desk::Desk;
use super::{all, none};

#[test]
fn folders_that_are_remembered_are_those_of_this_very_shell() {
    let desk = Desk::new();
    none(
        &desk,
        r#"
        f() { pushd /tmp; }\npushd .github\nf\npopd\necho x > a
        pushd .github; eval 'pushd src'; popd; echo x > a
        pushd .github; bash -c 'popd; echo x > a'
        pushd src; DIRSTACK=(src .github); popd; echo x > a
        pushd .github; true | pushd src; popd; echo x > a
        pushd src; f() { popd; echo x > a; }; popd; cd .github; f
        cd .github || pushd src; popd; echo x > a
        if true; then cd .github; else pushd src; fi; popd; echo x > a
        trap 'cd .github' DEBUG; echo x > a
        trap 'f' DEBUG; echo x > a
        TRAPDEBUG() { cd .github; }; echo x > a
        TRAPZERR() { cd .github; }; false; echo x > a
        chpwd() { pushd .github; }; cd src; echo x > a
        precmd() { cd .github; }; echo x > a
        command_not_found_handle() { cat .env; }; nothing
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        pushd src; ls; popd; echo x > a
        pushd src && ls && popd && echo x > a
        cd src && pushd ../src && ls && popd && echo x > a
        pushd src; bash -c 'ls'; popd; echo x > a
        (pushd src; ls; popd; echo x > a)
        trap 'cd -' EXIT; echo x > a
        trap 'echo bye' EXIT; echo x > a
        traps() { ls; }; traps
        "#,
    );
}

#[test]
fn a_builtin_is_named_as_it_is_written() {
    let desk = Desk::new();
    none(
        &desk,
        r#"
        f() { command {cd,.github}; }; f; echo x > a
        f() { builtin {cd,.github}; }; f; echo x > a
        x=cd; f() { builtin $x .github; }; f; echo a > a
        e=; f() { builtin cd$e .github; }; f; echo a > a
        y=README.md; f() { cat $y; }; command {eval,y=.env}; f
        y=README.md; f() { cat $y; }; command {trap,y=.env,DEBUG}; f
        command {readonly,x}\ntrue && x=1; cd src\necho hi > ../y
        v=n; n=1; true && n=2; read $v <<< 'path[$(touch pwned)]'; echo $((n))
        n=1; true && n=2; read {n,m} <<< 'path[$(touch pwned)]'; echo $((n))
        n=1; true && n=2; command {read,n} <<< 'path[$(touch pwned)]'; echo $((n))
        n=1; true && n=2; mapfile -t {n,} < README.md; echo $((n))
        n=1; local n=1; local {n,}=path[x]; echo $((n))
        n=1; read for n in 1 <<< 'a path[$(id)] b'; echo $((n))
        n=1; read do for n in 1 <<< 'a path[$(id)] b'; echo $((n))
        "wc"() { echo 'path[$(touch pwned)]'; }; n=$(wc -l < README.md); echo $(( n ))
        w\c() { echo 'path[$(touch pwned)]'; }; n=$(wc -l < README.md); echo $(( n ))
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        command cd src && ls
        builtin echo {a,b}
        command ls {src,README.md}
        read -r -p Name x < README.md; echo "$x"
        n=1; for n in 1 2; do echo $((n)); done
        while true; do for n in 1 2; do echo $((n)); done; done
        n=$(wc -l < README.md); echo $(( n ))
        "#,
    );
}

#[test]
fn a_variable_is_what_was_set_last() {
    let desk = Desk::new();
    none(
        &desk,
        r#"
        g() { for f in .env; do :; done; }; for f in README.md; do g; cat $f; done
        for f in README.md; do for f in $(cat x); do cat $f; done; done
        for f in README.md; do for f in $(cat x); do :; done; cat $f; done
        f=README.md; for x do for f in .env; do :; done; done; cat $f
        a=(README.md); f() { cat "${a[@]}"; }; a=(.env); f
        a=(README.md); f() { tee "${a[@]}" < README.md; }; a=(.github/x); f
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        for f in README.md; do cat $f; done; for f in src/a.rs; do cat $f; done
        f() { for x in README.md; do cat $x; done; }; f
        a=(README.md); f() { cat "${a[@]}"; }; f
        a=(README.md); a=(src/a.rs); cat "${a[@]}"
        "#,
    );
}

#[test]
fn redirections_are_opened_where_the_shell_stands() {
    let desk = Desk::new();
    all(
        &desk,
        "deny",
        r#"
        env -C src ls > .github/x
        env -C src bash -c ls > .github/x
        env -C src cat < .env
        "#,
    );
    none(&desk, "env -C src ls > ../y");
    all(
        &desk,
        "allow",
        r#"
        env -C src ls > /dev/null
        env -C src ls > list
        "#,
    );
}

#[test]
fn what_comes_through_a_pipe_is_appended_where_nothing_is_replaced() {
    let desk = Desk::new();
    none(
        &desk,
        r#"
        printf .env | xargs -I{} -L1 cat README.md
        printf .env | xargs -I{} -n2 cat README.md
        printf .env | xargs -I{} -l cat README.md
        printf .env | xargs --replace --max-lines cat README.md
        printf .env | xargs -I{} --max-args=3 cat README.md
        ls | xargs --eof rm echo README.md
        ls | xargs --max-lines rm echo README.md
        ls | xargs --replace rm echo README.md
        printf '; touch pwned' | xargs watch ls
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        ls src | xargs -n1 echo
        ls src | xargs -I{} -n1 echo {}
        ls src | xargs -n 1 -I {} echo {}
        ls src | xargs -L1 -I{} echo {}
        ls src | xargs --max-lines=1 echo
        find . -name '*.rs' | xargs -I{} wc -l {}
        "#,
    );
}

#[test]
fn a_file_is_compared_with_its_namesake_in_a_folder() {
    let desk = Desk::new();
    let root = desk.root();
    for file in ["src/envlink", "src/hard", "docs/b.md"] {
        desk.scene.leave_in_work_tree(file, "");
    }
    symlink(".env", root.join("envlink")).unwrap();
    std::fs::hard_link(root.join(".env"), root.join("docs/hard")).unwrap();
    all(
        &desk,
        "deny",
        r#"
        diff src/envlink .
        diff . src/envlink
        diff --from-file=. src/envlink src/a.rs
        diff --to-file=docs src/a.rs src/hard
        diff src/hard docs
        diff src/h*d docs
        diff src/hard d*s
        git diff --no-index src/hard docs
        git diff --no-index -- src/hard docs
        find . -name x -exec diff src/hard docs \;
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        diff README.md src/a.rs
        diff -u README.md src
        diff -r src docs
        diff <(sort README.md) <(sort src/a.rs)
        for f in src/*.rs; do diff "$f" README.md; done
        git diff --no-index README.md src/a.rs
        git diff HEAD -- README.md src
        "#,
    );
}

#[test]
fn what_a_run_is_told_to_obey_is_known() {
    let desk = Desk::new();
    none(
        &desk,
        r#"
        git rebase --edit-todo
        git rebase --edit-todo < src/a.rs
        printf ':!id\n' | git rebase --edit-todo
        pre-commit run -c docs/pc.yml --all-files
        pre-commit run -cdocs/pc.yml
        rspec -I /opt/x
        rspec -I ../x spec
        ZLE_RPROMPT_INDENT='path[$(touch x)]'; ls
        cat README.md | while read -r ZLE_RPROMPT_INDENT; do ls; done
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        git rebase --show-current-patch
        pre-commit run --all-files
        pre-commit run -c .pre-commit-config.yaml -a
        rspec -I lib spec
        "#,
    );
}
