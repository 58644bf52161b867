//! Variables that mean something to a shell, and variables that hold credentials.

use super::{lines, why};

#[test]
fn a_variable_by_which_a_shell_runs_or_finds_something_is_not_set() {
    for name in [
        "PATH",
        "DIRSTACK",
        "ZLE_RPROMPT_INDENT",
        "PS0",
        "PS4",
        "PROMPT_COMMAND",
        "BASH_ENV",
        "HISTFILE",
        "HISTFILESIZE",
        "CDPATH",
        "ENV",
        "TMPPREFIX",
    ] {
        why(&format!("{name}=x"));
        why(&format!("{name}=x; ls"));
        why(&format!("read {name}"));
        why(&format!("read -r '{name}?' < a; ls"));
        why(&format!(": \"${{{name}::=x}}\"; ls"));
        why(&format!(": ${{{name}:=x}}; ls"));
        why(&format!("for {name} in a b; do ls; done"));
    }
    for text in [
        "path=(./a $path); ls",
        "path=a",
        "path+=(a)",
        "for path in a b; do ls; done",
        "cdpath=(/x); cd a",
        "fpath=(a); ls",
        "READNULLCMD=a; < b",
        "functions=(ls 'planted')",
        "commands=(ls ./planted)",
        "chpwd_functions=(a)",
        "local -E a",
    ] {
        why(text);
    }
    lines("paths=(a b); file_path=a; my_path+=b; for p in a b; do ls \"$p\"; done");
    lines("read -r 'answer?Which one? '; echo \"${answer:0:3}\" \"${answer::4}\" \"${answer: -2}\"");
}

#[test]
fn a_variable_that_is_evaluated_takes_numbers_only() {
    for text in [
        "RANDOM='a[$(planted)]'",
        "LINES='a[$(planted)]' ls",
        "OPTIND=a",
        "export COLUMNS='a[$(planted)]'",
        "SECONDS=$a",
        "read SECONDS",
        "printf -v LINES a",
        "for LINES in a; do ls; done",
        ": ${RANDOM:=a}",
    ] {
        why(text);
    }
    for text in ["SECONDS=0; ls", "LINES=40 ls", "OPTIND=1", "export COLUMNS=80; ls"] {
        lines(text);
    }
}

#[test]
fn what_holds_a_credential_by_its_name_is_not_expanded() {
    for text in [
        "echo \"$GITHUB_TOKEN\"",
        "printf '%s' $AWS_SECRET_ACCESS_KEY",
        "cat <<< \"${NPM_TOKEN}\"",
        "cat <<E\n$DB_PASSWORD\nE",
        "a=$API_KEY; echo $a",
        "echo ${GITHUB_TOKEN:0:4}",
        "echo ${GITHUB_TOKEN#x} ${PGPASSWORD:-x}",
        "sh -c 'echo $GITHUB_TOKEN'",
        "case $SSH_PASSPHRASE in a) echo a;; esac",
        "echo $MYSQL_PWD $GH_PAT $JWT $STRIPE_SK",
        "echo $SESSION_COOKIE",
        "echo $SLACK_WEBHOOK_URL",
        "echo $DATABASE_URL",
        "echo ${TEST_REDIS_URI}",
        "echo $API_KEY2 $KEY_1",
        "echo $DB_PW",
        "echo $DOCKER_CREDS",
        "echo $ENCRYPTION_KEYS",
        "echo $CLOUDINARY_URL",
        "echo $REDISCLOUD_URL",
        "echo $npm_config__authToken",
        "echo $npm_config__auth",
        // Nothing sets it, or not for certain.
        "printf '%s' API_KEY; echo $API_KEY",
        "wait API_KEY; echo $API_KEY",
        "false && API_KEY=x; echo $API_KEY",
        "true || API_KEY=x; echo $API_KEY",
        "if false; then API_KEY=x; fi; echo $API_KEY",
        "case a in b) API_KEY=x;; c) echo $API_KEY;; esac",
        "for API_KEY in $a; do :; done; echo $API_KEY",
        "f() { local API_KEY=x; }; f; echo $API_KEY",
        "(API_KEY=x); echo $API_KEY",
        "{ API_KEY=x; } < a; echo $API_KEY",
        "< a API_KEY=x; echo $API_KEY",
        "read -r API_KEY < a; echo $API_KEY",
        "echo ${API_KEY:=x}",
        "bash -c 'echo $API_KEY; API_KEY=x'",
        "API_KEY=x; bash -c 'echo $API_KEY'",
        "API_KEY+=x; echo $API_KEY",
        "export API_KEY+=x; echo $API_KEY",
        "read -t 0 API_KEY; echo $API_KEY",
        "while read -u 9 -r API_KEY || true; do echo $API_KEY; done",
        "if read -u 9 API_KEY; then :; fi; echo $API_KEY",
        "while read -r API_KEY; do :; done; echo $API_KEY",
        // What a shell says of an expansion.
        ": \"${a:?$API_KEY}\"",
        "[ -n \"${a:?$API_KEY}\" ]",
        ": \"$API_KEY\"*",
        // A test shows what it can't compare.
        "[ \"$API_KEY\" -eq 1 ]",
        "test 1 -lt \"$API_KEY\"",
        "[ \"$API_KEY\" = x -a 1 -eq \"$API_KEY\" ]",
        "[ -n \"$API_KEY\" -eq 1 ]",
        // So does a shell that shows all words.
        "set -x; [ -n \"$API_KEY\" ]",
        "set -eux; [[ -n $API_KEY ]]",
        "set -o xtrace; [ -n \"$API_KEY\" ]",
        "f() { [ -n \"$API_KEY\" ]; }; set -x; f",
        "f() { [ -n \"$API_KEY\" ]; }; eval 'set -x'; f",
        "bash -x -c '[ -n \"$API_KEY\" ]'",
        "bash -o xtrace -c '[ -n \"$API_KEY\" ]'",
        // What runs in an operand shows what it likes.
        "[ \"$(x=$API_KEY; echo $x >&2)\" ]",
        "[[ -n $(for x in $API_KEY; do echo $x >&2; done) ]]",
        "[ \"$(while read -r l; do echo $l >&2; done <<< $API_KEY)\" ]",
    ] {
        assert!(why(text).contains("credential"), "{text}");
    }
    for text in [
        "[ -n \"$GITHUB_TOKEN\" ] && echo set",
        "[[ -z $API_KEY ]] && echo unset",
        "echo ${GITHUB_TOKEN:+set} ${#NPM_TOKEN}",
        "for KEY in a b; do echo \"$KEY\"; done",
        "TOKEN=test; echo $TOKEN",
        "TOKEN=test && echo $TOKEN",
        "true && TOKEN=test && echo $TOKEN",
        "if true; then TOKEN=test; echo $TOKEN; fi",
        "export TOKEN=test; echo $TOKEN",
        "f() { local TOKEN=test; echo $TOKEN; }; f",
        "while read -r KEY VALUE; do echo \"$KEY=$VALUE\"; done < a",
        "[ -z \"$A_KEY\" -o -z \"$B_KEY\" ] && echo unset",
        "[ \"$API_KEY\" != \"\" ] && echo set",
        "[ ! -n \"$API_KEY\" ] && echo unset",
        ": \"${API_KEY:=test}\"",
        "set +x; ls",
        "set -eu; [ -n \"$API_KEY\" ]",
        "echo $npm_config_registry $DB2_HOST $CREDIT",
        "echo \"$KEYBOARD $token $MONKEYS\"",
        "echo \"$PWD $OLDPWD $AUTHOR $PATH $BASE_URL $PASSED $DBUS\"",
    ] {
        lines(text);
    }
}
