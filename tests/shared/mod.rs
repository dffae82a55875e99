//! Reads texts that users really paste, from the folder in the environment variable `SHARED`, or from `../shared`
//! beside the checkout. They are not part of the repository.

use std::path::{Path, PathBuf};

use crate::skip::skip;

/// Returns the folder. Without it, reports the test as skipped and returns `None`.
pub fn root() -> Option<PathBuf> {
    let root = std::env::var_os("SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    if !root.is_dir() {
        skip(&format!("no texts at {} (set SHARED to their folder)", root.display()));
        return None;
    }
    Some(root)
}

/// Returns the texts in these folders by file name, without READMEs and tables.
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
