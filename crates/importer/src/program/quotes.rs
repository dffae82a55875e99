//! Finds string literals and decodes them by the rules of their language.

use std::ops::Range;

use model::char_set::CharSet;

use super::language::{Escapes, Holes, Language, Quote, Shape, Unknown};
use crate::mapped_text::MappedText;

/// A string literal.
#[derive(Clone, Copy)]
pub(super) struct Literal {
    pub quote: &'static Quote,
    /// The first and last byte between the quotes.
    pub start: usize,
    pub end: usize,
    /// The number of hashes, equals signs or dollar signs in the delimiters.
    pub level: usize,
    pub escapes: Escapes,
    pub holes: Holes,
    /// Quotes inside the literal that end it in its language, but cannot be meant to.
    pub has_inner_quotes: bool,
}

/// An error in a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LiteralFault {
    /// The language drops this backslash.
    Dropped,
    /// The language rejects this escape.
    Invalid,
}

/// Finds the literal at the byte `at` of `text`. Returns it with its end.
pub(super) fn find(language: &Language, text: &str, at: usize) -> Option<(Literal, usize)> {
    language.quotes.iter().find_map(|quote| find_one(quote, text, at))
}

/// Returns the length of the characters `c` at the start of `text`.
fn run(text: &str, c: u8) -> usize {
    text.bytes().take_while(|byte| *byte == c).count()
}

fn find_one(quote: &'static Quote, text: &str, at: usize) -> Option<(Literal, usize)> {
    let rest = &text[at..];
    let mut literal = Literal {
        quote,
        start: at + quote.open.len(),
        end: 0,
        level: 0,
        escapes: quote.escapes,
        holes: quote.holes,
        has_inner_quotes: false,
    };
    match quote.shape {
        Shape::Plain => {
            rest.starts_with(quote.open).then_some(())?;
            close(&mut literal, text, quote.close)
        }
        Shape::Prefixed => {
            let prefix = rest.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
            let is_known = rest[..prefix].bytes().all(|byte| b"rbufRBUF".contains(&byte));
            (is_known && rest[prefix..].starts_with(quote.open)).then_some(())?;
            literal.start += prefix;
            let has = |letter: u8| rest[..prefix].bytes().any(|byte| byte.eq_ignore_ascii_case(&letter));
            if has(b'r') {
                literal.escapes = Escapes::Raw;
            }
            if !has(b'f') {
                literal.holes = Holes::None;
            }
            close(&mut literal, text, quote.close)
        }
        Shape::CSharp => {
            let marks = rest.len() - rest.trim_start_any("$@").len();
            let dollars = rest[..marks].matches('$').count();
            let quotes = run(&rest[marks..], b'"');
            (quotes > 0 && marks < 9).then_some(())?;
            literal.level = dollars;
            literal.holes = if dollars > 0 { Holes::Braces } else { Holes::None };
            if quotes >= 3 {
                literal.escapes = Escapes::None;
                literal.start = at + marks + quotes;
                let length = text[literal.start..].find(&rest[marks..marks + quotes])?;
                literal.end = literal.start + length;
                let extra = run(&text[literal.end + quotes..], b'"');
                literal.end += extra;
                return Some((literal, literal.end + quotes));
            }
            literal.start = at + marks + 1;
            literal.level = 1;
            if rest[..marks].contains('@') {
                literal.escapes = Escapes::Doubled;
            }
            close(&mut literal, text, "\"")
        }
        Shape::Hashes => {
            let inside = rest.strip_prefix(quote.open)?;
            let hashes = run(inside, b'#');
            (inside[hashes..].starts_with('"') && (hashes > 0 || !quote.open.is_empty())).then_some(())?;
            literal.start = at + quote.open.len() + hashes + 1;
            literal.level = hashes;
            let end = ["\"", &"#".repeat(hashes.min(16))].concat();
            literal.end = literal.start + text[literal.start..].find(&end)?;
            Some((literal, literal.end + end.len()))
        }
        Shape::Long => {
            let inside = rest.strip_prefix('[')?;
            let level = run(inside, b'=');
            inside[level..].starts_with('[').then_some(())?;
            literal.start = at + level + 2;
            let end = ["]", &"=".repeat(level.min(16)), "]"].concat();
            literal.end = literal.start + text[literal.start..].find(&end)?;
            Some((literal, literal.end + end.len()))
        }
        Shape::Tagged => {
            // `R"tag(…)tag"` of C++ and `{tag|…|tag}` of OCaml.
            let inside = rest.strip_prefix(quote.open)?;
            let length =
                inside.bytes().take(17).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
            let (open, shut, last) = if quote.open == "{" { ('|', "|", "}") } else { ('(', ")", "\"") };
            inside[length..].starts_with(open).then_some(())?;
            literal.start = at + quote.open.len() + length + 1;
            let end = [shut, &inside[..length], last].concat();
            literal.end = literal.start + text[literal.start..].find(&end)?;
            Some((literal, literal.end + end.len()))
        }
        Shape::Paired => {
            let inside = rest.strip_prefix(quote.open)?;
            let open = inside.chars().next()?;
            let shut = match open {
                '(' => ")",
                '[' => "]",
                '{' => "}",
                '<' => ">",
                '|' => "|",
                '/' => "/",
                '!' => "!",
                '"' => "\"",
                _ => return None,
            };
            literal.start += 1;
            let mut depth = 1_usize;
            let mut chars = inside.char_indices().skip(1);
            while let Some((index, c)) = chars.next() {
                match c {
                    '\\' => drop(chars.next()),
                    c if shut.starts_with(c) => {
                        depth -= 1;
                        if depth == 0 {
                            literal.end = at + quote.open.len() + index;
                            return Some((literal, literal.end + 1));
                        }
                    }
                    c if c == open => depth += 1,
                    _ => {}
                }
            }
            None
        }
        Shape::HereDocument => here_document(literal, text, at),
        Shape::HereString => here_string(literal, text, at),
        Shape::Char => {
            let inside = rest.strip_prefix(quote.open)?;
            let length = match inside.chars().next()? {
                '\\' => inside.char_indices().skip(2).take(8).find(|(_, c)| *c == '\'')?.0,
                '\'' | '\n' => return None,
                c => c.len_utf8(),
            };
            inside[length..].starts_with('\'').then_some(())?;
            literal.end = literal.start + length;
            Some((literal, literal.end + 1))
        }
    }
}

/// Finds the end of a literal that `mark` closes.
fn close(literal: &mut Literal, text: &str, mark: &str) -> Option<(Literal, usize)> {
    let bytes = text.as_bytes();
    let (first, is_doubled) = (mark.as_bytes()[0], literal.escapes.is_doubled());
    // In a JSON text, a quote before a letter or a double quote does not end the literal.
    let begins_json = mark == "'" && text[literal.start..].trim_start().starts_with('{');
    let alternatives = literal.quote.alternatives;
    let mut no_holes_before = 0;
    let mut at = literal.start;
    while let Some(byte) = bytes.get(at) {
        if !text.is_char_boundary(at) {
            at += 1;
            continue;
        }
        if literal.escapes.escape() == Some(*byte) {
            if let Some(end) = hole_end(literal, text, at, &mut no_holes_before) {
                at = end;
                continue;
            }
            at += 1;
            at += text[at..].chars().next().map_or(0, char::len_utf8);
            continue;
        }
        let alternative = if alternatives.is_empty() {
            None
        } else {
            text[at..].chars().next().filter(|c| alternatives.contains(*c))
        };
        if *byte == first && text[at..].starts_with(mark) || alternative.is_some() {
            let length = alternative.map_or(mark.len(), char::len_utf8);
            let after = &text[at + length..];
            let doubled = after.chars().next().filter(|c| after.starts_with(mark) || alternatives.contains(*c));
            if is_doubled && doubled.is_some() {
                at += length + doubled.map_or(0, char::len_utf8);
                continue;
            }
            if begins_json && after.starts_with(|c: char| c.is_alphanumeric() || c == '"') {
                literal.has_inner_quotes = true;
                at += length;
                continue;
            }
            literal.end = at;
            return Some((*literal, at + length));
        }
        if *byte == b'\n' && literal.quote.is_line {
            return None;
        }
        if literal.holes == Holes::Braces && literal.level <= 1 && text[at..].starts_with("{{") {
            at += 2;
            continue;
        }
        at = hole_end(literal, text, at, &mut no_holes_before).unwrap_or(at + 1);
    }
    None
}

/// Returns the end of the expression that begins inside a literal at the byte `at`. An expression that is not closed
/// is text; `failed_before` remembers that, which keeps the search linear.
fn hole_end(literal: &Literal, text: &str, at: usize, failed_before: &mut usize) -> Option<usize> {
    let (inside, end) = hole(literal, text, at)?;
    if inside.is_empty() || end > inside.end || at >= *failed_before {
        if inside.end > 0 {
            return Some(end);
        }
        *failed_before = at + MAX_HOLE_BYTES;
    }
    None
}

/// The maximum length of an expression in a literal, in bytes.
const MAX_HOLE_BYTES: usize = 2000;

/// Returns the expression at the byte `at` of a literal, and the end of its notation. Its range is `0..0` if it has no
/// end.
pub(super) fn hole(literal: &Literal, text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[at..];
    let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let name = |from: usize, colon: bool| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let length = text[from..].find(|c| !is_part(c)).unwrap_or(text.len() - from);
        let end = from + length;
        let scoped = &text[end..];
        if colon && scoped.starts_with(':') && is_name(&scoped[1..]) {
            let length = scoped[1..].find(|c| !is_part(c)).unwrap_or(scoped.len() - 1);
            return end + 1 + length;
        }
        end
    };
    let group = |from: usize| match balanced(text, from) {
        Some(end) => (from + 1..end - 1, end),
        None => (0..0, at + 1),
    };
    match literal.holes {
        Holes::None => None,
        Holes::Braces => {
            let level = literal.level.max(1);
            if !rest.starts_with('{') {
                return None;
            }
            let braces = run(rest, b'{');
            // Doubled braces are text; of more than the level, the outer ones are.
            let is_text = if level == 1 { braces % 2 == 0 } else { braces < level };
            if is_text {
                return None;
            }
            let from = at + braces - 1;
            let (inside, end) = group(from);
            if inside.end == 0 {
                return Some((inside, end));
            }
            (level == 1 || run(&text[end - 1..], b'}') >= level).then_some((inside, end + level - 1))
        }
        Holes::Dollar if rest.starts_with("${") => Some(group(at + 1)),
        Holes::Dollar => None,
        Holes::Number if rest.starts_with("#{") => Some(group(at + 1)),
        Holes::Number => None,
        Holes::Backslash if rest.starts_with("\\(") => Some(group(at + 1)),
        Holes::Backslash => None,
        // The complex syntax of PHP: `{$name}`.
        Holes::Names("$[") if rest.starts_with("{$") => Some(group(at)),
        Holes::Names(marks) => {
            let mark = rest.chars().next().filter(|c| matches!(c, '$' | '@') && marks.contains(*c))?;
            let after = &rest[1..];
            if after.starts_with('{') || after.starts_with('(') && marks.contains('(') {
                let (inside, end) = group(at + 1);
                // PowerShell and PHP write the name itself in braces.
                let is_whole = inside.end > 0 && after.starts_with('{') && marks.contains('{');
                return Some((if is_whole { at..end } else { inside }, end));
            }
            let is_scoped = marks.contains('(') && marks.contains('{');
            let is_digit = is_scoped && after.starts_with(|c: char| c.is_ascii_digit());
            if !is_name(after) && !is_digit || mark == '@' && !marks.starts_with('@') {
                return None;
            }
            let end = name(at + 1, is_scoped);
            let start = if marks.contains('n') { at + 1 } else { at };
            // PHP and Perl read an index or a member too.
            if marks.contains('[') && (text[end..].starts_with('[') || text[end..].starts_with("->")) {
                let index = end + if text[end..].starts_with('[') { 0 } else { 2 };
                if index > end && is_name(&text[index..]) {
                    let end = name(index, false);
                    return Some((start..end, end));
                }
                if let Some(end) = balanced(text, end).filter(|_| index == end) {
                    return Some((start..end, end));
                }
            }
            Some((start..end, end))
        }
    }
}

/// Returns the offset after the bracket that closes the one at the byte `at`.
fn balanced(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut quote = None;
    let mut i = at;
    while i < bytes.len() && i - at < MAX_HOLE_BYTES {
        let byte = bytes[i];
        match quote {
            Some(_) if byte == b'\\' => i += 1,
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None => match byte {
                b'"' | b'\'' | b'`' => quote = Some(byte),
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(i + 1);
                    }
                }
                _ => {}
            },
        }
        i += 1;
    }
    None
}

/// Finds a here-document: `<<EOT`, `<<~EOT`, `<<-EOT`, `<<"EOT"`, `<<'EOT'`, or with three signs in PHP.
fn here_document(mut literal: Literal, text: &str, at: usize) -> Option<(Literal, usize)> {
    let rest = text[at..].strip_prefix(literal.quote.open)?;
    let rest = rest.strip_prefix_any("~-").unwrap_or(rest);
    let rest = if literal.quote.open == "<<<" { rest.trim_start_any(" \t") } else { rest };
    let mark = rest.strip_prefix_any("'\"").and_then(|_| rest.chars().next());
    let tag = &rest[mark.map_or(0, char::len_utf8)..];
    let length = tag.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let tag = &tag[..length];
    let is_tag =
        tag.starts_with(|c: char| c.is_ascii_uppercase() || c == '_' || mark.is_some() || literal.quote.open == "<<<");
    (is_tag && (mark.is_none() || rest[1 + length..].starts_with(|c| Some(c) == mark))).then_some(())?;
    if mark == Some('\'') {
        (literal.escapes, literal.holes) = (Escapes::None, Holes::None);
    }
    let opening = text.len() - rest.len() + length + 2 * mark.map_or(0, char::len_utf8);
    literal.start = opening + text[opening..].find('\n')? + 1;
    let mut start = literal.start;
    for line in text[literal.start..].split_inclusive('\n') {
        let content = line.trim_start();
        let is_end = content.strip_prefix(tag).is_some_and(|after| {
            !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                && (literal.quote.open == "<<<" || after.trim().is_empty())
        });
        if is_end {
            literal.end = start;
            // The rest of the first line belongs to the statement, but rarely has anything except punctuation.
            return Some((literal, start + line.len() - content.len() + tag.len()));
        }
        start += line.len();
    }
    None
}

/// Finds a here-string of PowerShell, which ends at a line that begins with the closing mark.
fn here_string(mut literal: Literal, text: &str, at: usize) -> Option<(Literal, usize)> {
    let inside = text[at..].strip_prefix(literal.quote.open)?;
    let line = inside.trim_start_any(" \t\r").strip_prefix('\n')?;
    literal.start = text.len() - line.len();
    let mut start = literal.start;
    for line in line.split_inclusive('\n') {
        if line.starts_with(literal.quote.close) {
            literal.end = start;
            return Some((literal, start + literal.quote.close.len()));
        }
        start += line.len();
    }
    None
}

/// Decodes a literal. Calls `on_hole` for each expression in it, which appends its value, and `on_fault` for each
/// error.
pub(super) fn decode(
    text: &str,
    literal: &Literal,
    on_hole: &mut dyn FnMut(&mut MappedText, Range<usize>, Range<usize>),
    on_fault: &mut dyn FnMut(usize, LiteralFault),
) -> MappedText {
    let mut decoded = MappedText::default();
    let mut bytes = Vec::new();
    for segment in segments(text, literal) {
        let mut at = segment.start;
        while at < segment.end {
            let rest = &text[at..segment.end];
            if let Some((inside, end)) = hole(literal, &text[..segment.end], at).filter(|(inside, _)| inside.end > 0) {
                // Braces around an expression that belong to the text.
                if literal.holes == Holes::Braces {
                    let extra = (inside.start - 1 - at + 1).saturating_sub(literal.level.max(1));
                    decoded.push(&text[at..at + if literal.level > 1 { extra } else { extra / 2 }], at);
                }
                on_hole(&mut decoded, inside, at..end);
                at = end;
                continue;
            }
            let c = rest.chars().next().unwrap_or_default();
            if literal.holes == Holes::Braces
                && literal.level <= 1
                && matches!(c, '{' | '}')
                && rest[1..].starts_with(c)
            {
                decoded.replace_char(c, at..at + 2);
                at += 2;
                continue;
            }
            let is_quote = |c: char| literal.quote.close.starts_with(c) || literal.quote.alternatives.contains(c);
            if literal.escapes.is_doubled() && is_quote(c) && rest[c.len_utf8()..].starts_with(is_quote) {
                decoded.push(&text[at..at + c.len_utf8()], at);
                at += c.len_utf8() + rest[c.len_utf8()..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            if literal.escapes.escape() == Some(rest.as_bytes()[0]) {
                let (value, length) = escape(rest, literal, at, on_fault);
                match value {
                    Escaped::Char(c) => {
                        // Surrogates of two escapes.
                        decoded.replace_char(c, at..at + length);
                    }
                    Escaped::Byte(byte) => {
                        bytes.push(byte);
                        if let Ok(c) = std::str::from_utf8(&bytes) {
                            decoded.replace(c, at..at + length);
                            bytes.clear();
                        } else if bytes.len() >= 4 {
                            on_fault(at, LiteralFault::Invalid);
                            bytes.clear();
                        }
                    }
                    Escaped::Nothing => {}
                    Escaped::Source => decoded.push(&text[at..at + length], at),
                }
                at += length;
                continue;
            }
            // Copies the plain text up to the next special character.
            let plain = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| matches!(c, '\\' | '`' | '$' | '#' | '@' | '{' | '}') || is_quote(*c))
                .map_or(rest.len(), |(index, _)| index);
            decoded.push(&rest[..plain], at);
            at += plain;
        }
    }
    decoded
}

/// The value of an escape.
enum Escaped {
    Char(char),
    Byte(u8),
    Nothing,
    /// The characters themselves.
    Source,
}

/// Decodes the escape at the start of `text`.
fn escape(text: &str, literal: &Literal, at: usize, on_fault: &mut dyn FnMut(usize, LiteralFault)) -> (Escaped, usize) {
    let Some(c) = text[1..].chars().next() else { return (Escaped::Source, 1) };
    let two = 1 + c.len_utf8();
    let (letters, unknown) = match literal.escapes {
        Escapes::C(letters, unknown) => (letters, unknown),
        Escapes::Quote => {
            let is_escape = c == '\\' || literal.quote.close.contains(c);
            return if is_escape { (Escaped::Char(c), two) } else { (Escaped::Source, 1) };
        }
        Escapes::Raw => return (Escaped::Source, two),
        Escapes::Backtick => ("ntr0abfve", Unknown::Drop),
        Escapes::None | Escapes::Doubled => return (Escaped::Source, 1),
    };
    let has = |letter: char| letters.contains(letter);
    let digits = |from: usize, radix: u32, max: usize| {
        let end = text[from..].bytes().take(max).take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let value = u32::from_str_radix(text.get(from..from + end)?, radix).ok()?;
        Some((value, from + end))
    };
    let braced = || {
        let inside = text.get(3..).filter(|_| text[2..].starts_with('{'))?;
        let end = inside.bytes().take(9).position(|byte| byte == b'}')?;
        Some((u32::from_str_radix(inside[..end].trim(), 16).ok()?, 3 + end + 1))
    };
    let is_bytes = has('B');
    let char_of = |(value, length): (u32, usize), is_byte: bool| match u8::try_from(value) {
        Ok(byte) if is_byte && is_bytes => (Escaped::Byte(byte), length),
        _ => (Escaped::Char(char::from_u32(value).unwrap_or('\u{fffd}')), length),
    };
    let number = match c {
        'u' if has('u') || has('w') => {
            let unit = digits(2, 16, 4).filter(|(_, end)| has('u') && *end == 6);
            match (braced(), unit) {
                (Some(found), _) => Some(char_of(found, false)),
                (None, Some((high @ 0xd800..=0xdbff, 6))) if text[6..].starts_with("\\u") => digits(8, 16, 4)
                    .filter(|(low, end)| *end == 12 && (0xdc00..0xe000).contains(low))
                    .map(|(low, _)| char_of((0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00), 12), false))
                    .or_else(|| Some(char_of((high, 6), false))),
                (None, unit) => unit.map(|found| char_of(found, false)),
            }
        }
        'U' if has('U') => digits(2, 16, 8).filter(|(_, end)| *end == 10).map(|found| char_of(found, false)),
        'x' if has('x') => {
            braced().map(|found| char_of(found, false)).or_else(|| digits(2, 16, 2).map(|found| char_of(found, true)))
        }
        '0'..='7' if has('o') => digits(1, 8, 3).map(|found| char_of(found, true)),
        '0'..='9' if has('d') => digits(1, 10, 3).map(|found| char_of(found, true)),
        _ => None,
    };
    if let Some((escaped, length)) = number {
        return (escaped, length);
    }
    let simple = match c {
        'n' => Some('\n'),
        't' => Some('\t'),
        'r' => Some('\r'),
        '0' if !has('o') => Some('\0'),
        'a' => Some('\u{7}'),
        'b' => Some('\u{8}'),
        'e' => Some('\u{1b}'),
        'f' => Some('\u{c}'),
        'v' => Some('\u{b}'),
        's' => Some(' '),
        _ => None,
    };
    if let Some(simple) = simple.filter(|_| has(c)) {
        return (Escaped::Char(simple), two);
    }
    if matches!(c, '\n' | '\r') && has('l') {
        let line = two + usize::from(text[1..].starts_with("\r\n"));
        let space = text[line..].len() - text[line..].trim_start().len();
        return (Escaped::Nothing, line + if has('L') { space } else { 0 });
    }
    let is_known = c == '\\' || literal.quote.close.contains(c) || has(c) && !c.is_ascii_alphanumeric();
    match unknown {
        _ if is_known => (Escaped::Char(c), two),
        Unknown::Keep => (Escaped::Source, 1),
        Unknown::Drop => {
            if literal.escapes != Escapes::Backtick && (c.is_alphanumeric() || c == ' ') {
                on_fault(at, LiteralFault::Dropped);
            }
            (Escaped::Char(c), two)
        }
        Unknown::Error => {
            on_fault(at, LiteralFault::Invalid);
            (Escaped::Source, 1)
        }
    }
}

/// Returns the parts of a literal's content without the indentation and the line breaks that do not belong to it.
fn segments(text: &str, literal: &Literal) -> Vec<Range<usize>> {
    let (mut start, mut end) = (literal.start, literal.end);
    let layout = literal.quote.layout;
    let content = &text[start..end];
    let is_block = content.contains('\n');
    let is_indented = is_block && (layout.dedents || layout.raw && literal.escapes == Escapes::None);
    let mut indent = 0;
    if is_indented {
        let last = content.rfind('\n').map_or("", |at| &content[at + 1..]);
        let closing = (layout.closing && last.trim().is_empty()).then_some(last.len());
        let space = |line: &str| line.len() - line.trim_start_any(" \t").len();
        let skip = usize::from(layout.first);
        let of_lines =
            content.split('\n').skip(skip).filter(|line| !line.trim().is_empty()).map(space).min().unwrap_or_default();
        indent = closing.map_or(of_lines, |closing| closing.min(of_lines));
    }
    if (layout.first || layout.raw && literal.escapes == Escapes::None) && is_block {
        let first = content.trim_start_any(" \t\r");
        if first.starts_with('\n') {
            start = end - first.len() + 1;
        }
    }
    if (layout.last || layout.raw && literal.escapes == Escapes::None) && is_block {
        let line = text[start..end].rfind('\n').map_or(start, |at| start + at);
        if text[line..end].trim().is_empty() {
            end = line.max(start);
            end -= usize::from(end > start && text[..end].ends_with('\r'));
        }
    } else if is_indented && layout.closing {
        let trimmed = text[start..end].trim_end_any(" \t").len();
        if text[..start + trimmed].ends_with('\n') {
            end = start + trimmed;
        }
    }
    if indent == 0 {
        return vec![start..end];
    }
    let mut segments = Vec::new();
    let mut at = start;
    for line in text[start..end].split_inclusive('\n') {
        let space = line.len() - line.trim_start_any(" \t").len();
        segments.push(at + space.min(indent)..at + line.len());
        at += line.len();
    }
    segments
}
