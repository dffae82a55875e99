//! Real configurations, bodies and commands, read where they lie: in the folder that the environment
//! variable `CORPUS` names, else `../shared/corpus` beside the checkout. They are not part of it.

use std::path::PathBuf;

use crate::skip::skip;

/// The texts of one kind (a folder; the root's own files for "") whose file names are wanted, by file name; none,
/// with a report of the skipped test, where there is no corpus. Where there is one it has some: a test that looks at all
/// of them has seen something.
pub fn texts(kind: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let root = std::env::var_os("CORPUS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus")), PathBuf::from);
    if !root.is_dir() {
        skip(&format!("no corpus at {} (set CORPUS to its folder)", root.display()));
        return Vec::new();
    }
    let folder = root.join(kind);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut texts: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, path)| (name, std::fs::read_to_string(path).unwrap()))
        .collect();
    assert!(!texts.is_empty(), "{} holds none of the texts that are wanted", folder.display());
    texts.sort();
    texts
}
