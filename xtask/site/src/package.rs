//! Packs the element for npm in `target/package/`: the files that other pages load, the types, the manifest and a
//! README.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use cargo_metadata::{MetadataCommand, Package};
use serde::Serialize;
use tools::{BuildTools, Toolchain, find, quiet_step, root, target};

use crate::bundle::{Purpose, bundle};
use crate::files::{APP, folder, steps};
use crate::third_party;
use crate::write::write_bundle;

/// Source and name of each file of the package that the page does not load.
const EXTRA_FILES: [(&str, &str); 3] =
    [("src/embed.d.ts", "embed.d.ts"), ("src/custom-elements.json", "custom-elements.json"), ("LICENSE", "LICENSE")];

/// Packs the element, from the files of the last build of the site.
///
/// # Errors
///
/// Returns an error if the site was not built, or a file cannot be written.
pub fn run() -> Result<()> {
    let tools = BuildTools::set_up(&Toolchain::set_up()?)?;
    let bundle = bundle(&tools, &steps().join("optimize"), &folder("bundle-package")?, Purpose::Package)?;
    let folder = target().join("package");
    fs::remove_dir_all(&folder).ok();
    write_bundle(&bundle, &folder)?;
    for (source, name) in EXTRA_FILES {
        fs::copy(root().join(source), folder.join(name)).context(source)?;
    }
    let metadata = MetadataCommand::new().current_dir(root()).no_deps().exec()?;
    let package = metadata.packages.iter().find(|package| package.name == APP).context(APP)?;
    let readme = fs::read_to_string(root().join("README.md")).context("README.md")?;
    fs::write(folder.join("README.md"), package_readme(package, &readme)?)?;
    let mut files: Vec<&str> = bundle.files().map(|file| &*file.name).collect();
    files.extend(["embed.d.ts", "custom-elements.json", third_party::NAME]);
    files.sort_unstable();
    let manifest = serde_json::to_string_pretty(&Manifest::new(package, &files))?;
    fs::write(folder.join("package.json"), format!("{manifest}\n"))?;
    println!("The package is in {}", folder.display());
    pack(package, &folder)
}

/// Packs the folder with npm, or prints a message without npm.
fn pack(package: &Package, folder: &Path) -> Result<()> {
    if find("npm").is_none() {
        println!("skipped: packing, because npm isn't installed (apt-get install npm)");
        return Ok(());
    }
    quiet_step("packing it", Command::new("npm").args(["pack", "--loglevel=error"]).current_dir(folder))?;
    println!("Packed: {}", folder.join(format!("{}-{}.tgz", package.name, package.version)).display());
    Ok(())
}

/// Returns the package's README: the section on embedding of the project's README.
fn package_readme(package: &Package, readme: &str) -> Result<String> {
    const HEADING: &str = "\n## Embedding\n";
    let start = readme.find(HEADING).context("README.md has no Embedding")? + 1;
    let end = readme[start + 3..].find("\n## ").map_or(readme.len(), |at| start + 3 + at + 1);
    let (name, description) = (&package.name, package.description.as_deref().unwrap_or_default());
    Ok(format!(
        "# {name}\n\n{description}.\n\n```js\nimport '{name}'; // registers the element <{name}>\n```\n\n{}",
        &readme[start..end]
    ))
}

/// The package's manifest. The order of its fields is that of the file: of two conditions, the first that matches wins.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'p> {
    name: &'p str,
    version: String,
    description: Option<&'p str>,
    keywords: [&'static str; 5],
    license: Option<&'p str>,
    r#type: &'static str,
    main: &'static str,
    types: &'static str,
    exports: Exports,
    custom_elements: &'static str,
    side_effects: [&'static str; 1],
    files: &'p [&'p str],
}

/// The files that other packages may import.
#[derive(Serialize)]
struct Exports {
    #[serde(rename = ".")]
    package: Module,
    #[serde(rename = "./embed.js")]
    embed: Module,
    #[serde(rename = "./custom-elements.json")]
    custom_elements: &'static str,
    #[serde(rename = "./package.json")]
    manifest: &'static str,
}

/// A module by the conditions of its importers.
#[derive(Serialize)]
struct Module {
    types: &'static str,
    default: &'static str,
}

impl<'p> Manifest<'p> {
    fn new(package: &'p Package, files: &'p [&'p str]) -> Self {
        const EMBED: &str = "./embed.js";
        const TYPES: &str = "./embed.d.ts";
        let module = || Module { types: TYPES, default: EMBED };
        Self {
            name: &package.name,
            version: package.version.to_string(),
            description: package.description.as_deref(),
            keywords: ["custom-element", "web-components", "woocommerce", "cloud-elements", "wasm"],
            license: package.license.as_deref(),
            r#type: "module",
            main: EMBED,
            types: TYPES,
            exports: Exports {
                package: module(),
                embed: module(),
                custom_elements: "./custom-elements.json",
                manifest: "./package.json",
            },
            custom_elements: "custom-elements.json",
            side_effects: [EMBED],
            files,
        }
    }
}
