//! The shell command that a client runs before each tool call.

use super::Client;

/// The command line for `sh -c`: the binary, `hook`, the client, and flags of the hook. Each word is quoted where the shell
/// could read it as anything but itself.
#[must_use]
pub fn command_line(binary: &str, client: Client, flags: &[String]) -> String {
    let words = [binary, "hook", client.word()].into_iter().chain(flags.iter().map(String::as_str));
    words.map(quoted).collect::<Vec<_>>().join(" ")
}

/// The flags in a command line of [`command_line`].
#[must_use]
pub fn flags(command: &str) -> Vec<String> {
    words(command).unwrap_or_default().into_iter().skip(3).collect()
}

/// A word as the shell takes it for itself.
#[must_use]
pub fn quoted(word: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "/._-+,:@%".contains(c);
    match !word.is_empty() && word.chars().all(harmless) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// The words of a simple command, unquoted; `None` where it is more than one. A `$` stands for itself.
#[must_use]
pub fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut rest = command.chars();
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some('\''), _) => word.get_or_insert_default().push(c),
            (_, '\\') => word.get_or_insert_default().extend(rest.next()),
            (Some(_), _) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                word.get_or_insert_default();
                quote = Some(c);
            }
            (None, ' ' | '\t') => words.extend(word.take()),
            (None, ';' | '&' | '|' | '<' | '>' | '(' | ')' | '\n' | '`' | '#') => return None,
            (None, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// Whether a command calls `fleetgate hook` for this client, from wherever and with whatever flags.
pub(super) fn is_ours(command: &str, client: Client) -> bool {
    let words = words(command).unwrap_or_default();
    let [binary, hook, name, ..] = words.as_slice() else {
        return false;
    };
    let program = binary.rsplit('/').next().unwrap_or_default();
    program.starts_with("fleetgate") && hook == "hook" && name == client.word()
}

#[cfg(test)]
mod tests {
    use super::{Client, command_line, flags, is_ours, words};

    #[test]
    fn words_come_back_from_a_command_line() {
        for path in [
            "/usr/bin/fleetgate",
            "/a b/fleetgate",
            "/it's/fleetgate",
            "/$HOME/`x`/fleetgate",
            "/ü\"\\/fleetgate",
            "/*/fleetgate",
        ] {
            let given = ["--fleet".to_owned(), "/etc/fleet gate/'f'.toml".to_owned()];
            let line = command_line(path, Client::Claude, &given);
            assert_eq!(flags(&line), given);
            let expected = [path, "hook", "claude", "--fleet", "/etc/fleet gate/'f'.toml"];
            assert_eq!(words(&line).unwrap(), expected, "{line}");
            assert!(is_ours(&line, Client::Claude) && !is_ours(&line, Client::Codex), "{line}");
        }
    }

    #[test]
    fn only_a_plain_call_of_the_hook_is_ours() {
        for ours in [
            "fleetgate hook claude",
            "\"$HOME/bin/fleetgate\" hook claude --allow explicit",
            "/x/fleetgate-1.2 hook claude",
        ] {
            assert!(is_ours(ours, Client::Claude), "{ours}");
        }
        for other in [
            "",
            "fleetgate",
            "fleetgate hook",
            "fleetgate hook gemini",
            "echo fleetgate hook claude",
            "fleetgate hook claude || true",
            "'fleetgate hook claude'",
            "fleetgate 'hook claude",
            "my-fleetgate-log hook claude",
        ] {
            assert!(!is_ours(other, Client::Claude), "{other}");
        }
    }
}
