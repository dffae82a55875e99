//! Reads real configurations, bodies and commands from the folder in the environment variable `CORPUS`, or from
//! `../shared/corpus` beside the checkout. They are not part of the repository.

use std::path::PathBuf;

use crate::skip::skip;

/// Returns the texts of a folder ("" for the root) whose file names pass the filter, by file name. Without a corpus,
/// reports the test as skipped and returns none; with one, panics if no text passes the filter.
pub fn texts(folder_name: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let root = std::env::var_os("CORPUS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus")), PathBuf::from);
    if !root.is_dir() {
        skip(&format!("no corpus at {} (set CORPUS to its folder)", root.display()));
        return Vec::new();
    }
    let folder = root.join(folder_name);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut texts: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, path)| (name, std::fs::read_to_string(path).unwrap()))
        .collect();
    assert!(!texts.is_empty(), "{} contains none of the requested texts", folder.display());
    texts.sort();
    texts
}
