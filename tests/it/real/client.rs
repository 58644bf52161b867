//! What the suite knows of an agent client.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::cases::Case;
use super::room::Room;

/// An agent client.
pub(super) trait Client: Sync {
    /// As `fleetgate hook` takes it.
    fn name(&self) -> &'static str;
    /// As its maker calls it.
    fn title(&self) -> &'static str;
    /// The package, as `clients/package.json` names it.
    fn package(&self) -> &'static str;
    /// The case's call as the model says it.
    fn call(&self, case: &Case, room: &Room) -> Value;
    /// Writes the settings without the hook: the model's address, the MCP server, all tools allowed.
    fn settings(&self, room: &Room);
    /// How one prompt is run without a person.
    fn start(&self, room: &Room) -> Start;
    /// What it does with a hold.
    fn hold(&self) -> Held;
    /// The package's version, as it is installed.
    fn version(&self) -> String {
        let package: Value = serde_json::from_str(
            &std::fs::read_to_string(package(self.package()).join("package.json"))
                .unwrap_or_else(|e| panic!("{} is not installed: {e}; run `bash clients/install.sh`", self.package())),
        )
        .unwrap();
        package["version"].as_str().unwrap().trim_end_matches("-linux-x64").to_owned()
    }
}

/// What the client's dialect makes of a hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Held {
    /// The client is told to ask a person.
    Asked,
    /// The client can't be trusted to ask: the hook denies.
    Denied,
}

/// A program to start.
pub(super) struct Start {
    pub(super) argv: Vec<String>,
    /// Besides `PATH`, `HOME` and `TERM`.
    pub(super) env: Vec<(&'static str, String)>,
    /// The client runs only hooks that somebody trusted: the suite does so first.
    pub(super) trust: bool,
}

/// The folder of an installed package.
pub(super) fn package(name: &str) -> PathBuf {
    installed().join("node_modules").join(name)
}

/// Where `clients/install.sh` puts the clients.
pub(super) fn installed() -> PathBuf {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/clients");
    std::env::var_os("CLIENTS_DIR").map_or_else(default, PathBuf::from)
}

/// A path as text.
pub(super) fn text(path: impl AsRef<Path>) -> String {
    path.as_ref().to_str().unwrap().to_owned()
}
