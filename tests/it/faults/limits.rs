//! Limits on memory, stack, files and time that somebody else has set.

use std::process::{Command, Output};

use super::run::{Place, code, denied, fed, told};

fn limited(limits: &str, fault: &str, event: &[u8]) -> Output {
    let mut command = under(limits, "hook claude --deadline 20000");
    fed(command.env_remove("FLEETGATE_FLEET").env("FLEETGATE_FAULT", fault), event)
}

fn under(limits: &str, arguments: &str) -> Command {
    let mut command = Command::new("bash");
    command.args(["-c", &format!("{limits}; exec \"$0\" {arguments}"), env!("CARGO_BIN_EXE_fleetgate")]);
    command
}

/// Whether the binary can be loaded at all. Where it can't, nobody answers.
fn starts(limits: &str) -> bool {
    under(limits, "--version").output().unwrap().status.success()
}

/// Whether a run was one of the two that there may be: the whole work, or the deny.
fn answered(output: &Output, wanted: i32) {
    match code(output.status) {
        Some(0) if wanted == 0 => assert_eq!(told(output), (String::new(), String::new())),
        _ => drop(denied("claude", output)),
    }
}

#[test]
fn memory_runs_out_anywhere() {
    let place = Place::new();
    let (mut denies, mut allows) = (0, 0);
    // KiB of address space.
    for limit in (20_000..400_000).step_by(15_000).map(|room| format!("ulimit -v {room}")) {
        if !starts(&limit) {
            continue;
        }
        let output = limited(&limit, "", &place.allowed());
        answered(&output, 0);
        if code(output.status) == Some(0) { allows += 1 } else { denies += 1 }
    }
    assert!(denies > 0 && allows > 0, "{denies} {allows}");
}

#[test]
fn few_files_small_stacks_short_time() {
    let place = Place::new();
    for files in 3..16 {
        let limit = format!("ulimit -n {files}");
        if starts(&limit) {
            denied("claude", &limited(&limit, "", b"rubbish"));
        }
    }
    for stack in [64, 128, 256, 1024] {
        let output = limited(&format!("ulimit -s {stack}"), "", &place.allowed());
        answered(&output, 0);
    }
}

#[cfg(debug_assertions)]
#[test]
fn processor_time_runs_out() {
    denied("claude", &limited("ulimit -S -t 1", "spin@worker", b"{}"));
    denied("claude", &limited("ulimit -S -s 256", "overflow@main", b"{}"));
}
