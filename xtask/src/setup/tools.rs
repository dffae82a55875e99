//! Trunk, wasm-bindgen and wasm-opt, each at its version.

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
/// The oldest that is taken from PATH: older ones do not know all that today's rustc writes.
const OLDEST_BINARYEN: u32 = 120;

/// The folders in which the tools of the build are.
pub struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Finds Trunk, and the wasm-bindgen that Cargo.lock wants, or builds them.
    pub fn set_up(toolchain: &Toolchain) -> Result<Self> {
        let wasm_bindgen = locked("wasm-bindgen")?;
        let folders = [
            // Its lock file is good, and newer dependencies need a newer rustc.
            tool(toolchain, "trunk", "trunk", TRUNK, &["--locked"])?,
            // Its lock file names a version that the registry no longer has.
            tool(toolchain, "wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, &[])?,
            tool(
                toolchain,
                "wasm-split-cli",
                "wasm_split_cli_support",
                WASM_SPLIT,
                &["--locked", "--features=build-binary"],
            )?,
        ];
        Ok(Self { folders: folders.into_iter().flatten().collect() })
    }

    /// PATH with the tools in front.
    pub fn path(&self, wasm_opt: &WasmOpt) -> Result<std::ffi::OsString> {
        let own = match wasm_opt {
            WasmOpt::In(folder) => Some(folder.as_path()),
            WasmOpt::OnPath | WasmOpt::Missing => None,
        };
        path_with(self.folders.iter().map(PathBuf::as_path).chain(own))
    }
}

/// The version of a package in Cargo.lock.
fn locked(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(crate::root().join("Cargo.lock")).context("Cargo.lock")?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(ToOwned::to_owned).with_context(|| format!("Cargo.lock has no {package}"))
}

/// The folder of a program at its version; nothing if it is on PATH already.
fn tool(
    toolchain: &Toolchain,
    program: &str,
    package: &str,
    version: &str,
    options: &[&str],
) -> Result<Option<PathBuf>> {
    let is_right = |program: &Path| {
        output(program, &["--version"]).is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
    };
    // This one does not tell its version, so that it is known by its folder.
    let is_silent = program == "wasm-split-cli";
    if find(program).is_some_and(|found| is_right(&found)) {
        return Ok(None);
    }
    let root = cache().join(format!("{program}-{version}"));
    let bin = root.join("bin");
    if is_right(&bin.join(program)) || is_silent && bin.join(program).is_file() {
        return Ok(Some(bin));
    }
    // It runs for seconds and is built once: what counts is how soon it is there.
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

/// Where wasm-opt is.
pub enum WasmOpt {
    /// On PATH, recent enough.
    OnPath,
    /// In this folder.
    In(PathBuf),
    /// Nowhere; said already.
    Missing,
}

impl WasmOpt {
    /// Finds it on PATH, or gets it from npm.
    pub fn set_up() -> Self {
        let version = output("wasm-opt", &["--version"]).and_then(|said| said.split_whitespace().nth(2)?.parse().ok());
        if version.is_some_and(|version: u32| version >= OLDEST_BINARYEN) {
            return Self::OnPath;
        }
        let found = npm("binaryen", BINARYEN, ".bin/wasm-opt", LARGER);
        found.and_then(|program| program.parent().map(Path::to_path_buf)).map_or(Self::Missing, Self::In)
    }
}

/// esbuild, which makes scripts and styles small; nothing where it cannot be had, said already.
pub fn esbuild() -> Option<PathBuf> {
    npm("esbuild", ESBUILD, ".bin/esbuild", LARGER)
}

/// Vite, which builds a page that has the element as a package; nothing where it cannot be had, said already.
pub fn vite() -> Option<PathBuf> {
    npm("vite", VITE, ".bin/vite", "the package isn't tested")
}

/// axe, which looks for what keeps people out of a page; nothing where it cannot be had, said already.
pub fn axe() -> Option<PathBuf> {
    npm("axe-core", AXE, "axe-core/axe.min.js", "accessibility isn't checked")
}

/// What is so without a tool of the build.
const LARGER: &str = "the page is larger than necessary";

/// A file of a package of npm, by its path in `node_modules`; the package is installed if it is missing. Without it,
/// `else_` is so.
fn npm(package: &str, version: &str, file: &str, else_: &str) -> Option<PathBuf> {
    let root = cache().join(format!("{package}-{version}"));
    let file = root.join("node_modules").join(file);
    if file.exists() {
        return Some(file);
    }
    if find("npm").is_none() {
        println!("Without {package}, {else_}. Install npm to get it: apt-get install npm");
        return None;
    }
    let made = std::fs::create_dir_all(&root).with_context(|| root.display().to_string());
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"]);
    npm.arg(&root).arg(format!("{package}@{version}"));
    match made.and_then(|()| quiet_step(&format!("installing {package} {version}"), &mut npm)) {
        Ok(()) => Some(file),
        Err(error) => {
            println!("{error:#}\nWithout {package}, {else_}.");
            None
        }
    }
}
