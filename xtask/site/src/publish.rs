//! The publishing build: one sequence of steps from the sources to `dist/`. Each step reads the files of the step before
//! in a folder of its own below `target/site/steps/`, where all of them stay for a look.

use anyhow::Result;
use tools::{BuildTools, Toolchain};

use crate::bind::bind;
use crate::bundle::{Purpose, bundle};
use crate::compile::compile;
use crate::files::folder;
use crate::merge::merge;
use crate::optimize::optimize;
use crate::prerender::prerender;
use crate::short_names::shorten;
use crate::split::split;
use crate::unused_streams::remove_streams;
use crate::write::write;

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
    let merged = merge(&tools, &split, &folder("merge")?)?;
    let bound = bind(&tools, &merged, &folder("bind")?)?;
    let shortened = shorten(&tools, &bound, &folder("shorten")?)?;
    let optimized = optimize(&tools, &shortened, &folder("optimize")?)?;
    let bundle = bundle(&tools, &optimized, &folder("bundle")?, Purpose::Site)?;
    let page = prerender(&bundle)?;
    write(&bundle, &page)
}
