//! Finds the expressions inside string literals.

use std::ops::Range;

use model::char_set::CharSet;

use super::language::Holes;
use super::literal::{Literal, run};

/// Returns the end of the expression that begins inside a literal at the byte `at`. An expression that is not closed
/// is text; `failed_before` remembers that, which keeps the search linear.
pub(super) fn hole_end(literal: &Literal, text: &str, at: usize, failed_before: &mut usize) -> Option<usize> {
    if at < *failed_before {
        return None;
    }
    let (inside, end) = hole(literal, text, at)?;
    if inside.end == 0 {
        *failed_before = at + MAX_HOLE_BYTES;
        return None;
    }
    Some(end)
}

/// The maximum length of an expression in a literal, in bytes.
pub(super) const MAX_HOLE_BYTES: usize = 2000;

/// Returns the expression at the byte `at` of a literal, and the end of its notation. Its range is `0..0` if it has no
/// end.
pub(super) fn hole(literal: &Literal, text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[at..];
    let is_name = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let name = |from: usize, colon: bool| {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let length = text[from..].find(|c| !is_part(c)).unwrap_or(text.len() - from);
        let end = from + length;
        let scoped = &text[end..];
        if colon && scoped.strip_prefix(':').is_some_and(|scoped| scoped.starts_with(is_part)) {
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
        Holes::Braces => {
            let level = literal.level.max(1);
            if !rest.starts_with('{') {
                return None;
            }
            let braces = run(rest, b'{');
            // Doubled braces are text; of more than the level, the outer ones are.
            let is_text = if level == 1 { braces.is_multiple_of(2) } else { braces < level };
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
        Holes::Number | Holes::Variables if rest.starts_with("#{") => Some(group(at + 1)),
        // Global and instance variables of Ruby.
        Holes::Variables if rest.starts_with("#$") && rest[2..].starts_with(|c: char| c.is_ascii_digit()) => {
            Some((at + 1..at + 3, at + 3))
        }
        Holes::Variables if rest.starts_with("#$") && is_name(&rest[2..]) => {
            let end = name(at + 2, false);
            Some((at + 1..end, end))
        }
        Holes::Variables if rest.starts_with("#@") && is_name(rest[2..].trim_start_matches('@')) => {
            let end = name(at + rest.len() - rest[1..].trim_start_matches('@').len(), false);
            Some((at + 1..end, end))
        }
        Holes::Backslash if rest.starts_with("\\(") => Some(group(at + 1)),
        Holes::None | Holes::Dollar | Holes::Number | Holes::Variables | Holes::Backslash => None,
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
            let is_perl = marks.starts_with('@');
            let is_digit = (is_scoped || is_perl && mark == '$') && after.starts_with(|c: char| c.is_ascii_digit());
            // `$$` and `$?` of PowerShell, and variables of Perl such as `$&` and `$,`.
            let special = if is_perl { "$&,;/!." } else { "$?^" };
            if (is_scoped || is_perl) && mark == '$' && after.starts_with_any(special) && after.len() > 1 {
                return Some((at..at + 2, at + 2));
            }
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
pub(super) fn balanced(text: &str, at: usize) -> Option<usize> {
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
                    depth = depth.checked_sub(1)?;
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
