//! Real configurations, bodies and commands, read where they lie: in the folder that the environment
//! variable `CORPUS` names, else `../shared/corpus` beside the checkout. They are not part of it.

use std::path::PathBuf;

/// The texts of one kind (a folder; the root's own files for ""), by file name; none, with the reason printed, where there is no corpus.
pub fn texts(kind: &str) -> Vec<(String, String)> {
    let root = std::env::var_os("CORPUS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus")), PathBuf::from);
    let Ok(entries) = std::fs::read_dir(root.join(kind)) else {
        println!("skipped: no corpus of {kind} at {} (set CORPUS to its folder)", root.display());
        return Vec::new();
    };
    let mut texts: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    texts
}
