//! Makefiles that CMake wrote: what they do when no target is named is the build.

use std::path::Path;

use super::Doing;
use super::effects::Measure;
use crate::model::EffectKind;

/// The target that stands for none.
const DEFAULT: &str = "default";

/// How CMake's makefiles begin.
const MARK: &[u8] = b"# CMAKE generated file";

impl Measure<'_> {
    /// Whether make runs without a target in folders that CMake filled, whatever the call names them.
    pub(super) fn builds_by_cmake(&self, doing: &Doing) -> bool {
        let named = doing.effect.subject.as_ref().is_some_and(|subject| subject.text == DEFAULT);
        let make = matches!(doing.command.as_deref(), Some("make" | "gmake"));
        if doing.effect.kind != EffectKind::RunTask || !named || !make {
            return false;
        }
        let folders = self.folders(doing);
        !folders.is_empty() && folders.iter().all(|folder| self.is_filled(folder))
    }

    #[expect(clippy::disallowed_methods, reason = "whether the makefile is CMake's own is in the file")]
    fn is_filled(&self, folder: &str) -> bool {
        use std::io::Read;

        let at = |name: &str| self.step(folder, name);
        // Others of these names would be taken first.
        let first = ["GNUmakefile", "makefile"].iter().any(|name| Path::new(&at(name)).exists());
        let mut start = vec![0; MARK.len()];
        let read = std::fs::File::open(at("Makefile")).and_then(|mut file| file.read_exact(&mut start));
        !first && read.is_ok() && start == MARK && Path::new(&at("CMakeCache.txt")).is_file()
    }
}
