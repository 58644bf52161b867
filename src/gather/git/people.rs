//! Who had a hand in a commit, and how its subject is marked.

use std::collections::BTreeSet;

use super::Commit;

/// How long the mark of a subject may be, in characters, its `!` included.
const MAX_MARK: usize = 32;

/// Adds everyone who wrote, committed or co-authored a commit: names, addresses and the logins that these give away.
pub(super) fn contributors(commit: &Commit, people: &mut BTreeSet<String>) {
    for signature in &commit.signatures {
        person(&String::from_utf8_lossy(signature), people);
    }
    let message = String::from_utf8_lossy(&commit.message);
    for line in message.split(['\n', '\r']) {
        if let Some((key, value)) = line.split_once(':')
            && key.trim().eq_ignore_ascii_case("co-authored-by")
        {
            person(value, people);
        }
    }
}

/// The leading word of the subject up to its first `!`, lower case.
pub(super) fn mark(message: &[u8]) -> Option<String> {
    let message = String::from_utf8_lossy(message);
    let mut mark = String::new();
    for c in message.trim_start().chars().take(MAX_MARK) {
        mark.push(c);
        match c {
            '!' if mark.len() > 1 => return Some(mark.to_lowercase()),
            '!' | '(' | ':' => return None,
            c if c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// `NAME <ADDRESS> …`; where brackets repeat, every reading counts.
fn person(text: &str, people: &mut BTreeSet<String>) {
    let (first_name, after_first) = text.split_once('<').unwrap_or((text, ""));
    let first = after_first.split('>').next().unwrap_or_default();
    let (last_name, after_last) = text.rsplit_once('<').unwrap_or((text, ""));
    let last = after_last.rsplit_once('>').map_or(after_last, |(address, _)| address);
    for name in [first_name, last_name] {
        add(name, people);
    }
    for address in [first, last] {
        add(address, people);
        let Some((local, domain)) = address.trim().rsplit_once('@') else {
            continue;
        };
        add(local, people);
        if domain.to_ascii_lowercase().starts_with("users.noreply.") {
            let numbered = |(number, _): &(&str, &str)| number.chars().all(|c| c.is_ascii_digit());
            add(local.split_once('+').filter(numbered).map_or(local, |(_, login)| login), people);
        }
    }
}

fn add(text: &str, people: &mut BTreeSet<String>) {
    let folded = text.trim().to_lowercase();
    if !folded.is_empty() {
        people.insert(folded);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{mark, person};

    fn people(text: &str) -> Vec<String> {
        let mut people = BTreeSet::new();
        person(text, &mut people);
        people.into_iter().collect()
    }

    #[test]
    fn addresses_give_logins_away() {
        assert_eq!(
            people("Ann B <12+Ann@users.noreply.forge.example> 1 +0"),
            ["12+ann", "12+ann@users.noreply.forge.example", "ann", "ann b",]
        );
        assert_eq!(people("<bob@users.noreply.x>"), ["bob", "bob@users.noreply.x"]);
        assert_eq!(people("Eve"), ["eve"]);
        assert_eq!(people(" <> "), Vec::<String>::new());
        assert_eq!(people("a <b@c> <d@e>"), ["a", "a <b@c>", "b", "b@c", "d", "d@e"]);
    }

    #[test]
    fn marks_are_leading_words_with_a_bang() {
        assert_eq!(mark(b"fixup! x").as_deref(), Some("fixup!"));
        assert_eq!(mark(b"\nSquash!y").as_deref(), Some("squash!"));
        for subject in ["", "!", "fix x!", "feat(api)!: x", "fix: x!", "!x", &"x".repeat(40)] {
            assert_eq!(mark(subject.as_bytes()), None, "{subject}");
        }
    }
}
