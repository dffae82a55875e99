//! Tests that the documents name only paths that exist.

use std::path::PathBuf;

use tools::root;

const DOCUMENTS: [&str; 8] = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "fuzz/README.md",
    "docs/decisions/no-view-macro.md",
    "docs/decisions/own-json-reader.md",
    "docs/decisions/own-translations.md",
    "docs/decisions/splitting.md",
];
/// The folders of the checkout that hold sources.
const FOLDERS: [&str; 9] = [".ci/", "crates/", "docs/", "examples/", "fuzz/", "src/", "style/", "tests/", "xtask/"];
/// Folders that only builds and fuzzing make.
const GENERATED: [&str; 2] = ["fuzz/artifacts/", "fuzz/corpus/"];
const ENDINGS: [&str; 7] = [".rs", ".js", ".json", ".txt", ".html", ".ts", ".css"];

fn read(document: &str) -> String {
    std::fs::read_to_string(root().join(document)).unwrap_or_else(|error| panic!("{document}: {error}"))
}

/// Returns the names in a description of the tree: files by their ending, folders by their slash.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', ':', ';', '(', ')', '\'', '`'])
        .filter(|word| word.ends_with('/') || ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

#[test]
fn every_path_in_the_documents_exists() {
    for document in DOCUMENTS {
        for path in read(document).split('`').skip(1).step_by(2) {
            let is_source = FOLDERS.iter().any(|folder| path.starts_with(folder)) && !path.contains([' ', '*']);
            let is_generated = GENERATED.iter().any(|folder| path.starts_with(folder));
            assert!(!is_source || is_generated || root().join(path).exists(), "{document} names {path}");
        }
    }
}

#[test]
fn every_path_in_the_tree_of_the_readme_exists() {
    let readme = read("README.md");
    let tree = readme.split("### The tree\n\n```\n").nth(1).and_then(|rest| rest.split("\n```").next());
    let mut parents: Vec<(usize, PathBuf)> = Vec::new();
    let mut count = 0;
    for line in tree.expect("README.md has a tree").lines() {
        let indent = line.len() - line.trim_start().len();
        let (entry, words) = line.trim_start().split_once("  ").unwrap_or((line.trim(), ""));
        // A description that goes on has the indent of the descriptions.
        let is_entry = indent < 20;
        if is_entry {
            parents.retain(|(other, _)| *other < indent);
        }
        let parent = parents.last().map_or_else(|| root().to_path_buf(), |(_, path)| path.clone());
        let mut folders = vec![parent.clone()];
        if is_entry {
            let path = parent.join(entry);
            assert!(path.exists(), "{}", path.display());
            parents.push((indent, path.clone()));
            folders.push(path);
        }
        for name in names(words) {
            let is_there = |folder: &PathBuf| folder.join(name).exists();
            assert!(folders.iter().any(is_there), "{line}: {name}");
            count += 1;
        }
    }
    assert!(count > 50, "{count}");
}
