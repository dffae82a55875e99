//! Finds string literals.

use model::char_set::CharSet;

use super::holes::hole_end;
use super::language::{Escapes, Holes, Language, Quote, Shape, Unknown};
use super::literal::{Literal, run};
use crate::word_list::contains;

/// Returns the ASCII characters that a literal or comment can begin with, each as the bit of its number.
pub(super) fn first_bytes(language: &Language) -> u128 {
    let literals = language.quotes.iter().flat_map(|quote| {
        let prefixes = match quote.shape {
            Shape::Prefixed => "rbufRBUF",
            Shape::CSharp => "$@",
            Shape::Hashes => "#\"",
            Shape::Char => "'",
            Shape::Long => "[",
            _ => "",
        };
        prefixes.bytes().chain(quote.open.bytes().next())
    });
    let comments = language.comments.iter().filter_map(|(open, _)| open.bytes().next());
    let all = literals.chain(comments).chain(*b"#<?\"").filter(u8::is_ascii);
    all.fold(0, |bits, byte| bits | 1 << byte)
}

/// Finds the literal at the byte `at` of `text`. Returns it with its end. `unclosed` is the number of bytes that may
/// still be searched for the ends of literals that have none.
pub(super) fn find(language: &Language, text: &str, at: usize, unclosed: &mut usize) -> Option<(Literal, usize)> {
    let start = &text[at..text.ceil_char_boundary(at + 8)];
    language.quotes.iter().find_map(|quote| {
        let is_here = match quote.shape {
            Shape::Plain | Shape::HereDocument | Shape::HereString | Shape::Paired | Shape::Tagged => {
                start.starts_with(quote.open)
            }
            Shape::Char => start.starts_with('\''),
            Shape::Long => start.starts_with('['),
            Shape::Prefixed => {
                let prefix = start.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
                start[prefix..].starts_with(quote.open)
            }
            Shape::CSharp => start.trim_start_any("$@").starts_with('"'),
            Shape::Hashes => {
                start.strip_prefix(quote.open).is_some_and(|rest| rest.trim_start_matches('#').starts_with_any("\""))
            }
        };
        if !is_here {
            return None;
        }
        let begins_json = || {
            let inside = text[at..].split_once(quote.close).map_or("", |(_, inside)| inside);
            begins_json(inside, quote.close)
        };
        let is_short = || quote.shape == Shape::Char || quote.is_line && !begins_json();
        if *unclosed == 0 && !is_short() {
            return None;
        }
        let found = find_one(quote, text, at);
        if found.is_none() && !is_short() {
            *unclosed = unclosed.saturating_sub((text.len() - at) / 4);
        }
        found
    })
}

/// Returns whether a literal that ends at `mark` begins as a JSON object. It may be meant to have line breaks.
fn begins_json(inside: &str, mark: &str) -> bool {
    inside.trim_start().strip_prefix('{').is_some_and(|rest| mark == "'" || rest.trim_start().starts_with('\\'))
}

#[allow(clippy::too_many_lines, reason = "one match of all shapes")]
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
        has_line_breaks: false,
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
            } else if has(b'b') {
                // `\x` is a byte there.
                literal.escapes = Escapes::C("ntrabfvoxB'\"l", Unknown::Keep);
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
    let content = literal.start;
    let mut is_json = None;
    let mut begins_json = || *is_json.get_or_insert_with(|| begins_json(&text[content..], mark));
    // JavaScript, Dart and Groovy.
    let may_be_inner = mark == "'" && literal.quote.is_line && literal.quote.shape == Shape::Plain && !is_doubled;
    let alternatives = literal.quote.alternatives;
    let mut no_holes_before = 0;
    let mut at = literal.start;
    while let Some(byte) = bytes.get(at) {
        // No quote, escape or expression begins with these.
        if byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'.' | b'_' | b':' | b',') {
            at += 1;
            continue;
        }
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
            // In a JSON text, a quote before a letter or a double quote does not end the literal.
            if mark == "'" && after.starts_with(|c: char| c.is_alphanumeric() || c == '"') && begins_json()
                || may_be_inner && is_inner(after, mark, literal.has_inner_quotes)
            {
                literal.has_inner_quotes = true;
                at += length;
                continue;
            }
            literal.end = at;
            return Some((*literal, at + length));
        }
        if *byte == b'\n' && literal.quote.is_line {
            if !begins_json() {
                return None;
            }
            literal.has_line_breaks = true;
        }
        if literal.holes == Holes::Braces && literal.level <= 1 && text[at..].starts_with("{{") {
            at += 2;
            continue;
        }
        at = hole_end(literal, text, at, &mut no_holes_before).unwrap_or(at + 1);
    }
    None
}

/// Returns whether the quote `mark` before `after` cannot be meant to end its literal: it is before a word that is no
/// operator, or before a second quote, and the line has another one.
fn is_inner(after: &str, mark: &str, has_inner_quotes: bool) -> bool {
    let word = &after[..after.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    let is_word = !word.is_empty() && !contains("and as do else if in instanceof is of or then", word);
    let is_end = |byte: &u8| *byte == b'\n' || mark.as_bytes().contains(byte);
    (is_word || has_inner_quotes && after.starts_with(mark))
        && after.bytes().find(is_end).is_some_and(|end| end != b'\n')
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

/// Returns whether a literal after a name is the apostrophe of a word in a sentence between parts of the program, such as
/// `Don't`, and not the quote of `echo'…'` in PHP.
pub(super) fn is_apostrophe(literal: &str) -> bool {
    let ends_word =
        |inside: &str| ["t ", "s ", "re ", "ll ", "ve ", "d ", "m "].iter().any(|end| inside.starts_with(end));
    literal.strip_prefix('\'').is_some_and(ends_word) && literal.contains('\n')
}
