//! Texts that people really paste, read where they lie: in the folder that the environment variable `SHARED` names,
//! else `../shared` beside the checkout. They are not part of it.

use std::path::{Path, PathBuf};

use crate::skip::skip;

/// Returns the folder; none, with a report of the skipped test, where there is none.
pub fn root() -> Option<PathBuf> {
    let root = std::env::var_os("SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    if !root.is_dir() {
        skip(&format!("no texts at {} (set SHARED to their folder)", root.display()));
        return None;
    }
    Some(root)
}

/// Returns the texts in these folders, by file name; what is about them (README, tables) left out.
pub fn texts(folders: &[&str]) -> Vec<(String, String)> {
    let Some(root) = root() else { return Vec::new() };
    let mut texts = Vec::new();
    for folder in folders {
        let folder = root.join(folder);
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name != "README.md" && !name.starts_with("expected") && name != "INDEX.tsv" {
                texts.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!texts.is_empty(), "no texts in {}", root.display());
    texts.sort();
    texts
}
