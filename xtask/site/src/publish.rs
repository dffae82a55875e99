//! The publishing build: one sequence of steps from the sources to `dist/`. Each step reads the files of the step before
//! in a folder of its own below `target/site/steps/`, where all of them stay for a look.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use tools::{BuildTools, Toolchain, target};

use crate::bind::bind;
use crate::bundle::{Purpose, bundle};
use crate::compile::compile;
use crate::optimize::optimize;
use crate::prerender::prerender;
use crate::short_names::shorten;
use crate::split::split;
use crate::unused_streams::remove_streams;
use crate::write::write;

/// The name of the program and its files until they get their published names.
pub const APP: &str = "element-instance-form";

/// The files of the program that load after the first: the name of each split point's file, and what they share.
pub const DEFERRED: [&str; 3] = ["shared", "deferred", "importer"];

/// Builds `dist/`.
///
/// # Errors
///
/// Returns the error of the step that fails.
pub fn run() -> Result<()> {
    let toolchain = Toolchain::set_up()?;
    let tools = BuildTools::set_up(&toolchain)?;
    let program = compile(&toolchain)?;
    let trimmed = remove_streams(&program, &folder("trim")?)?;
    let split = split(&trimmed, &folder("split")?)?;
    let bound = bind(&tools, &split, &folder("bind")?)?;
    let shortened = shorten(&tools, &bound, &folder("shorten")?)?;
    let optimized = optimize(&tools, &shortened, &folder("optimize")?)?;
    let bundle = bundle(&tools, &optimized, &folder("bundle")?, Purpose::Site)?;
    let page = prerender(&bundle)?;
    write(&bundle, &page)
}

/// Returns the folder of a step's files, empty.
pub(crate) fn folder(step: &str) -> Result<PathBuf> {
    let folder = steps().join(step);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder)
}

/// Returns the folder of all steps' files.
#[must_use]
pub fn steps() -> PathBuf {
    target().join("site/steps")
}
