//! Allow once: a hold waits for a person, a grant lifts it for one call, and no agent makes one.

mod clients;
mod code;
mod hook;
mod minting;
mod person;
mod store;
mod terminal;
