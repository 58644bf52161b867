//! Strings that documents hold: each is checked where it is read, so that an error has its place.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};

use super::message::invisible;
use super::problem;

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

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.len() > LONGEST {
        return Err(problem(
            format!("a string of {} bytes; at most {LONGEST} (64 KiB) are read", text.len()),
            "shorten it",
        ));
    }
    Ok(text)
}

fn named<E: Error>(text: &str) -> Result<(), E> {
    if text.trim().is_empty() {
        return Err(problem("an empty name", "write the name, or leave the entry out"));
    }
    if text.chars().any(char::is_control) {
        return Err(problem("a control character in a name", "remove it"));
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = text(deserializer)?;
        named(&text)?;
        Ok(Self(text))
    }
}

impl<'de> Deserialize<'de> for Login {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = text(deserializer)?;
        named(&text)?;
        if text.chars().any(invisible) {
            return Err(problem("an invisible character in a name", "type the name anew"));
        }
        Ok(Self(text.trim().to_owned()))
    }
}

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "maxLength": LONGEST })
    }
}

macro_rules! named_schema {
    ($($type:ident)*) => {
        $(impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S" })
            }
        })*
    };
}

named_schema! { Name Login }
