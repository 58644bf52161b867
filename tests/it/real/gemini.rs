//! Gemini CLI.

use serde_json::{Value, json};

use super::cases::{Call, Case};
use super::client::{Client, Held, Start, package, text};
use super::room::Room;

pub(super) struct Gemini;

impl Client for Gemini {
    fn name(&self) -> &'static str {
        "gemini"
    }

    fn title(&self) -> &'static str {
        "Gemini CLI"
    }

    fn package(&self) -> &'static str {
        "@google/gemini-cli"
    }

    fn call(&self, case: &Case, _: &Room) -> Value {
        let mark = case.mark();
        match case.call {
            Call::Shell(program) => {
                json!({ "name": "run_shell_command", "input": { "command": case.command(program), "description": "x" } })
            }
            Call::Write => json!({ "name": "write_file", "input": { "file_path": mark, "content": "x\n" } }),
            Call::Mcp(tool) => json!({ "name": format!("mcp_demo_{tool}"), "input": { "name": mark } }),
        }
    }

    fn settings(&self, room: &Room) {
        let [command, rest @ ..] = room.mcp();
        let settings = json!({
            "security": { "auth": { "selectedType": "gemini-api-key" }, "folderTrust": { "enabled": false } },
            "privacy": { "usageStatisticsEnabled": false },
            "general": { "enableAutoUpdate": false, "enableAutoUpdateNotification": false },
            "mcpServers": { "demo": { "command": command, "args": rest } },
        });
        room.leave_json("home/.gemini/settings.json", &settings);
    }

    fn start(&self, _: &Room) -> Start {
        let program = text(package(self.package()).join("bundle/gemini.js"));
        let flags =
            ["--model", "gemini-2.5-flash", "--approval-mode", "yolo", "--output-format", "stream-json", "-p", "do it"];
        let argv = ["node".to_owned(), program].into_iter().chain(flags.map(str::to_owned)).collect();
        let env =
            vec![("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:8080".to_owned()), ("GEMINI_API_KEY", "none".to_owned())];
        Start { argv, env, trust: false }
    }

    fn hold(&self) -> Held {
        Held::Denied
    }
}
