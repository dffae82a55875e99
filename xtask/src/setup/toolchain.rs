//! A compiler for wasm32: rustup's, or where that cannot be had, the distribution's.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow};

use super::system;
use crate::cargo::{find, output, path_with, quiet_step, target};

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages that build for wasm32: its rustc for browsers, the standard library's source,
/// and a linker.
const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// What a panic costs in bytes, taken out: its message, its place, and `{:?}`.
const SMALLER: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// What splitting needs: the split points, and a note of every address in the code.
const SPLIT: &str = "--cfg=split -Clink-args=--emit-relocs";

/// How to compile for wasm32.
pub struct Toolchain {
    /// A folder to put first on PATH.
    first: Option<PathBuf>,
    /// Whether there is a ready standard library for the target.
    has_target: bool,
    /// Whether the standard library can be built, which makes the page smaller.
    has_source: bool,
}

impl Toolchain {
    /// Finds one, or installs it. `SETUP_TOOLCHAIN=distribution` leaves rustup aside, as on a machine
    /// that has none.
    pub fn set_up() -> Result<Self> {
        let wants_distribution = std::env::var_os("SETUP_TOOLCHAIN").is_some_and(|which| which == "distribution");
        if !wants_distribution && let Some(toolchain) = Self::from_path() {
            return Ok(toolchain);
        }
        Self::from_distribution()
    }

    /// The rustc on PATH, completed by rustup where there is one.
    fn from_path() -> Option<Self> {
        let sysroot = PathBuf::from(output("rustc", &["--print", "sysroot"])?);
        let rustlib = sysroot.join("lib/rustlib");
        let target = rustlib.join(TARGET).join("lib");
        let source = rustlib.join("src/rust/library/std");
        let has_rustup = find("rustup").is_some();
        if has_rustup && !target.is_dir() {
            report(quiet_step(
                &format!("adding the target {TARGET}"),
                Command::new("rustup").args(["target", "add", TARGET]),
            ));
        }
        if has_rustup && !source.is_dir() {
            report(quiet_step(
                "adding the source of the standard library",
                Command::new("rustup").args(["component", "add", "rust-src"]),
            ));
        }
        let (has_target, has_source) = (target.is_dir(), source.is_dir());
        has_target.then_some(Self { first: None, has_target, has_source })
    }

    /// The distribution's, which has no ready standard library for the target, but its source.
    fn from_distribution() -> Result<Self> {
        let bin = Path::new("/usr/bin");
        let source = "lib/rustlib/src/rust/library/std";
        let is_there = |sysroot: String| Path::new(&sysroot).join(source).exists();
        let ready =
            || output(bin.join("rustc"), &["--print", "sysroot"]).is_some_and(is_there) && find("wasm-ld-22").is_some();
        if !ready() {
            println!(
                "No compiler for {TARGET} was found, and rustup couldn't add the target. Using the distribution's."
            );
            system::install(&DEBIAN)
                .map_err(|error| anyhow!("{error:#}\nOr, with rustup: rustup target add {TARGET}"))?;
        }
        Ok(Self { first: Some(bin.into()), has_target: false, has_source: true })
    }

    /// A cargo of this toolchain, for anything.
    pub fn cargo(&self) -> Result<Command> {
        let mut command = match &self.first {
            Some(folder) => Command::new(folder.join("cargo")),
            None => crate::cargo::cargo(),
        };
        self.prepare(&mut command)?;
        command.current_dir(crate::root());
        Ok(command)
    }

    /// Whether it can lint.
    pub fn has_clippy(&self) -> bool {
        let clippy = self.cargo().and_then(|mut cargo| Ok(cargo.args(["clippy", "--version"]).output()?));
        clippy.is_ok_and(|output| output.status.success())
    }

    /// Prepares a program that calls cargo for the host.
    fn prepare(&self, command: &mut Command) -> Result<()> {
        if let Some(folder) = &self.first {
            command.env("PATH", path_with([folder.as_path()])?).env("RUSTC", folder.join("rustc"));
            // Two compilers in one folder undo each other's work.
            command.env("CARGO_TARGET_DIR", target().join("distribution"));
        }
        Ok(())
    }

    /// Prepares a program that calls cargo for wasm32, for looks at the code and for the inner loop.
    pub fn prepare_debug(&self, command: &mut Command) -> Result<()> {
        self.prepare(command)?;
        if !self.has_target {
            build_std(command);
        }
        Ok(())
    }

    /// Prepares a program that calls cargo for wasm32, for visitors: as small as this toolchain can.
    /// Gives the folder that the build goes into.
    pub fn prepare_release(&self, command: &mut Command) -> Result<PathBuf> {
        self.prepare(command)?;
        let folder = target().join(if self.first.is_some() { "distribution/site" } else { "site" });
        command.env("CARGO_TARGET_DIR", &folder);
        if self.has_source && self.is_recent() {
            build_std(command);
            command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("{SMALLER} {SPLIT}"));
            return Ok(folder);
        }
        println!(
            "The page will be larger than necessary. To fix this, update rustc and run: rustup component add rust-src"
        );
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SPLIT);
        if !self.has_target {
            build_std(command);
        }
        Ok(folder)
    }

    /// Whether its rustc knows the flags that make the page smaller.
    fn is_recent(&self) -> bool {
        let rustc = self.first.as_ref().map_or_else(|| PathBuf::from("rustc"), |folder| folder.join("rustc"));
        let mut probe = Command::new(rustc);
        probe.args(SMALLER.split(' ')).args(["--print", "cfg"]).env("RUSTC_BOOTSTRAP", "1");
        probe.output().is_ok_and(|output| output.status.success())
    }

    /// Names what it is, so that a site built by another is built anew.
    pub fn describe(&self) -> String {
        let rustc = self.first.as_ref().map_or_else(|| PathBuf::from("rustc"), |folder| folder.join("rustc"));
        let version = output(rustc, &["--version"]).unwrap_or_default();
        format!("{version}, {}", if self.has_source { "small" } else { "plain" })
    }
}

fn build_std(command: &mut Command) {
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
}

/// Says what did not work, where another way is tried next.
fn report(result: Result<()>) {
    if let Err(error) = result {
        println!("{error:#}");
    }
}
