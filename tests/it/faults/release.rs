//! Release builds know no faults on purpose. `cargo test --release --test it faults::` runs this.

use super::run::{Place, code, fed, hook, told};

#[test]
fn the_switch_does_nothing() {
    let place = Place::new();
    for fault in ["panic", "abort", "overflow", "hang", "exit", "chatter"] {
        for at in ["main", "worker", "voice"] {
            let wanted = format!("{fault}@{at}");
            let output = fed(hook("claude").env("FLEETGATE_FAULT", &wanted), &place.allowed());
            assert_eq!((told(&output), code(output.status)), ((String::new(), String::new()), Some(0)), "{wanted}");
        }
    }
}

#[test]
fn the_binary_does_not_name_the_switch() {
    let bytes = std::fs::read(env!("CARGO_BIN_EXE_fleetgate")).unwrap();
    assert!(!bytes.windows(15).any(|part| part == b"FLEETGATE_FAULT"));
}
