//! Changes sections of wasm modules and leaves the others byte for byte as they are, by wasmparser and wasm-encoder.

use std::collections::BTreeMap;

use anyhow::Result;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{ExportSectionReader, ImportSectionReader, Parser, Payload};

/// Returns the module with changed sections. `change` returns true if it has written its own section; else the section
/// is copied.
pub fn map_sections(
    module: &[u8],
    mut change: impl FnMut(&Payload<'_>, &mut Module) -> Result<bool>,
) -> Result<Vec<u8>> {
    let mut changed = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if !change(&payload, &mut changed)?
            && let Some((id, range)) = payload.as_section()
        {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            changed.section(&RawSection { id, data: &module[range] });
        }
    }
    Ok(changed.finish())
}

/// Returns the module with other names for its exports, and for its imports and the modules that they come from.
pub fn rename(module: &[u8], names: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    let new = |name: &str| names.get(name).map_or(name, String::as_str).to_owned();
    map_sections(module, |payload, changed| {
        match payload {
            Payload::ImportSection(section) => changed.section(&renamed_imports(section.clone(), new)?),
            Payload::ExportSection(section) => changed.section(&renamed_exports(section.clone(), new)?),
            _ => return Ok(false),
        };
        Ok(true)
    })
}

fn renamed_imports(section: ImportSectionReader<'_>, new: impl Fn(&str) -> String) -> Result<ImportSection> {
    let mut renamed = ImportSection::new();
    for import in section.into_imports() {
        let import = import?;
        renamed.import(&new(import.module), &new(import.name), RoundtripReencoder.entity_type(import.ty)?);
    }
    Ok(renamed)
}

fn renamed_exports(section: ExportSectionReader<'_>, new: impl Fn(&str) -> String) -> Result<ExportSection> {
    let mut renamed = ExportSection::new();
    for export in section {
        let export = export?;
        renamed.export(&new(export.name), RoundtripReencoder.export_kind(export.kind)?, export.index);
    }
    Ok(renamed)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CustomSection, EntityType, ExportKind};

    use super::*;

    #[test]
    fn imports_and_exports_are_renamed() {
        let module = |module: &str, import: &str, export: &str| {
            let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
            imports.import(module, import, EntityType::Function(1)).import("env", "other", EntityType::Function(0));
            exports.export(export, ExportKind::Func, 5).export("memory", ExportKind::Memory, 0);
            let custom = CustomSection { name: "name".into(), data: b"long".as_slice().into() };
            Module::new().section(&imports).section(&exports).section(&custom).clone().finish()
        };
        let names = [("./script.js", "s"), ("__wbg_log", "a"), ("closure_1", "b")];
        let names = names.into_iter().map(|(long, short)| (long.to_owned(), short.to_owned())).collect();
        let renamed = rename(&module("./script.js", "__wbg_log", "closure_1"), &names).unwrap();
        assert_eq!(renamed, module("s", "a", "b"));
    }
}
