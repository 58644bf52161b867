//! What the fuzz targets hold fleetgate's answers against. A property that does not hold panics.

pub mod decoder;
#[path = "../../tests/it/tool/heard.rs"]
pub mod heard;
pub mod hook;
pub mod shell;
pub mod shells;

use std::sync::LazyLock;

use fleetgate::decide::Bundle;
use fleetgate::enforce::clients::{Answer, Client, Manner};
use fleetgate::model::Outcome;

/// The policies and data that the binary has in it.
pub static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| Bundle::embedded().expect("the bundle that was built in"));

/// A program that nothing knows: no command line in which it stands is ever understood whole.
pub const PLANTED: &str = "zqplanted";

/// The client that a byte names, and the rest. `FUZZ_CLIENT` names one for all inputs.
#[must_use]
pub fn addressed(data: &[u8]) -> Option<(Client, &[u8])> {
    static NAMED: LazyLock<Option<Client>> = LazyLock::new(|| {
        let word = std::env::var("FUZZ_CLIENT").ok()?;
        Some(Client::named(&word).expect("FUZZ_CLIENT is a client's word"))
    });
    let (first, rest) = data.split_first()?;
    let client = NAMED.unwrap_or(Client::ALL[usize::from(*first) % Client::ALL.len()]);
    Some((client, rest))
}

/// Holds that a failure is told as a deny that its listener understands.
pub fn refused(listener: Client, why: &str) -> Answer {
    let answer = listener.encode(Outcome::Deny, &format!("fleetgate: deny: {why}"), &Manner::default());
    assert_eq!(heard::word(listener, &answer), "deny");
    answer
}
