//! Installs what a machine lacks: a compiler for wasm32, the tools of the build, the programs of the tests. They stay in
//! a cache that clones share and `cargo clean` leaves alone.

mod system;
mod toolchain;
mod tools;

use std::path::PathBuf;

pub use system::test_programs;
pub use toolchain::Toolchain;
pub use tools::{Tools, WasmOpt, axe, esbuild, typescript, vite};

/// Returns the cache that clones share.
pub fn cache() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = || PathBuf::from(variable("HOME").unwrap_or_else(|| "/tmp".into())).join(".cache");
    variable("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("element-instance-form")
}
