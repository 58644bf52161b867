//! What a person must know after an install.

use super::Client;

/// What is to be done or known besides, a sentence each.
#[must_use]
pub fn notes(client: Client, project: bool) -> Vec<&'static str> {
    let mut notes = vec![match client {
        Client::Claude => {
            "Claude Code before 2.1.329 does not know `onFailure`: there a missing binary, a crash or a time-out lets the call run"
        }
        Client::Codex => {
            "Codex skips a hook that you have not trusted, without a word, and again after each change: start Codex, open `/hooks`, trust this one"
        }
        Client::Gemini => "a missing hook blocks, but a crash or a time-out lets the call run",
        Client::Opencode => "restart opencode; a plugin that fails to load is skipped without a word",
        Client::Copilot => "a time-out lets the call run; the hook answers well before",
        Client::Cursor => "this follows Cursor's documentation and was not measured with Cursor itself",
    }];
    if project {
        notes.push(
            "the settings name this machine's binary: whoever has it elsewhere, or not at all, runs without the gate",
        );
        if matches!(client, Client::Codex | Client::Gemini) {
            notes.push("project settings count only where the client trusts the folder");
        }
        notes.push("a session in the project can be told to edit these settings: install at the user level as well");
    }
    notes.push(match client {
        Client::Claude => "`fleetgate doctor claude` proves that it denies",
        Client::Codex => "`fleetgate doctor codex` proves that it denies",
        Client::Gemini => "`fleetgate doctor gemini` proves that it denies",
        Client::Opencode => "`fleetgate doctor opencode` proves that it denies",
        Client::Copilot => "`fleetgate doctor copilot` proves that it denies",
        Client::Cursor => "`fleetgate doctor cursor` proves that it denies",
    });
    notes
}
