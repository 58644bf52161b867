//! The values that evidence holds: each is checked where it is read, so that an error has its place.

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer};

use crate::gather::document::{List, Problem, checked, problem, quoted};

/// A list of evidence.
pub type Items<T> = List<T, 10_000>;

/// A full commit SHA in lower case: 40 or 64 hexadecimal digits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sha(pub String);

/// A time in microseconds since 1970-01-01T00:00:00Z, rounded down; RFC 3339 with an offset in the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Time(pub i64);

impl<'de> Deserialize<'de> for Sha {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |sha| {
            if matches!(sha.len(), 40 | 64) && sha.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Ok(Self(sha.to_ascii_lowercase()));
            }
            let help = "write the full SHA: 40 or 64 hexadecimal digits";
            Err(problem(format!("{} is no full SHA", quoted(sha)), help))
        })
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        checked(deserializer, |text| micros(text).map(Self))
    }
}

fn micros(text: &str) -> Result<i64, Problem> {
    let shown = quoted(text);
    let refused = |what: String| problem(what, "write RFC 3339 with an offset, as in `2026-01-31T12:00:00Z`");
    match shape(text) {
        Shape::Offset => {
            let pieces = Pieces::parse(text).ok();
            pieces
                .and_then(|pieces| since_1970(&pieces))
                .ok_or_else(|| refused(format!("{shown} is no time that exists")))
        }
        Shape::NoOffset => Err(refused(format!("the time {shown} has no offset"))),
        Shape::Other => Err(refused(format!("{shown} is no time"))),
    }
}

/// Microseconds since 1970, rounded down. Not through an instant of jiff's: that ends before the year 9999 does.
fn since_1970(pieces: &Pieces<'_>) -> Option<i64> {
    let (date, time) = (pieces.date(), pieces.time()?);
    let offset = i64::from(pieces.to_numeric_offset()?.seconds());
    let days = i64::from(date.since(Date::constant(1970, 1, 1)).ok()?.get_days());
    let [hours, minutes, seconds] = [time.hour(), time.minute(), time.second()].map(i64::from);
    let seconds = days * 86_400 + hours * 3_600 + minutes * 60 + seconds - offset;
    seconds.checked_mul(1_000_000)?.checked_add(i64::from(time.subsec_nanosecond()) / 1_000)
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
