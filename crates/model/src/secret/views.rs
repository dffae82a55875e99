//! Decodes escapes layer by layer, and maps each character to its bytes in the original text.
//!
//! A secret can be escaped as JSON in JSON, percent-encoded twice, as HTML, or have NULs between its letters. Each layer
//! is a [`View`], whose characters have ranges in the original.

use std::ops::Range;

/// The maximum number of layers that are decoded. Callers treat a text with more as one that contains a secret.
const MAX_LAYERS: usize = 64;

/// A character and its bytes in the original.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mapped {
    pub c: char,
    start: u32,
    end: u32,
}

/// A text after decoding some layers of escapes.
pub(crate) type View = Vec<Mapped>;

/// Returns the bytes of the original for `range` of a view.
pub(crate) fn original(view: &[Mapped], range: Range<usize>) -> Range<usize> {
    match (view.get(range.start), range.end.checked_sub(1).and_then(|last| view.get(last))) {
        (Some(first), Some(last)) if !range.is_empty() => first.start as usize..last.end as usize,
        _ => 0..0,
    }
}

/// Returns the text of a view.
pub(crate) fn text(view: &[Mapped]) -> String {
    view.iter().map(|mapped| mapped.c).collect()
}

/// Calls `each` with the text itself and then after decoding each layer of escapes. Returns the last view, and whether no
/// escape is left in it.
#[allow(clippy::cast_possible_truncation, reason = "no text here has 4 GB")]
pub(crate) fn for_each_view(text: &str, mut each: impl FnMut(&[Mapped])) -> (View, bool) {
    let mapped = |(start, c): (usize, char)| Mapped { c, start: start as u32, end: (start + c.len_utf8()) as u32 };
    let mut view: View = text.char_indices().map(mapped).collect();
    for _ in 0..MAX_LAYERS {
        each(&view);
        match unescape_layer(&view) {
            Some(next) => view = next,
            None => return (view, true),
        }
    }
    (view, false)
}

/// Decodes all escapes of `text`.
pub(crate) fn unescaped(text: &str) -> String {
    self::text(&for_each_view(text, |_| {}).0)
}

/// Decodes one layer of escapes. Returns `None` if there is no escape.
fn unescape_layer(view: &[Mapped]) -> Option<View> {
    let mut next = Vec::with_capacity(view.len());
    let (mut at, mut is_changed) = (0, false);
    while let Some(mapped) = view.get(at) {
        let (c, length) = match escape(&view[at..]) {
            Some((unit, length)) => decode(&view[at..], unit, length),
            None => (mapped.c, 1),
        };
        let plain = plain(c);
        is_changed |= length > 1 || plain != Some(mapped.c);
        if let Some(c) = plain {
            next.push(Mapped { c, start: mapped.start, end: view[at + length - 1].end });
        }
        at += length;
    }
    is_changed.then_some(next)
}

/// Normalizes a character. Returns `None` for an invisible one.
fn plain(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(c),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{a0}' => Some(' '),
        _ => (!c.is_control()).then_some(c),
    }
}

/// The value of an escape.
#[derive(Clone, Copy)]
enum Unit {
    Char(char),
    /// A byte of UTF-8, or of Latin-1.
    Byte(u8),
    /// A unit of UTF-16.
    Utf16(u16),
}

/// Decodes the character that starts with `unit`, together with the escapes that complete it. Returns the number of
/// characters of the view that they take.
fn decode(view: &[Mapped], unit: Unit, length: usize) -> (char, usize) {
    match unit {
        Unit::Char(c) => (c, length),
        Unit::Utf16(unit) => {
            let second = match escape(&view[length..]) {
                Some((Unit::Utf16(second), more)) => Some((second, length + more)),
                _ => None,
            };
            let pair = second.and_then(|(second, length)| {
                let c = char::decode_utf16([unit, second]).next()?.ok()?;
                (u32::from(c) > 0xffff).then_some((c, length))
            });
            pair.unwrap_or((char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER), length))
        }
        Unit::Byte(first) => {
            let count = match first {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => 1,
            };
            let (mut bytes, mut end) = (vec![first], length);
            while bytes.len() < count
                && let Some((Unit::Byte(byte), more)) = escape(&view[end..])
            {
                bytes.push(byte);
                end += more;
            }
            let c = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
            c.map_or((char::from(first), length), |c| (c, end))
        }
    }
}

/// Parses the escape at the start of `view`. Returns its value and its length.
fn escape(view: &[Mapped]) -> Option<(Unit, usize)> {
    match view.first()?.c {
        '%' if has_char(view, 1, 'u') => Some((Unit::Utf16(u16::try_from(number(view, 2, 4, 16)?).ok()?), 6)),
        '%' => Some((Unit::Byte(u8::try_from(number(view, 1, 2, 16)?).ok()?), 3)),
        '\\' => backslash(view),
        '&' => entity(view),
        _ => None,
    }
}

fn has_char(view: &[Mapped], at: usize, c: char) -> bool {
    view.get(at).is_some_and(|mapped| mapped.c == c)
}

/// Parses exactly `count` digits.
fn number(view: &[Mapped], at: usize, count: usize, radix: u32) -> Option<u32> {
    let digits = view.get(at..at + count)?;
    digits.iter().try_fold(0_u32, |sum, mapped| sum.checked_mul(radix)?.checked_add(mapped.c.to_digit(radix)?))
}

/// Parses the digits up to the first other character. Returns the number and the end of the digits.
fn digits(view: &[Mapped], at: usize, radix: u32) -> Option<(u32, usize)> {
    const MAX_DIGITS: usize = 10;
    let count = view.get(at..)?.iter().take(MAX_DIGITS).take_while(|mapped| mapped.c.is_digit(radix)).count();
    (count > 0).then_some((number(view, at, count, radix)?, at + count))
}

fn backslash(view: &[Mapped]) -> Option<(Unit, usize)> {
    let c = view.get(1)?.c;
    Some(match c {
        'u' if has_char(view, 2, '{') => {
            let (code, end) = digits(view, 3, 16)?;
            (Unit::Char(char::from_u32(code)?), end + usize::from(has_char(view, end, '}')))
        }
        'u' => (Unit::Utf16(u16::try_from(number(view, 2, 4, 16)?).ok()?), 6),
        'U' => (Unit::Char(char::from_u32(number(view, 2, 8, 16)?)?), 10),
        'x' => (Unit::Byte(u8::try_from(number(view, 2, 2, 16)?).ok()?), 4),
        '0'..='3' if number(view, 1, 3, 8).is_some() => (Unit::Byte(u8::try_from(number(view, 1, 3, 8)?).ok()?), 4),
        'n' => (Unit::Char('\n'), 2),
        'r' => (Unit::Char('\r'), 2),
        't' => (Unit::Char('\t'), 2),
        'b' | 'f' | 'v' | '0' => (Unit::Char('\0'), 2),
        c if c.is_ascii_punctuation() => (Unit::Char(c), 2),
        _ => return None,
    })
}

/// The HTML entities of characters that occur in secrets and JSON. The first eight need no semicolon.
const NAMED_ENTITIES: [(&str, char); 37] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("AMP", '&'),
    ("LT", '<'),
    ("GT", '>'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("equals", '='),
    ("plus", '+'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("colon", ':'),
    ("lowbar", '_'),
    ("UnderBar", '_'),
    ("percnt", '%'),
    ("num", '#'),
    ("dollar", '$'),
    ("comma", ','),
    ("period", '.'),
    ("semi", ';'),
    ("quest", '?'),
    ("excl", '!'),
    ("commat", '@'),
    ("ast", '*'),
    ("grave", '`'),
    ("Hat", '^'),
    ("lpar", '('),
    ("rpar", ')'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("lcub", '{'),
    ("rcub", '}'),
    ("vert", '|'),
    ("dash", '-'),
];

fn entity(view: &[Mapped]) -> Option<(Unit, usize)> {
    let with_end = |end: usize| end + usize::from(has_char(view, end, ';'));
    if has_char(view, 1, '#') {
        let is_hex = has_char(view, 2, 'x') || has_char(view, 2, 'X');
        let (code, end) = if is_hex { digits(view, 3, 16)? } else { digits(view, 2, 10)? };
        return Some((Unit::Char(char::from_u32(code)?), with_end(end)));
    }
    NAMED_ENTITIES.iter().enumerate().find_map(|(index, (name, c))| {
        let end = name.len() + 1;
        let is_named = name.chars().enumerate().all(|(at, letter)| has_char(view, at + 1, letter));
        (is_named && (index < 8 || has_char(view, end, ';'))).then(|| (Unit::Char(*c), with_end(end)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_escape_is_decoded() {
        let cases = [
            ("a%3db", "a=b"),
            ("a%253D", "a="),
            ("%C3%A9 \\xc3\\xa9 &#233; &#xE9; \\u00e9 %u00E9", "é é é é é é"),
            ("\\ud83d\\ude00 \\u{1f600}", "😀 😀"),
            (r#"{\\\"a\\\":\\u003d}"#, "{\"a\":=}"),
            ("&lt;a&gt;&amp;quot;&equals;&amp", "<a>\"=&"),
            ("t\0o\0k", "tok"),
            ("\u{feff}a\u{200b}b＝", "ab="),
            ("\\075", "="),
            ("100% & \\q %zz", "100% & \\q %zz"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescaped(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_refer_to_the_original() {
        let text = "é%3D\\u003d";
        let (view, is_complete) = for_each_view(text, |_| {});
        assert!(is_complete);
        assert_eq!([original(&view, 0..1), original(&view, 1..2), original(&view, 1..3)], [0..2, 2..5, 2..11]);
    }

    #[test]
    fn too_many_layers_are_reported() {
        let text = format!("%{}41", "25".repeat(100));
        assert!(!for_each_view(&text, |_| {}).1);
    }
}
