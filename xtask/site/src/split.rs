//! Splits the program at its split points, so that only the first of its files is loaded at the start.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::files::{APP, loaded_with, parts};

/// The name under which the program imports its loader, `src/__wasm_split.js`.
pub const LOADER: &str = "./__wasm_split.js";

/// The program in several files.
pub struct Split {
    /// The file that loads first.
    pub app: PathBuf,
    /// The files of each part.
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
    let mut files: Vec<_> = parts().map(|name| (name, Vec::new())).collect();
    for file in split.split_modules {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_needed_by = |name: &&str| {
            stem.strip_prefix("split_") == Some(*name)
                || split.prefetch_map.get(*name).is_some_and(|files| files.contains(&stem))
        };
        let part = common_part(parts().filter(is_needed_by));
        let (_, files) = files
            .iter_mut()
            .find(|(name, _)| Some(*name) == part)
            .with_context(|| format!("no part has loaded before all that need {stem}.wasm"))?;
        files.push(file);
    }
    Ok(Split { app, parts: files })
}

/// Returns the last of the parts that have loaded with each of `all`. What several parts share belongs to it.
fn common_part(mut all: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let first = all.next()?;
    all.try_fold(first, |common, part| loaded_with(common).find(|name| loaded_with(part).any(|other| other == *name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_share_is_loaded_before_each_of_them() {
        let common = |parts: &[&'static str]| common_part(parts.iter().copied());
        assert_eq!(common(&["programs"]), Some("programs"));
        assert_eq!(common(&["importer", "programs"]), Some("importer"));
        assert_eq!(common(&["texts", "programs"]), Some("importer"));
        assert_eq!(common(&["programs", "events"]), Some("events"));
        assert_eq!(common(&["events", "submission"]), Some("deferred"));
        assert_eq!(common(&["submission", "importer", "programs"]), Some("deferred"));
        assert_eq!(common(&[]), None);
    }
}
