//! Installs the tools of the build and the tests, each at a fixed version.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use super::{Toolchain, cache};
use crate::cargo::{find, output, path_with, quiet_step};

const TRUNK: &str = "0.21.14";
const WASM_SPLIT: &str = "0.2.4";
const ESBUILD: &str = "0.25.12";
const BINARYEN: &str = "132";
const VITE: &str = "8.3.8";
const AXE: &str = "4.14.1";
const TYPESCRIPT: &str = "5.9.3";
/// The minimum version of a wasm-opt on PATH. Older ones do not read everything that rustc writes.
const MIN_BINARYEN: u32 = 120;

/// The folders of the build's tools that are not on PATH.
pub struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Finds or builds Trunk, wasm-split-cli, and the wasm-bindgen of the version in Cargo.lock.
    pub fn set_up(toolchain: &Toolchain) -> Result<Self> {
        let wasm_bindgen = locked_version("wasm-bindgen")?;
        let folders = [
            // Newer dependencies than those of its lock file need a newer rustc.
            find_or_build(toolchain, "trunk", "trunk", TRUNK, &["--locked"])?,
            // Not locked: its lock file names a version that the registry no longer has.
            find_or_build(toolchain, "wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, &[])?,
            find_or_build(
                toolchain,
                "wasm-split-cli",
                "wasm_split_cli_support",
                WASM_SPLIT,
                &["--locked", "--features=build-binary"],
            )?,
        ];
        Ok(Self { folders: folders.into_iter().flatten().collect() })
    }

    /// Returns PATH with the folders of the tools prepended.
    pub fn path(&self, wasm_opt: &WasmOpt) -> Result<std::ffi::OsString> {
        let wasm_opt_folder = match wasm_opt {
            WasmOpt::In(folder) => Some(folder.as_path()),
            WasmOpt::OnPath | WasmOpt::Missing => None,
        };
        path_with(self.folders.iter().map(PathBuf::as_path).chain(wasm_opt_folder))
    }
}

/// Returns the version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(crate::root().join("Cargo.lock")).context("Cargo.lock")?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(ToOwned::to_owned).with_context(|| format!("Cargo.lock has no {package}"))
}

/// Finds or builds a program of this version. Returns its folder, or `None` if it is on PATH.
fn find_or_build(
    toolchain: &Toolchain,
    program: &str,
    package: &str,
    version: &str,
    options: &[&str],
) -> Result<Option<PathBuf>> {
    let has_version = |program: &Path| {
        output(program, &["--version"]).is_some_and(|printed| printed.split_whitespace().nth(1) == Some(version))
    };
    // It prints no version: its folder's name has it.
    let prints_no_version = program == "wasm-split-cli";
    if find(program).is_some_and(|found| has_version(&found)) {
        return Ok(None);
    }
    let root = cache().join(format!("{program}-{version}"));
    let bin = root.join("bin");
    if has_version(&bin.join(program)) || prints_no_version && bin.join(program).is_file() {
        return Ok(Some(bin));
    }
    // Built for a short build time: the tool runs for seconds only.
    let mut install = toolchain.cargo()?;
    install
        .args(["install", "--quiet", package, "--version", version, "--bin", program, "--no-default-features"])
        .args(options)
        .arg("--root")
        .arg(&root)
        .env("CARGO_TARGET_DIR", cache().join("install"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    quiet_step(&format!("building {package} {version}, once for every clone, some minutes"), &mut install)
        .map_err(|error| anyhow!("{error:#}\nTry: cargo install {package} --version {version}"))?;
    Ok(Some(bin))
}

/// The location of wasm-opt.
pub enum WasmOpt {
    /// On PATH, in a sufficient version.
    OnPath,
    /// In this folder.
    In(PathBuf),
    /// Not available. A message was printed.
    Missing,
}

impl WasmOpt {
    /// Finds wasm-opt on PATH or installs it from npm.
    pub fn set_up() -> Self {
        let version =
            output("wasm-opt", &["--version"]).and_then(|printed| printed.split_whitespace().nth(2)?.parse().ok());
        if version.is_some_and(|version: u32| version >= MIN_BINARYEN) {
            return Self::OnPath;
        }
        let found = npm("binaryen", BINARYEN, ".bin/wasm-opt", PAGE_IS_LARGER);
        found.and_then(|program| program.parent().map(Path::to_path_buf)).map_or(Self::Missing, Self::In)
    }
}

/// Returns esbuild, which minifies scripts and styles, or prints a message and returns `None`.
pub fn esbuild() -> Option<PathBuf> {
    npm("esbuild", ESBUILD, ".bin/esbuild", PAGE_IS_LARGER)
}

/// Returns Vite, which bundles the npm package in a test, or prints a message and returns `None`.
pub fn vite() -> Option<PathBuf> {
    npm("vite", VITE, ".bin/vite", "the package isn't tested")
}

/// Returns axe, which checks accessibility, or prints a message and returns `None`.
pub fn axe() -> Option<PathBuf> {
    npm("axe-core", AXE, "axe-core/axe.min.js", "accessibility isn't checked")
}

/// Returns TypeScript's compiler, which checks the types of the scripts, or prints a message and returns `None`.
pub fn typescript() -> Option<PathBuf> {
    npm("typescript", TYPESCRIPT, ".bin/tsc", "the scripts' types aren't checked")
}

/// The consequence of a missing build tool, in a message.
const PAGE_IS_LARGER: &str = "the page is larger than necessary";

/// Returns a file of an npm package by its path in `node_modules`, after installing the package if it is missing.
/// Without it, prints a message with the `consequence` and returns `None`.
fn npm(package: &str, version: &str, file: &str, consequence: &str) -> Option<PathBuf> {
    let root = cache().join(format!("{package}-{version}"));
    let file = root.join("node_modules").join(file);
    if file.exists() {
        return Some(file);
    }
    if find("npm").is_none() {
        println!("Without {package}, {consequence}. Install npm to get it: apt-get install npm");
        return None;
    }
    let created = std::fs::create_dir_all(&root).with_context(|| root.display().to_string());
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
    npm.arg(&root).arg(format!("{package}@{version}"));
    match created.and_then(|()| quiet_step(&format!("installing {package} {version}"), &mut npm)) {
        Ok(()) => Some(file),
        Err(error) => {
            println!("{error:#}\nWithout {package}, {consequence}.");
            None
        }
    }
}
