//! Faults on purpose, for the tests of the dead man's answer. Builds without debug assertions don't have this file.
//!
//! `FLEETGATE_FAULT=KIND@PLACE` makes the hook fail so at that place: `main`, `worker`, `store` or `voice`.

use std::io::Write as _;
use std::thread;
use std::time::Duration;

struct PanicsAgain;

impl Drop for PanicsAgain {
    #[expect(clippy::panic, reason = "a fault on purpose")]
    fn drop(&mut self) {
        panic!("on purpose, while unwinding");
    }
}

/// Fails here, if that is asked for.
pub(super) fn strike(place: &str) {
    #[expect(clippy::disallowed_methods, reason = "the switch of the tests, which no release build has")]
    let Ok(wanted) = std::env::var("FLEETGATE_FAULT") else { return };
    let Some((kind, at)) = wanted.split_once('@') else { return };
    if at == place {
        fail(kind);
    }
}

#[expect(clippy::panic, reason = "a fault on purpose")]
fn fail(kind: &str) {
    match kind {
        "panic" => panic!("on purpose"),
        "panic-twice" => {
            let _again = PanicsAgain;
            panic!("on purpose");
        }
        "abort" => std::process::abort(),
        "overflow" => {
            std::hint::black_box(deep(0));
        }
        // As the engine's thread does, which nobody has given a handler's stack.
        "overflow-thread" => drop(thread::spawn(|| std::hint::black_box(deep(0))).join()),
        "oom" => drop(std::hint::black_box(Vec::<u8>::with_capacity(1 << 60))),
        "hang" => thread::sleep(Duration::from_secs(600)),
        "stall" => thread::sleep(Duration::from_millis(400)),
        "spin" => loop {
            std::hint::spin_loop();
        },
        "exit" =>
        {
            #[expect(clippy::disallowed_methods, reason = "a fault on purpose")]
            std::process::exit(0)
        }
        "chatter" => {
            // A library's stray lines, on both streams.
            let _ = std::io::stderr().write_all(b"chatter\n");
            thread::spawn(|| std::io::stdout().write_all(b"{}\n"));
            thread::sleep(Duration::from_millis(20));
        }
        _ => panic!("FLEETGATE_FAULT names no fault: {kind}"),
    }
}

#[expect(unconditional_recursion, reason = "a fault on purpose")]
fn deep(level: u64) -> u64 {
    let frame = std::hint::black_box([level; 64]);
    deep(level + 1) + frame.iter().sum::<u64>()
}
