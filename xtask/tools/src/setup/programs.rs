//! Finds or builds the programs of the build, each at a fixed version.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use super::{NpmPackages, Toolchain, cache};
use crate::process::{find, output, quiet_step};
use crate::root;

const TRUNK: &str = "0.21.14";

/// The programs of the publishing build.
pub struct BuildTools {
    /// wasm-bindgen, in the version of Cargo.lock.
    pub wasm_bindgen: PathBuf,
    /// wasm-merge of binaryen.
    pub wasm_merge: PathBuf,
    /// wasm-opt of binaryen.
    pub wasm_opt: PathBuf,
    /// The bundler esbuild.
    pub esbuild: PathBuf,
}

impl BuildTools {
    /// Finds or installs the programs.
    ///
    /// # Errors
    ///
    /// Returns an error with instructions if one of them is missing and cannot be installed.
    pub fn set_up(toolchain: &Toolchain) -> Result<Self> {
        let packages = NpmPackages::install("build")
            .context("The published site needs esbuild and binaryen from npm. `trunk build` works without them.")?;
        Ok(Self {
            wasm_bindgen: wasm_bindgen(toolchain)?,
            wasm_merge: packages.file(".bin/wasm-merge")?,
            wasm_opt: packages.file(".bin/wasm-opt")?,
            esbuild: packages.file(".bin/esbuild")?,
        })
    }
}

/// Trunk, and the wasm-bindgen that it runs.
pub struct Trunk {
    /// The program.
    pub program: PathBuf,
    wasm_bindgen_folder: PathBuf,
}

impl Trunk {
    /// Finds or builds both programs.
    ///
    /// # Errors
    ///
    /// Returns an error with instructions if one of them is missing and cannot be built.
    pub fn set_up(toolchain: &Toolchain) -> Result<Self> {
        // Newer dependencies than those of its lock file need a newer rustc.
        let program = find_or_build(toolchain, "trunk", "trunk", TRUNK, &["--locked"])?;
        let wasm_bindgen = wasm_bindgen(toolchain)?;
        let wasm_bindgen_folder = wasm_bindgen.parent().context("wasm-bindgen is in no folder")?.to_path_buf();
        Ok(Self { program, wasm_bindgen_folder })
    }

    /// Prepares a run of Trunk after the toolchain has: Trunk takes wasm-bindgen from PATH and looks for no others.
    ///
    /// # Errors
    ///
    /// Returns an error if a folder of PATH cannot be written in it.
    pub fn prepare(&self, trunk: &mut Command) -> Result<()> {
        let path = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value);
        let path = path.map_or_else(|| std::env::var_os("PATH").unwrap_or_default(), ToOwned::to_owned);
        let folders = [self.wasm_bindgen_folder.clone()].into_iter().chain(std::env::split_paths(&path));
        trunk.env("PATH", std::env::join_paths(folders)?);
        // Trunk accepts only "true" and "false", no "1".
        trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
        Ok(())
    }
}

fn wasm_bindgen(toolchain: &Toolchain) -> Result<PathBuf> {
    // Not locked: its lock file names a version that the registry no longer has.
    find_or_build(toolchain, "wasm-bindgen", "wasm-bindgen-cli", &locked_version("wasm-bindgen")?, &[])
}

/// Returns the version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let lock: toml::Table = lock.parse().context("Cargo.lock")?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock lists no packages")?;
    let found = packages.iter().find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package));
    let version = found.and_then(|entry| entry.get("version")?.as_str());
    version.map(ToOwned::to_owned).with_context(|| format!("Cargo.lock has no {package}"))
}

/// Finds a program of this version on PATH or in the cache, or builds it.
fn find_or_build(
    toolchain: &Toolchain,
    program: &str,
    package: &str,
    version: &str,
    options: &[&str],
) -> Result<PathBuf> {
    let has_version = |program: &Path| {
        output(program, &["--version"]).is_some_and(|printed| printed.split_whitespace().nth(1) == Some(version))
    };
    if let Some(found) = find(program).filter(|found| has_version(found)) {
        return Ok(found);
    }
    let root = cache().join(format!("{program}-{version}"));
    let built = root.join("bin").join(program);
    if has_version(&built) {
        return Ok(built);
    }
    // One program is built at a time: `cargo xtask test` builds the site beside Trunk, and both need wasm-bindgen.
    let install_folder = cache().join("install");
    fs::create_dir_all(&install_folder).with_context(|| install_folder.display().to_string())?;
    let lock = File::create(install_folder.join("lock"))?;
    lock.lock()?;
    if has_version(&built) {
        return Ok(built);
    }
    // Built for a short build time: the tool runs for seconds only.
    let mut install = toolchain.cargo()?;
    install
        .args(["install", "--quiet", package, "--version", version, "--bin", program, "--no-default-features"])
        .args(options)
        .arg("--root")
        .arg(&root)
        .env("CARGO_TARGET_DIR", &install_folder)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    quiet_step(&format!("building {package} {version}, once for every clone, some minutes"), &mut install)
        .map_err(|error| anyhow!("{error:#}\nTry: cargo install {package} --version {version}"))?;
    Ok(built)
}
