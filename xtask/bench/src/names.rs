//! Reads the names of a wasm module's functions and attributes the module's size to their crates.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use anyhow::Result;
use site::wasm::map_sections;
use site::weight::{brotli, brotli_with};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// The group of constant data: strings and method tables.
pub const CONSTANT_DATA: &str = "(constant data)";
/// The group of the format's own bytes: types, imports, tables and lengths.
pub const MODULE_FORMAT: &str = "(types, imports, tables)";

/// The body of a function that the module defines.
struct Body {
    /// The path of its Rust module, from the crate on.
    path: String,
    /// Its bytes in the wasm module.
    range: Range<usize>,
}

/// A wasm module without its names, and its functions with them.
pub struct NamedModule {
    module: Vec<u8>,
    bodies: Vec<Body>,
    data_bytes: usize,
}

/// The size of a part of a module, in bytes.
#[derive(Clone, Copy, Default)]
pub struct SizeShare {
    /// Uncompressed.
    pub raw: usize,
    /// Its share of the module's size after brotli 11.
    pub brotli: f64,
}

impl NamedModule {
    /// Reads a module that has a name section.
    pub fn read(module: &[u8]) -> Result<Self> {
        let names = names(module)?;
        let module = without_sections(module, |payload| matches!(payload, Payload::CustomSection(_)))?;
        let (mut index, mut bodies, mut data_bytes) = (0, Vec::new(), 0);
        for payload in Parser::new(0).parse_all(&module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        index += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let name = names.get(&index).map_or("", String::as_str);
                    bodies.push(Body { path: owner(name), range: bytes(body.range()) });
                    index += 1;
                }
                Payload::DataSection(section) => data_bytes = bytes(section.range()).len(),
                _ => {}
            }
        }
        Ok(Self { module, bodies, data_bytes })
    }

    /// Returns the code of each function, to compare two modules apart from their names.
    pub fn code(&self) -> Vec<&[u8]> {
        self.bodies.iter().map(|body| &self.module[body.range.clone()]).collect()
    }

    /// Returns the size of the module without names, in bytes: uncompressed, and after brotli 11.
    pub fn size(&self) -> Result<(usize, usize)> {
        Ok((self.module.len(), brotli(&self.module)?))
    }

    /// Returns the size of each group; `group` maps a path to the name of its group.
    ///
    /// A group's brotli share is the amount by which the module shrinks without its functions. Groups resemble each
    /// other, so these amounts sum to less than the module's size; they are scaled to sum to it.
    pub fn sizes_by(&self, group: impl Fn(&str) -> String) -> Result<BTreeMap<String, SizeShare>> {
        let mut groups: BTreeMap<String, SizeShare> = BTreeMap::new();
        for body in &self.bodies {
            groups.entry(group(&body.path)).or_default().raw += body.range.len();
        }
        let all = brotli_estimate(&self.module)?;
        let saving = |without: &[u8]| Ok::<_, anyhow::Error>(all - brotli_estimate(without)?.min(all));
        for (name, share) in &mut groups {
            share.brotli = saving(&self.without(|body| group(&body.path) == *name))?;
        }
        let code = groups.values().map(|share| share.raw).sum::<usize>();
        let without_data = without_sections(&self.module, is_data)?;
        groups.insert(CONSTANT_DATA.into(), SizeShare { raw: self.data_bytes, brotli: saving(&without_data)? });
        let format = SizeShare {
            raw: self.module.len() - code - self.data_bytes,
            brotli: brotli_estimate(&without_sections(&without_data, is_code)?)?,
        };
        groups.insert(MODULE_FORMAT.into(), format);
        let scale = float(brotli(&self.module)?) / groups.values().map(|share| share.brotli).sum::<f64>();
        for share in groups.values_mut() {
            share.brotli *= scale;
        }
        Ok(groups)
    }

    /// Returns the module's bytes without those of some functions. They are no valid module, only a size.
    fn without(&self, is_left_out: impl Fn(&Body) -> bool) -> Vec<u8> {
        let mut kept = Vec::with_capacity(self.module.len());
        let mut at = 0;
        for body in self.bodies.iter().filter(|body| is_left_out(body)) {
            kept.extend_from_slice(&self.module[at..body.range.start]);
            at = body.range.end;
        }
        kept.extend_from_slice(&self.module[at..]);
        kept
    }
}

/// Returns the size after brotli 9, in bytes. For the shares it is as exact as brotli 11, in a tenth of the time.
fn brotli_estimate(bytes: &[u8]) -> Result<f64> {
    brotli_with(9, bytes).map(float)
}

/// Returns the module without some of its sections.
fn without_sections(module: &[u8], is_removed: impl Fn(&Payload<'_>) -> bool) -> Result<Vec<u8>> {
    map_sections(module, |payload, _| Ok(is_removed(payload)))
}

/// Returns whether a section is constant data or its count.
fn is_data(payload: &Payload<'_>) -> bool {
    matches!(payload, Payload::DataSection(_) | Payload::DataCountSection { .. })
}

fn is_code(payload: &Payload<'_>) -> bool {
    matches!(payload, Payload::CodeSectionStart { .. })
}

#[allow(clippy::cast_possible_truncation, reason = "modules are read into memory")]
fn bytes(range: Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}

#[allow(clippy::cast_precision_loss, reason = "no module is that large")]
fn float(bytes: usize) -> f64 {
    bytes as f64
}

/// Returns the functions' names by index.
fn names(module: &[u8]) -> Result<HashMap<u32, String>> {
    let mut names = HashMap::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(section) = section.as_known() else { continue };
        for subsection in section {
            if let Name::Function(functions) = subsection? {
                for naming in functions {
                    let naming = naming?;
                    names.insert(naming.index, format!("{:#}", rustc_demangle::demangle(naming.name)));
                }
            }
        }
    }
    Ok(names)
}

/// The crates of Rust's standard library.
pub const STANDARD: [&str; 3] = ["core", "alloc", "std"];
/// The group of functions that JavaScript calls, with the code inlined into them.
pub const EXPORTED: &str = "(exported, with what was inlined there)";

/// Returns the path of the module that a function belongs to, from the crate on. A function of the standard library
/// for a type of another crate, such as dropping it or a list of it, belongs to that crate.
fn owner(name: &str) -> String {
    let paths = paths(name);
    let is_foreign = |path: &&String| !STANDARD.contains(&crate_of(path));
    let first = paths.first().filter(is_foreign).or_else(|| paths.iter().find(is_foreign)).or(paths.first());
    match first {
        Some(path) => path.clone(),
        // A method of a type that no crate defines: `<str>::trim`.
        None if name.starts_with('<') => "core::primitive".into(),
        None => EXPORTED.into(),
    }
}

/// Returns the crate of a path.
pub fn crate_of(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

/// Returns all paths in a name, each without its generic arguments: `a::b::C` and `d::E` of `<a::b::C as d::E>::f`.
fn paths(name: &str) -> Vec<String> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut paths: Vec<String> = Vec::new();
    let mut rest = name;
    let mut continues = false;
    while let Some(start) = rest.find(is_word) {
        let end = rest[start..].find(|letter| !is_word(letter)).map_or(rest.len(), |length| start + length);
        let (word, before) = (&rest[start..end], &rest[..start]);
        continues &= before == "::";
        rest = &rest[end..];
        // The crate's hash.
        if rest.starts_with('[')
            && let Some(end) = rest.find(']')
        {
            rest = &rest[end + 1..];
        }
        if continues && let Some(path) = paths.last_mut() {
            path.push_str("::");
            path.push_str(word);
        } else if rest.starts_with("::")
            && !before.ends_with("::")
            && word.starts_with(|c: char| c.is_lowercase() || c == '_')
        {
            paths.push(word.to_owned());
            continues = true;
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_the_crate_that_defines_them() {
        assert_eq!(owner("json::read::skip"), "json::read::skip");
        assert_eq!(owner("<diagnostics::json::Json as core::fmt::Display>::fmt"), "diagnostics::json::Json");
        assert_eq!(
            owner("core::ptr::drop_in_place::<leptos::task::Task<alloc::string::String>>"),
            "leptos::task::Task"
        );
        assert_eq!(owner("<alloc::vec::Vec<u8>>::push"), "alloc::vec::Vec");
        assert_eq!(owner("reactive_graph::effect::new::<form::view::a::{closure#0}>"), "reactive_graph::effect::new");
        assert_eq!(owner("dlmalloc::dlmalloc::Dlmalloc<A>::malloc"), "dlmalloc::dlmalloc::Dlmalloc");
        assert_eq!(owner("<str>::trim_matches::<char>"), "core::primitive");
        assert_eq!(owner("formhandle_new externref shim"), EXPORTED);
    }
}
