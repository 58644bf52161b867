//! Numbers that are known only when a command runs: lines of sed, names of logs, options.

use serde_json::json;

use super::desk::Desk;

#[track_caller]
fn expect(table: &[(&str, &str)]) {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("log-7.txt", "x");
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

#[test]
fn a_line_may_be_counted() {
    expect(&[
        ("l=$(grep -n 'fn' src/a.rs | head -1 | cut -d: -f1); sed -n \"${l},$((l+20))p\" src/a.rs", "allow"),
        ("sed -n \"$(grep -n fn src/a.rs 2>/dev/null | cut -d: -f1),+5p\" src/a.rs", "allow"),
        ("n=$(wc -l < README.md); sed -n \"$((n - 5)),${n}p\" README.md; head -$n README.md", "allow"),
        ("n=$(wc -l < README.md); sed -i \"${n}s/a/b/\" README.md; sed -i \"${n}d;\" README.md", "allow"),
        ("size=$(stat -c%s README.md); echo $((size / 1024)) $(( $(wc -l < README.md) * 2 ))", "allow"),
        ("tail -n +$(wc -l < README.md) README.md", "ask"),
        ("n=$(wc -l < README.md); sed \"${n}e id\" README.md", "ask"),
        ("n=$(wc -l < README.md); sed \"${n}w infra/x\" README.md", "ask"),
        ("n=$(wc -l < README.md); sed \"s2a;${n}b2e2\" README.md", "ask"),
        ("n=$(wc -l < README.md); sed \"s/a/${n}/\" README.md", "ask"),
        ("n=$(cat README.md); sed -n \"${n}p\" README.md", "ask"),
    ]);
}

/// What is no number for certain is never evaluated: its subscript would run commands.
#[test]
fn a_name_in_front_of_a_colon_is_no_number() {
    for counted in [
        "grep -rn fn src | cut -d: -f1",
        "grep -n fn src/*.rs | cut -d: -f1",
        "grep -n fn src/a.rs README.md | cut -d: -f1",
        "grep -nH fn src/a.rs | cut -d: -f1",
        "grep -nA1 fn src/a.rs | cut -d: -f1",
        "grep -n '-r' src | cut -d: -f1",
        "grep -n \"$p\" src | cut -d: -f1",
        "grep -n fn src/a.rs | cut -d: -f2",
        "grep fn src/a.rs | cut -d: -f1",
        "grep -n fn src/a.rs | cat | cut -d: -f1",
        "grep -c '-rH' src",
        "stat -c%n src/a.rs",
        "stat -c%s src/*",
    ] {
        expect(&[(&format!("n=$({counted}); echo $((n))"), "ask"), (&format!("echo $(( $({counted}) + 1 ))"), "ask")]);
    }
    expect(&[("cut() { echo 'a[$(id)]'; }; echo $(( $(grep -n x README.md | cut -d: -f1) ))", "ask")]);
}

#[test]
fn a_number_in_a_name_stands_for_all_of_them() {
    expect(&[
        ("for i in $(seq 1 3); do npm test > \"test-$i.log\" 2>&1; done", "allow"),
        ("for ((i = 1; i <= 3; i++)); do npm test > test-$i.log; done", "allow"),
        ("cargo test > \"build-$(date +%F).log\"", "allow"),
        ("stamp=$(date +%Y%m%d-%H%M%S); cargo test > build-$stamp.log", "allow"),
        ("cargo test | tee log-$$.txt; cat log-$$.txt", "allow"),
        ("for i in $(seq 3); do npx vitest run --sequence.seed=$i; done", "allow"),
        ("echo x > .env$(date +%F)", "deny"),
        ("echo x > .github/x-$((1 + 1)).yml", "deny"),
        ("cat ../$(date +%F)/x", "ask"),
        ("n=$(wc -l < README.md); echo x > CLAUDE${n}.md", "ask"),
        ("echo x > \"log-$(date +%A).txt\"", "ask"),
        ("echo x > \"log-$(date +%s/..)\"", "ask"),
        ("echo x > \"log-$(date -d tomorrow +%F)\"", "ask"),
        ("date() { echo ../x; }; echo x > \"src/$(date +%F)\"", "ask"),
        ("cat $((0 - 5))x", "ask"),
    ]);
}

#[test]
fn a_link_under_such_a_name_is_followed() {
    let desk = Desk::new();
    std::os::unix::fs::symlink("../.env", desk.root().join("src/log-7.txt")).unwrap();
    for (command, word) in [("cat src/log-$$.txt", "deny"), ("echo x > src/log-$(date +%d).txt", "deny")] {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), word, "{command}");
    }
}
