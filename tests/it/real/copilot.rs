//! Copilot CLI.

use serde_json::{Value, json};

use super::cases::{Call, Case};
use super::client::{Client, Held, Start, installed, package, text};
use super::room::Room;

pub(super) struct Copilot;

impl Client for Copilot {
    fn name(&self) -> &'static str {
        "copilot"
    }

    fn title(&self) -> &'static str {
        "Copilot CLI"
    }

    fn package(&self) -> &'static str {
        "@github/copilot-linux-x64"
    }

    fn call(&self, case: &Case, room: &Room) -> Value {
        let mark = case.mark();
        match case.call {
            Call::Shell(program) => {
                json!({ "name": "bash", "input": { "command": case.command(program), "description": "x" } })
            }
            Call::Write => json!({ "name": "create", "input": { "path": room.work().join(mark), "file_text": "x\n" } }),
            Call::Mcp(tool) => json!({ "name": format!("demo-{tool}"), "input": { "name": mark } }),
        }
    }

    fn settings(&self, room: &Room) {
        let [command, rest @ ..] = room.mcp();
        let server = json!({ "type": "local", "command": command, "args": rest, "tools": ["*"] });
        room.leave_json("home/.copilot/mcp-config.json", &json!({ "mcpServers": { "demo": server } }));
    }

    fn start(&self, _: &Room) -> Start {
        let program = text(package(self.package()).join("copilot"));
        let argv = [&program, "--allow-all-tools", "--output-format", "json", "-p", "do it"].map(str::to_owned).into();
        let env = vec![
            ("COPILOT_OFFLINE", "true".to_owned()),
            ("COPILOT_PROVIDER_BASE_URL", "http://127.0.0.1:8080/v1".to_owned()),
            ("COPILOT_MODEL", "fake".to_owned()),
            ("COPILOT_AUTO_UPDATE", "false".to_owned()),
            // It unpacks itself there on its first start.
            ("XDG_CACHE_HOME", text(installed().join("cache"))),
        ];
        Start { argv, env, trust: false }
    }

    fn hold(&self) -> Held {
        Held::Asked
    }
}
