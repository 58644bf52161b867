//! opencode's plugin: a file of our own, the whole of it.

use serde_json::Value;

use super::command::is_ours;
use super::{Client, Entry, SettingsError};

const TEMPLATE: &str = include_str!("../../../clients/opencode.js");
const COMMAND: &str = "const COMMAND = ";

/// The plugin for a command.
fn render(command: &str) -> String {
    let line = |line: &str| match line.starts_with(COMMAND) {
        true => format!("{COMMAND}{}\n", Value::from(command)),
        false => format!("{line}\n"),
    };
    TEMPLATE.lines().map(line).collect()
}

pub(super) fn install(text: Option<&str>, command: &str) -> Result<String, SettingsError> {
    text.map(ours).transpose()?;
    Ok(render(command))
}

pub(super) fn uninstall(text: &str) -> Result<Option<String>, SettingsError> {
    ours(text).map(|()| None)
}

pub(super) fn entries(text: &str) -> Result<Vec<Entry>, SettingsError> {
    ours(text)?;
    let command = text.lines().find_map(|line| line.strip_prefix(COMMAND));
    let command = command.and_then(|json| serde_json::from_str::<String>(json.trim_end()).ok());
    let Some(command) = command.filter(|command| is_ours(command, Client::Opencode)) else {
        let next = "run `fleetgate hooks install opencode` to write it anew";
        return Err(SettingsError::whole("the plugin no longer calls `fleetgate hook opencode`", next));
    };
    let exact = text == render(&command);
    Ok(vec![Entry { event: "tool.execute.before", command, value: Value::Null, exact, index: (0, 0) }])
}

/// Whether the first line is that of our plugin.
fn ours(text: &str) -> Result<(), SettingsError> {
    let first = |text: &str| text.lines().next().map(str::to_owned);
    match first(text) == first(TEMPLATE) {
        true => Ok(()),
        false => Err(SettingsError::whole("the file is not a plugin of fleetgate", "move it away: its name is taken")),
    }
}

#[cfg(test)]
mod tests {
    use super::{entries, install, render, uninstall};

    #[test]
    fn the_plugin_carries_the_command_and_goes_whole() {
        let command = "'/a \"b\"/fleetgate' hook opencode";
        let text = install(None, command).unwrap();
        let [entry] = entries(&text).unwrap().try_into().unwrap();
        assert_eq!((entry.command.as_str(), entry.exact), (command, true));
        assert_eq!(install(Some(&text), command).unwrap(), text);
        assert_eq!(uninstall(&text), Ok(None));
        assert_eq!(text.matches("COMMAND = ").count(), 1);
    }

    #[test]
    fn another_file_of_that_name_stays() {
        for other in ["", "export const X = 1\n"] {
            assert!(install(Some(other), "fleetgate hook opencode").is_err());
            assert!(uninstall(other).is_err());
        }
    }

    #[test]
    fn an_edited_plugin_is_not_as_install_writes_it() {
        let edited = render("fleetgate hook opencode").replace("code === 0", "code !== 1");
        assert!(!entries(&edited).unwrap()[0].exact);
        assert!(entries(&edited.replace("hook opencode", "hook claude")).is_err());
    }
}
