//! Splits the program at its split points, so that only the first of its files is loaded at the start.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::files::{APP, DEFERRED};

/// The name under which the program imports its loader, `src/__wasm_split.js`.
pub const LOADER: &str = "./__wasm_split.js";

/// The program in several files.
pub struct Split {
    /// The file that loads first.
    pub app: PathBuf,
    /// The files of each part in [`DEFERRED`].
    pub parts: Vec<(&'static str, Vec<PathBuf>)>,
}

/// Splits the module at `program` into files in `folder`: the app, a file for each split point, and what several of
/// these share.
pub fn split(program: &Path, folder: &Path) -> Result<Split> {
    println!("── splitting the program");
    let module = fs::read(program).with_context(|| program.display().to_string())?;
    let app = folder.join(APP).with_extension("wasm");
    let script = format!("./{APP}.js");
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &app;
    options.link_name = LOADER;
    options.main_module = &script;
    let split = transform(options).map_err(|error| anyhow!("{error:#}"))?;
    let mut parts: Vec<_> = DEFERRED.into_iter().map(|name| (name, Vec::new())).collect();
    for file in split.split_modules {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // Each part loads after those before it, so what several share belongs to the first of them.
        let is_needed_by = |name: &str| {
            stem.strip_prefix("split_") == Some(name)
                || split.prefetch_map.get(name).is_some_and(|files| files.contains(&stem))
        };
        let first = parts.iter_mut().find(|(name, _)| is_needed_by(name));
        first.with_context(|| format!("no part of {DEFERRED:?} needs {stem}.wasm"))?.1.push(file);
    }
    Ok(Split { app, parts })
}
