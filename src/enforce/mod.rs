//! The PEP: says what was decided. Pure: a decision in, text out.

mod explanation;
mod human;
mod json;
mod plain;

pub use explanation::{Rule, explanation};
pub use human::human;
pub use json::{document, json};
pub use plain::plain;
