//! The first step: compiles the app for wasm32.

use std::path::PathBuf;

use anyhow::Result;
use tools::{Toolchain, step};

use crate::files::APP;

/// Compiles the app with the flags for size and with its split points. Returns the wasm file.
pub fn compile(toolchain: &Toolchain) -> Result<PathBuf> {
    let mut cargo = toolchain.cargo()?;
    cargo.args(["build", "--release", "--target", "wasm32-unknown-unknown", "--package", APP, "--bin", APP]);
    let folder = toolchain.prepare_release(&mut cargo)?;
    step("compiling the app for wasm32", &mut cargo)?;
    Ok(folder.join("wasm32-unknown-unknown/release").join(APP).with_extension("wasm"))
}
