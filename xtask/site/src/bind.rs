//! Binds the app to JavaScript.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use tools::{BuildTools, quiet_step};

use crate::files::{APP, copy, parts};

/// Runs wasm-bindgen on the app in the folder `merged`; the deferred files need none. Returns `folder`, which then has
/// the app's wasm file and script, and the deferred files.
pub fn bind(tools: &BuildTools, merged: &Path, folder: &Path) -> Result<PathBuf> {
    let mut bindgen = Command::new(&tools.wasm_bindgen);
    // The deferred files use the exports of the linker. The element always says where the program is.
    bindgen.args(["--target=web", "--no-typescript", "--keep-lld-exports", "--omit-default-module-path"]);
    bindgen.arg(format!("--out-name={APP}")).arg("--out-dir").arg(folder).arg(merged.join(APP).with_extension("wasm"));
    quiet_step("binding the app to JavaScript", &mut bindgen)?;
    for name in parts() {
        copy(merged, folder, &format!("{name}.wasm"))?;
    }
    Ok(folder.to_path_buf())
}
