//! Builds the site and the package by the package `site`, unless they are up to date.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tools::{Toolchain, cargo, dist, root, step, target};

/// The sources of the site.
const SOURCES: [&str; 12] = [
    "src",
    "style",
    "index.html",
    "crates",
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE",
    "xtask/headers",
    "xtask/npm/build",
    "xtask/site",
    "xtask/tools",
    "Trunk.toml",
];

/// Builds `dist/`, unless it is what these sources and this toolchain make already.
pub fn build() -> Result<()> {
    let stamp = target().join("site-sources");
    let toolchain = Toolchain::set_up()?;
    let state = || {
        let (sources, dist) = (hash(&SOURCES.map(|source| root().join(source)))?, hash(&[dist()])?);
        Ok::<_, anyhow::Error>(format!("{sources:016x} {dist:016x} {}", toolchain.describe()))
    };
    if fs::read_to_string(&stamp).is_ok_and(|then| state().is_ok_and(|now| then == now)) {
        println!("── dist/ is up to date");
        return Ok(());
    }
    run("building the site", "build")?;
    fs::write(&stamp, state()?).with_context(|| stamp.display().to_string())
}

/// Packs the element for npm. Returns the packed file, or `None` without npm.
pub fn package() -> Result<Option<PathBuf>> {
    build()?;
    run("packing the element", "package")?;
    let entries = fs::read_dir(target().join("package")).context("target/package/")?;
    let is_packed = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "tgz");
    Ok(entries.filter_map(|entry| Some(entry.ok()?.path())).find(is_packed))
}

/// Updates the files that describe the element's attributes, properties and events.
pub fn api() -> Result<()> {
    run("describing the element", "api")
}

/// Returns an error if `dist/` exceeds its budget.
pub fn weigh() -> Result<()> {
    run("weighing the site", "weigh")
}

fn run(description: &str, verb: &str) -> Result<()> {
    step(description, cargo().args(["run", "--quiet", "--package", "site", "--", verb]))
}

/// Returns a hash of the names and contents of files and folders.
fn hash(paths: &[PathBuf]) -> Result<u64> {
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
