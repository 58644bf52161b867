//! Embeds every file below `policies/` and `schemas/`: the bundle is what stands in those folders, nothing else.

#![expect(clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for folder in ["policies", "schemas"] {
        println!("cargo:rerun-if-changed={folder}");
        walk(&root, Path::new(folder), &mut files)?;
    }
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        code.push_str(&format!(
            "    ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {file:?}))),\n"
        ));
    }
    code.push_str("]\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("embedded.rs"), code)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            walk(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "rego" || e == "json") {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
