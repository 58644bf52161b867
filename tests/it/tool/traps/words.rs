//! Words that become others, variables that programs obey, options in every order.

use super::super::desk::Desk;
use super::{all, comes_to};

#[test]
fn trap_03_programs_in_disguise() {
    let desk = Desk::new();
    all(
        &desk,
        "deny",
        r#"
        x=cat; $x .env
        {cat,.env}
        $'\x63at' .env
        c''at .env
        c"a"t .env
        \cat .env
        'cat' .env
        cat .e''nv
        cat \.env
        cat .en\v
        cat '.env'
        cat $'.\x65nv'
        cat {.env,README.md}
        cat .{env,x}
        x=.env; cat $x
        x=.env; cat "$x"
        "#,
    );
    all(
        &desk,
        "hold",
        r#"
        $x -rf y
        "$x" README.md
        cat${IFS}README.md
        ${IFS}cat README.md
        c?t README.md
        /bin/c?t README.md
        $(echo cat) README.md
        `echo cat` README.md
        "$@"
        alias ls=cat\nls
        cat $x
        cat "$x"
        "#,
    );
    all(
        &desk,
        "allow",
        "x=README.md; cat $x\nx=src; ls \"$x/a.rs\"\necho \"$x\" $y\ngrep -n \"$x\" src/a.rs\ncat {README,README}.md",
    );
}

#[test]
fn trap_04_variables_that_run_code() {
    let desk = Desk::new();
    let names = "GIT_SSH_COMMAND GIT_SSH PAGER GIT_PAGER MANPAGER EDITOR VISUAL GIT_EDITOR GIT_SEQUENCE_EDITOR BASH_ENV \
                 ENV LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT DYLD_INSERT_LIBRARIES GIT_EXTERNAL_DIFF GIT_EXEC_PATH \
                 GIT_PROXY_COMMAND GIT_ASKPASS SSH_ASKPASS GIT_TEMPLATE_DIR GIT_TRACE NODE_OPTIONS NODE_PATH \
                 PYTHONSTARTUP PYTHONPATH PYTHONHOME PYTHONBREAKPOINT PYTHONINSPECT PYTHONWARNINGS PERL5OPT PERL5LIB \
                 RUBYOPT RUBYLIB PATH HOME IFS SHELL SHELLOPTS BASHOPTS PROMPT_COMMAND RUSTC RUSTC_WRAPPER \
                 RUSTC_WORKSPACE_WRAPPER RUSTFLAGS CARGO CARGO_HOME CARGO_BUILD_RUSTC_WRAPPER CARGO_TARGET_DIR CC CXX \
                 LD AR MAKEFLAGS MAKEFILES GOFLAGS GOROOT GOPATH GOPROXY GOTOOLCHAIN CGO_CFLAGS JAVA_TOOL_OPTIONS \
                 JDK_JAVA_OPTIONS MAVEN_OPTS GRADLE_OPTS npm_config_registry NPM_CONFIG_PREFIX PIP_INDEX_URL \
                 UV_INDEX_URL PYTEST_ADDOPTS PYTEST_PLUGINS LESSOPEN LESSCLOSE BROWSER XDG_CONFIG_HOME http_proxy \
                 HTTPS_PROXY TMPDIR CLASSPATH TF_CLI_CONFIG_FILE DOCKER_HOST KUBECONFIG AWS_PROFILE SSL_CERT_FILE";
    for name in names.split_whitespace() {
        for command in
            [format!("{name}=./x git status"), format!("export {name}=./x"), format!("{name}=./x; git status")]
        {
            assert_ne!(comes_to(&desk, &command), "allow", "{command}");
        }
    }
    all(&desk, "deny", "HUSKY=0 git commit -m x\nHUSKY=0; git commit -m x\nSKIP=a git commit -m x");
    all(
        &desk,
        "hold",
        r#"
        for GIT_EDITOR in ./x.sh; do git commit; done
        for NODE_OPTIONS in --require=./x.js; do npx eslint .; done
        read GIT_EDITOR <<< ./x.sh; git commit
        read -r EDITOR < README.md; git commit
        mapfile GIT_EDITOR < README.md; git commit
        PATH=.:$PATH ls
        NODE_OPTIONS='--max-old-space-size=4096 --require ./x.js' npx jest
        GOFLAGS='-tags=a -toolexec=./x' go test ./...
        UNKNOWN_NAME=x cat README.md
        EXPORTED=x; cat README.md
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        CI=1 NO_COLOR=1 npm test
        RUST_BACKTRACE=1 RUST_LOG=debug cargo test
        RUSTFLAGS="-D warnings" cargo build
        GIT_PAGER=cat git log -5
        PAGER=cat; git log -5
        NODE_ENV=test NODE_OPTIONS=--max-old-space-size=4096 npx jest
        NODE_OPTIONS=--experimental-vm-modules npx jest
        GOFLAGS=-mod=vendor go test ./...
        PYTHONPATH=src python -m pytest
        NAME=x; echo "$NAME"
        BASE=main; git diff "$BASE"...HEAD --stat
        "#,
    );
}

#[test]
fn trap_06_option_order_and_spelling() {
    let mut desk = Desk::new();
    all(
        &desk,
        "deny",
        r#"
        git push -f
        git -C . push -f
        git --no-pager push --force origin feature
        git push origin feature -f
        git push -uf origin feature
        git push --force-with-lease
        git push --force-with-lease=feature
        git push --force-if-includes origin feature
        git push origin +feature
        git push origin +main
        git push origin main
        git push origin HEAD:main
        git push origin feature:main
        git push origin HEAD:refs/heads/main
        git push origin feature:MAIN
        git push origin :feature
        git push -d origin feature
        git push --delete origin feature
        git push --mirror
        git push --all
        git push --tags
        git push --prune origin feature
        git reset --hard
        git reset HEAD --hard
        git reset HEAD~1 --hard -q
        git reset --merge
        git reset --keep HEAD
        git clean -fdx
        git clean -xdf
        git clean --force
        git clean -n -i
        git branch -D x
        git branch -qD x
        git branch --delete --force x
        git stash drop
        git stash clear
        git commit -m x --no-verify
        git commit -nm x
        git commit -anm x
        git commit --no-post-rewrite -m x
        git commit --amend
        git tag -d v1
        git -c core.hooksPath=/dev/null commit -m x
        git -c CORE.HOOKSPATH=x commit -m x
        git checkout -f main
        git switch --discard-changes main
        git update-ref refs/heads/main HEAD
        git filter-branch --all
        git reflog expire --all
        "#,
    );
    all(
        &desk,
        "hold",
        r#"
        git push --forc origin feature
        git commit --no-verif -m x
        git reset --har
        git branch --no-such x
        git push origin feature
        git push -n origin main
        git push --dry-run --force origin main
        git checkout -- README.md
        git checkout README.md
        git restore README.md
        git rebase main
        git pull
        git fetch
        rm -fr src
        rm -r -f src
        rm --recursive --force src
        rm -rf -- src
        rm --recurs src
        cat --numb README.md
        grep --exec x README.md
        "#,
    );
    all(
        &desk,
        "allow",
        r#"
        git clean -n
        git clean -ndx
        git clean --dry-run
        git commit -m x
        git commit -am 'fix: x'
        git commit --dry-run
        git reset HEAD~1
        git reset -- README.md
        git stash push -m x
        git stash pop
        git switch -c other
        git checkout -b other
        git merge --no-ff main
        git cherry-pick abc
        git revert --no-edit HEAD
        git tag v1
        git add -A
        git mv README.md docs.md
        git log --oneline -5
        git -C src diff --stat
        "#,
    );
    desk.scene.checkout("main");
    all(
        &desk,
        "deny",
        "git commit -m x\ngit commit -am x\ngit -C . commit -m x\ngit merge feature\ngit cherry-pick a\ngit revert HEAD\ngit push\ngit push origin HEAD\ngit reset HEAD~1",
    );
    all(&desk, "allow", "git commit --dry-run\ngit switch -c mine\ngit log -1\ngit add -A");
    all(&desk, "allow", "git switch -c mine && git commit -m x");
    all(&desk, "hold", "git switch -c mine; git commit -m x");
}

#[test]
fn trap_11_what_only_looks_dangerous() {
    all(
        &Desk::new(),
        "allow",
        r#"
        git commit -m "fix: rm -rf race"
        git commit -m "docs: never sudo, never --no-verify; see .env.example"
        git commit -m 'fix: `eval $(x)` in .github'
        git commit -m "fix: a > b && c | d; e"
        git log --grep "push --force"
        git log --grep='reset --hard' -5
        grep -rn "sudo" src
        grep -rn "rm -rf" .
        grep -rn '\.env' src
        rg 'git push --force' src
        echo "git push --force"
        echo 'cat .env' | wc -l
        printf '%s\n' "rm -rf /"
        cat <<'EOF'\nread .env and .github\nEOF
        cat > src/notes.md <<'EOF'\nput it in .env, then `sudo x`\nEOF
        cat <<EOF > src/b.md\nsee .env\nEOF
        # rm -rf /\nls
        ls # cat .env
        sed -n 's/sudo/x/p' README.md
        awk '/sudo|rm -rf/ {print}' README.md
        jq '.env' README.md
        find . -name '.env.example'
        ls .github
        cat .github/workflows/ci.yml
        git diff -- .github
        cp README.md src/README.md
        diff README.md src/a.rs
        "#,
    );
}
