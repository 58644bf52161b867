//! Signals from outside, while the hook waits for its event.

use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use super::run::{clients, code, denied, finished, hook, program, spawned};

/// Waits until the process has led its standard output away: then its client's own words stand ready.
fn armed(child: &Child) {
    let link = format!("/proc/{}/fd/1", child.id());
    for _ in 0..3000 {
        if std::fs::read_link(&link).is_ok_and(|to| to.as_os_str() == "/dev/null") {
            return;
        }
        sleep(Duration::from_millis(5));
    }
    panic!("never armed");
}

fn kill(child: &Child, signal: i32) {
    let status = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

#[test]
fn every_signal_that_ends_a_process_is_the_clients_deny() {
    // Not among them: 9 KILL, 19 STOP; 13 PIPE, 17 CHLD, 18 CONT, 20 TSTP, 21 TTIN, 22 TTOU, 23 URG, 28 WINCH; 32, 33.
    let ends = (1..=64).filter(|signal| ![9, 13, 17, 18, 19, 20, 21, 22, 23, 28, 32, 33].contains(signal));
    for signal in ends {
        for client in clients() {
            let child = spawned(&mut hook(&client));
            armed(&child);
            kill(&child, signal);
            denied(&client, &finished(child, Duration::ZERO));
        }
    }
}

#[test]
fn signals_that_stop_or_say_little_end_nothing() {
    let mut child = spawned(&mut hook("claude"));
    armed(&child);
    for signal in [13, 17, 18, 20, 21, 22, 23, 28] {
        kill(&child, signal);
    }
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"rubbish");
    let reason = denied("claude", &finished(child, Duration::ZERO));
    assert!(reason.contains("JSON"), "{reason}");
}

#[test]
fn many_signals_are_one_answer() {
    for _ in 0..10 {
        let child = spawned(&mut hook("claude"));
        armed(&child);
        let id = child.id().to_string();
        let line = format!("for i in 1 2 3 4 5 6 7 8; do kill -TERM {id}; kill -SEGV {id}; kill -USR1 {id}; done 2>&-");
        let _ = Command::new("bash").args(["-c", &line]).status();
        denied("claude", &finished(child, Duration::ZERO));
    }
}

#[test]
fn what_the_caller_ignores_or_blocks_stops_no_deadline() {
    for caller in [
        "trap '' ALRM TERM SEGV BUS ABRT; exec \"$0\" \"$@\"",
        "exec env --block-signal=ALRM,TERM,SEGV,ABRT \"$0\" \"$@\"",
        "exec env --ignore-signal \"$0\" \"$@\"",
    ] {
        for fault in ["hang@worker", "overflow@worker", "overflow@main", "abort@worker"] {
            let mut command = Command::new("bash");
            command.args(["-c", caller, env!("CARGO_BIN_EXE_fleetgate"), "hook", "claude", "--deadline", "500"]);
            let mut child = spawned(command.env("FLEETGATE_FAULT", fault));
            let input = child.stdin.take();
            if cfg!(debug_assertions) {
                drop(input);
                denied("claude", &finished(child, Duration::from_millis(500)));
            } else {
                denied("claude", &finished(child, Duration::from_millis(500)));
                drop(input);
            }
        }
    }
}

#[test]
fn an_ignored_hang_up_stays_ignored() {
    let mut command = Command::new("bash");
    let caller = "trap '' HUP; exec \"$0\" \"$@\"";
    command.args(["-c", caller, env!("CARGO_BIN_EXE_fleetgate"), "hook", "claude", "--deadline", "20000"]);
    let mut child = spawned(&mut command);
    armed(&child);
    kill(&child, 1);
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"rubbish");
    assert!(denied("claude", &finished(child, Duration::ZERO)).contains("JSON"));
}

#[test]
fn what_nobody_can_catch_says_nothing() {
    let child = spawned(&mut hook("claude"));
    armed(&child);
    kill(&child, 9);
    let output = finished(child, Duration::ZERO);
    assert_eq!((code(output.status), output.stdout.len()), (None, 0));
}

#[test]
fn an_alarm_of_the_callers_does_not_end_it() {
    let line = "import os,signal,sys; signal.setitimer(signal.ITIMER_REAL, 0.2); os.execv(sys.argv[1], sys.argv[1:])";
    let mut command = Command::new("python3");
    command.args(["-c", line, env!("CARGO_BIN_EXE_fleetgate"), "hook", "claude", "--deadline", "20000"]);
    let mut child = spawned(&mut command);
    sleep(Duration::from_millis(600));
    let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"rubbish");
    assert!(denied("claude", &finished(child, Duration::ZERO)).contains("JSON"));
    drop(program());
}
