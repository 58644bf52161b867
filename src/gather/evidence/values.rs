//! The values that evidence holds: each is checked where it is read, so that an error has its place.

use std::marker::PhantomData;

use jiff::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use crate::gather::document::{problem, quoted};

/// The longest list that is read.
const MOST_ITEMS: usize = 10_000;

/// A list of 10,000 items at most.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct List<T>(pub Vec<T>);

/// A full commit SHA in lower case: 40 or 64 hexadecimal digits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sha(pub String);

/// A time in microseconds since 1970-01-01T00:00:00Z, rounded down; RFC 3339 with an offset in the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Time(pub i64);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            if list.len() == MOST_ITEMS {
                return Err(problem(
                    format!("a list of more than {MOST_ITEMS} items"),
                    "leave out what is not about this head",
                ));
            }
            list.push(item);
        }
        Ok(List(list))
    }
}

impl<'de> Deserialize<'de> for Sha {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let sha = String::deserialize(deserializer)?;
        if !matches!(sha.len(), 40 | 64) || !sha.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(problem(
                format!("{} is no full SHA", quoted(&sha)),
                "write the full SHA: 40 or 64 hexadecimal digits",
            ));
        }
        Ok(Self(sha.to_ascii_lowercase()))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let help = "write RFC 3339 with an offset, as in `2026-01-31T12:00:00Z`";
        let shown = quoted(&text);
        match shape(&text) {
            Shape::Offset => {
                let instant: Timestamp =
                    text.parse().map_err(|_| problem::<D::Error>(format!("{shown} is no time that exists"), help))?;
                let micros = instant.as_nanosecond().div_euclid(1000);
                i64::try_from(micros).map(Self).map_err(|_| problem(format!("{shown} is out of range"), help))
            }
            Shape::NoOffset => Err(problem(format!("the time {shown} has no offset"), help)),
            Shape::Other => Err(problem(format!("{shown} is no time"), help)),
        }
    }
}

enum Shape {
    Offset,
    NoOffset,
    Other,
}

/// RFC 3339 is narrower than what jiff reads: `YYYY-MM-DDThh:mm:ss`, a fraction if any, `Z` or `±hh:mm`.
fn shape(text: &str) -> Shape {
    let Some((start, rest)) = text.split_at_checked(19) else { return Shape::Other };
    let like = |text: &str, form: &str| {
        text.len() == form.len()
            && text.bytes().zip(form.bytes()).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                b'T' => matches!(byte, b'T' | b't'),
                b'+' => matches!(byte, b'+' | b'-'),
                other => byte == other,
            })
    };
    if !like(start, "0000-00-00T00:00:00") {
        return Shape::Other;
    }
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            if offset.len() == fraction.len() {
                return Shape::Other;
            }
            offset
        }
        None => rest,
    };
    match offset {
        "" => Shape::NoOffset,
        "Z" | "z" => Shape::Offset,
        other if like(other, "+00:00") => Shape::Offset,
        _ => Shape::Other,
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("List_of_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<T>(), "maxItems": MOST_ITEMS })
    }
}

impl JsonSchema for Sha {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Sha".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$" })
    }
}

impl JsonSchema for Time {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}
