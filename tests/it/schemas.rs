//! The schemas in `schemas/` are made from the types.

use std::path::Path;

use fleetgate::cli::{schema_names, schema_text};

/// After a change of the types, `cargo run -- schema NAME > schemas/NAME.json` for each that differs.
#[test]
fn schemas_are_fresh_and_complete() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let mut names: Vec<String> = schema_names().map(|name| format!("{name}.json")).collect();
    for name in schema_names() {
        let written = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        assert!(
            Some(written) == schema_text(name),
            "schemas/{name}.json is stale: fleetgate schema {name} prints another"
        );
    }
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    names.sort();
    assert_eq!(files, names);
}

#[test]
fn every_schema_is_a_valid_draft_2020_12_schema() {
    for name in schema_names() {
        let schema: serde_json::Value = serde_json::from_str(&schema_text(name).unwrap()).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
    }
}
