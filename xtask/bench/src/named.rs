//! Optimizes the published wasm files once more with the names of their functions, from the files of the build's steps.

use std::fs;

use anyhow::{Context, Result};
use site::files::{APP, parts, steps};
use site::weight::File;
use site::{Strip, optimize_file};
use tools::{BuildTools, Toolchain, target};

use crate::names::NamedModule;

/// Returns the modules, each with the start of its name in `dist/`.
pub fn named_modules(files: &[File]) -> Result<Vec<(&'static str, NamedModule)>> {
    let tools = BuildTools::set_up(&Toolchain::set_up()?)?;
    let folder = target().join("bench/size");
    fs::create_dir_all(&folder)?;
    let mut modules = Vec::new();
    // The start of the name in `dist/`, and the name in the folders of the steps.
    for (name, part) in [("app", APP)].into_iter().chain(parts().map(|part| (part, part))) {
        let is_published = |file: &&File| {
            file.name().starts_with(name) && file.path.extension().is_some_and(|extension| extension == "wasm")
        };
        let published = files.iter().find(is_published);
        let published = published.with_context(|| format!("dist/ has no {name}-….wasm"))?;
        let (from, to) =
            (steps().join("shorten").join(part).with_extension("wasm"), folder.join(name).with_extension("wasm"));
        optimize_file(&tools, &from, &to, Strip::KeepNames)?;
        let named = NamedModule::read(&fs::read(&to).with_context(|| to.display().to_string())?)?;
        if named.code() != NamedModule::read(&published.bytes)?.code() {
            println!("The code with names differs from that of {}: its sizes are approximate.", published.name());
        }
        modules.push((name, named));
    }
    Ok(modules)
}
