//! Redirections, and paths in disguise.

use std::os::unix::fs::symlink;

use super::super::desk::Desk;
use super::{all, comes_to};

#[test]
fn trap_08_redirections_write() {
    let desk = Desk::new();
    all(
        &desk,
        "deny",
        r#"
        echo x > .github/x
        echo x >> .github/x
        echo x >| .github/x
        echo x &> .github/x
        echo x &>> .github/x
        echo x >& .github/x
        echo x <> .github/x
        echo x 2> .github/x
        echo x 3> .github/x
        > .github/x
        : > .env
        { echo x; } > .github/x
        (echo x) > .env
        if true; then echo x; fi > .env
        for f in a; do echo x; done >> .env
        f() { echo x; } > .env; f
        cat > .env <<'EOF'\nx\nEOF
        cat <<'EOF' > .github/x\nx\nEOF
        exec 3> .env
        cat < .env
        read x < .env
        while read l; do echo "$l"; done < .env
        echo x > /dev/tcp/x.example/80
        cat < /dev/tcp/x.example/80
        echo x > /etc/hosts
        echo x > ~/.bashrc
        echo x > .git/config
        echo x > .git/hooks/pre-commit
        echo x > CLAUDE.md
        echo x | tee .github/x
        "#,
    );
    all(
        &desk,
        "hold",
        r#"
        echo x > $f
        echo x > "$f"
        echo x >& $f
        echo x > /tmp/x
        bash <<< 'cat README.md'
        bash < src/a.rs
        sh <<'EOF'\ncat README.md\nEOF
        python <<'EOF'\n1\nEOF
        cat README.md | python -c 1
        "#,
    );
    assert_ne!(comes_to(&desk, "bash <<< 'cat .env'"), "allow");
    all(&desk, "deny", "cat README.md | sh\ncat README.md | bash\necho x | sudo tee a");
    all(
        &desk,
        "allow",
        r#"
        echo x > src/b.rs
        echo x >> src/b.rs
        cargo test > out.txt 2>&1
        cargo test 2>/dev/null | head
        cat > src/b.rs <<'EOF'\nfn main() {}\nEOF
        wc -l < README.md
        grep x README.md <<< y
        ls >/dev/null 2>&1
        cat 2>&1 README.md >&2
        "#,
    );
}

fn with_links() -> Desk {
    let desk = Desk::new();
    desk.leave("home/.ssh/id_ed25519", "key");
    desk.leave("home/notes", "x");
    let root = desk.root();
    std::fs::create_dir_all(root.join("docs/deep")).unwrap();
    for (target, link) in [
        ("../.github", "docs/ci"),
        ("../.env", "docs/settings"),
        ("../.env.production", "docs/dangling"),
        ("../../home", "docs/home"),
        ("../src", "docs/src"),
        ("ci", "docs/again"),
    ] {
        symlink(target, root.join(link)).unwrap();
    }
    std::fs::hard_link(root.join(".env"), root.join("docs/notes.txt")).unwrap();
    std::fs::hard_link(root.join(".github/workflows/ci.yml"), root.join("docs/ci.yml")).unwrap();
    desk
}

#[test]
fn trap_09_paths_in_disguise() {
    let desk = with_links();
    let root = desk.root().to_string_lossy().into_owned();
    all(
        &desk,
        "deny",
        r#"
        cat src/../.env
        cat ./.env
        cat .//.env
        cat src/./../.env
        cat .ENV
        cat .Env
        cat .e?v
        cat .e*
        cat .[e]nv
        cat .*
        cat ./.e?v
        cat *nv .e?v
        cat docs/settings
        cat docs/ci/../.env
        cat docs/notes.txt
        cat docs/home/.ssh/id_ed25519
        cat ~/.ssh/id_ed25519
        cat $HOME/.ssh/id_ed25519
        cat "${HOME}/.ssh/id_ed25519"
        cat $PWD/.env
        cat "$PWD"/.env
        cd src && cat ../.env
        cd src; cd ..; cat .env
        (cd src && cat ../.env)
        cd docs && cat settings
        cd docs/ci && echo x > workflows/new.yml
        pushd src && cat ../.env
        cat /proc/self/cwd/.env
        cat /proc/self/environ
        cat /proc/1/environ
        echo x > docs/ci/workflows/new.yml
        echo x > docs/again/workflows/new.yml
        echo x > docs/dangling
        echo x > docs/ci.yml
        echo x > .GitHub/x
        echo x > .github/
        echo x > .github//x
        touch .github/x
        mkdir .github/new
        rm .github/workflows/ci.yml
        mv README.md .github/x
        mv .github/workflows/ci.yml x.yml
        ln -s x .github/x
        ln -s ../.env x
        ln .env x
        chmod +x .github/workflows/ci.yml
        cp README.md docs/home/x
        echo x > ../home/x
        echo x > ~/x
        echo x > /proc/self/cwd/.github/x
        git add .env
        git mv README.md .github/x
        env -C src cat ../.env
        git -C src diff -- ../.env
        "#,
    );
    all(
        &desk,
        "hold",
        r#"
        cat ~root/x
        cat ~+/README.md
        cat /etc/hosts
        cat ../home/notes
        cat ~/notes
        cat docs/home/notes
        cd "$x" && cat README.md
        cd - && echo x > README.md
        cd /etc && cat hosts
        touch "$x"
        echo x > src/$x
        rm README.md
        ln -s a b
        "#,
    );
    for command in [
        format!("cat {root}/.env"),
        format!("cat /{root}//.env"),
        format!("cat {root}/src/../.env"),
        format!("echo x > {root}/.github/x"),
        format!("cd {root}/src && cat ../.env"),
        format!("git -C {root} add .env"),
    ] {
        assert_eq!(comes_to(&desk, &command), "deny", "{command}");
    }
    all(
        &desk,
        "allow",
        &format!(
            r#"
            cat src/../README.md
            cat {root}/README.md
            cat docs/src/a.rs
            cat *.md
            cat src/*.rs
            ls -la
                cd src && cat a.rs && cat ../README.md
            cd src && echo x > b.rs
            (cd docs && ls)
            cd {root} && git status
            cat "$PWD/README.md"
            cat .github/workflows/ci.yml
            cat docs/ci/workflows/ci.yml
            grep -rn x .
            rg x
            find . -name '*.rs'
            mkdir -p src/new/deep
            echo x > docs/src/b.rs
            "#
        ),
    );
}

#[test]
fn a_file_that_is_open_is_not_opened_anew_to_be_written() {
    let desk = Desk::new();
    all(
        &desk,
        "hold",
        "
        cp README.md /dev/stdin < .github/workflows/ci.yml
        echo x 3<CLAUDE.md >/dev/fd/3
        exec 3<README.md; cat src/a.rs > /dev/fd/3
        while read -r l; do echo x > /dev/stdin; done < README.md
        echo x | tee /dev/fd/3 3<README.md
        echo x > /proc/self/fd/5
        echo x 1<README.md >/dev/stdout
        exec 3<README.md; tee /dev/stdout 1>&3
        3<README.md bash -c 'tee /dev/stdout 1>&3'
        tee /dev/stdout >&0 < README.md
        exec 3<&0; echo x >/dev/stdout 1>&3
        cd src && cat /proc/self/cwd/a.rs
        ",
    );
    all(
        &desk,
        "allow",
        "
        echo x >&2
        echo x > /dev/stderr
        cat README.md | tee /dev/stderr | wc -l
        exec 3>&1; echo x >&3
        while read -u 3 -r l; do echo $l; done 3<README.md
        cat <&3 3<README.md
        echo x 3>&1 1>&2 2>&3
        ls | tee >(wc -l)
        cat < /dev/stdin
        diff <(ls) <(ls src)
        ",
    );
    all(&desk, "deny", "cd .git && touch /proc/self/cwd/hooks/pre-commit");
}

#[test]
fn signs_of_extended_patterns_stand_for_what_is_there() {
    let desk = Desk::new();
    std::fs::write(desk.root().join("server.key"), "x").unwrap();
    std::fs::write(desk.root().join("a#b"), "x").unwrap();
    all(&desk, "deny", "cat server.k^a\nhead server.k#y\ncat src/../serve^x");
    all(&desk, "allow", "cat 'a#b'\ngit show HEAD^\ncat src/a^b\ngit log main^..HEAD");
}
