//! Removes the JavaScript classes of the crate wasm-streams before splitting. Leptos depends on it for its server
//! functions, which the app has none of, but what wasm-bindgen exports is never removed as unused. This saves 4,256
//! bytes of the first load (brotli 11).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CustomSection, ExportSection};
use wasmparser::{ExportSectionReader, Payload};

use crate::wasm::map_sections;

/// The part of an exported name that only wasm-streams has.
const EXPORT_MARK: &str = "intounderlying";
/// The part of a description that only wasm-streams has.
const DESCRIPTION_MARK: &[u8] = b"wasm-streams-";
/// The section in which each crate describes its exports to wasm-bindgen.
const DESCRIPTIONS: &str = "__wasm_bindgen_unstable";

/// Writes the module at `program` without wasm-streams to `folder`. Returns the new file.
pub fn remove_streams(program: &Path, folder: &Path) -> Result<PathBuf> {
    let module = fs::read(program).with_context(|| program.display().to_string())?;
    let file = folder.join(program.file_name().context("the program has no name")?);
    fs::write(&file, without_streams(&module)?).with_context(|| file.display().to_string())?;
    Ok(file)
}

fn without_streams(module: &[u8]) -> Result<Vec<u8>> {
    map_sections(module, |payload, changed| {
        match payload {
            Payload::ExportSection(section) => changed.section(&exports_without_streams(section.clone())?),
            Payload::CustomSection(section) if section.name() == DESCRIPTIONS => {
                let kept = descriptions_without_streams(section.data())?;
                changed.section(&CustomSection { name: DESCRIPTIONS.into(), data: kept.into() })
            }
            _ => return Ok(false),
        };
        Ok(true)
    })
}

fn exports_without_streams(section: ExportSectionReader<'_>) -> Result<ExportSection> {
    let mut kept = ExportSection::new();
    for export in section {
        let export = export?;
        if !export.name.contains(EXPORT_MARK) {
            kept.export(export.name, RoundtripReencoder.export_kind(export.kind)?, export.index);
        }
    }
    Ok(kept)
}

/// Removes the descriptions of wasm-streams. The section has two entries for each crate, its version and its
/// description, each after its length in 4 bytes.
fn descriptions_without_streams(mut section: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Vec::new();
    while !section.is_empty() {
        let crate_start = section;
        let mut take_entry = || {
            let (length, rest) = section.split_first_chunk().context("a description has no length")?;
            let length = usize::try_from(u32::from_le_bytes(*length))?;
            let (entry, rest) = rest.split_at_checked(length).context("a description ends early")?;
            section = rest;
            Ok::<_, anyhow::Error>(entry)
        };
        let (_version, description) = (take_entry()?, take_entry()?);
        if !description.windows(DESCRIPTION_MARK.len()).any(|window| window == DESCRIPTION_MARK) {
            kept.extend_from_slice(&crate_start[..crate_start.len() - section.len()]);
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{ExportKind, Module};

    use super::*;

    #[test]
    fn exports_and_descriptions_of_wasm_streams_are_removed() {
        let module = |names: &[&str], descriptions: &[u8]| {
            let mut exports = ExportSection::new();
            for name in names {
                exports.export(name, ExportKind::Memory, 0);
            }
            let custom = CustomSection { name: DESCRIPTIONS.into(), data: descriptions.into() };
            Module::new().section(&exports).section(&custom).clone().finish()
        };
        let with =
            module(&["intounderlyingsink_new", "memory"], b"\x01\0\0\0v\x0e\0\0\0wasm-streams-1\x01\0\0\0v\x01\0\0\0x");
        let without = module(&["memory"], b"\x01\0\0\0v\x01\0\0\0x");
        assert_eq!(without_streams(&with).unwrap(), without);
        assert_eq!(without_streams(&without).unwrap(), without);
        assert!(descriptions_without_streams(b"\x09\0\0\0v").is_err());
    }
}
