//! fleetgate as its users meet it: command lines, exit codes, messages, streams.

mod answers;
mod arguments;
mod catalogue;
mod facts;
mod files;
mod streams;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::judge::{Case, Judged, binary};

/// The program with these arguments, in an environment that knows nothing of the person who runs the tests.
fn program(args: &[impl AsRef<str>]) -> Command {
    let mut command = Command::new(binary());
    command.args(args.iter().map(AsRef::as_ref)).stdin(Stdio::null());
    for name in ["FLEETGATE_FLEET", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program with this on its standard input.
fn fed(args: &[impl AsRef<str>], input: &[u8]) -> Output {
    let mut command = program(args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that ends before it has read everything is none of the test's business.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What is said on standard error, with `DIR` for the case's temporary folder.
fn said(judged: &Judged, case: &Case) -> String {
    judged.breaks("");
    without(&judged.stderr, case.scene.outside())
}

fn without(text: &str, folder: &Path) -> String {
    text.replace(folder.to_str().unwrap(), "DIR")
}

/// The arguments of a case, one of them replaced.
fn replaced(case: &Case, flag: &str, value: &str) -> Vec<String> {
    let mut args = case.args();
    let at = args.iter().position(|arg| arg == flag).unwrap();
    value.clone_into(&mut args[at + 1]);
    args
}

/// The arguments of a case, one of them left out.
fn left_out(case: &Case, flag: &str) -> Vec<String> {
    let mut args = case.args();
    let at = args.iter().position(|arg| arg == flag).unwrap();
    args.drain(at..at + 2);
    args
}
