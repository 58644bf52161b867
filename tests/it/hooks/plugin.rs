//! opencode's plugin, loaded as opencode loads it. Where there is no Node these tests say nothing.

use std::path::Path;
use std::process::Command;

use fleetgate::enforce::settings::{Client, install};

use super::desk::Desk;

const DRIVER: &str = r#"
const { Fleetgate, ...others } = await import(process.argv[2])
if (Object.keys(others).length) throw new Error("opencode calls every export")
const hooks = await Fleetgate({ directory: "/project" })
const output = { args: { command: "ls", deep: { a: 1 } } }
const args = output.args
try {
  await hooks["tool.execute.before"]({ tool: "bash", sessionID: "s", callID: "c" }, output)
  console.log("ran")
} catch (error) {
  console.log("blocked: " + error.message)
}
if (output.args !== args || JSON.stringify(args) !== '{"command":"ls","deep":{"a":1}}') console.log("changed")
"#;

/// What comes of a call where the hook is this script; `None` without Node.
fn asked(desk: &Desk, script: &str, change: impl Fn(String) -> String) -> Option<String> {
    let program = desk.program("it's a hook", &format!("#!/bin/sh\n{script}\n"));
    let command = format!("'{}' hook opencode", program.display().to_string().replace('\'', "'\\''"));
    let plugin = desk.outside().join("plugin.mjs");
    desk.leave(&plugin, &change(install(Client::Opencode, None, &command).unwrap()));
    run(&plugin, &desk.outside().join("driver.mjs"))
}

fn run(plugin: &Path, driver: &Path) -> Option<String> {
    std::fs::write(driver, DRIVER).unwrap();
    let output = Command::new("node").arg(driver).arg(plugin).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
}

#[test]
fn only_a_clear_word_lets_a_call_run() {
    let desk = Desk::new();
    let same = |text: String| text;
    for script in ["cat >/dev/null; exit 0", "exit 0"] {
        assert!(asked(&desk, script, same).is_none_or(|said| said == "ran"), "{script}");
    }
    let blocks = [
        "echo no >&2; exit 2",
        "exit 1",
        "echo odd >&2",
        "echo '{\"decision\":\"allow\"}'",
        "exit 2",
        "exit 127",
        "kill -9 $$",
        "kill -11 $$",
        "echo",
        "echo '{\"decision\":\"deny\",\"reason\":\"no\"}'",
        "echo '{\"decision\":\"allow\"} '",
        "printf '{\"decision\":\"allow\"}\\n'; exit 3",
        "printf '{\"decision\":\"allow\"}\\n\\n'",
        "echo '{}'",
        "echo null",
        "head -c 3000000 /dev/zero",
    ];
    for script in blocks {
        assert!(asked(&desk, script, same).is_none_or(|said| said.starts_with("blocked: ")), "{script}");
    }
    let gone = |text: String| text.replace("hook/fleetgate", "hook/gone");
    assert!(asked(&desk, "exit 0", gone).is_none_or(|said| said.starts_with("blocked: ")));
    let hasty = |text: String| text.replace("TIMEOUT_MS = 30000", "TIMEOUT_MS = 300");
    for script in ["exec sleep 20", "sleep 20", "printf '{\"decision\":\"allow\"}\\n'; sleep 20"] {
        assert!(asked(&desk, script, hasty).is_none_or(|said| said.contains("did not answer in time")), "{script}");
    }
}

#[test]
fn the_hook_hears_the_whole_call() {
    let desk = Desk::new();
    let heard = desk.outside().join("heard.json");
    let Some(said) = asked(&desk, &format!("cat > '{}'", heard.display()), |text| text) else { return };
    assert_eq!(said, "ran");
    let event: serde_json::Value = serde_json::from_slice(&std::fs::read(heard).unwrap()).unwrap();
    assert_eq!(event["hook_event_name"], "tool.execute.before");
    assert_eq!((&event["cwd"], &event["input"]["tool"]), (&"/project".into(), &"bash".into()));
    assert_eq!(event["output"]["args"]["command"], "ls");
}
