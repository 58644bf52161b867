//! What `fleetgate doctor` asks an installed hook, how each client hears the answer, and how the findings are told. Pure.

mod canary;
mod entry;
mod heard;
mod human;
mod trust;

pub use canary::{Canary, Expected, canaries};
pub use entry::{entry_checks, limits, silenced};
pub use heard::{Heard, heard};
pub use human::report;
pub use trust::trust_check;
