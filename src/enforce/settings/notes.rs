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

/// What no run of the hook can prove, because it is the client's doing: what happens when the hook itself fails.
#[must_use]
pub const fn beyond_proof(client: Client) -> &'static [&'static str] {
    match client {
        Client::Claude => &[
            "that this Claude Code knows `onFailure` (2.1.329 does, 2.1.197 does not): without it a missing binary, a crash, SIGKILL or a time-out lets the call run",
            "that no policy from a server and no flag on its command line turns hooks off",
        ],
        Client::Codex => &[
            "that a missing binary, SIGKILL or a time-out blocks: Codex runs the call then",
            "that Codex is not started with hooks disabled, and takes this hook for trusted: its own `/hooks` has the last word",
        ],
        Client::Gemini => &[
            "that a crash, SIGKILL or a time-out blocks: Gemini CLI runs the call then",
            "that Gemini CLI trusts the folder and is not started with hooks disabled",
        ],
        Client::Opencode => &[
            "that opencode loads the plugin: one that fails to load is skipped without a word",
            "that no other plugin changes the call after it was judged",
        ],
        Client::Copilot => &["that a time-out blocks: Copilot CLI runs the call then"],
        Client::Cursor => &["that Cursor does as its documentation says: nothing here was measured with it"],
    }
}
