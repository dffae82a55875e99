//! Builds the npm package of the element in `target/package/`: the files of `dist/` that other pages load, the types,
//! the manifest and a README.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use crate::cargo::{find, quiet_step, target};
use crate::{dist, root, site};

/// Source and name of each file of the package that is not part of the site.
const EXTRA_FILES: [(&str, &str); 3] =
    [("src/embed.d.ts", "embed.d.ts"), ("src/custom-elements.json", "custom-elements.json"), ("LICENSE", "LICENSE")];

/// Builds and packs the package. Returns the packed file, or prints a message and returns `None` without npm.
pub fn build() -> Result<Option<PathBuf>> {
    site::build()?;
    let folder = target().join("package");
    let failed = |error: std::io::Error| anyhow!(error).context(folder.display().to_string());
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).map_err(failed)?;
    let files = copy_module(&dist(), &folder).map_err(failed)?;
    for (source, name) in EXTRA_FILES {
        fs::copy(root().join(source), folder.join(name)).with_context(|| source.to_string())?;
    }
    let info = PackageInfo::read()?;
    let readme = fs::read_to_string(root().join("README.md")).context("README.md")?;
    fs::write(folder.join("README.md"), info.readme(&readme)?).map_err(failed)?;
    fs::write(folder.join("package.json"), info.package_json(&files)).map_err(failed)?;
    println!("The package is in {}", folder.display());
    if find("npm").is_none() {
        println!("skipped: packing, because npm isn't installed (apt-get install npm)");
        return Ok(None);
    }
    quiet_step("packing it", Command::new("npm").args(["pack", "--loglevel=error"]).current_dir(&folder))?;
    let packed = folder.join(format!("{}-{}.tgz", info.name, info.version));
    println!("Packed: {}", packed.display());
    Ok(Some(packed))
}

/// Copies embed.js and every file that it loads, and returns their names.
///
/// The style sheet becomes a `.txt` file: bundlers rewrite CSS, and its hash would no longer be the one in embed.js.
fn copy_module(from: &Path, to: &Path) -> std::io::Result<Vec<String>> {
    let mut embed = fs::read_to_string(from.join("embed.js"))?;
    let mut names = vec!["embed.js".to_owned()];
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let packed = match name.rsplit_once('.') {
            Some((stem, "css")) => format!("{stem}.txt"),
            Some((_, "js")) if name != "embed.js" => {
                embed = without_integrity(&embed, &name);
                name.clone()
            }
            Some((_, "wasm" | "txt")) => name.clone(),
            _ => continue,
        };
        embed = embed.replace(&name, &packed);
        fs::copy(from.join(&name), to.join(&packed))?;
        names.push(packed);
    }
    fs::write(to.join("embed.js"), embed)?;
    names.sort();
    Ok(names)
}

/// Removes the hash of the script `name` from embed.js, because a bundler rewrites that script.
fn without_integrity(embed: &str, name: &str) -> String {
    let address = embed
        .find(&format!("/{name}"))
        .filter(|at| embed[..*at].trim_end_matches(['.', '"', '\'']).ends_with("new URL("));
    let object = address.and_then(|at| Some((embed[..at].rfind('{')?, at + embed[at..].find('}')?)));
    match object {
        Some((start, end)) => format!("{}{{integrity:\"\"{}", &embed[..start], &embed[end..]),
        None => embed.to_owned(),
    }
}

/// The fields of `[package]` and `[workspace.package]` in Cargo.toml that package.json repeats.
struct PackageInfo {
    name: String,
    version: String,
    description: String,
    license: String,
}

impl PackageInfo {
    fn read() -> Result<Self> {
        let text = fs::read_to_string(root().join("Cargo.toml")).context("Cargo.toml")?;
        let value = |key: &str| {
            let start = format!("{key} = \"");
            let value =
                text.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix('"').map(ToOwned::to_owned));
            value.with_context(|| format!("Cargo.toml says no {key}"))
        };
        Ok(Self {
            name: value("name")?,
            version: value("version")?,
            description: value("description")?,
            license: value("license")?,
        })
    }

    /// Returns the package's README: the section on embedding of the project's README.
    fn readme(&self, readme: &str) -> Result<String> {
        const HEADING: &str = "\n## Embedding\n";
        let start = readme.find(HEADING).context("README.md has no Embedding")? + 1;
        let end = readme[start + 3..].find("\n## ").map_or(readme.len(), |at| start + 3 + at + 1);
        let Self { name, description, .. } = self;
        Ok(format!(
            "# {name}\n\n{description}.\n\n\
             ```js\nimport '{name}'; // registers the element <{name}>\n```\n\n{}",
            &readme[start..end]
        ))
    }

    fn package_json(&self, files: &[String]) -> String {
        let Self { name, version, description, license } = self;
        let files = files.iter().map(String::as_str).chain(["embed.d.ts", "custom-elements.json"]);
        let files: Vec<_> = files.map(|file| format!("    \"{file}\"")).collect();
        let files = files.join(",\n");
        format!(
            r#"{{
  "name": "{name}",
  "version": "{version}",
  "description": "{description}",
  "keywords": ["custom-element", "web-components", "woocommerce", "cloud-elements", "wasm"],
  "license": "{license}",
  "type": "module",
  "main": "./embed.js",
  "types": "./embed.d.ts",
  "exports": {{
    ".": {{ "types": "./embed.d.ts", "default": "./embed.js" }},
    "./embed.js": {{ "types": "./embed.d.ts", "default": "./embed.js" }},
    "./custom-elements.json": "./custom-elements.json",
    "./package.json": "./package.json"
  }},
  "customElements": "custom-elements.json",
  "sideEffects": ["./embed.js"],
  "files": [
{files}
  ]
}}
"#
        )
    }
}
