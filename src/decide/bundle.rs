//! The bundle: policies, their data, and the schemas that guard them, with one digest.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::commands::Commands;
use super::metadata::{self, RuleDoc};
use super::{Failure, digest, engine, guard};
use crate::model::{Classes, CommandSpec, ContentKinds, Point, ToolCatalogue, Wrappers};

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A bundle that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// A data or schema file is not what it should be.
    #[error("{file}: {why}; mend the file")]
    File {
        /// The file, relative to the repository.
        file: String,
        /// What is wrong.
        why: String,
    },
    /// Two rules declare the same code.
    #[error("the code `{code}` is declared in {first} and in {second}; a code belongs to one rule")]
    DuplicateCode {
        /// The code.
        code: String,
        /// The first file.
        first: String,
        /// The second file.
        second: String,
    },
}

/// The data that Rust needs: what facts are measured with. Policies see all of `policies/data`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct PolicyData {
    /// `policies/data/classes.json`
    pub classes: Classes,
    /// `policies/data/kinds.json`
    pub kinds: ContentKinds,
    /// `policies/data/tool.json`
    pub tool: ToolCatalogue,
    /// `policies/data/wrappers.json`
    pub wrappers: Wrappers,
}

/// Policies and data, embedded in the binary or given by a test.
#[derive(Clone, Debug)]
pub struct Bundle {
    policies: BTreeMap<String, String>,
    schemas: BTreeMap<String, Value>,
    data: Value,
    measures: PolicyData,
    commands: Commands,
    rules: BTreeMap<String, RuleDoc>,
    digest: String,
    made: Arc<Made>,
}

/// What is made of the texts when it is first needed.
#[derive(Debug, Default)]
struct Made {
    policies: Mutex<BTreeMap<Point, engine::Loaded>>,
    guards: Mutex<BTreeMap<String, Arc<jsonschema::Validator>>>,
}

impl Bundle {
    /// The bundle that was built into this binary.
    ///
    /// # Errors
    ///
    /// [`BundleError`] where a file of `policies/` or `schemas/` was broken at build time.
    pub fn embedded() -> Result<Self, BundleError> {
        Self::from_files(EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
    }

    /// The files that were built into this binary: path and text.
    pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        EMBEDDED.iter().copied()
    }

    /// A bundle of files: paths start with `policies/` or `schemas/`.
    ///
    /// # Errors
    ///
    /// [`BundleError`] names the file that can't be used.
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, BundleError> {
        let files: BTreeMap<String, String> = files.into_iter().collect();
        let digest = digest::of_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let (mut policies, mut schemas, mut data) = (BTreeMap::new(), BTreeMap::new(), Map::new());
        let mut commands = Commands::default();
        for (path, text) in files {
            if let Some(name) = stem(&path, "schemas/") {
                schemas.insert(name.to_owned(), parse(&path, &text)?);
            } else if stem(&path, "policies/data/commands/").is_some() {
                commands.insert(path, text);
            } else if let Some(name) = stem(&path, "policies/data/") {
                data.insert(name.to_owned(), unwrapped(&path, name, parse(&path, &text)?)?);
            } else if path.ends_with(".rego") {
                policies.insert(path, text);
            }
        }
        let data = Value::Object(data);
        let rules = declared(&policies)?;
        let file = || "policies/data".to_owned();
        let measures =
            PolicyData::deserialize(&data).map_err(|e| BundleError::File { file: file(), why: e.to_string() })?;
        let bundle = Self { policies, schemas, data, measures, commands, rules, digest, made: Arc::default() };
        guard::check(&bundle, "data", &bundle.data).map_err(|why| BundleError::File { file: file(), why })?;
        Ok(bundle)
    }

    /// `sha256:…` over all files of the bundle.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The path classes and content kinds.
    #[must_use]
    pub const fn measures(&self) -> &PolicyData {
        &self.measures
    }

    /// The specification of a program, from `policies/data/commands/`; none: nothing is known of it.
    ///
    /// # Errors
    ///
    /// [`BundleError`] names the file that can't be used.
    pub fn command(&self, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        self.commands.find(program)
    }

    /// The names of all programs that have a specification.
    pub fn programs(&self) -> impl Iterator<Item = &str> {
        self.commands.programs()
    }

    /// Every documented rule, by code.
    pub fn rules(&self) -> impl Iterator<Item = &RuleDoc> {
        self.rules.values()
    }

    /// The rule that declares a code.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&RuleDoc> {
        self.rules.get(code)
    }

    /// The text of a policy file.
    #[must_use]
    pub fn policy(&self, path: &str) -> Option<&str> {
        self.policies.get(path).map(String::as_str)
    }

    /// The paths of all policy files.
    pub fn policy_paths(&self) -> impl Iterator<Item = &str> {
        self.policies.keys().map(String::as_str)
    }

    /// The guard made of the schema `name`.
    pub(super) fn guard(&self, name: &str) -> Result<Arc<jsonschema::Validator>, String> {
        let mut guards = self.made.guards.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(guard) = guards.get(name) {
            return Ok(Arc::clone(guard));
        }
        let schema = self.schemas.get(name).ok_or_else(|| format!("the bundle has no schema `{name}`"))?;
        let guard = jsonschema::options().build(schema);
        let guard = Arc::new(guard.map_err(|e| format!("the schema `{name}` can't be used: {e}"))?);
        guards.insert(name.to_owned(), Arc::clone(&guard));
        Ok(guard)
    }

    /// The policies of a point, ready to be evaluated.
    pub(super) fn loaded(&self, point: Point) -> Result<engine::Loaded, Failure> {
        let mut policies = self.made.policies.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = policies.get(&point) {
            return Ok(loaded.clone());
        }
        let loaded = engine::load(self.modules(point, |path| !path.ends_with("_test.rego")), &self.data)?;
        policies.insert(point, loaded.clone());
        Ok(loaded)
    }

    pub(super) const fn data(&self) -> &Value {
        &self.data
    }

    pub(super) fn modules_with_tests_of(&self, point: Point) -> Vec<(String, String)> {
        self.modules(point, |_| true)
    }

    fn modules(&self, point: Point, wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let own = format!("policies/{point}/");
        self.policies
            .iter()
            .filter(|(path, _)| (path.starts_with(&own) || path.starts_with("policies/lib/")) && wanted(path))
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect()
    }
}

fn stem<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_suffix(".json")
}

fn parse(path: &str, text: &str) -> Result<Value, BundleError> {
    serde_json::from_str(text).map_err(|e| BundleError::File { file: path.to_owned(), why: e.to_string() })
}

/// A data file holds one key, its own name, so that `opa test policies` mounts it at the same place.
fn unwrapped(path: &str, name: &str, value: Value) -> Result<Value, BundleError> {
    match value {
        Value::Object(mut map) if map.len() == 1 => map.remove(name),
        _ => None,
    }
    .ok_or_else(|| BundleError::File { file: path.to_owned(), why: format!("it must hold the one key `{name}`") })
}

fn declared(policies: &BTreeMap<String, String>) -> Result<BTreeMap<String, RuleDoc>, BundleError> {
    let mut rules: BTreeMap<String, RuleDoc> = BTreeMap::new();
    for (path, text) in policies {
        let docs = metadata::read(path, text).map_err(|why| BundleError::File { file: path.clone(), why })?;
        for doc in docs {
            if let Some(first) = rules.get(&doc.code) {
                let (code, first, second) = (doc.code, first.file.clone(), path.clone());
                return Err(BundleError::DuplicateCode { code, first, second });
            }
            rules.insert(doc.code.clone(), doc);
        }
    }
    Ok(rules)
}
