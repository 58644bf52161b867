//! Understands a program's arguments by its specification: effects, or what could not be understood.

mod arg;
mod assign;
mod call;
mod elsewhere;
mod engine;
mod environment;
mod figures;
mod folders;
mod found;
mod handing;
mod kept;
mod lang;
mod lines;
mod listing;
mod modes;
mod nested;
mod parse;
mod passed;
mod settings;
mod signs;
mod table;
mod twins;
mod validate;
mod value;

pub use arg::{Arg, DASHED, Dynamic, START};
pub use call::{Call, Lookup, Nested, Understanding};
pub use engine::understand;
pub use environment::shell_variable;
pub use figures::{COUNT, NUMBER, SUM};
pub use listing::{Holds, Listing, Names, listing};
pub use validate::check;
