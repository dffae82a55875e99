//! A wasm module with the names of its functions: whose code it is made of.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use anyhow::Result;

use crate::site::module::{CUSTOM, Cursor, IMPORTS, Section, changed, sections, skip_import};
use crate::weight::{brotli, brotli_of};

const CODE: u8 = 10;
const DATA: u8 = 11;

/// What belongs to no function: constant texts, tables of methods.
pub const TEXTS: &str = "(constant data)";
/// What the format itself takes: types, imports, tables, and the length of everything.
pub const FRAME: &str = "(types, imports, tables)";

/// A function that the module defines.
struct Body {
    /// The modules it is in, from its crate on.
    path: String,
    /// Where in the module it is.
    at: Range<usize>,
}

/// A module and its functions.
pub struct Named {
    module: Vec<u8>,
    bodies: Vec<Body>,
    texts: usize,
}

/// What a part of a module weighs, in bytes.
#[derive(Clone, Copy, Default)]
pub struct Share {
    /// As it is.
    pub raw: usize,
    /// Its part of the whole as brotli 11 sends it.
    pub brotli: f64,
}

impl Named {
    /// Reads a module with a section of names.
    pub fn read(module: &[u8]) -> Self {
        let names = names(module);
        let module = changed(module, |section| (!is_names(section)).then(|| section.content.to_vec()));
        let imports: usize =
            sections(&module).filter(|section| section.id == IMPORTS).map(|s| functions(s.content)).sum();
        let (mut bodies, mut texts) = (Vec::new(), 0);
        for section in sections(&module) {
            let start = section.content.as_ptr() as usize - module.as_ptr() as usize;
            if section.id == DATA {
                texts = section.content.len();
            } else if section.id == CODE {
                let mut cursor = Cursor::new(section.content);
                for index in imports..imports + cursor.number() {
                    let length = cursor.sized().len();
                    let end = start + cursor.at;
                    let name = names.get(&index).map_or("", String::as_str);
                    bodies.push(Body { path: owner(name), at: end - length..end });
                }
            }
        }
        Self { module, bodies, texts }
    }

    /// The code alone, to see whether two modules are the same but for their names.
    pub fn code(&self) -> Vec<&[u8]> {
        self.bodies.iter().map(|body| &self.module[body.at.clone()]).collect()
    }

    /// What the module weighs without its names: as it is, and as brotli 11 sends it, in bytes.
    pub fn whole(&self) -> Result<(usize, usize)> {
        Ok((self.module.len(), brotli(&self.module)?))
    }

    /// What the module weighs by group, where `group` names that of a path. A group's part of the brotli is what
    /// the module would weigh less without the group's functions; since groups resemble each other these
    /// are less than the whole, and all are made larger alike until they are the whole.
    pub fn by(&self, group: impl Fn(&str) -> String) -> Result<BTreeMap<String, Share>> {
        let mut groups: BTreeMap<String, Share> = BTreeMap::new();
        for body in &self.bodies {
            groups.entry(group(&body.path)).or_default().raw += body.at.len();
        }
        let all = parts(&self.module)?;
        let less = |without: &[u8]| Ok::<_, anyhow::Error>(all - parts(without)?.min(all));
        for (name, share) in &mut groups {
            share.brotli = less(&self.without(|body| group(&body.path) == *name))?;
        }
        let code = groups.values().map(|share| share.raw).sum::<usize>();
        let no_texts = without_section(&self.module, DATA);
        groups.insert(TEXTS.into(), Share { raw: self.texts, brotli: less(&no_texts)? });
        let frame =
            Share { raw: self.module.len() - code - self.texts, brotli: parts(&without_section(&no_texts, CODE))? };
        groups.insert(FRAME.into(), frame);
        let scale = float(brotli(&self.module)?) / groups.values().map(|share| share.brotli).sum::<f64>();
        for share in groups.values_mut() {
            share.brotli *= scale;
        }
        Ok(groups)
    }

    /// The module's bytes without those of some functions: no module any more, but it can be weighed.
    fn without(&self, is_left_out: impl Fn(&Body) -> bool) -> Vec<u8> {
        let mut kept = Vec::with_capacity(self.module.len());
        let mut at = 0;
        for body in self.bodies.iter().filter(|body| is_left_out(body)) {
            kept.extend_from_slice(&self.module[at..body.at.start]);
            at = body.at.end;
        }
        kept.extend_from_slice(&self.module[at..]);
        kept
    }
}

/// What is compared for the shares. Quality 9 tells them as well as 11, and takes a tenth of the time.
fn parts(bytes: &[u8]) -> Result<f64> {
    brotli_of(9, bytes).map(float)
}

fn without_section(module: &[u8], id: u8) -> Vec<u8> {
    changed(module, |section| (section.id != id).then(|| section.content.to_vec()))
}

#[allow(clippy::cast_precision_loss, reason = "no module is that large")]
fn float(bytes: usize) -> f64 {
    bytes as f64
}

/// How many functions are imported.
fn functions(imports: &[u8]) -> usize {
    let mut cursor = Cursor::new(imports);
    let count = cursor.number();
    let is_function = |_: &usize| {
        cursor.sized();
        cursor.sized();
        let kind = imports[cursor.at];
        skip_import(&mut cursor);
        kind == 0
    };
    (0..count).filter(is_function).count()
}

fn is_names(section: &Section) -> bool {
    section.id == CUSTOM && Cursor::new(section.content).sized() == b"name"
}

/// The functions' names by their numbers.
fn names(module: &[u8]) -> HashMap<usize, String> {
    const FUNCTIONS: u8 = 1;
    let mut names = HashMap::new();
    for section in sections(module).filter(is_names) {
        let mut cursor = Cursor::new(section.content);
        cursor.sized();
        while !cursor.is_at_end() {
            let (kind, mut entries) = (cursor.byte(), Cursor::new(cursor.sized()));
            if kind == FUNCTIONS {
                for _ in 0..entries.number() {
                    let (index, name) = (entries.number(), String::from_utf8_lossy(entries.sized()));
                    names.insert(index, format!("{:#}", rustc_demangle::demangle(&name)));
                }
            }
        }
    }
    names
}

/// Rust's own crates.
pub const STANDARD: [&str; 3] = ["core", "alloc", "std"];
/// What JavaScript calls, with all that the compiler put into it.
pub const EXPORTED: &str = "(exported, with what was inlined there)";

/// Who wrote a function, by its name: the path of its module from the crate on. What Rust's own crates make for
/// another's type, as dropping it or a list of it, is the other's.
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

/// The crate that a path starts with.
pub fn crate_of(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

/// All paths in a name, without what is in angle brackets: `a::b::C` of `<a::b::C as d::E>::f`.
fn paths(name: &str) -> Vec<String> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut paths: Vec<String> = Vec::new();
    let mut rest = name;
    let mut goes_on = false;
    while let Some(start) = rest.find(is_word) {
        let end = rest[start..].find(|letter| !is_word(letter)).map_or(rest.len(), |length| start + length);
        let (word, before) = (&rest[start..end], &rest[..start]);
        goes_on &= before == "::";
        rest = &rest[end..];
        // A hash of the crate.
        if rest.starts_with('[')
            && let Some(end) = rest.find(']')
        {
            rest = &rest[end + 1..];
        }
        if goes_on && let Some(path) = paths.last_mut() {
            path.push_str("::");
            path.push_str(word);
        } else if rest.starts_with("::")
            && !before.ends_with("::")
            && word.starts_with(|c: char| c.is_lowercase() || c == '_')
        {
            paths.push(word.to_owned());
            goes_on = true;
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_of_who_wrote_it() {
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
        assert_eq!(owner("mounted_new externref shim"), EXPORTED);
    }
}
