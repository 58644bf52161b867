//! Faults that the hook brings upon itself.

use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::run::{Place, clients, code, denied, fed, finished, hook, program, spawned, told};

#[test]
fn every_fault_is_the_clients_deny() {
    for client in clients() {
        for place in ["main", "worker"] {
            for fault in ["panic", "panic-twice", "abort", "overflow", "overflow-thread", "oom", "exit"] {
                let wanted = format!("{fault}@{place}");
                let output = fed(hook(&client).env("FLEETGATE_FAULT", &wanted).env("RUST_BACKTRACE", "full"), b"{}");
                let reason = denied(&client, &output);
                let panicked = wanted == "panic@worker";
                assert_eq!(reason.contains("(panic)"), panicked, "{wanted}: {reason}");
                assert_eq!(reason.contains("it crashed or was told to end"), !panicked, "{wanted}: {reason}");
            }
        }
    }
}

#[test]
fn whoever_is_stuck_is_denied_at_the_deadline() {
    for client in clients() {
        for wanted in ["hang@main", "hang@worker", "spin@main", "spin@worker"] {
            let start = Instant::now();
            let deadline = Duration::from_millis(300);
            let mut command = program();
            command.args(["hook", &client, "--deadline", "300"]).env("FLEETGATE_FAULT", wanted);
            let mut child = spawned(&mut command);
            drop(child.stdin.take());
            let reason = denied(&client, &finished(child, deadline));
            assert!(start.elapsed() >= deadline, "{wanted}");
            assert!(reason.contains("no answer was found in time"), "{wanted}: {reason}");
        }
    }
}

#[test]
fn what_a_library_prints_is_not_in_the_answer() {
    let place = Place::new();
    for client in clients() {
        for wanted in ["chatter@main", "chatter@worker"] {
            denied(&client, &fed(hook(&client).env("FLEETGATE_FAULT", wanted), b"rubbish"));
        }
    }
    for wanted in ["chatter@main", "chatter@worker"] {
        let output = fed(hook("claude").env("FLEETGATE_FAULT", wanted), &place.allowed());
        assert_eq!((told(&output), code(output.status)), ((String::new(), String::new()), Some(0)), "{wanted}");
    }
}

#[test]
fn a_signal_finds_the_speaker_speaking_and_lets_it_finish() {
    let place = Place::new();
    for signal in ["TERM", "HUP", "ALRM", "USR1"] {
        let mut child = spawned(hook("claude").args(["--allow", "explicit"]).env("FLEETGATE_FAULT", "stall@voice"));
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), &place.allowed()).unwrap();
        let id = child.id().to_string();
        for _ in 0..5 {
            sleep(Duration::from_millis(150));
            let once = signal != "ALRM";
            let _ = std::process::Command::new("kill").args(["-s", signal, &id]).stderr(Stdio::null()).status();
            if !once {
                break;
            }
        }
        let output = finished(child, Duration::ZERO);
        let (out, _) = told(&output);
        // Either nobody had spoken yet, then it is the deny; or the allow is whole. Nothing in between, nothing twice.
        match code(output.status) {
            Some(0) => assert_eq!((out.lines().count(), out.contains("\"allow\"")), (1, true), "{signal}: {output:?}"),
            _ => drop(denied("claude", &output)),
        }
    }
}

#[test]
fn a_speaker_that_never_ends_is_ended() {
    let mut command = program();
    command.args(["hook", "claude", "--deadline", "300"]).env("FLEETGATE_FAULT", "hang@voice");
    let mut child = spawned(&mut command);
    drop(child.stdin.take());
    assert_eq!(code(finished(child, Duration::from_secs(2)).status), Some(2));
}

/// The store of grants lies on a disk that may hang, too.
#[test]
fn the_deadline_counts_for_the_store() {
    let place = Place::new();
    let event = place.held_in_a_session();
    for (wanted, why) in [("hang@store", "no answer was found in time"), ("panic@store", "(panic)")] {
        let mut command = program();
        command.args(["hook", "claude", "--deadline", "6000"]).env("FLEETGATE_FAULT", wanted);
        command.env_remove("XDG_STATE_HOME").env("HOME", place.file("home"));
        let reason = denied("claude", &fed(&mut command, &event));
        assert!(reason.contains(why), "{wanted}: {reason}");
    }
}
