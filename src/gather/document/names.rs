//! Strings that documents hold: each is checked where it is read, so that an error has its place.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use super::message::{Problem, invisible, problem};

/// The longest string that is read, in bytes.
const LONGEST: usize = 64 * 1024;

/// Any text of 64 KiB at most.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Text(pub String);

/// A name that is compared exactly: not blank, no control characters.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Name(pub String);

/// Somebody's name: an account, an operator, a model family. White space around it is dropped; invisible characters,
/// which would make one person look like two, are errors.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Login(pub String);

/// Reads a string and checks it on the spot, so that the error gets the string's own place.
pub(in crate::gather) fn checked<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    check: impl FnOnce(&str) -> Result<T, Problem>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Checked(check))
}

struct Checked<F>(F);

impl<F: FnOnce(&str) -> Result<T, Problem>, T> Visitor<'_> for Checked<F> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        if text.len() > LONGEST {
            let message = format!("a string of {} bytes; at most {LONGEST} (64 KiB) are read", text.len());
            return Err(problem(message, "shorten it").raise());
        }
        (self.0)(text).map_err(Problem::raise)
    }
}

fn check_name(text: &str) -> Result<&str, Problem> {
    if text.trim().is_empty() {
        return Err(problem("an empty name", "write the name, or leave the entry out"));
    }
    if text.chars().any(char::is_control) {
        return Err(problem("a control character in a name", "remove it"));
    }
    Ok(text)
}

fn check_login(text: &str) -> Result<&str, Problem> {
    if text.chars().any(invisible) {
        return Err(problem("an invisible character in a name", "type the name anew"));
    }
    check_name(text.trim())
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |text| Ok(Self(text.to_owned())))
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |text| check_name(text).map(|name| Self(name.to_owned())))
    }
}

impl<'de> Deserialize<'de> for Login {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |text| check_login(text).map(|login| Self(login.to_owned())))
    }
}

/// The schema of types that are one string, written where they stand.
macro_rules! text_schema {
    ($schema:tt $($type:ident)*) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        })*
    };
}
pub(in crate::gather) use text_schema;

text_schema! { { "type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S" } Name Login }
text_schema! { { "type": "string", "maxLength": LONGEST } Text }
