//! Codex.

use serde_json::{Value, json};

use super::cases::{Call, Case};
use super::client::{Client, Held, Start, package, text};
use super::room::Room;

pub(super) struct Codex;

impl Client for Codex {
    fn name(&self) -> &'static str {
        "codex"
    }

    fn title(&self) -> &'static str {
        "Codex"
    }

    fn package(&self) -> &'static str {
        "@openai/codex"
    }

    fn call(&self, case: &Case, _: &Room) -> Value {
        let mark = case.mark();
        match case.call {
            Call::Shell(program) => json!({ "name": "exec_command", "input": { "cmd": case.command(program) } }),
            Call::Write => {
                let patch = format!("*** Begin Patch\n*** Add File: {mark}\n+x\n*** End Patch\n");
                json!({ "name": "apply_patch", "custom": patch })
            }
            Call::Mcp(tool) => json!({ "name": tool, "namespace": "mcp__demo", "input": { "name": mark } }),
        }
    }

    fn settings(&self, room: &Room) {
        let [command, rest @ ..] = room.mcp();
        let settings = format!(
            "model = \"gpt-5.5\"\nmodel_provider = \"fake\"\napproval_policy = \"never\"\n\
             sandbox_mode = \"danger-full-access\"\ncheck_for_update_on_startup = false\n\n\
             [analytics]\nenabled = false\n\n\
             [model_providers.fake]\nname = \"fake\"\nbase_url = \"http://127.0.0.1:8080/v1\"\n\
             wire_api = \"responses\"\nenv_key = \"FAKE_KEY\"\n\n\
             [mcp_servers.demo]\ncommand = {}\nargs = {}\n",
            json!(command),
            json!(rest),
        );
        room.leave("home/.codex/config.toml", &settings);
    }

    fn start(&self, room: &Room) -> Start {
        let program = text(package(self.package()).join("vendor/x86_64-unknown-linux-musl/bin/codex"));
        let argv = [&program, "exec", "--skip-git-repo-check", "--json", "do it"].map(str::to_owned).into();
        let env = vec![("CODEX_HOME", text(room.path("home/.codex"))), ("FAKE_KEY", "none".to_owned())];
        Start { argv, env, trust: true }
    }

    fn hold(&self) -> Held {
        Held::Denied
    }
}
