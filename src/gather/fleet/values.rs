//! The values that fleet files hold: each is checked where it is read, so that an error has its place.

use globset::{GlobBuilder, GlobSetBuilder};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use crate::gather::document::{List, Name, Problem, Strict, checked, nearest, problem, quoted};
use crate::model::MaxRisk;

/// The longest glob that is read, in bytes.
const LONGEST_PATTERN: usize = 1000;
/// The oldest age that can be asked for, in hours: a hundred years.
const MOST_HOURS: u64 = 876_000;
/// Characters of wildcards, which a repository's name must not have.
const WILDCARDS: &[char] = &['*', '?', '[', ']', '{', '}'];

/// A list in a fleet file.
pub type Entries<T> = List<T, 1000>;

/// A repository's exact name: `OWNER/REPO`, or more segments where the host has groups.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RepoName(pub String);

/// A glob of paths in a repository; `*` stays within a segment, a bare directory covers its tree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pattern(pub String);

/// A number that must not be 0.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AtLeastOne(pub u32);

/// An age in whole hours, from 1 to a hundred years.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hours(pub u32);

/// A required check: its exact name, or a table that names the one app whose check counts as well.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CheckEntry {
    /// The check's exact name.
    pub name: Name,
    /// The one app whose check counts.
    pub app: Option<Name>,
}

impl<'de> Deserialize<'de> for RepoName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |name| check_repo_name(name).map(|()| Self(name.to_owned())))
    }
}

fn check_repo_name(name: &str) -> Result<(), Problem> {
    let shown = quoted(name);
    if name.contains(WILDCARDS) {
        let help = "write one [[repos]] entry for each repository, with its exact name";
        return Err(problem(format!("a wildcard in the repository name {shown}"), help));
    }
    let segments = || name.split('/');
    let sound = segments().count() >= 2
        && segments().all(|segment| !matches!(segment, "" | "." | ".."))
        && !name.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '\\');
    if !sound {
        let help = "write OWNER/REPO as in the remote's address, without host and `.git`";
        return Err(problem(format!("{shown} is no repository name"), help));
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |pattern| check_pattern(pattern).map(|()| Self(pattern.to_owned())))
    }
}

fn check_pattern(pattern: &str) -> Result<(), Problem> {
    let shown = quoted(pattern);
    let refused = |what: &str, help: &str| Err(problem(format!("the pattern {shown} {what}"), help));
    let mut segments = pattern.split('/');
    if pattern.trim().is_empty() {
        return Err(problem("an empty pattern", "write a path or a glob, or remove the entry"));
    }
    if pattern.len() > LONGEST_PATTERN {
        return refused("is longer than 1000 bytes", "split it into several");
    }
    if pattern.chars().any(char::is_control) {
        return refused("has a control character", "remove it, or match it with `?`");
    }
    if pattern.starts_with('/') {
        return refused("starts with `/`", "drop it: paths count from the repository's root");
    }
    if pattern.starts_with('!') {
        return refused("starts with `!`", "patterns can't be negated; list the paths that are meant");
    }
    if segments.clone().any(|segment| segment == "..") {
        return refused("has a `..` segment", "write the path from the repository's root");
    }
    if segments.all(|segment| matches!(segment, "" | ".")) {
        return refused("names no path", "write `**` if everything is meant");
    }
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    // A set, since globset panics on a lone glob whose regex is too large; a set returns the error.
    let compiled = glob.and_then(|glob| GlobSetBuilder::new().add(glob).build());
    compiled.map(drop).or_else(|error| {
        let what = format!("is no usable glob: {}", error.kind());
        refused(&what, "correct it; `[` and `{` need their ends, `\\` escapes")
    })
}

impl<'de> Deserialize<'de> for AtLeastOne {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            0 => Err(problem("expected at least 1, found 0", "write 1 or more: nothing merges unreviewed").raise()),
            number => Ok(Self(number)),
        }
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hours = u64::deserialize(deserializer)?;
        match u32::try_from(hours) {
            Ok(known @ 1..) if hours <= MOST_HOURS => Ok(Self(known)),
            _ => Err(problem(
                format!("an age of {hours} hours"),
                format!("write a number of hours from 1 to {MOST_HOURS}, or leave the key out for no limit"),
            )
            .raise()),
        }
    }
}

impl<'de> Deserialize<'de> for CheckEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CheckVisitor)
    }
}

struct CheckVisitor;

/// The long form of a required check.
#[derive(serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a table with `name` and `app`")]
struct CheckTable {
    /// The check's exact name.
    name: Name,
    /// The one app whose check counts. Default: every app's.
    app: Option<Name>,
}

impl<'de> Visitor<'de> for CheckVisitor {
    type Value = CheckEntry;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a check's name, or a table with `name` and `app`")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<CheckEntry, E> {
        let name = Name::deserialize(serde::de::value::StrDeserializer::new(name))?;
        Ok(CheckEntry { name, app: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<CheckEntry, A::Error> {
        let CheckTable { name, app } = CheckTable::deserialize(Strict::new(MapAccessDeserializer::new(entries)))?;
        Ok(CheckEntry { name, app })
    }
}

/// Reads `max_risk`: `high` gets an answer of its own.
pub(super) fn max_risk<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<MaxRisk>, D::Error> {
    checked(deserializer, |word| match word {
        "low" => Ok(Some(MaxRisk::Low)),
        "medium" => Ok(Some(MaxRisk::Medium)),
        "high" => Err(problem(
            "`max_risk` can't be `high`: high risk never merges unattended",
            "write `medium` at most; `approve_high` in [review] lets owners approve high risk",
        )),
        other => Err(problem(format!("unknown `max_risk` {}", quoted(other)), nearest(other, &["low", "medium"]))),
    })
}

macro_rules! schema {
    ($($type:ident: $schema:expr;)*) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let schema: fn(&mut SchemaGenerator) -> Schema = $schema;
                schema(generator)
            }
        })*
    };
}

schema! {
    RepoName: |_| json_schema!({ "type": "string", "pattern": r"^[^/\s*?\[\]{}\\]+(/[^/\s*?\[\]{}\\]+)+$" });
    Pattern: |_| json_schema!({ "type": "string", "minLength": 1, "maxLength": LONGEST_PATTERN });
    AtLeastOne: |_| json_schema!({ "type": "integer", "minimum": 1, "maximum": u32::MAX });
    Hours: |_| json_schema!({ "type": "integer", "minimum": 1, "maximum": MOST_HOURS });
    CheckEntry: |generator| json_schema!({
        "anyOf": [generator.subschema_for::<Name>(), generator.subschema_for::<CheckTable>()]
    });
}
