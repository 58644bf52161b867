//! A text as a command line.

#![no_main]

use fleetgate_fuzz::shell;

libfuzzer_sys::fuzz_target!(|text: &str| shell::check(text));
