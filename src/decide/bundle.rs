//! The bundle: policies, their data, and the schemas that guard them, with one digest.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::commands::Commands;
use super::files::{self, Files, Text};
use super::metadata::{self, RuleDoc};
use super::sources::{self, Sources};
use super::{Failure, digest, engine, guard};
use crate::model::{Classes, CommandSpec, ContentKinds, Kept, KeptPlace, Point, ToolCatalogue, ToolData, Wrappers};

/// Path and text of every file, in order.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
/// What tool calls are measured with, taken apart.
static KEPT: Kept = include!(concat!(env!("OUT_DIR"), "/kept.rs"));
/// What [`digest::of_files`] gives for [`EMBEDDED`].
static EMBEDDED_DIGEST: &str = include!(concat!(env!("OUT_DIR"), "/digest.rs"));

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
    pub tool: ToolData,
    /// `policies/data/wrappers.json`
    pub wrappers: Wrappers,
}

/// Policies and data, embedded in the binary or given by a test.
///
/// What is embedded was checked by a test when it was built, so it is read piece by piece, when a piece is needed: a hook
/// starts cold before every tool call. Files that are given are checked as a whole.
#[derive(Clone, Debug)]
pub struct Bundle {
    files: Files,
    tool: ToolCatalogue,
    wrappers: Wrappers,
    commands: Commands,
    digest: Text,
    embedded: bool,
    made: Arc<Made>,
}

/// What is made of the texts when it is first needed.
#[derive(Debug, Default)]
struct Made {
    measures: OnceLock<PolicyData>,
    rules: OnceLock<BTreeMap<String, RuleDoc>>,
    /// Of what was built in, one by one.
    known: OnceLock<Box<[OnceLock<Option<RuleDoc>>]>>,
    policies: Mutex<BTreeMap<Point, engine::Loaded>>,
    guards: Mutex<BTreeMap<String, Arc<jsonschema::Validator>>>,
}

impl Bundle {
    /// The bundle that was built into this binary.
    ///
    /// # Errors
    ///
    /// [`BundleError`] where a file that tool calls are measured with was broken at build time.
    pub fn embedded() -> Result<Self, BundleError> {
        let files = Self::embedded_files().map(|(path, text)| (Cow::Borrowed(path), Cow::Borrowed(text))).collect();
        let part = |name: &str| {
            let missing = || BundleError::File { file: name.to_owned(), why: "it was not built in".to_owned() };
            KEPT.whole().named(name).ok_or_else(missing)
        };
        Ok(Self {
            files,
            tool: files::kept(part("tool")?, ToolCatalogue::kept)?,
            wrappers: files::kept(part("wrappers")?, Wrappers::kept)?,
            commands: Commands::Embedded(part("commands")?),
            digest: Cow::Borrowed(EMBEDDED_DIGEST),
            embedded: true,
            made: Arc::default(),
        })
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
        let files: Files = files.into_iter().map(|(path, text)| (Cow::Owned(path), Cow::Owned(text))).collect();
        let digest = digest::of_files(files.iter().map(|(path, text)| (&**path, &**text)));
        let commands = Commands::of(files.iter().map(|(path, text)| (&**path, &**text)));
        let (tool, wrappers) = (files::data(&files, "tool")?, files::data(&files, "wrappers")?);
        let digest = Cow::Owned(digest);
        let bundle = Self { files, tool, wrappers, commands, digest, embedded: false, made: Arc::default() };
        for (path, text) in bundle.files.iter().filter(|(path, _)| path.starts_with("schemas/")) {
            files::parse::<IgnoredAny>(path, text)?;
        }
        bundle.measures()?;
        let rules = declared(bundle.policies())?;
        let _ = bundle.made.rules.set(rules);
        let data = files::all_data(&bundle.files)?;
        guard::check(&bundle, "data", &data)
            .map_err(|why| BundleError::File { file: "policies/data".to_owned(), why })?;
        Ok(bundle)
    }

    /// Whether these are the files that were built into this binary.
    #[must_use]
    pub const fn is_embedded(&self) -> bool {
        self.embedded
    }

    /// `sha256:…` over all files of the bundle.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// All that facts are measured with.
    ///
    /// # Errors
    ///
    /// [`BundleError`] names the file that can't be used.
    pub fn measures(&self) -> Result<&PolicyData, BundleError> {
        if let Some(measures) = self.made.measures.get() {
            return Ok(measures);
        }
        let measures = PolicyData {
            classes: files::data(&self.files, "classes")?,
            kinds: files::data(&self.files, "kinds")?,
            tool: files::data(&self.files, "tool")?,
            wrappers: files::data(&self.files, "wrappers")?,
        };
        Ok(self.made.measures.get_or_init(|| measures))
    }

    /// The lists that tool calls are measured with.
    #[must_use]
    pub const fn tool(&self) -> &ToolCatalogue {
        &self.tool
    }

    /// What programs that run others make of their arguments.
    #[must_use]
    pub const fn wrappers(&self) -> &Wrappers {
        &self.wrappers
    }

    /// The specification of a program, from `policies/data/commands/`; none: nothing is known of it.
    ///
    /// # Errors
    ///
    /// [`BundleError`] names the file that can't be used.
    pub fn command(&self, program: &str) -> Result<Option<CommandSpec>, BundleError> {
        self.commands.find(&self.files, program)
    }

    /// The names of all programs that have a specification.
    pub fn programs(&self) -> impl Iterator<Item = &str> {
        self.commands.programs()
    }

    /// Every documented rule, by code.
    pub fn rules(&self) -> impl Iterator<Item = &RuleDoc> {
        self.documented().values()
    }

    /// The rule that declares a code.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&RuleDoc> {
        if self.embedded { self.known(code) } else { self.documented().get(code) }
    }

    /// The rule of that code, of whose file alone the documentation is read.
    fn known(&self, code: &str) -> Option<&RuleDoc> {
        let rules = KEPT.whole().named("rules")?;
        let at = rules.find(code)?;
        let read = || {
            let file = rules.part(at)?.text();
            metadata::read(file, self.policy(file)?).ok()?.into_iter().find(|rule| rule.code == code)
        };
        let known = self.made.known.get_or_init(|| vec![OnceLock::new(); rules.count()].into_boxed_slice());
        known.get(at)?.get_or_init(read).as_ref()
    }

    /// Where the documentation can't be read nothing is documented, and every reason is a deny.
    fn documented(&self) -> &BTreeMap<String, RuleDoc> {
        self.made.rules.get_or_init(|| declared(self.policies()).unwrap_or_default())
    }

    /// The text of a policy file.
    #[must_use]
    pub fn policy(&self, path: &str) -> Option<&str> {
        self.files.get(path).filter(|_| path.ends_with(".rego")).map(|text| &**text)
    }

    /// The paths of all policy files.
    pub fn policy_paths(&self) -> impl Iterator<Item = &str> {
        self.policies().map(|(path, _)| path)
    }

    fn policies(&self) -> impl Iterator<Item = (&str, &str)> {
        sources::policies(&self.files)
    }

    /// The guard made of the schema `name`.
    pub(super) fn guard(&self, name: &str) -> Result<Arc<jsonschema::Validator>, String> {
        let mut guards = self.made.guards.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(guard) = guards.get(name) {
            return Ok(Arc::clone(guard));
        }
        let path = format!("schemas/{name}.json");
        let text = self.files.get(&*path).ok_or_else(|| format!("the bundle has no schema `{name}`"))?;
        let schema: Value = files::parse(&path, text).map_err(|error| error.to_string())?;
        let guard = jsonschema::options().build(&schema);
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
        let sources = Sources { checked: self.embedded, ..Sources::of(&self.files, point) };
        let loaded = engine::load(sources)?;
        policies.insert(point, loaded.clone());
        Ok(loaded)
    }

    pub(super) fn sources_with_tests_of(&self, point: Point) -> Sources {
        Sources::with_tests(&self.files, point)
    }
}

fn declared<'a>(policies: impl Iterator<Item = (&'a str, &'a str)>) -> Result<BTreeMap<String, RuleDoc>, BundleError> {
    let mut rules: BTreeMap<String, RuleDoc> = BTreeMap::new();
    for (path, text) in policies {
        let docs = metadata::read(path, text).map_err(|why| BundleError::File { file: path.to_owned(), why })?;
        for doc in docs {
            if let Some(first) = rules.get(&doc.code) {
                let (code, first, second) = (doc.code, first.file.clone(), path.to_owned());
                return Err(BundleError::DuplicateCode { code, first, second });
            }
            rules.insert(doc.code.clone(), doc);
        }
    }
    Ok(rules)
}
