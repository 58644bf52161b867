//! Commands inside commands, and commands that run others.

use super::super::desk::Desk;
use super::{all, comes_to};

#[test]
fn trap_01_every_command_inside_is_a_command() {
    let desk = Desk::new();
    all(
        &desk,
        "deny",
        r#"
        ls; cat .env
        ls && cat .env
        ls || cat .env
        ls | cat .env
        ls |& cat .env
        ls & cat .env
        ls\ncat .env
        (cat .env)
        { cat .env; }
        ! cat .env
        echo $(cat .env)
        echo "a $(cat .env) b"
        echo `cat .env`
        cat <(cat .env)
        ls > >(tee .github/x)
        cat <<EOF\n$(cat .env)\nEOF
        cat <<EOF\n`cat .env`\nEOF
        cat <<-EOF\n\t$(cat .env)\n\tEOF
        cat <<< "$(cat .env)"
        echo ${x:-$(cat .env)}
        echo "${x%$(cat .env)}"
        x=$(cat .env)
        if cat .env; then ls; fi
        while true; do cat .env; done
        for x in a; do cat .env; done
        for x in $(cat .env); do ls; done
        case a in a) cat .env;; esac
        [[ -n $(cat .env) ]]
        f() { cat .env; }; f
        trap 'cat .env' EXIT
        time cat .env
        "#,
    );
    all(
        &desk,
        "hold",
        r#"
        echo $((a[$(cat src/a.rs)]))
        echo ${a@P}
        echo ${!a}
        echo ${ cat README.md; }
        coproc cat README.md
        cat <<EOF\nx
        "#,
    );
    assert_ne!(comes_to(&desk, "ls\r\ncat .env"), "allow");
    assert_ne!(comes_to(&desk, "echo \"${x@P}\""), "allow");
    all(
        &desk,
        "allow",
        r#"
        ls; cat README.md && grep -n x src/a.rs | head -5
        for f in src/*.rs; do wc -l "$f"; done
        x=$(cat README.md); echo "$x"
        git commit -m "$(cat <<'EOF'\nfix: $(rm -rf x) `id`\nEOF\n)"
        echo "${x:-y}" ${#x} $((1 + 2))
        "#,
    );
}

/// What each of these runs is denied by itself.
const WRAPPERS: &str = r#"
    env -i W
    env - W
    env CI=1 W
    env -u CI W
    env -C src W
    nice W
    nice -n 5 W
    nohup W
    timeout 5 W
    timeout -s KILL -k 1 5 W
    timeout --preserve-status 5s W
    gtimeout 5 W
    time W
    time -p W
    command W
    command -p W
    exec W
    setsid W
    setsid -f W
    stdbuf -oL W
    ionice -c 3 W
    ionice -c3 -n 5 W
    watch -n 1 W
    watch 'true; W'
    busybox W
    toybox W
    caffeinate -i W
    taskset 1 W
    unbuffer W
    bash -c 'W'
    bash -lc 'W'
    bash -e -o pipefail -c 'W'
    bash -euo pipefail -c 'W'
    sh -c 'W'
    sh -o errexit -c 'W'
    dash -c 'W'
    ash -c 'W'
    zsh -c 'W'
    /bin/bash -c 'W'
    /usr/bin/env W
    bash -c 'bash -c "W"'
    eval 'W'
    eval W
    command eval 'W'
    nohup nice timeout 5 env CI=1 W
    find . -name x -exec W ;
    find . -name x -exec W +
    sudo W
    sudo -u root W
    sudo -n env W
    doas W
    chroot / W
    unshare W
    nsenter -t 1 W
    systemd-run W
    runuser -u x W
"#;

#[test]
fn trap_02_wrappers_are_seen_through() {
    let desk = Desk::new();
    let finds = |line: &str| line.trim_start().starts_with("find");
    for (inner, outcome) in [("cat .env", "deny"), ("git push --force origin main", "deny")] {
        let lines = WRAPPERS.lines().filter(|line| !finds(line)).map(|line| line.replace('W', inner));
        all(&desk, outcome, &lines.collect::<Vec<_>>().join("\n"));
    }
    all(
        &desk,
        "deny",
        "find . -name x -exec cat .env ';'\nfind . -name .env -exec cat {} \\;\nfind . -name '.env' -exec cat {} +",
    );
    let privileged = ["sudo", "doas", "chroot", "unshare", "nsenter", "systemd-run", "runuser"];
    let own = ["setsid -f W", "eval W"];
    let plain = |line: &str| {
        !finds(line)
            && !own.contains(&line.trim())
            && !privileged.iter().any(|name| line.trim_start().starts_with(name))
    };
    let honest = WRAPPERS.lines().filter(|line| plain(line)).map(|line| line.replace('W', "cat README.md"));
    all(&desk, "allow", &honest.collect::<Vec<_>>().join("\n"));
    all(
        &desk,
        "allow",
        "find src -name '*.rs' -exec wc -l {} \\;\nfind . -name '*.md' | xargs echo\nxargs -n1 echo < README.md",
    );
}

#[test]
fn trap_02_wrappers_that_are_not_understood_are_asked() {
    all(
        &Desk::new(),
        "hold",
        r#"
        env -S 'cat README.md'
        env --split-string='cat README.md'
        env -iS 'cat README.md'
        xargs cat < README.md
        xargs -a .env echo
        xargs --arg-file=.env echo
        xargs bash -c < README.md
        xargs -I{} sh -c '{}' < README.md
        parallel cat ::: README.md
        entr cat README.md
        fakeroot cat README.md
        flock .github/x cat README.md
        script -c 'cat README.md' .github/x
        strace -o .github/x cat README.md
        time -o .github/x cat README.md
        exec -a x cat README.md
        watch -x cat README.md
        bash --rcfile x -c 'cat README.md'
        bash -O extglob -c 'cat README.md'
        bash -ic 'cat README.md'
        find . -exec {} \;
        find . -exec sh -c 'cat {}' \;
        find -files0-from README.md
        nice --adj=5 cat README.md
        unknown-wrapper cat README.md
        "#,
    );
}

#[test]
fn trap_12_what_is_long_or_deep_gets_an_answer_in_time() {
    let desk = Desk::new();
    let many = |times: usize, last: &str| format!("{}{last}", "true && ".repeat(times));
    assert_eq!(comes_to(&desk, &many(50, "cat .env")), "deny");
    assert_eq!(comes_to(&desk, &many(50, "cat README.md")), "allow");
    let deep = |open: &str, close: &str, times| format!("echo {}cat .env{}", open.repeat(times), close.repeat(times));
    for command in [
        many(20_000, "cat .env"),
        format!("echo {}", "x".repeat(1 << 20)),
        format!("echo {} && cat .env", "x ".repeat(200_000)),
        deep("$(", ")", 10_000),
        deep("$(echo ", ")", 10_000),
        deep("(", ")", 10_000),
        deep("{ ", "; }", 10_000),
        deep("\"$(", ")\"", 3_000),
        deep("${x:-", "}", 10_000),
        deep("`", "`", 10_001),
        "if true; then ".repeat(5_000),
        "{a,b}".repeat(40),
        "eval ".repeat(10_000) + "cat .env",
        "env ".repeat(10_000) + "cat .env",
        "cat <<A\n".repeat(5_000),
    ] {
        let started = std::time::Instant::now();
        let found = comes_to(&desk, &command);
        let start: String = command.chars().take(40).collect();
        assert_ne!(found, "allow", "{start}");
        assert!(started.elapsed().as_secs() < 30, "{start}: {:?}", started.elapsed());
    }
}
