//! The operator's documents: how they are read, and what is said when they can't be.

mod evidence;
mod fleet;
mod hostile;
mod join;
mod json;
mod resolve;
mod values;

use fleetgate::gather::{EvidenceFile, FleetFile};

/// A fleet file with `rest` behind its schema, which takes the first line.
fn fleet(rest: &str) -> Result<FleetFile, String> {
    let text = format!("schema = \"fleetgate.fleet/1\"\n{rest}");
    FleetFile::parse(text.as_bytes(), "fleet.toml").map_err(|error| error.to_string())
}

/// An evidence file with `rest` behind its schema, on the second line.
fn evidence(rest: &str) -> Result<EvidenceFile, String> {
    let comma = if rest.is_empty() { "" } else { "," };
    let text = format!("{{\"schema\":\"fleetgate.evidence/1\"{comma}\n{rest}}}");
    EvidenceFile::parse(text.as_bytes(), "e.json").map_err(|error| error.to_string())
}
