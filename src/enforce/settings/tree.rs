//! JSON with spans: where each value, comma and comment stands, so that text can be put in and taken out by bytes.

use std::ops::Range;

use serde_json::Value;

use super::SettingsError;

/// What the reader of a file takes besides plain JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Dialect {
    /// RFC 8259, nothing else.
    Json,
    /// With `//` and `/* */` comments.
    Comments,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Mark(u8),
    Scalar,
    Comment,
}

/// A token; white space stands between tokens.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) items: Items,
}

#[derive(Clone, Debug)]
pub(super) enum Items {
    Scalar,
    Array(Vec<Node>),
    Object(Vec<Member>),
}

/// A member of an object; the span goes from the key to the end of the value.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) raw_key: Range<usize>,
    pub(super) span: Range<usize>,
    pub(super) value: Node,
}

impl Node {
    pub(super) fn members(&self) -> Option<&[Member]> {
        if let Items::Object(members) = &self.items { Some(members) } else { None }
    }

    pub(super) fn elements(&self) -> Option<&[Node]> {
        if let Items::Array(elements) = &self.items { Some(elements) } else { None }
    }

    /// The spans of what stands in the brackets, in order.
    pub(super) fn spans(&self) -> Vec<Range<usize>> {
        match &self.items {
            Items::Scalar => Vec::new(),
            Items::Array(elements) => elements.iter().map(|element| element.span.clone()).collect(),
            Items::Object(members) => members.iter().map(|member| member.span.clone()).collect(),
        }
    }

    /// Between the brackets.
    pub(super) fn inside(&self) -> Range<usize> {
        self.span.start.saturating_add(1)..self.span.end.saturating_sub(1)
    }

    /// The member of this name. Two of them are an error: clients differ in which one counts.
    pub(super) fn member(&self, key: &str, text: &str) -> Result<Option<&Member>, SettingsError> {
        let mut found = self.members().into_iter().flatten().filter(|member| member.key == key);
        let first = found.next();
        match found.next() {
            None => Ok(first),
            Some(second) => Err(SettingsError::at(
                text,
                second.span.start,
                format!("`{key}` stands here twice"),
                "remove one of them",
            )),
        }
    }
}

/// A document: its text, tokens and root.
#[derive(Clone, Debug)]
pub(super) struct Tree<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) root: Node,
}

impl<'a> Tree<'a> {
    /// Reads a document whole: nothing that the client's own reader would refuse is taken.
    pub(super) fn parse(text: &'a str, dialect: Dialect) -> Result<Self, SettingsError> {
        let tokens = tokens(text)?;
        let mut plain = text.as_bytes().to_vec();
        if dialect == Dialect::Comments {
            for token in tokens.iter().filter(|token| token.kind == Kind::Comment) {
                let within = plain.get_mut(token.span.clone()).into_iter().flatten();
                within.filter(|byte| !byte.is_ascii_whitespace()).for_each(|byte| *byte = b' ');
            }
        }
        if let Err(error) = serde_json::from_slice::<Value>(&plain) {
            return Err(SettingsError::json(&error, text));
        }
        let mut rest = tokens.iter().filter(|token| token.kind != Kind::Comment).peekable();
        let root = rest.next().and_then(|token| node(text, token, &mut rest));
        let root = root.ok_or_else(|| SettingsError::whole("it holds no JSON document", "put `{}` into it"))?;
        Ok(Self { text, tokens, root })
    }

    /// Text of a span.
    pub(super) fn slice(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// The tokens that begin at or after `offset`.
    pub(super) fn tokens_from(&self, offset: usize) -> &[Token] {
        let at = self.tokens.partition_point(|token| token.span.start < offset);
        self.tokens.get(at..).unwrap_or_default()
    }

    /// The tokens that end at or before `offset`.
    pub(super) fn tokens_to(&self, offset: usize) -> &[Token] {
        let at = self.tokens.partition_point(|token| token.span.end <= offset);
        self.tokens.get(..at).unwrap_or_default()
    }
}

type Rest<'t, I> = std::iter::Peekable<I>;

/// The value that begins with `first`. The text is known to be JSON.
fn node<'t, I: Iterator<Item = &'t Token>>(text: &str, first: &Token, rest: &mut Rest<'t, I>) -> Option<Node> {
    let start = first.span.start;
    let mut elements = Vec::new();
    let mut members = Vec::new();
    let Kind::Mark(open) = first.kind else {
        return Some(Node { span: first.span.clone(), items: Items::Scalar });
    };
    loop {
        let token = rest.next()?;
        match token.kind {
            Kind::Mark(b']') => return Some(Node { span: start..token.span.end, items: Items::Array(elements) }),
            Kind::Mark(b'}') => return Some(Node { span: start..token.span.end, items: Items::Object(members) }),
            Kind::Mark(b',') => {}
            _ if open == b'[' => elements.push(node(text, token, rest)?),
            _ => {
                let raw_key = token.span.clone();
                let key = serde_json::from_str(text.get(raw_key.clone())?).ok()?;
                rest.next_if(|colon| colon.kind == Kind::Mark(b':'))?;
                let value = node(text, rest.next()?, rest)?;
                members.push(Member { key, span: raw_key.start..value.span.end, raw_key, value });
            }
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, SettingsError> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = match rest {
            [b' ' | b'\t' | b'\r' | b'\n', ..] => {
                at = at.saturating_add(1);
                continue;
            }
            [mark @ (b'{' | b'}' | b'[' | b']' | b',' | b':'), ..] => (Kind::Mark(*mark), 1),
            [b'"', ..] => (Kind::Scalar, string(rest)),
            [b'/', b'/', ..] => (Kind::Comment, line(rest)),
            [b'/', b'*', ..] => {
                let end = rest.windows(2).skip(2).position(|pair| pair == b"*/");
                let unclosed = || SettingsError::at(text, at, "a comment is not closed", "close it with `*/`");
                (Kind::Comment, end.ok_or_else(unclosed)?.saturating_add(4))
            }
            _ => {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || b"{}[],:\"/".contains(byte);
                (Kind::Scalar, rest.iter().skip(1).position(ends).map_or(rest.len(), |more| more.saturating_add(1)))
            }
        };
        let end = at.saturating_add(length);
        tokens.push(Token { kind, span: at..end });
        at = end;
    }
    Ok(tokens)
}

/// The length of the string that `rest` begins with; to the end where it is not closed.
fn string(rest: &[u8]) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at.saturating_add(1),
            _ => {}
        }
    }
    rest.len()
}

/// The length of a line comment, without the line's end.
fn line(rest: &[u8]) -> usize {
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    match rest.get(..end) {
        Some([.., b'\r']) => end.saturating_sub(1),
        _ => end,
    }
}
