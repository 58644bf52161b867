//! What each client's entry looks like, and where it stands.

use super::doc::Doc;
use super::edit::Site;
use super::tree::Dialect;
use crate::enforce::clients::Client;

/// How long a client waits for the hook, in seconds: longer than the hook's own deadline.
pub const TIMEOUT_S: u32 = 30;

/// The events of Cursor: one for all tools, and those that older versions know.
const CURSOR: &[&str] = &["preToolUse", "beforeShellExecution", "beforeMCPExecution", "beforeReadFile"];

impl Client {
    /// The lists that an entry stands in; none where the client takes a plugin instead.
    pub(super) fn sites(self) -> Vec<Site> {
        let events: &[&str] = match self {
            Self::Claude | Self::Codex => &["PreToolUse"],
            Self::Gemini => &["BeforeTool"],
            Self::Copilot => &["preToolUse"],
            Self::Cursor => CURSOR,
            Self::Opencode => &[],
        };
        let dialect = if self == Self::Gemini { Dialect::Comments } else { Dialect::Json };
        let versioned = matches!(self, Self::Copilot | Self::Cursor);
        events.iter().map(|event| Site { event, dialect, versioned }).collect()
    }

    /// Whether the list holds groups of hooks with a matcher, rather than hooks.
    pub(super) const fn grouped(self) -> bool {
        matches!(self, Self::Claude | Self::Codex | Self::Gemini)
    }

    /// The key of the shell command in a hook.
    pub(super) const fn command_key(self) -> &'static str {
        if matches!(self, Self::Copilot) { "bash" } else { "command" }
    }

    /// The entry as install writes it.
    pub(super) fn entry(self, command: &str) -> Doc {
        let kind = || Doc::text("command");
        let command = || Doc::text(command);
        let group = |matcher: &str, hook: Doc| {
            Doc::object([("matcher", Doc::text(matcher)), ("hooks", Doc::Array(vec![hook]))])
        };
        let seconds = || Doc::number(TIMEOUT_S);
        match self {
            Self::Claude => {
                let hook = [
                    ("type", kind()),
                    ("command", command()),
                    ("timeout", seconds()),
                    ("onFailure", Doc::text("block")),
                ];
                group("*", Doc::object(hook))
            }
            Self::Codex => group("*", Doc::object([("type", kind()), ("command", command()), ("timeout", seconds())])),
            Self::Gemini => {
                let timeout = Doc::number(TIMEOUT_S.saturating_mul(1000));
                let hook =
                    [("type", kind()), ("name", Doc::text("fleetgate")), ("command", command()), ("timeout", timeout)];
                group(".*", Doc::object(hook))
            }
            Self::Copilot => Doc::object([("type", kind()), ("bash", command()), ("timeoutSec", seconds())]),
            Self::Cursor | Self::Opencode => {
                Doc::object([("command", command()), ("timeout", seconds()), ("failClosed", Doc::flag(true))])
            }
        }
    }
}
