//! A text as a command line, run by bash and zsh in a jail.

#![no_main]

use fleetgate_fuzz::shells;

libfuzzer_sys::fuzz_target!(|text: &str| shells::check(text));
