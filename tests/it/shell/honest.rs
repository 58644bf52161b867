//! Everyday command lines that must be understood.

use super::lines;

#[test]
fn everyday_command_lines_are_understood() {
    for text in [
        "cd app && npm test 2>&1 | tail -20",
        "grep -rn \"sudo\" src --include='*.rs' | head",
        "echo \"git push --force\"",
        "git log --oneline -5 && git diff HEAD~1..HEAD -- src",
        "find . -name '*.ts' -not -path './node_modules/*' -exec grep -l foo {} +",
        "for f in src/*.rs; do echo \"== $f\"; head -3 \"$f\"; done",
        "while IFS= read -r line; do echo \"$line\"; done < list.txt",
        "[ -f Cargo.toml ] && cargo build || echo none",
        "if [[ \"$(git branch --show-current)\" == main ]]; then echo main; fi",
        "i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done",
        "cat > notes.md <<'EOF'\nkeep .env out; don't rm -rf\nEOF",
        "python3 - <<'EOF'\nprint('it''s')\nEOF",
        "jq -r '.[] | select(.a == \"b\") | .c' x.json",
        "awk '{print $1}' f | sort -u | wc -l",
        "sed -n '1,20p' f; echo \"exit: $?\"",
        "RUST_LOG=debug cargo test -- --nocapture",
        "test -d target && du -sh target",
        "diff <(sort a) <(sort b)",
        "printf '%s\\n' \"$x\" >> out.log",
        "printf \"== $x: %s ==\\n\" \"$y\" 'two words'",
        "printf \"found $x\\n\"",
        "set -euo pipefail; make check",
        "echo \"Hello World!\"; git commit -m 'feat!: x'",
        "ls -la ~/.config 2>/dev/null || true",
        "kill %1; wait",
        "curl -s 'https://x.example/?a=b&c=d' -o out.json",
        "( cd web && npm run build )",
        "case \"$1\" in start) echo a;; *) echo b;; esac",
        "arr=(a b c); echo \"${arr[@]}\" ${#arr[@]}",
        "echo ${file%.txt} ${name:-none} ${path##*/} ${x:0:3} ${y//a/b}",
        "function build { cargo build; }; build",
        "timeout 60 cargo test > log 2>&1 &",
        "git stash push -m 'wip' && git checkout -b a/b",
        "grep -E '^(a|b)+$' f | cut -d: -f1 | xargs -n1 basename",
        "a=$(date +%s); echo \"$a\"",
        "trap 'rm -f tmp' EXIT",
        "[[ $x =~ ^[0-9]+$ ]] && echo number",
        "docker run --rm -v \"$PWD\":/w -w /w node:20 npm test",
        "",
        "# only a comment",
        "\n\n",
    ] {
        lines(text);
    }
}
