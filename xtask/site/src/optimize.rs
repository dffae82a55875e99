//! Makes the wasm files smaller by binaryen's wasm-opt.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};
use tools::{BuildTools, quiet_step};

use crate::files::{APP, DEFERRED, copy};

/// The passes for the app. What they save (brotli 11; of the app / of the deferred files together):
/// - a new control flow and one more round: 0.3 kB / 1.9 kB
/// - offsets in loads and stores, 0.4 kB / 1.7 kB: they need the first kilobyte of the memory unused. It is the end of the
///   stack, which no valid address plus an offset wraps around to.
/// - larger functions are not inlined, even if they have one caller: 0.1 kB / 1.1 kB
pub const APP_PASSES: &[&str] = &[
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=80",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];

/// The passes for the deferred files: the order of the functions saves 0.8 kB, but adds 0.5 kB to the app.
pub const DEFERRED_PASSES: &[&str] = &[
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=80",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-functions",
];

/// Whether the optimized file keeps the names of its functions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Strip {
    /// Removes names, producers and features: browsers read none of them.
    All,
    /// Keeps the names.
    KeepNames,
}

/// Optimizes all wasm files in the folder `shortened`. Returns `folder`, with the script too.
pub fn optimize(tools: &BuildTools, shortened: &Path, folder: &Path) -> Result<PathBuf> {
    copy(shortened, folder, &format!("{APP}.js"))?;
    let files = [(APP, APP_PASSES)].into_iter().chain(DEFERRED.map(|name| (name, DEFERRED_PASSES)));
    thread::scope(|scope| {
        let optimize = |(name, passes): (&str, &'static [&str])| {
            let file = format!("{name}.wasm");
            let (from, to) = (shortened.join(&file), folder.join(file));
            scope.spawn(move || optimize_file(tools, &from, &to, passes, Strip::All))
        };
        // All run at once.
        let runs: Vec<_> = files.map(optimize).collect();
        runs.into_iter().try_for_each(|run| run.join().map_err(|_| anyhow!("a thread of wasm-opt ended early"))?)
    })?;
    Ok(folder.to_path_buf())
}

/// Optimizes one wasm file by some passes.
///
/// # Errors
///
/// Returns an error if wasm-opt fails.
pub fn optimize_file(tools: &BuildTools, from: &Path, to: &Path, passes: &[&str], strip: Strip) -> Result<()> {
    let mut optimize = Command::new(&tools.wasm_opt);
    optimize.args(passes).arg(from).arg("-o").arg(to);
    optimize.args(match strip {
        Strip::All => ["--strip-debug", "--strip-producers", "--strip-target-features"].as_slice(),
        Strip::KeepNames => &["-g"],
    });
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    quiet_step(&format!("optimizing {name}"), &mut optimize)
}
