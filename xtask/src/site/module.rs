//! The few changes to a wasm module that no other tool makes. The sections are those of the WebAssembly
//! specification, chapter 5.5.

/// The header: a mark and a version.
const HEADER: usize = 8;
/// The number of a section that the specification leaves free, as names are in.
pub const CUSTOM: u8 = 0;
/// The number of the section of what is imported.
pub const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// One section.
pub struct Section<'m> {
    /// Its number.
    pub id: u8,
    /// Its bytes, without its number and its length.
    pub content: &'m [u8],
}

/// Where in some bytes reading has come.
pub struct Cursor<'m> {
    bytes: &'m [u8],
    /// How many bytes were read.
    pub at: usize,
}

impl<'m> Cursor<'m> {
    /// Before the first byte.
    pub fn new(bytes: &'m [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Whether all was read.
    pub fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The next bytes.
    pub fn take(&mut self, length: usize) -> &'m [u8] {
        let taken = &self.bytes[self.at..self.at + length];
        self.at += length;
        taken
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    /// A number in LEB128.
    pub fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte & 128 == 0 {
                return number;
            }
        }
    }

    /// A text or bytes with their length before them.
    pub fn sized(&mut self) -> &'m [u8] {
        let length = self.number();
        self.take(length)
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 128 {
        bytes.push(number.to_le_bytes()[0] | 128);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn push_sized(bytes: &mut Vec<u8>, content: &[u8]) {
    push_number(bytes, content.len());
    bytes.extend_from_slice(content);
}

/// The sections of a module.
pub fn sections(module: &[u8]) -> impl Iterator<Item = Section<'_>> {
    let mut cursor = Cursor { bytes: module, at: HEADER };
    std::iter::from_fn(move || (!cursor.is_at_end()).then(|| Section { id: cursor.byte(), content: cursor.sized() }))
}

/// A module with other contents of its sections; a section without any goes.
pub fn changed(module: &[u8], mut change: impl FnMut(&Section) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut made = module[..HEADER].to_vec();
    for section in sections(module) {
        if let Some(content) = change(&section) {
            made.push(section.id);
            push_sized(&mut made, &content);
        }
    }
    made
}

/// A module without the linker's notes for splitting it, which nobody else understands.
pub fn without_notes(module: &[u8]) -> Vec<u8> {
    changed(module, |section| {
        let is_note = section.id == CUSTOM && {
            let name = Cursor::new(section.content).sized();
            name == b"linking" || name.starts_with(b"reloc.")
        };
        (!is_note).then(|| section.content.to_vec())
    })
}

/// A module without any of the sections that say something about it: what runs it reads none of them.
pub fn bare(module: &[u8]) -> Vec<u8> {
    changed(module, |section| (section.id != CUSTOM).then(|| section.content.to_vec()))
}

/// A module that has not yet been through wasm-bindgen, without the JavaScript classes of the crate
/// wasm-streams: Leptos brings it along for its server functions, and what is exported would stay.
pub fn without_streams(module: &[u8]) -> Vec<u8> {
    changed(module, |section| match section.id {
        EXPORTS => {
            let mut cursor = Cursor::new(section.content);
            let (mut kept, mut count) = (Vec::new(), 0);
            for _ in 0..cursor.number() {
                let start = cursor.at;
                let is_stream = cursor.sized().windows(14).any(|part| part == b"intounderlying");
                cursor.byte();
                cursor.number();
                if !is_stream {
                    kept.extend_from_slice(&section.content[start..cursor.at]);
                    count += 1;
                }
            }
            Some(counted(count, &kept))
        }
        CUSTOM if Cursor::new(section.content).sized() == b"__wasm_bindgen_unstable" => {
            let mut cursor = Cursor::new(section.content);
            let mut kept = Vec::new();
            push_sized(&mut kept, cursor.sized());
            // One piece for each use of the attribute: its version, and what it says, each with its length.
            while !cursor.is_at_end() {
                let start = cursor.at;
                let mut piece = || {
                    let length = cursor.take(4).try_into().map_or(0, u32::from_le_bytes);
                    cursor.take(length as usize)
                };
                let (_, said) = (piece(), piece());
                if !said.windows(13).any(|part| part == b"wasm-streams-") {
                    kept.extend_from_slice(&section.content[start..cursor.at]);
                }
            }
            Some(kept)
        }
        _ => Some(section.content.to_vec()),
    })
}

/// What the program's script is called where the program imports from it.
pub const SCRIPT: &str = "_";

/// A module whose functions are imported under short names, and for each its old and its new name. Only those
/// from `from` are renamed, which becomes [`SCRIPT`].
pub fn with_short_imports(module: &[u8], from: &str) -> (Vec<u8>, Vec<(String, String)>) {
    let mut names = Vec::new();
    let made = changed(module, |section| {
        if section.id != IMPORTS {
            return Some(section.content.to_vec());
        }
        let mut cursor = Cursor::new(section.content);
        let count = cursor.number();
        let mut made = Vec::new();
        for _ in 0..count {
            let (module, name) = (cursor.sized(), cursor.sized());
            let start = cursor.at;
            skip_import(&mut cursor);
            if module == from.as_bytes() {
                push_sized(&mut made, SCRIPT.as_bytes());
                let short = short(names.len());
                push_sized(&mut made, short.as_bytes());
                names.push((String::from_utf8_lossy(name).into_owned(), short));
            } else {
                push_sized(&mut made, module);
                push_sized(&mut made, name);
            }
            made.extend_from_slice(&section.content[start..cursor.at]);
        }
        Some(counted(count, &made))
    });
    (made, names)
}

/// A module that exports under short names what it did under names that begin with `start`, and for each its old and its
/// new name.
pub fn with_short_exports(module: &[u8], start: &str) -> (Vec<u8>, Vec<(String, String)>) {
    let mut names = Vec::new();
    let made = changed(module, |section| {
        if section.id != EXPORTS {
            return Some(section.content.to_vec());
        }
        let mut cursor = Cursor::new(section.content);
        let count = cursor.number();
        let mut made = Vec::new();
        for _ in 0..count {
            let name = cursor.sized();
            let after = cursor.at;
            cursor.byte();
            cursor.number();
            if name.starts_with(start.as_bytes()) {
                let short = short(names.len());
                push_sized(&mut made, short.as_bytes());
                names.push((String::from_utf8_lossy(name).into_owned(), short));
            } else {
                push_sized(&mut made, name);
            }
            made.extend_from_slice(&section.content[after..cursor.at]);
        }
        Some(counted(count, &made))
    });
    (made, names)
}

fn counted(count: usize, entries: &[u8]) -> Vec<u8> {
    let mut made = Vec::new();
    push_number(&mut made, count);
    made.extend_from_slice(entries);
    made
}

/// Goes past what is imported: a function, a table, a memory, a global or a tag.
pub fn skip_import(cursor: &mut Cursor) {
    let limits = |cursor: &mut Cursor| {
        let has_end = cursor.byte() & 1 == 1;
        cursor.number();
        if has_end {
            cursor.number();
        }
    };
    match cursor.byte() {
        0 => drop(cursor.number()),
        1 => {
            cursor.byte();
            limits(cursor);
        }
        2 => limits(cursor),
        3 => drop(cursor.take(2)),
        _ => {
            cursor.byte();
            cursor.number();
        }
    }
}

/// A short name for a number: `a` to `z`, then `aa` and so on.
fn short(number: usize) -> String {
    let letter = ('a'..='z').nth(number % 26).unwrap_or_default();
    if number < 26 { letter.into() } else { format!("{}{letter}", short(number / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one section.
    fn module(id: u8, content: &[u8]) -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(id);
        push_sized(&mut module, content);
        module
    }

    #[test]
    fn imports_are_renamed_on_both_sides() {
        // A function of type 1 from `./a.js`, a memory of two pages from elsewhere.
        let content = b"\x02\x06./a.js\x08__wbg_ab\0\x01\x01x\x06memory\x02\0\x02";
        let (made, names) = with_short_imports(&module(IMPORTS, content), "./a.js");
        assert_eq!(made, module(IMPORTS, b"\x02\x01_\x01a\0\x01\x01x\x06memory\x02\0\x02"));
        assert_eq!(names, [("__wbg_ab".to_owned(), "a".to_owned())]);
    }

    #[test]
    fn exports_are_renamed() {
        // A function that wasm-bindgen named, another, and a memory.
        let content = b"\x03\x09closure_1\0\x05\x04main\0\x06\x01m\x02\0";
        let (made, names) = with_short_exports(&module(EXPORTS, content), "closure_");
        assert_eq!(made, module(EXPORTS, b"\x03\x01a\0\x05\x04main\0\x06\x01m\x02\0"));
        assert_eq!(names, [("closure_1".to_owned(), "a".to_owned())]);
    }

    #[test]
    fn short_names_are_all_different() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(short), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }

    #[test]
    fn notes_and_streams_go() {
        assert_eq!(without_notes(&module(CUSTOM, b"\x0areloc.CODE12")), b"\0asm\x01\0\0\0");
        let kept = module(CUSTOM, b"\x04name12");
        assert_eq!(without_notes(&kept), kept);
        assert_eq!(bare(&kept), b"\0asm\x01\0\0\0");
        let exports = b"\x02\x12intounderlying_new\0\x05\x04main\0\x06";
        assert_eq!(without_streams(&module(EXPORTS, exports)), module(EXPORTS, b"\x01\x04main\0\x06"));
        let said = b"\x17__wasm_bindgen_unstable\x01\0\0\0v\x0e\0\0\0wasm-streams-1\x01\0\0\0v\x01\0\0\0x";
        let left = b"\x17__wasm_bindgen_unstable\x01\0\0\0v\x01\0\0\0x";
        assert_eq!(without_streams(&module(CUSTOM, said)), module(CUSTOM, left));
    }
}
