//! JSON Schema guards on what goes into the engine and what comes out.

use serde_json::Value;

use super::Bundle;

/// How many misfits a message names.
const NAMED: usize = 3;

/// Checks a document against the bundle's schema `name`; the error names the places that don't fit.
pub(super) fn check(bundle: &Bundle, name: &str, document: &Value) -> Result<(), String> {
    let validator = bundle.guard(name)?;
    let mut misfits: Vec<String> = validator.iter_errors(document).take(NAMED + 1).map(|e| misfit(&e)).collect();
    match misfits.len() {
        0 => return Ok(()),
        n if n > NAMED => {
            misfits.truncate(NAMED);
            misfits.push("and more".to_owned());
        }
        _ => {}
    }
    Err(misfits.join("; "))
}

fn misfit(error: &jsonschema::ValidationError<'_>) -> String {
    let place = error.instance_path().to_string();
    let place = if place.is_empty() { "the document".to_owned() } else { format!("`{place}`") };
    let mut text = error.to_string();
    if text.chars().count() > 200 {
        text = text.chars().take(200).chain(['…']).collect();
    }
    format!("at {place}: {text}")
}
