//! opencode.

use serde_json::{Value, json};

use super::cases::{Call, Case};
use super::client::{Client, Held, Start, package, text};
use super::room::Room;

pub(super) struct Opencode;

impl Client for Opencode {
    fn name(&self) -> &'static str {
        "opencode"
    }

    fn title(&self) -> &'static str {
        "opencode"
    }

    fn package(&self) -> &'static str {
        "opencode-linux-x64"
    }

    fn call(&self, case: &Case, room: &Room) -> Value {
        let mark = case.mark();
        match case.call {
            Call::Shell(program) => {
                json!({ "name": "bash", "input": { "command": case.command(program), "description": "x" } })
            }
            Call::Write => {
                json!({ "name": "write", "input": { "filePath": room.work().join(mark), "content": "x\n" } })
            }
            Call::Mcp(tool) => json!({ "name": format!("demo_{tool}"), "input": { "name": mark } }),
        }
    }

    fn settings(&self, room: &Room) {
        let model = json!({ "fake": { "name": "fake", "tool_call": true } });
        let provider = json!({
            "npm": "@ai-sdk/openai-compatible", "name": "fake", "models": model,
            "options": { "baseURL": "http://127.0.0.1:8080/v1", "apiKey": "none" },
        });
        let settings = json!({
            "model": "fake/fake", "small_model": "fake/fake", "autoupdate": false, "share": "disabled",
            "permission": { "*": "allow" },
            "provider": { "fake": provider },
            "mcp": { "demo": { "type": "local", "command": room.mcp(), "enabled": true } },
        });
        room.leave_json("home/.config/opencode/opencode.json", &settings);
        // It looks for a package of its own at each start, and would wait for the network.
        room.leave("home/.npmrc", "offline=true\nfetch-retries=0\n");
    }

    fn start(&self, _: &Room) -> Start {
        let program = text(package(self.package()).join("bin/opencode"));
        let argv = [&program, "run", "--format", "json", "do it"].map(str::to_owned).into();
        let off = [
            "OPENCODE_DISABLE_MODELS_FETCH",
            "OPENCODE_DISABLE_AUTOUPDATE",
            "OPENCODE_DISABLE_LSP_DOWNLOAD",
            "OPENCODE_DISABLE_DEFAULT_PLUGINS",
        ];
        Start { argv, env: off.into_iter().map(|name| (name, "1".to_owned())).collect(), trust: false }
    }

    fn hold(&self) -> Held {
        Held::Denied
    }
}
