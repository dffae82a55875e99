//! JSON in other notations: the document is recovered exactly, whatever it contains and however long its strings are.

mod generated;

use generated::{Random, Writer, document, quoted, string};
use model::diagnostic::{Diagnostics, apply};
use model::json::parse;
use serde_json::Value;

const DOCUMENTS: usize = 10_000;

type WriteString = dyn Fn(&str, &mut Random) -> String;

/// Writes random documents in a notation, and compares the recovered documents with them.
fn round_trip(
    name: &str,
    without: &str,
    key: &dyn Fn(&mut Random) -> String,
    write: &dyn Fn(&Value, &mut Random) -> String,
) {
    let mut random = Random(0x5eed);
    let mut wrong = Vec::new();
    for _ in 0..DOCUMENTS {
        let original = document(&mut random, key, &|random| string(random, without));
        let text = write(&original, &mut random);
        let recovered = recovered(&text);
        if recovered.as_ref() != Some(&original) {
            wrong.push((text, original, recovered));
        }
    }
    let shortest = wrong.iter().min_by_key(|(text, _, _)| text.len());
    if let Some((text, original, recovered)) = shortest {
        panic!("{name}: {} wrong, such as\n{text}\n{original}\n{recovered:?}", wrong.len());
    }
}

/// Applies the fixes until none is left. One round fixes only the first 1,000 diagnostics.
fn recovered(text: &str) -> Option<Value> {
    let mut text = text.to_owned();
    for _ in 0..20 {
        let (_, found) = parse(&text);
        if found.list().len() < Diagnostics::LIMIT {
            return serde_json::from_str(&apply(&text, found.edits())).ok();
        }
        text = apply(&text, found.edits());
    }
    None
}

fn strings(spell: &'static WriteString) -> impl Fn(&Value, &mut Random) -> String {
    move |value, random| Writer { key: spell, text: spell, colon: ":", is_json5: false }.write(value, random)
}

fn name(random: &mut Random) -> String {
    let letters = ["a", "b", "Z", "9", "_", ".", "-", "store.url", "key"];
    let first = *random.pick(&["a", "event", "K", "_"]);
    let rest: String = (0..random.below(6)).map(|_| *random.pick(&letters)).collect();
    format!("{first}{rest}")
}

fn any_key(random: &mut Random) -> String {
    string(random, "")
}

fn plain(text: &str, _: &mut Random) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn single_quotes() {
    let write = strings(&|text, random| quoted(text, "'", "'", "'", random));
    round_trip("single quotes", "", &any_key, &write);
}

#[test]
fn backticks() {
    let write = strings(&|text, random| quoted(text, "`", "`", "`", random));
    round_trip("backticks", "", &any_key, &write);
}

#[test]
fn typographic_quotes() {
    struct Quotes {
        open: &'static str,
        close: &'static str,
        /// The quotes that a string in them can't contain.
        own: &'static str,
    }
    let cases = [
        Quotes { open: "“", close: "”", own: "“”" },
        Quotes { open: "‘", close: "’", own: "‘’" },
        Quotes { open: "„", close: "“", own: "„“”" },
        Quotes { open: "«", close: "»", own: "«»" },
    ];
    for Quotes { open, close, own } in cases {
        let key = |random: &mut Random| string(random, own);
        let spell: &'static WriteString = match open {
            "“" => &|text, random| quoted(text, "“", "”", "", random),
            "‘" => &|text, random| quoted(text, "‘", "’", "", random),
            "„" => &|text, random| quoted(text, "„", "“", "", random),
            _ => &|text, random| quoted(text, "«", "»", "", random),
        };
        round_trip(&format!("{open}{close}"), own, &key, &strings(spell));
    }
}

#[test]
fn unquoted_keys() {
    let write = |value: &Value, random: &mut Random| {
        Writer { key: &|key, _| key.to_owned(), text: &plain, colon: ":", is_json5: false }.write(value, random)
    };
    round_trip("unquoted keys", "", &name, &write);
}

#[test]
fn rockets_and_equals_signs() {
    for colon in ["=>", " => ", "=", " = "] {
        let write = |value: &Value, random: &mut Random| {
            Writer { key: &plain, text: &plain, colon, is_json5: false }.write(value, random)
        };
        round_trip(colon, "", &any_key, &write);
    }
}

#[test]
fn escaped_once_and_twice() {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    for levels in 1..=3 {
        let write = |value: &Value, random: &mut Random| {
            let json = strings(&plain)(value, random);
            (0..levels).fold(json, |json, _| escaped(&json))
        };
        round_trip(&format!("escaped {levels} times"), "", &any_key, &write);
    }
}

#[test]
fn doubled_quotes() {
    let write = |value: &Value, random: &mut Random| strings(&plain)(value, random).replace('"', "\"\"");
    round_trip("doubled quotes", "", &any_key, &write);
}

/// Writes tabs unescaped, as JSON5 allows.
fn with_hex_escapes(string: &str) -> String {
    let mut out = String::new();
    let mut rest = string;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        out.push_str(if escape.starts_with("\\t") { "\\x09" } else { &escape[..2] });
        rest = &escape[2..];
    }
    out + rest
}

#[test]
fn json5() {
    let text: &WriteString = &|text, random| {
        let quote = *random.pick(&["'", "\""]);
        with_hex_escapes(&quoted(text, quote, quote, quote, random))
    };
    let key: &WriteString = &|key, random| {
        let is_name = key.chars().all(|c| c.is_ascii_alphanumeric() || "_$".contains(c));
        if is_name && !key.is_empty() && !key.starts_with(|c: char| c.is_ascii_digit()) {
            key.to_owned()
        } else {
            text(key, random)
        }
    };
    let write = |value: &Value, random: &mut Random| {
        let text = Writer { key, text, colon: ": ", is_json5: true }.write(value, random);
        if random.once_in(4) { format!("{text}\n// the end") } else { text }
    };
    let any = |random: &mut Random| if random.once_in(3) { any_key(random) } else { name(random) };
    round_trip("JSON5", "", &any, &write);
}

/// Writes random documents in a notation; those with fixes must be recovered exactly. Returns how many have fixes.
fn round_trip_or_no_fix(
    name: &str,
    without: &str,
    key: &dyn Fn(&mut Random) -> String,
    write: &dyn Fn(&Value, &mut Random) -> String,
) -> usize {
    let mut random = Random(0x5eed);
    let mut fixed = 0;
    for _ in 0..DOCUMENTS / 5 {
        let original = document(&mut random, key, &|random| string(random, without));
        let text = write(&original, &mut random);
        let (_, found) = parse(&text);
        if found.list().len() < Diagnostics::LIMIT && found.edits().next().is_some() {
            fixed += 1;
            let recovered = apply(&text, found.edits());
            let is_same = serde_json::from_str::<Value>(&recovered).is_ok_and(|recovered| recovered == original);
            assert!(is_same, "{name}:\n{text}\n{original}\n{recovered}");
        }
    }
    fixed
}

/// Rewrites each character of `json` outside its strings.
fn outside_strings(json: &str, rewrite: &mut dyn FnMut(char) -> String) -> String {
    let (mut is_string, mut is_escaped) = (false, false);
    let rewritten = json.chars().map(|c| {
        let is_outside = !is_string && c != '"';
        is_string ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        if is_outside { rewrite(c) } else { c.into() }
    });
    rewritten.collect()
}

fn full_width(c: char) -> char {
    match c {
        ':' => '：',
        ',' => '，',
        '{' => '｛',
        '}' => '｝',
        '[' => '［',
        ']' => '］',
        c => c,
    }
}

#[test]
fn full_width_punctuation() {
    let write = |value: &Value, random: &mut Random| {
        let json = strings(&plain)(value, random);
        let times = 1 + random.below(3);
        outside_strings(&json, &mut |c| if random.once_in(times) { full_width(c) } else { c }.into())
    };
    round_trip("full width", "", &any_key, &write);
    let typographic: &'static WriteString = &|text, random| quoted(text, "“", "”", "", random);
    let write = |value: &Value, random: &mut Random| {
        let json = strings(typographic)(value, random);
        let mut is_string = false;
        let rewrite = |c: char| {
            is_string = c == '“' || is_string && c != '”';
            if is_string { c } else { full_width(c) }
        };
        json.chars().map(rewrite).collect()
    };
    let own = |random: &mut Random| string(random, "“”");
    round_trip("full width and typographic quotes", "“”", &own, &write);
}

#[test]
fn escaped_brackets() {
    let escaped = |c: char| if "{}[]:,".contains(c) { format!("\\{c}") } else { c.into() };
    let write = |value: &Value, random: &mut Random| outside_strings(&strings(&plain)(value, random), &mut { escaped });
    let no_escapes = "\\\"\n\r\t";
    round_trip("escaped brackets", no_escapes, &|random| string(random, no_escapes), &write);
    // Markdown may also have escaped the backslashes in strings.
    assert!(round_trip_or_no_fix("escaped brackets", "", &any_key, &write) > 0);
}

#[test]
fn terminal_colors() {
    let sequences = ["", "\u{1b}[0m", "\u{1b}[1;39m", "\u{1b}[K", "\u{1b}[38;5;208m"];
    let colored = |text: &str, random: &mut Random| {
        let (start, end) = (random.pick(&sequences), random.pick(&sequences));
        format!("{start}{text}{end}")
    };
    let single: &'static WriteString = &|text, random| quoted(text, "'", "'", "'", random);
    let write = |value: &Value, random: &mut Random| {
        let text = &|text: &str, random: &mut Random| {
            let spell = if random.once_in(2) { single(text, random) } else { plain(text, random) };
            colored(&spell, random)
        };
        let json = Writer { key: text, text, colon: ":", is_json5: random.once_in(2) }.write(value, random);
        colored(&json, random)
    };
    round_trip("colors", "", &any_key, &write);
}

/// Concatenated strings have no fix, whatever else the text lacks.
#[test]
fn concatenated_strings() {
    let halves = |text: &str, operator: &str, quote: &'static str, random: &mut Random| {
        let at = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let [first, second] = [&text[..at], &text[at..]].map(|part| quoted(part, quote, quote, quote, random));
        format!("{first}{operator}{second}")
    };
    for operator in [" + ", "+", " . ", " +\n    ", "\n    + "] {
        for quote in ["\"", "'"] {
            let write = |value: &Value, random: &mut Random| {
                let text = &|text: &str, random: &mut Random| {
                    if random.once_in(2) {
                        halves(text, operator, quote, random)
                    } else {
                        quoted(text, quote, quote, quote, random)
                    }
                };
                let key = &|text: &str, random: &mut Random| quoted(text, quote, quote, quote, random);
                let mut json = Writer { key, text, colon: ": ", is_json5: false }.write(value, random);
                if random.once_in(2) {
                    json.pop();
                }
                json
            };
            round_trip_or_no_fix(
                &format!("strings with {operator:?}"),
                "{}[]()'\"`\\,:;=#/\n\r«»„“”‘’",
                &any_key,
                &write,
            );
        }
    }
}

/// Array constructors and calls of a program have no fix.
#[test]
fn arrays_of_php() {
    let write = |value: &Value, random: &mut Random| {
        let call = *random.pick(&["array(", "["]);
        let json = Writer { key: &plain, text: &plain, colon: " => ", is_json5: false }.write(value, random);
        outside_strings(&json, &mut |c| match c {
            '{' => call.into(),
            '}' if call == "[" => ']'.into(),
            '}' => ')'.into(),
            c => c.into(),
        })
    };
    round_trip_or_no_fix("PHP", "", &name, &write);
}
