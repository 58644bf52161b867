//! Embeds every file below `policies/` and `schemas/`: the bundle is what stands in those folders, nothing else. Works out
//! beforehand what each start of the program would: the digest, the specifications of programs one by one, and the
//! policies of a tool call in compiled form.

#![expect(clippy::disallowed_methods, reason = "a build script reads the sources")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use unicode_security::skeleton;

#[path = "src/decide/digest.rs"]
#[expect(dead_code, reason = "facts are digested when they are judged")]
mod digest;
#[path = "src/decide/programs.rs"]
mod programs;

#[path = "build/classes.rs"]
mod classes;
#[path = "src/decide/program/code.rs"]
mod code;
#[path = "build/kept.rs"]
mod kept;
#[path = "build/lower.rs"]
mod lower;
#[path = "src/gather/paths"]
#[expect(dead_code, reason = "paths are compared when they are judged")]
mod paths {
    pub(crate) mod cover;
    mod fold;
    pub(crate) mod pattern;
    pub(crate) mod walk;
}
#[path = "build/program.rs"]
mod program;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for folder in ["policies", "schemas"] {
        println!("cargo:rerun-if-changed={folder}");
        walk(&root, Path::new(folder), &mut files)?;
    }
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        texts.push((fs::read_to_string(root.join(&file))?, file));
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let embedded = texts.iter().map(|(_, file)| {
        let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {file:?}))");
        (file.as_str(), text)
    });
    fs::write(out.join("embedded.rs"), pairs(embedded))?;
    let files = || texts.iter().map(|(text, file)| (file.as_str(), text.as_str()));
    fs::write(out.join("kept.rs"), kept::source(&files()).map_err(io::Error::other)?)?;
    fs::write(out.join("tool.rs"), compiled("tool", files()))?;
    fs::write(out.join("classes.rs"), known_classes(&files()).map_err(io::Error::other)?)?;
    fs::write(out.join("looks.rs"), ascii_looks())?;
    link_unwinder();
    let digest = digest::of_files(files());
    fs::write(out.join("digest.rs"), format!("{digest:?}"))
}

/// The library that unwinds after a panic is linked into the program, where gcc has it as an archive: one library less to
/// load before every tool call. Elsewhere it is loaded as ever.
fn link_unwinder() {
    let of = |name: &str| env::var(name).unwrap_or_default();
    let (host, target) = (of("HOST"), of("TARGET"));
    if host != target || of("CARGO_CFG_TARGET_OS") != "linux" || of("CARGO_CFG_TARGET_ENV") != "gnu" {
        return;
    }
    let printed = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output().map(|out| out.stdout);
    let archive = PathBuf::from(String::from_utf8(printed.unwrap_or_default()).unwrap_or_default().trim());
    if let Some(folder) = archive.parent().filter(|_| archive.is_absolute() && archive.exists()) {
        println!("cargo:rustc-link-search=native={}", folder.display());
        println!("cargo:rustc-link-lib=static=gcc_eh");
    }
}

/// The compiled policies of a point as Rust source, or why there are none.
fn compiled<'a>(point: &str, files: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let folders = [format!("policies/{point}/"), "policies/lib/".to_owned()];
    let modules = files.clone().filter(|(path, _)| {
        path.ends_with(".rego") && !path.ends_with("_test.rego") && folders.iter().any(|f| path.starts_with(f))
    });
    let mut data = serde_json::Map::new();
    for (_, text) in files.filter(|(path, _)| path.strip_prefix("policies/data/").is_some_and(|p| !p.contains('/'))) {
        data.extend(serde_json::from_str::<serde_json::Map<_, _>>(text).unwrap_or_default());
    }
    match program::compile(modules, &data.into(), &[point, "decision"]) {
        Ok(program) => format!("Some({program})"),
        Err(why) => {
            println!("cargo:warning=the policies of {point} are left to the interpreter: {why}");
            "None".to_owned()
        }
    }
}

/// The patterns of the classes of paths as Rust source.
fn known_classes<'a>(files: &(impl Iterator<Item = (&'a str, &'a str)> + Clone)) -> Result<String, String> {
    let classes = |path: &str, pointer: &str| {
        let text = files.clone().find(|(known, _)| *known == path).map(|(_, text)| text).unwrap_or_default();
        let mut document: serde_json::Value = serde_json::from_str(text).map_err(|why| format!("{path}: {why}"))?;
        document.pointer_mut(pointer).map(serde_json::Value::take).ok_or_else(|| format!("{path}: no {pointer}"))
    };
    let merge = classes("policies/data/classes.json", "/classes")?;
    let tool = classes("policies/data/tool.json", "/tool/classes")?;
    classes::compile(&[&merge, &tool])
}

/// Characters whose skeleton by UTS 39 is ASCII, as Rust source: all that is asked of the table of look-alikes, which has an
/// address for each of its six thousand entries.
fn ascii_looks() -> String {
    let mut runs: Vec<(char, char)> = Vec::new();
    let looks = |c: &char| skeleton(c.encode_utf8(&mut [0; 4])).all(|c| c.is_ascii());
    for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(looks) {
        match runs.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(c) => *last = c,
            _ => runs.push((c, c)),
        }
    }
    format!("&{runs:?}")
}

fn pairs<'a>(pairs: impl Iterator<Item = (&'a str, String)>) -> String {
    let lines: String = pairs.map(|(name, value)| format!("    ({name:?}, {value}),\n")).collect();
    format!("&[\n{lines}]\n")
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
