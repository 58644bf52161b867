//! What a grant is bound to: a digest of the call, and the short code that stands for it in front of people.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters a code has, five bits each.
const LETTERS: usize = 8;

/// SHA-256 of a call: tool, arguments, working folder, root and session, each with its length in front.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CallDigest([u8; 32]);

impl CallDigest {
    /// The digest of a call. Objects count by their sorted keys; everything else counts as it is.
    #[must_use]
    pub fn of(tool: &str, arguments: &Value, cwd: &str, root: Option<&str>, session: &str) -> Self {
        let mut hash = Sha256::new();
        for part in ["fleetgate.call/1", tool, cwd, session] {
            text(&mut hash, b's', part);
        }
        match root {
            Some(root) => text(&mut hash, b's', root),
            None => hash.update(b"-"),
        }
        value(&mut hash, arguments);
        Self(hash.finalize().into())
    }

    /// 64 hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
    }

    /// The first 40 bits, for people.
    #[must_use]
    pub fn code(&self) -> Code {
        let bits = self.0.iter().take(5).fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        let letter = |at: usize| {
            let index = (bits >> (5 * (LETTERS - 1 - at))) & 31;
            usize::try_from(index).ok().and_then(|index| ALPHABET.get(index)).map_or('0', |letter| char::from(*letter))
        };
        Code((0..LETTERS).map(letter).collect())
    }
}

fn text(hash: &mut Sha256, kind: u8, text: &str) {
    size(hash, kind, text.len());
    hash.update(text.as_bytes());
}

fn size(hash: &mut Sha256, kind: u8, size: usize) {
    hash.update([kind]);
    hash.update(u64::try_from(size).unwrap_or(u64::MAX).to_be_bytes());
}

fn value(hash: &mut Sha256, of: &Value) {
    match of {
        Value::Null => hash.update(b"n"),
        Value::Bool(false) => hash.update(b"f"),
        Value::Bool(true) => hash.update(b"t"),
        Value::Number(number) => text(hash, b'd', &number.to_string()),
        Value::String(string) => text(hash, b's', string),
        Value::Array(items) => {
            size(hash, b'a', items.len());
            items.iter().for_each(|item| value(hash, item));
        }
        Value::Object(map) => {
            size(hash, b'o', map.len());
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            for (key, item) in entries {
                text(hash, b's', key);
                value(hash, item);
            }
        }
    }
}

/// A code such as `K7F3-QM2P`.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

impl Code {
    /// Reads a code as people type it: any case, with or without the dash; I and L are 1, O is 0.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let letter = |c: char| match c.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        };
        let letters: String = typed.trim().chars().filter(|c| *c != '-').map(letter).collect();
        let sound = letters.len() == LETTERS && letters.bytes().all(|byte| ALPHABET.contains(&byte));
        sound.then_some(Self(letters))
    }

    /// The letters without the dash.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_at_checked(LETTERS / 2) {
            Some((front, back)) => write!(f, "{front}-{back}"),
            None => f.write_str(&self.0),
        }
    }
}

impl TryFrom<String> for Code {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text).ok_or_else(|| format!("`{text}` is no code"))
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.to_string()
    }
}
