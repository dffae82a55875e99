//! Finds or installs a compiler for wasm32: rustup's, otherwise the distribution's.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, anyhow};

use super::system;
use crate::process::{find, output, path_with, quiet_step, target};

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's packages for wasm32: rustc for browsers, the standard library's source, and a linker.
const DEBIAN: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

/// Compiler flags that remove the messages and locations of panics, and `{:?}`, to make the page smaller.
const SIZE_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Compiler flags that splitting needs: the split points, and relocations for every address in the code.
const SPLIT_FLAGS: &str = "--cfg=split -Clink-args=--emit-relocs";

/// A compiler for wasm32.
pub struct Toolchain {
    /// The folder of its programs, or `None` if they are on PATH.
    folder: Option<PathBuf>,
    /// The standard library is installed for the target.
    has_target: bool,
    /// The source of the standard library is installed. Building it makes the page smaller.
    has_source: bool,
}

impl Toolchain {
    /// Finds or installs a toolchain. `SETUP_TOOLCHAIN=distribution` ignores rustup, to test a machine without it.
    pub fn set_up() -> Result<Self> {
        let requires_distribution = std::env::var_os("SETUP_TOOLCHAIN").is_some_and(|which| which == "distribution");
        if !requires_distribution && let Some(toolchain) = Self::from_path() {
            return Ok(toolchain);
        }
        Self::from_distribution()
    }

    /// Returns the rustc on PATH, after rustup, if installed, has added what is missing.
    fn from_path() -> Option<Self> {
        let sysroot = PathBuf::from(output("rustc", &["--print", "sysroot"])?);
        let rustlib = sysroot.join("lib/rustlib");
        let target = rustlib.join(TARGET).join("lib");
        let source = rustlib.join("src/rust/library/std");
        let has_rustup = find("rustup").is_some();
        if has_rustup && !target.is_dir() {
            print_error(quiet_step(
                &format!("adding the target {TARGET}"),
                Command::new("rustup").args(["target", "add", TARGET]),
            ));
        }
        if has_rustup && !source.is_dir() {
            print_error(quiet_step(
                "adding the source of the standard library",
                Command::new("rustup").args(["component", "add", "rust-src"]),
            ));
        }
        let (has_target, has_source) = (target.is_dir(), source.is_dir());
        has_target.then_some(Self { folder: None, has_target, has_source })
    }

    /// Returns the distribution's toolchain, which has the standard library as source only.
    fn from_distribution() -> Result<Self> {
        let bin = Path::new("/usr/bin");
        let source = "lib/rustlib/src/rust/library/std";
        let has_source = |sysroot: String| Path::new(&sysroot).join(source).exists();
        let is_ready = || {
            output(bin.join("rustc"), &["--print", "sysroot"]).is_some_and(has_source) && find("wasm-ld-22").is_some()
        };
        if !is_ready() {
            println!(
                "No compiler for {TARGET} was found, and rustup couldn't add the target. Using the distribution's."
            );
            system::install(&DEBIAN)
                .map_err(|error| anyhow!("{error:#}\nOr, with rustup: rustup target add {TARGET}"))?;
        }
        Ok(Self { folder: Some(bin.into()), has_target: false, has_source: true })
    }

    /// Returns a command for the cargo of this toolchain.
    pub fn cargo(&self) -> Result<Command> {
        let mut command = match &self.folder {
            Some(folder) => Command::new(folder.join("cargo")),
            None => crate::process::cargo(),
        };
        self.prepare(&mut command)?;
        command.current_dir(crate::root());
        Ok(command)
    }

    /// Returns true if the toolchain has clippy.
    pub fn has_clippy(&self) -> bool {
        let clippy = self.cargo().and_then(|mut cargo| Ok(cargo.args(["clippy", "--version"]).output()?));
        clippy.is_ok_and(|output| output.status.success())
    }

    /// Prepares a program that calls cargo to build for the host.
    fn prepare(&self, command: &mut Command) -> Result<()> {
        if let Some(folder) = &self.folder {
            command.env("PATH", path_with([folder.as_path()])?).env("RUSTC", folder.join("rustc"));
            // Compilers of different versions invalidate each other's build output.
            command.env("CARGO_TARGET_DIR", target().join("distribution"));
        }
        Ok(())
    }

    /// Prepares a program that calls cargo to build for wasm32, for lints and the inner loop.
    pub fn prepare_debug(&self, command: &mut Command) -> Result<()> {
        self.prepare(command)?;
        if !self.has_target {
            build_std(command);
        }
        Ok(())
    }

    /// Prepares a program that calls cargo to build for wasm32 as small as this toolchain can. Returns the build folder.
    pub fn prepare_release(&self, command: &mut Command) -> Result<PathBuf> {
        self.prepare(command)?;
        let folder = target().join(if self.folder.is_some() { "distribution/site" } else { "site" });
        command.env("CARGO_TARGET_DIR", &folder);
        if self.has_source && self.accepts_size_flags() {
            build_std(command);
            command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("{SIZE_FLAGS} {SPLIT_FLAGS}"));
            return Ok(folder);
        }
        println!(
            "The page will be larger than necessary. To fix this, update rustc and run: rustup component add rust-src"
        );
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SPLIT_FLAGS);
        if !self.has_target {
            build_std(command);
        }
        Ok(folder)
    }

    /// Returns true if rustc accepts the flags that make the page smaller.
    fn accepts_size_flags(&self) -> bool {
        let rustc = self.folder.as_ref().map_or_else(|| PathBuf::from("rustc"), |folder| folder.join("rustc"));
        let mut probe = Command::new(rustc);
        probe.args(SIZE_FLAGS.split(' ')).args(["--print", "cfg"]).env("RUSTC_BOOTSTRAP", "1");
        probe.output().is_ok_and(|output| output.status.success())
    }

    /// Describes the toolchain. A site built by another one is rebuilt.
    pub fn describe(&self) -> String {
        let rustc = self.folder.as_ref().map_or_else(|| PathBuf::from("rustc"), |folder| folder.join("rustc"));
        let version = output(rustc, &["--version"]).unwrap_or_default();
        format!("{version}, {}", if self.has_source { "small" } else { "plain" })
    }
}

fn build_std(command: &mut Command) {
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
}

/// Prints the error of a step that has an alternative.
fn print_error(result: Result<()>) {
    if let Err(error) = result {
        println!("{error:#}");
    }
}
