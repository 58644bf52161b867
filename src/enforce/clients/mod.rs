//! Agent clients: one file each, decode and encode together. Pure: an event in, bytes and an exit code out.

pub mod claude;

/// What the client is told: everything that the process writes, and how it ends.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Answer {
    /// Standard output, all of it.
    pub out: String,
    /// Standard error, all of it.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

/// An event that can't be read. The answer is a deny.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the client's event can't be read: {why}; the call is denied, update the client or fleetgate")]
pub struct EventError {
    /// What is wrong with it.
    pub why: String,
}

impl EventError {
    fn new(why: impl Into<String>) -> Self {
        Self { why: why.into() }
    }
}
