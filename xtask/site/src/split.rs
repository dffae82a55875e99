//! Splits the program at its split points, so that only the first of four files is loaded at the start.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

use crate::files::{APP, DEFERRED};

/// The name under which the program imports its loader, `src/__wasm_split.js`.
pub const LOADER: &str = "./__wasm_split.js";

/// Splits the module at `program` into `folder`: the app, a file a split point, and the code that these share. Returns
/// the folder.
pub fn split(program: &Path, folder: &Path) -> Result<PathBuf> {
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
    for file in split.split_modules {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // The splitter numbers the chunks that several split points share. Two split points share one.
        let name = if stem.starts_with("chunk_") { "shared" } else { stem.strip_prefix("split_").unwrap_or(&stem) };
        let to = folder.join(name).with_extension("wasm");
        if to.exists() || !DEFERRED.contains(&name) {
            bail!("the program splits into other files than {DEFERRED:?}: {stem}.wasm");
        }
        fs::rename(&file, &to).with_context(|| file.display().to_string())?;
    }
    Ok(folder.to_path_buf())
}
