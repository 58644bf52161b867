//! What bash and zsh run, against what the shell room lists. They run in a folder that holds nothing else, as nobody, in
//! namespaces of their own, with no program in sight: each that they look for is noted instead.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use fleetgate::model::{Invocation, RedirectionKind, Script, Word, Wrapping};
use fleetgate::shell;

use crate::BUNDLE;

/// Notes a command, and stands in for the `cat` of `"$(cat <<'EOF' …)"`.
const NOTE: &str = r#"{ printf '%s\0' "$#" "$@" >> /log/calls
    if [ "$*" = cat ]; then while IFS= read -r line; do printf '%s\n' "$line"; done; fi; }"#;

static JAIL: LazyLock<PathBuf> = LazyLock::new(|| {
    std::env::var_os("FUZZ_JAIL").expect("FUZZ_JAIL names the folder that `bash fuzz/jail.sh` made").into()
});

/// Whatever a shell ran or wrote of a script that was understood was listed.
pub fn check(text: &str) {
    let script = shell::read(text, BUNDLE.wrappers());
    if !script.unknown.is_empty() {
        return;
    }
    compare("bash", &script, &run(&["/bin/in-jail-bash", "-c", text]));
    // zsh takes a brace before a command for a group, and runs a program of the odd name `a,b`.
    let grouped = |word: &Word| text.get(word.span.start..).is_some_and(|rest| rest.starts_with('{'));
    if !script.invocations.iter().filter_map(|invocation| invocation.program.as_ref()).any(grouped) {
        let script_for_zsh = format!("NULLCMD=: READNULLCMD=:\ncommand_not_found_handler() {NOTE}\n{text}");
        compare("zsh", &script, &run(&["/bin/in-jail-zsh", "-fc", &script_for_zsh]));
    }
}

/// What a shell did.
struct Done {
    calls: Vec<Vec<String>>,
    files: Vec<String>,
}

fn run(shell: &[&str]) -> Done {
    for folder in ["w", "log", "tmp"].map(|folder| JAIL.join(folder)) {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder in the jail");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("a folder for everybody");
    }
    let limits = "cd /w; ulimit -f 256 -t 1 -u 200; exec \"$@\"";
    let chroot = if Path::new("/usr/sbin/chroot").exists() { "/usr/sbin/chroot" } else { "/usr/bin/chroot" };
    let _ = Command::new("/usr/bin/timeout")
        .args(["-s", "KILL", "3", "/usr/bin/unshare", "-pfmn", "--kill-child", chroot, "--userspec=65534:65534"])
        .arg(&*JAIL)
        .args(["/bin/in-jail-bash", "-c", limits, "x"])
        .args(shell)
        .env_clear()
        .env("PATH", "/nowhere")
        .env("HOME", "/w/home")
        .env("BASH_FUNC_command_not_found_handle%%", format!("() {NOTE}"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let log = fs::read(JAIL.join("log/calls")).unwrap_or_default();
    Done { calls: calls(&String::from_utf8_lossy(&log)), files: files(&JAIL.join("w")) }
}

/// Number of words, words, each ended by NUL. Calls that were noted at the same time may lie across: those end it.
fn calls(log: &str) -> Vec<Vec<String>> {
    let mut words = log.split('\0');
    let mut calls = Vec::new();
    while let Some(count) = words.next().and_then(|word| word.parse().ok()) {
        let call: Vec<String> = words.by_ref().take(count).map(str::to_owned).collect();
        if call.len() == count && count > 0 {
            calls.push(call);
        }
    }
    calls
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let inside = entries.flat_map(|entry| match entry.path().is_dir() {
        true => files(&entry.path()),
        false => vec![entry.file_name().to_string_lossy().into_owned()],
    });
    inside.collect()
}

fn compare(shell: &str, script: &Script, done: &Done) {
    for call in &done.calls {
        let listed = script.invocations.iter().any(|invocation| fits(call, invocation));
        let option = shell == "zsh" && call.first().is_some_and(|name| name == "-p");
        assert!(listed || option, "{shell} ran {call:?}, listed is {:?}", script.invocations);
    }
    use RedirectionKind as R;
    let redirections = script.invocations.iter().flat_map(|invocation| &invocation.redirections);
    let written = redirections.filter(|redirection| {
        matches!(redirection.kind, R::Write | R::Append | R::Clobber | R::ReadWrite | R::Duplicate)
    });
    let targets: Vec<&Word> = written.filter_map(|redirection| redirection.target.as_ref()).collect();
    for file in &done.files {
        let named = |target: &&Word| target.value.as_ref().is_none_or(|value| ends(value, file));
        assert!(targets.iter().any(named), "{shell} wrote {file:?}, listed is {targets:?}");
    }
}

fn ends(path: &str, name: &str) -> bool {
    Path::new(path).file_name().is_some_and(|last| last.to_string_lossy() == name)
}

/// Whether an invocation may be this call, as far as its words are known.
fn fits(call: &[String], invocation: &Invocation) -> bool {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let first = call.first().map(|program| name(program)).unwrap_or_default();
    // `exec -a NAME PROGRAM` runs under that name.
    let renamed = |word: &Word| word.value.as_deref().is_none_or(|value| value == first);
    let wraps = |wrapping: &Wrapping| name(&wrapping.name) == first || wrapping.arguments.iter().any(renamed);
    if invocation.wrappers.iter().any(wraps) {
        return true;
    }
    let Some(program) = &invocation.program else { return false };
    let mut words = std::iter::once(program).chain(&invocation.arguments);
    let mut given = call.iter();
    loop {
        match (words.next(), given.next()) {
            (None, None) => return true,
            (None, Some(_)) => return invocation.appended,
            (Some(word), _) if word.splits || word.value.is_none() => return true,
            (Some(word), Some(given)) if word.value.as_deref().is_some_and(|value| is_alike(value, given)) => {}
            (Some(_), _) => return false,
        }
    }
}

/// The same text, the numbers of descriptors aside.
fn is_alike(value: &str, given: &str) -> bool {
    let plain = |text: &str| {
        let text = text.replace("/proc/self/fd/", "/dev/fd/");
        let mut parts = text.split("/dev/fd/");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| {
            format!("{text}/dev/fd/{}", part.trim_start_matches(|c: char| c.is_ascii_digit()))
        })
    };
    plain(value) == plain(given)
}
