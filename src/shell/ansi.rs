//! `$'…'`, decoded as bash does; what it could decode to in more than one way is not understood.

use crate::model::Span;

use super::source::{Source, fail};
use super::syntax::Read;

/// The text up to the closing quote, which is taken.
pub(super) fn quoted(source: &mut Source) -> Read<String> {
    let start = source.position();
    let mut text = String::new();
    while let Some(c) = source.take_raw() {
        match c {
            '\'' => return Ok(text),
            '\\' => {
                let decoded = escape(source, start)?;
                if decoded != '\t' && decoded != '\n' && decoded.is_control() {
                    return fail(source.span(start), "a control character in $'…': use printf");
                }
                text.push(decoded);
            }
            c => text.push(c),
        }
    }
    fail(source.span(start), "$' is not closed: close it")
}

fn escape(source: &mut Source, start: usize) -> Read<char> {
    let Some(c) = source.take_raw() else {
        return fail(source.span(start), "$' is not closed: close it");
    };
    let span = source.span(start);
    match c {
        'n' => Ok('\n'),
        't' => Ok('\t'),
        '\\' | '\'' | '"' | '?' => Ok(c),
        '0'..='7' => {
            let first = c.to_digit(8).unwrap_or_default();
            number(source, 8, 2, first, span).and_then(|code| ascii(code, span))
        }
        'x' => number(source, 16, 2, 0, span).and_then(|code| ascii(code, span)),
        'u' => number(source, 16, 4, 0, span).and_then(|code| character(code, span)),
        'U' => number(source, 16, 8, 0, span).and_then(|code| character(code, span)),
        _ => fail(span, "an odd escape in $'…': use a plain quote"),
    }
}

/// Up to `digits` digits after `first`; in base 16 at least one.
fn number(source: &mut Source, base: u32, digits: u32, first: u32, span: Span) -> Read<u32> {
    let mut code = first;
    let mut seen = 0;
    while seen < digits {
        let Some(digit) = source.raw(0).and_then(|c| c.to_digit(base)) else { break };
        source.take_raw();
        code = code.saturating_mul(base).saturating_add(digit);
        seen += 1;
    }
    if seen == 0 && base == 16 {
        return fail(span, "an escape in $'…' without digits: use a plain quote");
    }
    Ok(code)
}

/// A single byte: above ASCII it would be a part of a character.
fn ascii(code: u32, span: Span) -> Read<char> {
    if code > 0x7F {
        return fail(span, "a byte above ASCII in $'…': write the character itself");
    }
    character(code, span)
}

fn character(code: u32, span: Span) -> Read<char> {
    match char::from_u32(code) {
        Some('\0') | None => fail(span, "an escape in $'…' that is no character: use a plain quote"),
        Some(c) => Ok(c),
    }
}
