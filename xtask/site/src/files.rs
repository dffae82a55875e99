//! The files of the publishing build: their names, and a folder for each step.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tools::target;

/// The name of the program and its files until they get their published names.
pub const APP: &str = "element-instance-form";

/// The parts of the program that load after the first: the names of their split points, each with the part that has loaded
/// before. A part may call that part and those before it.
pub const PARTS: [(&str, Option<&str>); 6] = [
    ("deferred", None),
    ("events", Some("deferred")),
    ("submission", Some("deferred")),
    ("importer", Some("events")),
    ("texts", Some("importer")),
    ("programs", Some("importer")),
];

/// Returns the names of the parts.
pub fn parts() -> impl Iterator<Item = &'static str> {
    PARTS.into_iter().map(|(name, _)| name)
}

/// Returns the parts that have loaded when a part has, from the part itself to the first.
pub fn loaded_with(part: &'static str) -> impl Iterator<Item = &'static str> {
    let before = |name: &&'static str| PARTS.into_iter().find(|(part, _)| part == name).and_then(|(_, before)| before);
    std::iter::successors(Some(part), before)
}

/// Returns the folder of a step's files, empty.
pub fn folder(step: &str) -> Result<PathBuf> {
    let folder = steps().join(step);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}

/// Returns the folder of all steps' files.
pub fn steps() -> PathBuf {
    target().join("site/steps")
}

/// Copies a file between the folders of two steps.
pub fn copy(from: &Path, to: &Path, name: &str) -> Result<()> {
    fs::copy(from.join(name), to.join(name)).map(drop).with_context(|| from.join(name).display().to_string())
}
