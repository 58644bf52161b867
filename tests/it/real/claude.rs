//! Claude Code.

use serde_json::{Value, json};

use super::cases::{Call, Case};
use super::client::{Client, Held, Start, package, text};
use super::room::Room;

pub(super) struct Claude;

impl Client for Claude {
    fn name(&self) -> &'static str {
        "claude"
    }

    fn title(&self) -> &'static str {
        "Claude Code"
    }

    fn package(&self) -> &'static str {
        "@anthropic-ai/claude-code-linux-x64"
    }

    fn call(&self, case: &Case, room: &Room) -> Value {
        let mark = case.mark();
        match case.call {
            Call::Shell(program) => {
                json!({ "name": "Bash", "input": { "command": case.command(program), "description": "x" } })
            }
            Call::Write => {
                json!({ "name": "Write", "input": { "file_path": room.work().join(mark), "content": "x\n" } })
            }
            Call::Mcp(tool) => json!({ "name": format!("mcp__demo__{tool}"), "input": { "name": mark } }),
        }
    }

    fn settings(&self, room: &Room) {
        let allowed = ["Bash", "Write", "mcp__demo"];
        room.leave_json("home/.claude/settings.json", &json!({ "permissions": { "allow": allowed } }));
        let [command, rest @ ..] = room.mcp();
        room.leave_json("mcp.json", &json!({ "mcpServers": { "demo": { "command": command, "args": rest } } }));
    }

    fn start(&self, room: &Room) -> Start {
        let program = text(package(self.package()).join("claude"));
        let flags = ["-p", "do it", "--output-format", "stream-json", "--verbose", "--mcp-config"];
        let argv = [program].into_iter().chain(flags.map(str::to_owned)).chain([text(room.path("mcp.json"))]).collect();
        let off = ["DISABLE_TELEMETRY", "DISABLE_AUTOUPDATER", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"];
        let mut env: Vec<_> = off.into_iter().map(|name| (name, "1".to_owned())).collect();
        env.push(("ANTHROPIC_BASE_URL", "http://127.0.0.1:8080".to_owned()));
        env.push(("ANTHROPIC_API_KEY", "none".to_owned()));
        Start { argv, env, trust: false }
    }

    fn hold(&self) -> Held {
        Held::Asked
    }
}
