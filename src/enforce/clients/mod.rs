//! Agent clients: one file each, decode and encode together. Pure: an event in, bytes and an exit code out.

mod answer;
mod arguments;
mod claude;
mod codex;
mod copilot;
mod cursor;
mod error;
mod gemini;
mod marks;
mod mcp;
mod opencode;
mod patch;

use serde_json::Value;

pub use answer::{Answer, Manner};
pub use error::EventError;

use crate::model::{Outcome, ToolCall};

/// An agent client that has a hook before its tools.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Client {
    /// Claude Code.
    Claude,
    /// Codex.
    Codex,
    /// Gemini CLI.
    Gemini,
    /// opencode, by fleetgate's plugin.
    Opencode,
    /// GitHub Copilot CLI.
    Copilot,
    /// Cursor: from its documentation, not measured.
    Cursor,
}

impl Client {
    /// Every client.
    pub const ALL: [Self; 6] = [Self::Claude, Self::Codex, Self::Gemini, Self::Opencode, Self::Copilot, Self::Cursor];

    /// The word for it on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Claude => "claude",
            Self::Codex => "codex",
            Self::Gemini => "gemini",
            Self::Opencode => "opencode",
            Self::Copilot => "copilot",
            Self::Cursor => "cursor",
        }
    }

    /// The client of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|client| client.word() == word)
    }

    /// The name that people know it by.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Claude => "Claude Code",
            Self::Codex => "Codex",
            Self::Gemini => "Gemini CLI",
            Self::Opencode => "opencode",
            Self::Copilot => "Copilot CLI",
            Self::Cursor => "Cursor",
        }
    }

    /// Reads an event. Unknown keys are fine; a missing or malformed one that counts is an error, and so is an event
    /// that another client sent.
    ///
    /// # Errors
    ///
    /// [`EventError`] says what is wrong, and which client waits for the answer; the call is then denied.
    pub fn decode(self, event: &Value) -> Result<ToolCall, EventError> {
        let event = event.as_object().ok_or_else(|| EventError::new("it is no JSON object"))?;
        marks::expect(self, event)?;
        let call = match self {
            Self::Claude => claude::decode(event),
            Self::Codex => codex::decode(event),
            Self::Gemini => gemini::decode(event),
            Self::Opencode => opencode::decode(event),
            Self::Copilot => copilot::decode(event),
            Self::Cursor => cursor::decode(event),
        }?;
        match call.tool.trim().is_empty() {
            true => Err(EventError::new("the tool's name is empty")),
            false => Ok(call),
        }
    }

    /// The answer in the client's dialect. A hold asks, where the client then waits for a person; it denies elsewhere.
    #[must_use]
    pub fn encode(self, outcome: Outcome, reason: &str, manner: &Manner) -> Answer {
        let reason = answer::reason(reason);
        match self {
            Self::Claude => claude::encode(outcome, &reason, manner),
            Self::Codex => codex::encode(outcome, &reason),
            Self::Gemini => gemini::encode(outcome, &reason, manner),
            Self::Opencode => opencode::encode(outcome, &reason),
            Self::Copilot => copilot::encode(outcome, &reason),
            Self::Cursor => cursor::encode(outcome, &reason, manner),
        }
    }

    /// Whether the client starts its hooks in the session's folder, so that an event need not name it.
    #[must_use]
    pub const fn starts_hooks_in_session(self) -> bool {
        matches!(self, Self::Codex)
    }

    /// Whether the first line of a session's log is of a version that says in which folder each command runs.
    #[must_use]
    pub fn says_folder(self, first_line: &[u8]) -> bool {
        self == Self::Codex && codex::says_folder(first_line)
    }
}
