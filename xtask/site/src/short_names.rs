//! Shortens the names by which the app and its script know each other: a third of what the script weighs. This saves
//! 6,186 bytes of the first load (brotli 11).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tools::{BuildTools, quiet_step};
use wasmparser::{Parser, Payload};

use crate::files::{APP, parts};
use crate::wasm::rename;

/// The starts of the names of exports that wasm-bindgen gives.
const EXPORTS: [&str; 5] = ["__wbg_", "__wbindgen_", "__externref_", "mounted_", "wasm_bindgen_"];

/// Gives the app's imports and exports short names in the folder `bound`, and lets esbuild give them to the app's script.
/// Returns `folder` with the new files.
pub fn shorten(tools: &BuildTools, bound: &Path, folder: &Path) -> Result<PathBuf> {
    let app = format!("{APP}_bg.wasm");
    let module = fs::read(bound.join(&app)).context(app)?;
    let names = short_names(&module)?;
    let module = rename(&module, &names)?;
    fs::write(folder.join(APP).with_extension("wasm"), module)?;
    for name in parts() {
        let file = format!("{name}.wasm");
        let module = fs::read(bound.join(&file)).with_context(|| file.clone())?;
        fs::write(folder.join(&file), rename(&module, &names)?)?;
    }
    let script = format!("{APP}.js");
    let cache = folder.join("names.json");
    fs::write(&cache, serde_json::to_vec_pretty(&names)?).with_context(|| cache.display().to_string())?;
    let pattern = names.keys().map(|name| name.replace('.', "\\.")).collect::<Vec<_>>().join("|");
    let mut mangle = Command::new(&tools.esbuild);
    mangle.arg(bound.join(&script)).arg(format!("--outfile={}", folder.join(&script).display()));
    mangle.arg(format!("--mangle-props=^({pattern})$")).arg(format!("--mangle-cache={}", cache.display()));
    mangle.args(["--mangle-quoted", "--log-level=error"]);
    quiet_step("shortening the names between the app and its script", &mut mangle)?;
    Ok(folder.to_path_buf())
}

/// Returns the short name of the script, of each import from it, and of each export that wasm-bindgen has named. They
/// are in the order of the module, in which they compress best (0.2 kB).
fn short_names(module: &[u8]) -> Result<BTreeMap<String, String>> {
    let script = format!("./{APP}_bg.js");
    let mut names = BTreeMap::from([(script.clone(), "_".to_owned())]);
    let mut add = |name: &str| {
        let short = short_name(names.len() - 1);
        names.insert(name.to_owned(), short);
    };
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if import.module == script {
                        add(import.name);
                    }
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let name = export?.name;
                    if EXPORTS.iter().any(|start| name.starts_with(start)) {
                        add(name);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

/// Returns the short name of a number: `a` to `z`, then `aa` and so on.
fn short_name(number: usize) -> String {
    let letter = ('a'..='z').nth(number % 26).unwrap_or_default();
    if number < 26 { letter.into() } else { format!("{}{letter}", short_name(number / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_all_different() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(short_name), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
