//! Makes the wasm files smaller by binaryen's wasm-opt.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};
use tools::{BuildTools, quiet_step};

use crate::files::{APP, copy, parts};

/// The passes for all files. What they save (brotli 11; of the app / of the deferred files together):
/// - a new control flow and one more round: 0.3 kB / 1.9 kB
/// - offsets in loads and stores: 0.4 kB / 1.7 kB. They need the first kilobyte of the memory unused; it is the far end
///   of the stack.
/// - larger functions are not inlined, even if they have one caller: 0.1 kB / 1.1 kB
const PASSES: &[&str] = &[
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=80",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];

/// The first pass of the deferred files. They call each other through the table of functions. Each file fills its own
/// entries once, so a call of an entry that the same file fills can be a direct one.
const FIRST_DEFERRED_PASS: [&str; 2] = ["--directize", "--pass-arg=directize-initial-contents-immutable"];

/// The last pass sorts the functions. By name, similar functions are near each other: that saves 0.7 kB of the deferred
/// part. By the number of their calls, the indexes of most calls are short: that saves 0.6 kB of the importer and its
/// reader of programs.
fn order_of_functions(name: &str) -> &'static str {
    match name {
        APP | "deferred" => "--reorder-functions-by-name",
        _ => "--reorder-functions",
    }
}

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
    thread::scope(|scope| {
        let optimize = |name: &str| {
            let file = format!("{name}.wasm");
            let (from, to) = (shortened.join(&file), folder.join(file));
            scope.spawn(move || optimize_file(tools, &from, &to, Strip::All))
        };
        // All run at once.
        let runs: Vec<_> = [APP].into_iter().chain(parts()).map(optimize).collect();
        runs.into_iter().try_for_each(|run| run.join().map_err(|_| anyhow!("a thread of wasm-opt ended early"))?)
    })?;
    Ok(folder.to_path_buf())
}

/// Optimizes one wasm file.
///
/// # Errors
///
/// Returns an error if wasm-opt fails.
pub fn optimize_file(tools: &BuildTools, from: &Path, to: &Path, strip: Strip) -> Result<()> {
    let mut optimize = Command::new(&tools.wasm_opt);
    let name = from.file_stem().unwrap_or_default().to_string_lossy();
    if parts().any(|part| part == name) {
        optimize.args(FIRST_DEFERRED_PASS);
    }
    optimize.args(PASSES).arg(order_of_functions(&name)).arg(from).arg("-o").arg(to);
    optimize.args(match strip {
        Strip::All => ["--strip-debug", "--strip-producers", "--strip-target-features"].as_slice(),
        Strip::KeepNames => &["-g"],
    });
    quiet_step(&format!("optimizing {name}.wasm"), &mut optimize)
}
