//! Digests: `sha256:` and 64 hexadecimal digits.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Of a JSON document in canonical form: sorted keys, no white space.
pub(super) fn of_json(value: &Value) -> String {
    let mut hash = Sha256::new();
    hash.update(value.to_string().as_bytes());
    written(hash)
}

/// Of named texts, in the order given. Lengths go in, so that no text can pass for part of another.
pub(super) fn of_files<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hash = Sha256::new();
    for (name, text) in files {
        for part in [name, text] {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    written(hash)
}

fn written(hash: Sha256) -> String {
    let mut text = String::from("sha256:");
    for byte in hash.finalize() {
        for digit in [byte >> 4, byte & 0xf] {
            text.push(char::from_digit(u32::from(digit), 16).unwrap_or('?'));
        }
    }
    text
}
