//! The production site in `dist/`: Trunk builds it, with a step between linking and wasm-bindgen ([`bindgen`]) that puts
//! what comes later into a file of its own ([`split`]), and its files are made ready to be served ([`finish`]).

pub mod bindgen;
mod finish;
pub mod module;
pub mod split;

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::cargo::{step, target};
use crate::setup::{Toolchain, Tools, WasmOpt};
use crate::{dist, root};

/// What wasm-opt is told; index.html tells Trunk the same.
pub const WASM_OPT: &str = "-Oz";

/// What the site is made of.
const SOURCES: [&str; 10] = [
    "src",
    "style",
    "index.html",
    "crates",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "xtask/headers",
    "xtask/src/setup",
    "xtask/src/site",
];

/// Builds `dist/`, unless it is what these sources and tools make already.
pub fn build() -> Result<()> {
    let made = target().join("site-made-of");
    let toolchain = Toolchain::set_up()?;
    let tools = Tools::set_up(&toolchain)?;
    let wasm_opt = WasmOpt::set_up();
    let made_of = || {
        let (sources, dist) = (hash(&SOURCES.map(|source| root().join(source)))?, hash(&[dist()])?);
        let optimised = !matches!(wasm_opt, WasmOpt::Missing);
        Ok::<_, anyhow::Error>(format!("{sources:016x} {dist:016x} {} {optimised}", toolchain.describe()))
    };
    if fs::read_to_string(&made).is_ok_and(|then| made_of().is_ok_and(|now| then == now)) {
        println!("── dist/ is up to date");
        return Ok(());
    }
    let mut trunk = Command::new("trunk");
    let built = target().join("site-built");
    trunk.args(["build", "--release", "--dist"]).arg(&built);
    toolchain.prepare_release(&mut trunk)?;
    prepare(&mut trunk, &tools, &wasm_opt)?;
    let parts = target().join("site-parts");
    bindgen::stand_before(&mut trunk, Some(&parts))?;
    step("building the site", &mut trunk)?;
    for (name, part) in split::LATER {
        split::optimise(&parts.join(part), &built.join(name).with_extension("wasm"), &tools, &wasm_opt)?;
    }
    finish::finish(&built, &dist())?;
    let now = made_of()?;
    fs::create_dir_all(target()).and_then(|()| fs::write(&made, now)).with_context(|| made.display().to_string())
}

/// Gives Trunk its tools. It takes what PATH has at the right version, and is not to look for others.
pub fn prepare(trunk: &mut Command, tools: &Tools, wasm_opt: &WasmOpt) -> Result<()> {
    let first = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value).map(ToOwned::to_owned);
    let mut path = tools.path(wasm_opt)?;
    if let Some(first) = first {
        // The toolchain's own folder stays in front.
        let folders = std::env::split_paths(&first).take(1).chain(std::env::split_paths(&path));
        path = std::env::join_paths(folders)?;
    }
    trunk.current_dir(root()).env("PATH", path).env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
    if matches!(wasm_opt, WasmOpt::Missing) {
        trunk.env("TRUNK_BUILD_NO_WASM_OPT", "true");
    }
    Ok(())
}

/// A hash of the names and contents of files and folders.
fn hash(paths: &[std::path::PathBuf]) -> Result<u64> {
    fn add(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
        path.hash(hasher);
        if path.is_dir() {
            let mut entries =
                fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
            entries.sort();
            return entries.iter().try_for_each(|entry| add(entry, hasher));
        }
        fs::read(path)?.hash(hasher);
        Ok(())
    }
    let mut hasher = DefaultHasher::new();
    paths.iter().try_for_each(|path| add(path, &mut hasher))?;
    Ok(hasher.finish())
}
