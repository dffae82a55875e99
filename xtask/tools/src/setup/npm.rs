//! Installs npm packages by the lock files in `xtask/npm/`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use super::cache;
use crate::process::{find, quiet_step};
use crate::root;

/// The files that `npm ci` reads.
const FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// Installed npm packages.
pub struct NpmPackages {
    modules: PathBuf,
}

impl NpmPackages {
    /// Installs the packages that `xtask/npm/NAME/package-lock.json` lists, unless they are in the cache.
    ///
    /// # Errors
    ///
    /// Returns an error if npm is missing or fails.
    pub fn install(name: &str) -> Result<Self> {
        let source = root().join("xtask/npm").join(name);
        let mut hasher = Sha256::new();
        for file in FILES {
            hasher.update(fs::read(source.join(file)).with_context(|| format!("xtask/npm/{name}/{file}"))?);
        }
        let hash = hasher.finalize().iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte));
        let folder = cache().join(format!("npm-{name}-{hash:016x}"));
        let modules = folder.join("node_modules");
        if modules.is_dir() {
            return Ok(Self { modules });
        }
        if find("npm").is_none() {
            bail!("npm isn't installed (apt-get install npm)");
        }
        // Packages that are only half installed must not be found.
        let partial = cache().join(format!("npm-{name}-{hash:016x}-{}", std::process::id()));
        fs::create_dir_all(&partial).with_context(|| partial.display().to_string())?;
        for file in FILES {
            fs::copy(source.join(file), partial.join(file))?;
        }
        quiet_step(
            &format!("installing the npm packages of xtask/npm/{name}"),
            Command::new("npm").args(["ci", "--loglevel=error"]).current_dir(&partial),
        )?;
        if fs::rename(&partial, &folder).is_err() {
            // Another run was faster.
            fs::remove_dir_all(&partial).ok();
        }
        Ok(Self { modules })
    }

    /// Returns the `node_modules` folder.
    #[must_use]
    pub fn modules(&self) -> &std::path::Path {
        &self.modules
    }

    /// Returns a file by its path in `node_modules`.
    ///
    /// # Errors
    ///
    /// Returns an error if the file doesn't exist.
    pub fn file(&self, path: &str) -> Result<PathBuf> {
        let file = self.modules.join(path);
        if file.exists() { Ok(file) } else { bail!("{} doesn't exist", file.display()) }
    }
}
