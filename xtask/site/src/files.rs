//! The files of the publishing build: their names, and a folder for each step.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tools::target;

/// The name of the program and its files until they get their published names.
pub const APP: &str = "element-instance-form";

/// The parts of the program that load after the first: the names of their split points, in the order in which they load.
/// Each may call those before it.
pub const DEFERRED: [&str; 3] = ["deferred", "importer", "programs"];

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
