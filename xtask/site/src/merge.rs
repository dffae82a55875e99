//! Merges what several parts share into the part that loads first. wasm-opt replaces calls through the table of functions
//! by direct ones, but only inside a file: this saves 4.8 kB of the deferred part and 2.8 kB of the importer (brotli 11),
//! and the requests for four shared files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use tools::{BuildTools, quiet_step};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CustomSection, EntityType, ExportKind, ExportSection, ImportSection, Module};
use wasmparser::{Parser, Payload};

use crate::files::APP;
use crate::split::Split;
use crate::wasm::map_sections;

/// The module that the splitter's files import from.
const SPLITTER: &str = "__wasm_split";
/// The module that the merged files import from. `src/__wasm_split.js` gives them the exports of the app.
const ENVIRONMENT: &str = "app";
/// The section with the features that a module uses. wasm-merge and wasm-opt enable those of the first module.
const FEATURES: &str = "target_features";

/// Merges the files of each part into one. Returns `folder`, with the app too.
pub fn merge(tools: &BuildTools, split: &Split, folder: &Path) -> Result<PathBuf> {
    let app = folder.join(APP).with_extension("wasm");
    fs::copy(&split.app, &app).with_context(|| app.display().to_string())?;
    for (name, files) in &split.parts {
        // Without it, the merged file would import the memory once for each of its files.
        let environment = folder.join("environment.wasm");
        fs::write(&environment, environment_of(files)?).with_context(|| environment.display().to_string())?;
        let merged = folder.join(name).with_extension("wasm");
        let mut merge = Command::new(&tools.wasm_merge);
        merge.arg("-g").arg(environment).arg(SPLITTER);
        for file in files {
            merge.arg(file).arg(file.file_stem().unwrap_or_default());
        }
        quiet_step(&format!("merging {name}.wasm"), merge.arg("-o").arg(&merged))?;
        let module = fs::read(&merged).with_context(|| merged.display().to_string())?;
        fs::write(&merged, without_exports(&module)?).with_context(|| merged.display().to_string())?;
    }
    Ok(folder.to_path_buf())
}

/// Returns a module that imports what `files` import from [`SPLITTER`], and exports it under the same names.
fn environment_of(files: &[PathBuf]) -> Result<Vec<u8>> {
    let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
    let mut features = CustomSection { name: FEATURES.into(), data: Vec::new().into() };
    let mut names = BTreeSet::new();
    let (mut tables, mut memories, mut globals) = (0.., 0.., 0..);
    for file in files {
        let module = fs::read(file).with_context(|| file.display().to_string())?;
        for payload in Parser::new(0).parse_all(&module) {
            let section = match payload? {
                Payload::ImportSection(section) => section,
                Payload::CustomSection(section) if section.name() == FEATURES => {
                    features = CustomSection { name: FEATURES.into(), data: section.data().to_vec().into() };
                    continue;
                }
                _ => continue,
            };
            for import in section.into_imports() {
                let import = import?;
                if !names.insert(import.name.to_owned()) {
                    continue;
                }
                let entity = RoundtripReencoder.entity_type(import.ty)?;
                let (kind, indexes) = match entity {
                    EntityType::Table(_) => (ExportKind::Table, &mut tables),
                    EntityType::Memory(_) => (ExportKind::Memory, &mut memories),
                    EntityType::Global(_) => (ExportKind::Global, &mut globals),
                    _ => bail!("{} imports the function {}", file.display(), import.name),
                };
                imports.import(ENVIRONMENT, import.name, entity);
                exports.export(import.name, kind, indexes.next().unwrap_or_default());
            }
        }
    }
    Ok(Module::new().section(&imports).section(&exports).section(&features).clone().finish())
}

/// Returns the module without its exports: the app calls a part through the table of functions.
fn without_exports(module: &[u8]) -> Result<Vec<u8>> {
    map_sections(module, |payload, _| Ok(matches!(payload, Payload::ExportSection(_))))
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{GlobalType, MemoryType, ValType};

    use super::*;

    #[test]
    fn the_environment_has_each_import_once() {
        let folder = std::env::temp_dir().join(format!("merge-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let memory = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        let global = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        let write = |name: &str, globals: &[&str]| {
            let mut imports = ImportSection::new();
            imports.import(SPLITTER, "memory", memory);
            for name in globals {
                imports.import(SPLITTER, name, global);
            }
            let file = folder.join(name);
            fs::write(&file, Module::new().section(&imports).clone().finish()).unwrap();
            file
        };
        let environment = environment_of(&[write("one", &["a"]), write("two", &["b", "a"])]).unwrap();
        let (mut imports, mut exports) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(&environment) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    for import in section.into_imports().map(Result::unwrap) {
                        imports.push(format!("{}.{}", import.module, import.name));
                    }
                }
                Payload::ExportSection(section) => {
                    exports.extend(section.into_iter().map(Result::unwrap).map(|export| (export.name, export.index)));
                }
                _ => {}
            }
        }
        assert_eq!(imports, ["app.memory", "app.a", "app.b"]);
        assert_eq!(exports, [("memory", 0), ("a", 0), ("b", 1)]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
