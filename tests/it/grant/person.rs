//! A person at a terminal: a pseudo terminal that the program's three streams are.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use serde_json::{Value, json};

use crate::tool::desk::Desk;

/// What `fleetgate ARGS` shows to a person who types `typed`, and its exit code.
pub(super) fn types(desk: &Desk, args: &[&str], typed: &str) -> (String, Option<i32>) {
    let main = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&main).unwrap();
    unlockpt(&main).unwrap();
    let name = ptsname(&main, Vec::new()).unwrap();
    let open = || {
        let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
        OpenOptions::new().read(true).write(true).open(path).unwrap()
    };
    let mut main = File::from(main);
    let mut child = desk.fleetgate(args).stdin(open()).stdout(open()).stderr(open()).spawn().unwrap();
    main.write_all(typed.as_bytes()).unwrap();
    let mut shown = Vec::new();
    let mut bytes = [0; 4096];
    // With nobody left on the other side, reading fails.
    while let Ok(count) = main.read(&mut bytes)
        && count > 0
    {
        shown.extend_from_slice(&bytes[..count]);
    }
    (String::from_utf8(shown).unwrap(), child.wait().unwrap().code())
}

/// What the command says without a terminal, and its exit code.
pub(super) fn piped(desk: &Desk, args: &[&str]) -> (String, Option<i32>) {
    let output = desk.fleetgate(args).output().unwrap();
    (String::from_utf8([output.stdout, output.stderr].concat()).unwrap(), output.status.code())
}

pub(super) fn bash(command: &str) -> Value {
    json!({ "command": command })
}

/// The hook's word on a command, and the code that it offers.
pub(super) fn asks(desk: &Desk, event: &Value) -> (String, Option<String>) {
    let said = desk.says(event.to_string().as_bytes());
    let code = said.out.split_once("fleetgate grant ").map(|(_, rest)| rest.chars().take(9).collect());
    (said.word(), code)
}

/// The hook holds this call and offers a code; a person says yes to it.
pub(super) fn granted(desk: &Desk, event: &Value) -> String {
    let (word, code) = asks(desk, event);
    assert_eq!(word, "ask", "{event}");
    let code = code.unwrap();
    let (shown, exit) = types(desk, &["grant", &code], "yes\n");
    assert_eq!(exit, Some(0), "{shown}");
    code
}
