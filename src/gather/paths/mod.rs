//! Paths as policies see them: normalised, tagged with class names, looked over for oddness, printed.

mod cover;
mod fold;
mod known;
mod odd;
mod pattern;
mod segment;
mod tagger;
mod walk;

pub use odd::{oddness, printable};
pub use tagger::{KnownClasses, OperatorClass, Reach, Tagger};
pub(in crate::gather) use walk::{has_stars_alone, is_like};
