//! A whole call on a repository: bytes, facts, decision, answer. The first byte chooses the client.

#![no_main]

use fleetgate_fuzz::{addressed, hook};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Some((client, bytes)) = addressed(data) {
        hook::check(client, bytes);
    }
});
