//! The smallest change to the fleet file that would allow a tool call, found by trying.

use std::io::{self, Write};

use crate::decide::{Bundle, decide};
use crate::enforce::plain;
use crate::model::{Action, Facts, Outcome, Point, Profile, ToolFacts};

/// A line for a list of `[tool.allow]`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Entry {
    list: &'static str,
    name: String,
}

/// Writes what the operator could allow by name so that the call runs, or that no such list lifts what stands against it.
pub(super) fn write(facts: &ToolFacts, outcome: Outcome, bundle: &Bundle, out: &mut dyn Write) -> io::Result<()> {
    if outcome == Outcome::Allow {
        return Ok(());
    }
    writeln!(out)?;
    let Some(entries) = smallest(facts, bundle) else {
        return writeln!(out, "no list of `[tool.allow]` in the fleet file would allow this");
    };
    writeln!(out, "the smallest change to the fleet file that would allow this:\n\n  [tool.allow]")?;
    for list in ["commands", "hosts", "mcp", "tools"] {
        let names: Vec<String> = entries
            .iter()
            .filter(|entry| entry.list == list)
            .map(|entry| format!("{:?}", plain(&entry.name)))
            .collect();
        if !names.is_empty() {
            writeln!(out, "  {list} = [{}]", names.join(", "))?;
        }
    }
    Ok(())
}

/// All that could be listed, less what the call runs without.
fn smallest(facts: &ToolFacts, bundle: &Bundle) -> Option<Vec<Entry>> {
    let mut entries = candidates(facts);
    if !allows(facts, &entries, bundle) {
        return None;
    }
    for entry in entries.clone() {
        let fewer: Vec<Entry> = entries.iter().filter(|other| **other != entry).cloned().collect();
        if allows(facts, &fewer, bundle) {
            entries = fewer;
        }
    }
    Some(entries)
}

fn candidates(facts: &ToolFacts) -> Vec<Entry> {
    let of = |list: &'static str| move |name: &String| Entry { list, name: name.clone() };
    let groups = || facts.effects.iter();
    let mut entries: Vec<Entry> = groups().filter_map(|group| group.command.as_ref()).map(of("commands")).collect();
    entries.extend(facts.unknown.parts.iter().filter_map(|gap| gap.command.as_ref()).map(of("commands")));
    entries.extend(groups().filter_map(|group| group.host.as_ref()).map(of("hosts")));
    entries.extend(facts.call.mcp.as_ref().map(of("mcp")));
    entries.extend((facts.call.action == Action::Unknown).then(|| of("tools")(&facts.call.tool)));
    entries.sort();
    entries.dedup();
    entries
}

fn allows(facts: &ToolFacts, entries: &[Entry], bundle: &Bundle) -> bool {
    let mut facts = facts.clone();
    for Entry { list, name } in entries {
        let allow = &mut facts.settings.allow;
        let names = match *list {
            "commands" => &mut allow.commands,
            "hosts" => &mut allow.hosts,
            "mcp" => &mut allow.mcp,
            _ => &mut allow.tools,
        };
        names.push(name.clone());
    }
    serde_json::to_value(&facts).is_ok_and(|document| {
        decide(bundle, &Facts::new(Point::Tool, Profile::Fleet, document)).outcome() == Outcome::Allow
    })
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::decide::Bundle;
    use crate::model::{Outcome, ToolFacts};

    fn remedy(change: impl FnOnce(&mut serde_json::Value)) -> String {
        let bundle = Bundle::embedded().unwrap();
        let mut document = serde_json::from_str(include_str!("../../fixtures/tool/base.json")).unwrap();
        change(&mut document);
        let facts: ToolFacts = serde_json::from_value(document).unwrap();
        let mut out = Vec::new();
        write(&facts, Outcome::Hold, &bundle, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_it_takes_is_named() {
        let text = remedy(|facts| {
            facts["effects"][0]["command"] = "sed".into();
            facts["total"] = 2.into();
            let install = serde_json::json!({
                "kind": "install", "command": "npm install", "form": "none", "place": "none", "classes": [], "traits": [],
                "count": 1, "subjects": []
            });
            facts["effects"].as_array_mut().unwrap().push(install);
        });
        assert!(text.ends_with("  [tool.allow]\n  commands = [\"npm install\"]\n"), "{text}");
    }

    #[test]
    fn a_deny_has_no_remedy() {
        let text = remedy(|facts| facts["effects"][0]["classes"] = serde_json::json!(["control"]));
        assert!(text.contains("no list"), "{text}");
    }
}
