//! Streams that are closed, full, endless or no streams at all.

use std::fs::File;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use super::run::{Place, clients, code, denied, fed, finished, hook, program, spawned, told};

/// Runs the hook by a shell, with redirections.
fn redirected(client: &str, redirections: &str, event: &[u8]) -> Output {
    let mut command = std::process::Command::new("sh");
    let line = format!("exec \"$0\" hook {client} --allow explicit --deadline 20000 {redirections}");
    command.arg("-c").arg(line).arg(env!("CARGO_BIN_EXE_fleetgate")).env_remove("FLEETGATE_FLEET");
    fed(&mut command, event)
}

#[test]
fn a_word_that_nobody_hears_is_no_allow() {
    let place = Place::new();
    for event in [place.allowed(), place.held(), b"rubbish".to_vec()] {
        for lost in [">&-", ">/dev/null", ">/dev/full"] {
            let output = redirected("claude", lost, &event);
            let (out, err) = told(&output);
            assert_eq!((out.as_str(), code(output.status)), ("", Some(2)), "{lost}");
            assert!(err.starts_with("fleetgate: deny: ") && err.lines().count() == 1, "{lost}: {err}");
        }
        for lost in [">&- 2>&-", ">/dev/full 2>/dev/full"] {
            assert_eq!(code(redirected("claude", lost, &event).status), Some(2), "{lost}");
        }
        let mut child = spawned(hook("claude").args(["--allow", "explicit"]));
        drop(child.stdout.take());
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), &event).unwrap();
        let output = finished(child, Duration::ZERO);
        assert_eq!(code(output.status), Some(2));
        assert!(told(&output).1.starts_with("fleetgate: deny: "));
    }
    // An allow that says nothing needs no stream.
    let output = fed(hook("claude").stdout(Stdio::null()), &place.allowed());
    assert_eq!(code(output.status), Some(0));
}

#[test]
fn standard_error_may_be_gone() {
    for client in clients() {
        for lost in ["2>&-", "2>/dev/full", "2>/dev/null"] {
            let output = redirected(&client, lost, b"rubbish");
            let (out, _) = told(&output);
            assert_eq!((out.lines().count(), code(output.status)), (1, Some(2)), "{client} {lost}");
            assert!(out.contains("deny"), "{client} {lost}: {out}");
        }
    }
}

#[test]
fn an_answer_that_is_cut_off_is_no_allow() {
    let place = Place::new();
    for event in [place.allowed(), place.held()] {
        let log = place.file("out");
        std::fs::write(&log, vec![b'x'; 1000]).unwrap();
        let mut command = std::process::Command::new("bash");
        let line = "ulimit -f 1; exec \"$0\" hook claude --allow explicit --deadline 20000 >>\"$1\"";
        command.args(["-c", line, env!("CARGO_BIN_EXE_fleetgate")]).arg(&log).env_remove("FLEETGATE_FLEET");
        let output = fed(&mut command, &event);
        assert_eq!(code(output.status), Some(2), "{output:?}");
        assert!(told(&output).1.starts_with("fleetgate: deny: "), "{output:?}");
        assert_eq!(std::fs::read(&log).unwrap().len(), 1024);
    }
}

#[test]
fn a_stream_that_takes_nothing_for_now_is_waited_for() {
    use std::io::Read as _;
    let place = Place::new();
    let mut command = std::process::Command::new("python3");
    let line = "import os,sys; os.set_blocking(1, False)\nwhile True:\n  try: os.write(1, b'x')\n  except BlockingIOError: break\n\
                os.execv(sys.argv[1], sys.argv[1:])";
    command.args(["-c", line, env!("CARGO_BIN_EXE_fleetgate"), "hook", "claude", "--allow", "explicit"]);
    command.args(["--deadline", "20000"]).env_remove("FLEETGATE_FLEET");
    let Ok(mut child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else { return };
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), &place.allowed()).unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let mut out = String::new();
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(out.trim_start_matches('x').starts_with("{\"hookSpecificOutput\""), "{}", out.len());
}

#[test]
fn a_reader_that_never_reads_ends_in_the_exit_code() {
    let mut command = std::process::Command::new("python3");
    let line = "import os,sys,fcntl\nr,w=os.pipe()\nfcntl.fcntl(w, 1031, 4096)\nos.write(w, b'x'*4096)\nos.dup2(w, 1)\n\
                os.dup2(r, 9)\nos.execv(sys.argv[1], sys.argv[1:])";
    command.args(["-c", line, env!("CARGO_BIN_EXE_fleetgate"), "hook", "claude", "--deadline", "300"]);
    let Ok(mut child) = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn() else { return };
    drop(child.stdin.take());
    let start = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(output.status), Some(2), "{output:?}");
    assert!(told(&output).1.starts_with("fleetgate: deny: "));
    assert!(start.elapsed() < Duration::from_secs(15));
}

#[test]
fn standard_input_that_is_none() {
    let place = Place::new();
    for client in clients() {
        let folder = File::open(place.file(".")).unwrap();
        denied(&client, &hook(&client).stdin(folder).output().unwrap());
        denied(&client, &redirected(&client, "<&-", b""));
        denied(&client, &hook(&client).stdin(File::open("/dev/zero").unwrap()).output().unwrap());
        denied(&client, &hook(&client).stdin(File::open("/dev/urandom").unwrap()).output().unwrap());
    }
}

#[test]
fn standard_input_that_never_ends_meets_the_deadline() {
    let place = Place::new();
    for client in clients() {
        let deadline = Duration::from_millis(400);
        for start in [Vec::new(), b"{".to_vec(), place.allowed()] {
            let mut child = spawned(program().args(["hook", &client, "--deadline", "400"]));
            let mut input = child.stdin.take().unwrap();
            std::io::Write::write_all(&mut input, &start).unwrap();
            let reason = denied(&client, &finished(child, deadline));
            assert!(reason.contains("no answer was found in time"), "{reason}");
            drop(input);
        }
    }
}
