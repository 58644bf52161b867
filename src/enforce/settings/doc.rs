//! A JSON value in the order in which it is written, and the two ways to lay it out.

use serde_json::Value;

use super::tree::{Items, Node, Tree};

/// A value to be written. Scalars and keys are JSON text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Doc {
    Scalar(String),
    Array(Vec<Doc>),
    Object(Vec<(String, Doc)>),
}

impl Doc {
    pub(super) fn text(text: &str) -> Self {
        Self::Scalar(Value::from(text).to_string())
    }

    pub(super) fn number(number: u32) -> Self {
        Self::Scalar(number.to_string())
    }

    pub(super) fn flag(flag: bool) -> Self {
        Self::Scalar(flag.to_string())
    }

    pub(super) fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        Self::Object(members.map(|(key, value)| (Value::from(key).to_string(), value)).into())
    }

    /// What stands in a document, without its layout.
    pub(super) fn of(node: &Node, tree: &Tree<'_>) -> Self {
        match &node.items {
            Items::Scalar => Self::Scalar(tree.slice(node.span.clone()).to_owned()),
            Items::Array(elements) => Self::Array(elements.iter().map(|element| Self::of(element, tree)).collect()),
            Items::Object(members) => {
                let member = |member: &super::tree::Member| {
                    (tree.slice(member.raw_key.clone()).to_owned(), Self::of(&member.value, tree))
                };
                Self::Object(members.iter().map(member).collect())
            }
        }
    }

    /// The value as JSON knows it: without order and spelling.
    pub(super) fn value(&self) -> Value {
        serde_json::from_str(&self.padded()).unwrap_or_default()
    }

    /// On one line, with a space inside of each bracket.
    pub(super) fn padded(&self) -> String {
        let within = |brackets: [&str; 2], items: Vec<String>| {
            let [open, close] = brackets;
            if items.is_empty() { format!("{open}{close}") } else { format!("{open} {} {close}", items.join(", ")) }
        };
        match self {
            Self::Scalar(text) => text.clone(),
            Self::Array(items) => within(["[", "]"], items.iter().map(Self::padded).collect()),
            Self::Object(members) => {
                within(["{", "}"], members.iter().map(|(key, value)| format!("{key}: {}", value.padded())).collect())
            }
        }
    }

    /// On many lines; `indent` is that of the line on which it begins.
    pub(super) fn broken(&self, indent: &str, unit: &str, newline: &str) -> String {
        let deeper = format!("{indent}{unit}");
        let within = |brackets: [&str; 2], items: Vec<String>| {
            let [open, close] = brackets;
            match items.is_empty() {
                true => format!("{open}{close}"),
                false => {
                    let separator = format!(",{newline}{deeper}");
                    format!("{open}{newline}{deeper}{}{newline}{indent}{close}", items.join(&separator))
                }
            }
        };
        let inner = |value: &Self| value.broken(&deeper, unit, newline);
        match self {
            Self::Scalar(text) => text.clone(),
            Self::Array(items) => within(["[", "]"], items.iter().map(inner).collect()),
            Self::Object(members) => {
                within(["{", "}"], members.iter().map(|(key, value)| format!("{key}: {}", inner(value))).collect())
            }
        }
    }
}
