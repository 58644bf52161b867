//! Events that can't be read.

use super::Client;

/// An event that can't be read. The answer is a deny.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the client's event can't be read: {why}; the call is denied, {}", self.next())]
pub struct EventError {
    /// What is wrong with it.
    pub why: String,
    /// The client that sent it and waits for the answer, where that is not the one that was named.
    pub sender: Option<Client>,
}

impl EventError {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), sender: None }
    }

    pub(super) fn foreign(sender: Client, named: Client) -> Self {
        let why = format!("it comes from {}, and this hook is installed for {}", sender.title(), named.title());
        Self { why, sender: Some(sender) }
    }

    fn next(&self) -> String {
        match self.sender {
            Some(sender) => format!("have {} run `fleetgate hook {}` instead", sender.title(), sender.word()),
            None => "update the client or fleetgate".to_owned(),
        }
    }
}
