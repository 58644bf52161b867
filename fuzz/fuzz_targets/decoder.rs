//! Bytes as one client's event: decoded, and every outcome encoded. The first byte chooses the client.

#![no_main]

use fleetgate_fuzz::{addressed, decoder};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some((client, bytes)) = addressed(data) {
        decoder::check(client, bytes);
    }
});
