//! Installs the peers' npm packages into a cache that clones share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::cargo::quiet_step;
use crate::setup::cache;

/// Installs missing packages (`name@version`). Returns their `node_modules` folder.
pub fn install<'p>(packages: impl IntoIterator<Item = &'p str>) -> Result<PathBuf> {
    let folder = cache().join("bench");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let modules = folder.join("node_modules");
    let packages: Vec<&str> = packages.into_iter().collect();
    if packages.iter().any(|package| !is_installed(&modules, package)) {
        let mut npm = Command::new("npm");
        // The benches' packages can disagree on their peer dependencies.
        npm.args(["install", "--no-audit", "--no-fund", "--legacy-peer-deps", "--loglevel=error", "--prefix"]);
        quiet_step("installing the peers from npm", npm.arg(&folder).args(&packages))?;
    }
    Ok(modules)
}

fn is_installed(modules: &Path, package: &str) -> bool {
    modules.join(package.rsplit_once('@').map_or(package, |(name, _)| name)).is_dir()
}
