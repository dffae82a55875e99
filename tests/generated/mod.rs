//! Random JSON documents, and writers for the notations that people paste.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fmt::Write;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

/// Generates repeatable numbers (Knuth's MMIX constants).
pub struct Random(pub u64);

impl Random {
    /// Returns a generator with the seed in the environment variable `SEED`, or else `seed`. Prints the seed after
    /// `name`, so that a failure can be repeated.
    pub fn seeded(name: &str, seed: u64) -> Self {
        let seed = seed_or(seed);
        println!("{name}: SEED={seed}");
        Self(seed)
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }

    /// Returns one of `items`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Returns true in one of `times` cases.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Returns the seed in the environment variable `SEED`, or else `seed`.
pub fn seed_or(seed: u64) -> u64 {
    std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(seed)
}

/// Returns the seed in the environment variable `PROPTEST_RNG_SEED`, which `cargo xtask test` sets, or else the seconds
/// since 1970, so that each run of `cargo test` tries other inputs.
pub fn new_seed() -> u64 {
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_secs());
    std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(now)
}

/// Pieces of strings: special characters of notations, shells and JSON, and ordinary text.
const PIECES: [&str; 72] = [
    "a", "b", "Z", "0", "7", " ", " ", "_", "-", ".", ",", ":", ";", "{", "}", "[", "]", "(", ")", "/", "//", "/*",
    "*/", "#", "'", "\"", "`", "\\", "\\\\", "\n", "\t", "\r\n", "=", "=>", "<", ">", "&", "|", "%", "$", "${", "!",
    "?", "@", "^", "~", "+", "*", "é", "ß", "😀", "’", "“", "”", "„", "«", "»", "‘", "\u{a0}", "', '", "\", \"",
    "\": \"", "': '", "\"}", "'}", "'],", "true", "null", "ck_", "name", "&amp;", "\\u0041",
];

/// Returns a random string of up to 10 kB without the characters `without`.
pub fn string(random: &mut Random, without: &str) -> String {
    let length = match random.below(40) {
        0 => random.below(10_000),
        1..=4 => random.below(300),
        _ => random.below(24),
    };
    let is_plain = random.once_in(2);
    let mut text = String::new();
    while text.len() < length {
        let piece = if is_plain { *random.pick(&PIECES[..8]) } else { *random.pick(&PIECES) };
        if !piece.contains(|c| without.contains(c)) {
            text.push_str(piece);
        }
    }
    text
}

/// Returns a random object with keys from `key` and strings from `text`.
pub fn document(
    random: &mut Random,
    key: &dyn Fn(&mut Random) -> String,
    text: &dyn Fn(&mut Random) -> String,
) -> Value {
    object(random, 0, key, text)
}

fn object(
    random: &mut Random,
    depth: usize,
    key: &dyn Fn(&mut Random) -> String,
    text: &dyn Fn(&mut Random) -> String,
) -> Value {
    let count = random.below(if depth == 0 { 6 } else { 4 });
    let members: Map<String, Value> = (0..count).map(|_| (key(random), value(random, depth + 1, key, text))).collect();
    Value::Object(members)
}

fn value(
    random: &mut Random,
    depth: usize,
    key: &dyn Fn(&mut Random) -> String,
    text: &dyn Fn(&mut Random) -> String,
) -> Value {
    match random.below(if depth > 4 { 6 } else { 9 }) {
        0 => Value::Null,
        1 => random.once_in(2).into(),
        2 => serde_json::from_str(random.pick::<&str>(&["0", "-1", "15", "1.5", "-0.25", "1e9", "2E-3", "123456789"]))
            .unwrap(),
        3..=5 => text(random).into(),
        6 => (0..random.below(4)).map(|_| value(random, depth + 1, key, text)).collect(),
        _ => object(random, depth, key, text),
    }
}

/// A notation in which documents are written.
pub struct Writer<'a> {
    /// Writes a key.
    pub key: &'a dyn Fn(&str, &mut Random) -> String,
    /// Writes a string value.
    pub text: &'a dyn Fn(&str, &mut Random) -> String,
    /// The text between a key and its value.
    pub colon: &'a str,
    /// Allows the comments, trailing commas and numbers of JSON5.
    pub is_json5: bool,
}

impl Writer<'_> {
    /// Returns `value` in this notation.
    pub fn write(&self, value: &Value, random: &mut Random) -> String {
        let mut text = String::new();
        let layout = random.below(3);
        self.value(value, 0, layout, random, &mut text);
        text
    }

    fn value(&self, value: &Value, depth: usize, layout: usize, random: &mut Random, out: &mut String) {
        match value {
            Value::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    self.space(depth + 1, layout, random, out);
                    out.push_str(&(self.key)(key, random));
                    out.push_str(self.colon);
                    self.value(value, depth + 1, layout, random, out);
                    if index + 1 < members.len() || self.is_json5 && random.once_in(2) {
                        out.push(',');
                    }
                }
                self.space(depth, layout, random, out);
                out.push('}');
            }
            Value::Array(items) => {
                out.push('[');
                for (index, value) in items.iter().enumerate() {
                    self.value(value, depth + 1, layout, random, out);
                    if index + 1 < items.len() || self.is_json5 && random.once_in(2) {
                        out.push(',');
                        out.push_str(if layout == 0 { "" } else { " " });
                    }
                }
                out.push(']');
            }
            Value::String(text) => out.push_str(&(self.text)(text, random)),
            Value::Number(number) => {
                let number = number.to_string();
                let spelled = match number.as_str() {
                    "15" if self.is_json5 => "0xF".into(),
                    "-0.25" if self.is_json5 => "-.25".into(),
                    "0" | "1.5" if self.is_json5 => format!("+{number}"),
                    _ => number,
                };
                out.push_str(&spelled);
            }
            other => write!(out, "{other}").unwrap(),
        }
    }

    fn space(&self, depth: usize, layout: usize, random: &mut Random, out: &mut String) {
        match layout {
            0 => {}
            1 => out.push(' '),
            _ => {
                out.push('\n');
                out.push_str(&"  ".repeat(depth));
            }
        }
        if self.is_json5 && random.once_in(8) {
            out.push_str(random.pick::<&str>(&["/* it's \"so\" */ ", "// don't, \"a\": 'b'\n"]));
        }
    }
}

/// Returns `text` between `open` and `close`, escaped as JSON, with a backslash before each of `own`. A double quote
/// is escaped only if it is among them, or at random.
pub fn quoted(text: &str, open: &str, close: &str, own: &str, random: &mut Random) -> String {
    let json = serde_json::to_string(text).unwrap();
    let escapes_double = own.contains('"') || random.once_in(2);
    let mut out = open.to_owned();
    let mut characters = json[1..json.len() - 1].chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => {
                let next = characters.next().unwrap();
                if next != '"' || escapes_double {
                    out.push('\\');
                }
                out.push(next);
            }
            c => {
                if own.contains(c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    out + close
}
