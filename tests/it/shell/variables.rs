//! Variables that mean something to a shell, and variables that hold credentials.

use super::{lines, why};

#[test]
fn a_variable_by_which_a_shell_runs_or_finds_something_is_not_set() {
    for name in
        ["PATH", "PS0", "PS4", "PROMPT_COMMAND", "BASH_ENV", "HISTFILE", "HISTFILESIZE", "CDPATH", "ENV", "TMPPREFIX"]
    {
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
    ] {
        assert!(why(text).contains("credential"), "{text}");
    }
    for text in [
        "[ -n \"$GITHUB_TOKEN\" ] && echo set",
        "[[ -z $API_KEY ]] && echo unset",
        "echo ${GITHUB_TOKEN:+set} ${#NPM_TOKEN}",
        "for KEY in a b; do echo \"$KEY\"; done",
        "TOKEN=test; echo $TOKEN",
        "echo \"$KEYBOARD $token $MONKEYS\"",
        "echo \"$PWD $OLDPWD $AUTHOR $PATH $BASE_URL $PASSED $DBUS\"",
    ] {
        lines(text);
    }
}
