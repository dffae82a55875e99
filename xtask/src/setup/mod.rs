//! What a machine needs, installed when it is missing: a compiler for wasm32, the tools of the build,
//! the programs of the tests. What stays is in a cache that clones share and `cargo clean` spares.

mod system;
mod toolchain;
mod tools;

use std::path::PathBuf;

pub use system::test_programs;
pub use toolchain::Toolchain;
pub use tools::{Tools, WasmOpt, axe, esbuild, vite};

/// The cache that clones share.
pub fn cache() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = || PathBuf::from(set("HOME").unwrap_or_else(|| "/tmp".into())).join(".cache");
    set("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("element-instance-form")
}
