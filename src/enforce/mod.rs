//! The PEP: says what was decided. Pure: a decision in, text out.

mod call;
pub mod clients;
pub mod doctor;
mod explanation;
mod human;
mod invocations;
mod json;
mod plain;
pub mod settings;
mod summary;

pub use call::call;
pub use explanation::{Rule, explanation};
pub use human::human;
pub use invocations::invocations;
pub use json::{document, json};
pub use plain::plain;
pub use summary::summary;
