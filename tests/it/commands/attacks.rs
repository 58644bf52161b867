//! Order, spelling and disguise.

use super::{expect, words};
use fleetgate::model::Span;
use fleetgate::shell::{Arg, Call, understand};

pub(super) const TABLE: &[(&str, &str)] = &[
    ("./rg x", "NOT"),
    ("/tmp/cat x", "NOT"),
    ("=", "NOT"),
    ("=git color.ui=x", "NOT"),
    ("nosuchprogram", "NOT"),
    ("RM x", "NOT"),
    ("cat * .env", "read glob:*, read .env"),
    ("find *", "NOT"),
    ("tar cf x *", "NOT"),
    ("tar cf x ./*", "write x, read glob:./*"),
    ("git add *", "NOT"),
    ("git add src/*", "vcs.stage glob:src/*"),
    ("sort *", "NOT"),
    ("grep x *", "read glob:*"),
    ("touch -- -exec", "NOT"),
    ("touch -- --checkpoint-action=x", "NOT"),
    ("git commit -m x --$y", "NOT"),
    ("git log --format=$y", "NOT"),
    ("git log \"--date=$y\"", "vcs.inspect"),
    ("git log \"--format=$y\"", "NOT"),
    ("git log \"--$y\"", "NOT"),
    ("grep \"-$y\" a", "NOT"),
    ("head \"-n$y\" a", "read a"),
];

#[test]
fn disguises_are_seen_through() {
    expect(TABLE);
}

#[test]
fn a_program_that_is_not_literal_is_not_understood() {
    let call = Call {
        program: Arg::dynamic("", true, Span::default()),
        args: words("a b"),
        assignments: Vec::new(),
        more: false,
    };
    assert!(!understand(&call, &super::spec).is_whole());
}
