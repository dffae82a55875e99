//! Rebuilds the served wasm files with the names of their functions, from the intermediate files of the site's build.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::names::NamedModule;
use crate::cargo::{quiet_step, target};
use crate::setup::{Toolchain, Tools, WasmOpt};
use crate::site;
use crate::site::module::with_short_imports;
use crate::weight::File;

/// The wasm files: the start of the name in `dist/`, and the intermediate file before wasm-bindgen and wasm-opt.
const MODULES: [(&str, &str); 4] =
    [("form", "element-instance-form"), ("shared", "shared"), ("rest", "split_rest"), ("importer", "split_importer")];

/// Builds the modules, each with the start of its name in `dist/`.
pub fn named_modules(files: &[File]) -> Result<Vec<(&'static str, NamedModule)>> {
    let tools = Tools::set_up(&Toolchain::set_up()?)?;
    let wasm_opt = WasmOpt::set_up();
    let path = tools.path(&wasm_opt)?;
    let folder = target().join("bench/size");
    fs::create_dir_all(&folder)?;
    let mut modules = Vec::new();
    for (name, part) in MODULES {
        let is_served = |file: &&File| {
            file.name().starts_with(name) && file.path.extension().is_some_and(|ending| ending == "wasm")
        };
        let served = files.iter().find(is_served);
        let served = served.with_context(|| format!("dist/ has no {name}-….wasm"))?;
        let built = target().join("site-parts").join(part).with_extension("wasm");
        let (from, to) = (folder.join(name).with_extension("part.wasm"), folder.join(name).with_extension("wasm"));
        if name == "form" {
            let mut bindgen = Command::new("wasm-bindgen");
            bindgen.args(["--target=web", "--no-typescript", "--keep-lld-exports"]).arg(format!("--out-name={part}"));
            bindgen.arg("--out-dir").arg(&folder).arg(&built).env("PATH", &path);
            quiet_step(&format!("binding {name} with its names to JavaScript"), &mut bindgen)?;
            let bound = fs::read(folder.join(format!("{part}_bg.wasm")))?;
            let (bound, _) = with_short_imports(&bound, &format!("./{part}_bg.js"));
            fs::write(&from, bound).with_context(|| from.display().to_string())?;
        } else {
            // The build passes only the first part through wasm-bindgen.
            fs::copy(&built, &from).with_context(|| built.display().to_string())?;
        }
        if matches!(wasm_opt, WasmOpt::Missing) {
            fs::copy(&from, &to)?;
        } else {
            let mut optimise = Command::new("wasm-opt");
            let passes = if name == "form" { &[site::WASM_OPT][..] } else { &site::split::LATER_WASM_OPT };
            optimise.args(passes).args(["-g", "-o"]).arg(&to).arg(&from).env("PATH", &path);
            quiet_step(&format!("optimising {name} with its names"), &mut optimise)?;
        }
        let named = NamedModule::read(&fs::read(&to).with_context(|| to.display().to_string())?);
        if named.code() != NamedModule::read(&served.bytes).code() {
            println!("The code with names differs from that of {}: its sizes are approximate.", served.name());
        }
        modules.push((name, named));
    }
    Ok(modules)
}
