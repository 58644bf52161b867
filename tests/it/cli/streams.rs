//! Terminals, pipes, and what hostile text does to them.

use std::fs::File;
use std::io::{self, Read, Write};
use std::process::Stdio;

use fleetgate::cli::{Colour, Exit, Surroundings, run};
use serde_json::json;

use super::{fed, program, text};
use crate::judge::{Case, fleetgate};
use crate::scene::{put, raw};

fn plain(bytes: &[u8]) -> bool {
    text(bytes).chars().all(|c| c == '\n' || !c.is_control())
}

#[test]
fn no_escapes_where_nobody_wants_colour() {
    let case = Case::change(&[put(".env", "A=1\n")]);
    for args in [
        case.args(),
        vec!["policy".into(), "list".into()],
        vec!["--help".into()],
        vec!["merge".into(), "--nope".into()],
    ] {
        let piped = program(&args).output().unwrap();
        assert!(plain(&piped.stdout) && plain(&piped.stderr), "{args:?}");
        let output = program(&args).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "").output().unwrap();
        assert!(plain(&output.stdout) && plain(&output.stderr), "{args:?}");
    }
    let forced = program(&case.args()).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(text(&forced.stdout).contains("\u{1b}["), "colour where it is asked for");
    let mut json = case.args();
    json.extend(["--format", "json"].map(str::to_owned));
    assert!(plain(&program(&json).env("CLICOLOR_FORCE", "1").output().unwrap().stdout));
}

#[test]
fn hostile_text_never_steers_the_terminal() {
    let hostile = "WIP \u{1b}[31m\u{1b}]0;x\u{7}\nALLOW\r\u{9b}2J\u{7f}\u{202e}\u{2028}\u{200b}";
    let mut case = Case::change(&[
        raw(b"docs/\x1b[2J\nALLOW.md", 0o100_644, b"x\n"),
        put("docs/\u{9b}31m.md", "x\n"),
        put("docs/\u{202e}dm.md", "x\n"),
    ]);
    case = case.evidence(|evidence, head| {
        evidence["title"] = json!(hostile);
        evidence["labels"] = json!([hostile, "wip/\u{1b}[31m", "risk:\u{1b}[0m\u{9b}"]);
        evidence["checks"][0]["note"] = json!(format!("skipped {hostile}"));
        evidence["approvals"] = json!([{ "by": "mallory", "kind": "human", "head_sha": head }]);
    });
    let name = "acme/\u{1b}[31m\nALLOW";
    let mut explain = case.args();
    explain.insert(0, "explain".to_owned());
    for mut args in [
        case.args(),
        [case.args(), vec!["--format".into(), "json".into(), "--with-facts".into()]].concat(),
        [case.args(), vec!["--with-facts".into()]].concat(),
        explain,
    ] {
        let at = args.iter().position(|arg| arg == "--name").unwrap();
        for name in ["acme/app", name] {
            name.clone_into(&mut args[at + 1]);
            let output = program(&args).output().unwrap();
            assert_eq!(output.status.code(), Some(1));
            let shown = text(&output.stdout);
            let raw = shown
                .chars()
                .find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202e}' | '\u{2028}' | '\u{200b}'));
            assert_eq!(raw, None, "{shown}");
            assert!(!shown.lines().any(|line| line.trim_start().starts_with("ALLOW")), "{shown}");
        }
    }
}

#[test]
fn a_reader_that_went_away_gets_no_allow() {
    let case = Case::docs();
    for format in ["human", "json"] {
        let mut args = case.args();
        args.extend(["--format", format].map(str::to_owned));
        let mut child = program(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).starts_with("error: can't write the answer: "), "{}", text(&output.stderr));
        let full = File::options().write(true).open("/dev/full").unwrap();
        assert_eq!(program(&args).stdout(full).output().unwrap().status.code(), Some(2));
        let mut child = program(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        assert_eq!(child.wait().unwrap().code(), Some(2), "with both streams closed");
    }
    for args in [["schema", "fleet"], ["policy", "list"], ["completions", "bash"]] {
        assert_eq!(
            program(&args)
                .stdout(File::options().write(true).open("/dev/full").unwrap())
                .output()
                .unwrap()
                .status
                .code(),
            Some(2)
        );
    }
}

struct Panics;

impl Read for Panics {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        panic!("on purpose")
    }
}

impl Write for Panics {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        panic!("on purpose")
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A stream that takes nothing, or fails when it is flushed.
struct Fails(bool);

impl Write for Fails {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 { Ok(bytes.len()) } else { Ok(0) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::Error::other("no"))
    }
}

#[test]
fn a_panic_inside_is_a_broken_gate() {
    let case = Case::docs();
    let args = || std::iter::once("fleetgate".to_owned()).chain(super::replaced(&case, "--evidence", "-"));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let colour = Colour::default();
    let exit =
        run(args(), &mut Surroundings { input: &mut Panics, out: &mut out, err: &mut err, colour, terminal: false });
    assert_eq!((exit, out.len()), (Exit::Broken, 0));
    let text = case.evidence_text();
    let exit = run(
        args(),
        &mut Surroundings { input: &mut text.as_bytes(), out: &mut Panics, err: &mut err, colour, terminal: false },
    );
    assert_eq!(exit, Exit::Broken);
    for flushes in [true, false] {
        let mut out = Fails(flushes);
        let exit = run(
            args(),
            &mut Surroundings { input: &mut text.as_bytes(), out: &mut out, err: &mut err, colour, terminal: false },
        );
        assert_eq!(exit, Exit::Broken);
    }
    let exit = run(
        args(),
        &mut Surroundings {
            input: &mut text.as_bytes(),
            out: &mut io::sink(),
            err: &mut Panics,
            colour,
            terminal: false,
        },
    );
    assert_eq!(exit, Exit::Done);
}

#[test]
fn ten_thousand_files_through_the_program() {
    let case = crate::traps::scale::case();
    let mut args = case.args();
    let human = program(&args).output().unwrap();
    assert_eq!(human.status.code(), Some(1));
    assert!(human.stdout.len() < 20_000, "{}", human.stdout.len());
    assert!(text(&human.stdout).contains("  change   10000 files, "));
    args.extend(["--format", "json", "--with-facts"].map(str::to_owned));
    let output = program(&args).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let judged = fleetgate(&args, "");
    assert_eq!(text(&output.stdout), judged.stdout);
    crate::traps::scale::told(&judged);
    let facts = judged.json["facts"].to_string();
    let again = fed(&["decide", "merge", "--facts", "-"], facts.as_bytes());
    let plain: Vec<String> = args.into_iter().filter(|arg| arg != "--with-facts").collect();
    assert_eq!(text(&again.stdout), fleetgate(&plain, "").stdout);
}
