//! Collects the licenses of the crates that are compiled into the app.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId, TargetKind};
use tools::root;

use crate::files::APP;

/// The name of the file.
pub const NAME: &str = "THIRD-PARTY.txt";

/// The starts of the names of license files.
const LICENSE_FILES: [&str; 4] = ["LICENSE", "LICENCE", "COPYING", "NOTICE"];

/// Returns the text of the file: a list of the crates, then each license text with the crates that have it.
pub fn licenses() -> Result<String> {
    let platform = ["--filter-platform", "wasm32-unknown-unknown", "--locked"].map(str::to_owned);
    let metadata = MetadataCommand::new().current_dir(root()).other_options(platform).exec()?;
    let mut list = String::new();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in shipped(&metadata)? {
        let license = package.license.as_deref().unwrap_or("see its license file");
        writeln!(list, "{} {}: {license}", package.name, package.version)?;
        for text in license_texts(package)? {
            texts.entry(text).or_default().push(package.name.to_string());
        }
    }
    let own = fs::read_to_string(root().join("LICENSE")).context("LICENSE")?;
    let is_copyright = |line: &&str| line.starts_with("Copyright");
    let copyright = own.lines().find(is_copyright).context("LICENSE has no copyright")?;
    list.push_str("the standard library of Rust: MIT OR Apache-2.0\n");
    texts.insert(
        own.replace(copyright, "Copyright (c) The Rust Project Contributors"),
        vec!["the standard library of Rust".to_owned()],
    );
    let mut file = format!("The app contains these libraries. Their licenses follow.\n\n{list}");
    for (text, names) in texts {
        write!(file, "\n{}\n{}\n\n{}\n", "=".repeat(80), names.join(", "), text.trim())?;
    }
    Ok(file)
}

/// Returns the packages that the app depends on, sorted by name. Macros run at compile time only.
fn shipped(metadata: &Metadata) -> Result<Vec<&Package>> {
    let resolve = metadata.resolve.as_ref().context("cargo resolved no dependencies")?;
    let package = |id: &PackageId| metadata.packages.iter().find(|package| package.id == *id);
    let app = metadata.workspace_packages().into_iter().find(|package| package.name == APP).context(APP)?;
    let (mut found, mut next) = (BTreeSet::new(), vec![&app.id]);
    while let Some(id) = next.pop() {
        let is_macro = package(id)
            .is_some_and(|package| package.targets.iter().any(|target| target.kind.contains(&TargetKind::ProcMacro)));
        if is_macro || !found.insert(id) {
            continue;
        }
        let node = resolve.nodes.iter().find(|node| node.id == *id).context("a package was not resolved")?;
        let is_linked = |dependency: &&cargo_metadata::NodeDep| {
            dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
        };
        next.extend(node.deps.iter().filter(is_linked).map(|dependency| &dependency.pkg));
    }
    let mut packages: Vec<_> = found.into_iter().filter_map(package).collect();
    packages.retain(|package| !metadata.workspace_members.contains(&package.id));
    packages.sort_by_key(|package| (package.name.to_string(), package.version.clone()));
    Ok(packages)
}

/// Returns the license texts of a package: that of the MIT license if it may be chosen, else all.
fn license_texts(package: &Package) -> Result<Vec<String>> {
    let folder = package.manifest_path.parent().context("a manifest is in no folder")?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.to_string())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let upper = name.to_uppercase();
        if LICENSE_FILES.iter().any(|start| upper.starts_with(start)) {
            files.push((upper, folder.join(name)));
        }
    }
    files.sort();
    if files.iter().any(|(name, _)| name.contains("MIT")) {
        files.retain(|(name, _)| name.contains("MIT"));
    }
    let texts = files.iter().filter(|(_, file)| file.is_file());
    texts.map(|(_, file)| Ok(fs::read_to_string(file)?.replace("\r\n", "\n"))).collect()
}
