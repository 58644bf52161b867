//! Embeds `policies/` and `schemas/`.

fn main() {}
