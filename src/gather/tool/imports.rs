//! What Python would import from a folder in place of what is installed.

use std::collections::BTreeSet;
use std::path::Path;

use super::Doing;
use super::effects::Measure;
use super::kinds::makes;
use super::walk::{absolute, follow, is_below};
use crate::model::{Effect, EffectKind, Form, Place, Span, Subject};

/// How many entries of a folder are looked at.
const MOST_ENTRIES: usize = 20_000;

impl Measure<'_> {
    /// The files that stand in for modules that nobody names: those that are in the folder, and those that this call
    /// puts there or that are `coming` by git.
    pub(super) fn imports(&self, doings: &[Doing], coming: &[String]) -> Vec<Doing> {
        let importing: Vec<&Doing> = doings.iter().filter(|d| d.effect.kind == EffectKind::RunImports).collect();
        if importing.is_empty() {
            return Vec::new();
        }
        let mut put = self.written(doings, |kind| makes(kind) || kind == EffectKind::VcsBring);
        put.extend(coming.iter().cloned());
        // Names of which only the beginning is known.
        let open = doings.iter().filter(|doing| makes(doing.effect.kind));
        let open =
            open.filter(|doing| doing.effect.subject.as_ref().is_some_and(|subject| subject.form != Form::Exact));
        let begun: Vec<String> = open.flat_map(|doing| self.named(doing)).map(|path| absolute("/", &path)).collect();
        let mut all = Vec::new();
        for doing in importing {
            let own = self.folders(doing);
            let sought =
                self.sought.iter().flat_map(|folder| own.iter().map(|own| follow(&absolute(own, folder)).real));
            let inside = |folder: &String| self.grounds.place(folder) == Place::Inside;
            for folder in self.real(doing).into_iter().chain(sought.filter(inside)).collect::<BTreeSet<_>>() {
                let (there, complete) = self.there(&folder);
                let complete = complete && !begun.iter().any(|path| is_below(path, &folder));
                let own = put.iter().filter(|path| self.is_stand_in(path, &folder)).cloned();
                let known = there.into_iter().chain(own).map(|path| (path, Form::Exact));
                let rest = (!complete).then(|| (folder.clone(), Form::Dynamic));
                all.extend(known.chain(rest).map(|(text, form)| Doing {
                    effect: Effect::on(EffectKind::RunModule, Subject { text, form, span: Span::default() }),
                    ..doing.clone()
                }));
            }
        }
        all
    }

    /// Whether the project has the module that a call of a dotted name starts with, in every folder where that may happen.
    pub(super) fn calls_own(&self, doing: &Doing) -> bool {
        let Some(subject) = doing.effect.subject.as_ref().filter(|subject| subject.form == Form::Exact) else {
            return false;
        };
        let file = subject.text.contains('/') || subject.text.ends_with(".py");
        let top = subject.text.split('.').next().unwrap_or_default();
        let own = |folder: &String| {
            let has = |name: &str| Path::new(&self.step(folder, name)).exists();
            match file {
                true => {
                    !subject.text.starts_with(['/', '.', '~']) && !subject.text.contains("..") && has(&subject.text)
                }
                false => {
                    has(&format!("{top}.py"))
                        || has(&format!("{top}/__init__.py"))
                        || !self.is_library(top) && !top.is_empty() && has(top)
                }
            }
        };
        let folders = self.folders(doing);
        !folders.is_empty() && folders.iter().all(own)
    }

    /// Stand-ins that are in a folder now, and whether these are all.
    #[expect(clippy::disallowed_methods, reason = "Python imports what is in the folder")]
    fn there(&self, folder: &str) -> (Vec<String>, bool) {
        let Ok(entries) = std::fs::read_dir(folder) else { return (Vec::new(), !Path::new(folder).is_dir()) };
        let mut looked = 0_usize;
        let mut found = Vec::new();
        for entry in entries.flatten().take(MOST_ENTRIES) {
            looked += 1;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let path = format!("{folder}/{name}");
            if self.is_library(name) {
                let inits = ["py", "pyc", "so"].map(|ending| format!("{path}/__init__.{ending}"));
                found.extend(inits.into_iter().find(|init| Path::new(init).exists()));
            } else if self.is_stand_in(&path, folder) {
                found.push(path);
            }
        }
        (found, looked < MOST_ENTRIES)
    }

    /// Whether Python takes a path for a module, or for the first file of a package, of such a name in a folder.
    fn is_stand_in(&self, path: &str, folder: &str) -> bool {
        let Some(rest) = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) else { return false };
        let (package, file) = rest.split_once('/').map_or((None, rest), |(package, file)| (Some(package), file));
        let Some((name, ending)) = file.split_once('.') else { return false };
        let code = matches!(ending, "py" | "pyc" | "so") || ending.ends_with(".so");
        let module = package.map_or(name, |package| if name == "__init__" { package } else { "" });
        code && self.is_library(module)
    }

    fn is_library(&self, name: &str) -> bool {
        // The rest of that name is the platform's.
        self.modules.has(name) || name.starts_with("_sysconfigdata_")
    }
}
