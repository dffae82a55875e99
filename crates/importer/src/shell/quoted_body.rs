//! Reads a JSON body in shell quotes to the end of the body, rather than to the first quote.

use super::typography::{self, QuoteClass, is_space};
use model::char_set::CharSet;
use model::json::ends_with_escape;

use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell_effect::{ShellEffect, ShellReference};

/// The state of a scan through JSON, which tells brackets in strings from structural ones.
#[derive(Default, Clone, Copy)]
pub(super) struct Scan {
    depth: isize,
    pub(super) in_string: bool,
    is_escaped: bool,
}

impl Scan {
    /// Returns whether all brackets and strings are closed.
    pub(super) fn is_whole(self) -> bool {
        self.depth <= 0 && !self.in_string
    }

    pub(super) fn step(&mut self, byte: u8) {
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' => self.is_escaped = self.in_string,
            b'"' => self.in_string = !self.in_string,
            // A JSON string ends on its line: at a line break, its closing quote is missing.
            b'\n' => self.in_string = false,
            b'{' | b'[' if !self.in_string => self.depth += 1,
            b'}' | b']' if !self.in_string => self.depth -= 1,
            _ => {}
        }
    }
}

/// Returns whether quoted text begins like a JSON body. The API's own console puts a backslash at the end of the
/// body's first line.
pub(super) fn begins_body(text: &str) -> bool {
    text.trim_start_any(" \t\r\n\\").starts_with('{')
}

/// Returns whether the first quote of the body at the start of `text` is written as `quote`.
pub(super) fn first_quote_is(text: &str, quote: &str) -> bool {
    let Some(mut inside) = text.trim_start().strip_prefix('{') else { return false };
    // Line breaks may be written as escapes.
    while let Some(rest) = ["\\n", "\\r", "\\t"].iter().find_map(|escape| inside.strip_prefix(escape)) {
        inside = rest;
    }
    inside.trim_start().starts_with(quote)
}

/// Returns whether the text after a `"` is a body with unescaped quotes: `{`, a quote and a name.
pub(super) fn is_unescaped(rest: &str) -> bool {
    let Some(inside) = rest.trim_start().strip_prefix('{') else { return false };
    let Some(name) = inside.trim_start().strip_prefix('"') else { return false };
    name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Reads the body at the byte `start` literally if it is in double quotes and contains unescaped ones. Returns it and
/// its end.
pub(crate) fn between_own_quotes(text: &str, start: usize, report: &mut Report) -> Option<(MappedText, usize)> {
    (text[..start].ends_with('"') && is_unescaped(&text[start..])).then_some(())?;
    let mut mapped = MappedText::default();
    let end = read(text, start, b'"', &mut Scan::default(), &mut mapped, report);
    Some((mapped, end))
}

/// The role of a quote in a body.
#[derive(PartialEq, Eq)]
enum QuoteRole {
    /// The end of the body.
    Closing,
    /// The end of a part of the body, which shell syntax joins with the next part.
    Concatenation,
    /// A character of the body.
    Inner,
}

/// Reads a JSON body from the byte `at`, which follows a `quote`. Returns the offset after it.
pub(super) fn read(
    text: &str,
    at: usize,
    quote: u8,
    scan: &mut Scan,
    mapped: &mut MappedText,
    report: &mut Report,
) -> usize {
    let bytes = text.as_bytes();
    let (mut plain, mut i) = (at, at);
    let mut backslashes = 0;
    let mut first_backslash = 0;
    let mut inner = InnerQuotes { line: usize::MAX, count: 0, parity: 0 };
    let mut line = 0;
    // A string may begin like a body after a quote of its own.
    let is_start = scan.is_whole();
    let has_escaped_quotes = is_start && first_quote_is(&text[at..], "\\\"");
    // Each quote of the body may be doubled or tripled.
    let repeats = ["\"\"\"", "\"\""].into_iter().find(|quotes| is_start && first_quote_is(&text[at..], quotes));
    let end = loop {
        let Some(&byte) = bytes.get(i) else {
            report.push(at - 1, RepairKind::MissingQuote { quote: quote.into() });
            break i;
        };
        if byte == quote && !(quote == b'"' && scan.is_escaped) {
            match quote_role(text, i, quote, *scan) {
                // An escaped quote was meant as a character.
                QuoteRole::Inner if quote == b'\'' && scan.in_string && ends_with_escape(&text[at..i]) => {
                    mapped.push(&text[plain..i - 1], plain);
                    plain = i;
                    report.has_escaped_quote = true;
                    report.push_once(i - 1..i + 1, RepairKind::EscapedQuote);
                    scan.is_escaped = false;
                }
                QuoteRole::Inner => match end_before_option(&text[at..i]) {
                    // This quote opens the value of the next option.
                    Some(end) if at + end > plain => {
                        report.push(at - 1..at, RepairKind::UnclosedQuote { quote: quote.into() });
                        mapped.push(&text[plain..at + end], plain);
                        return at + end;
                    }
                    _ => inner.add(text, i, line, quote, report),
                },
                // An inner quote is missing, and the shell is still inside its quotes here.
                QuoteRole::Closing if quote == b'\'' && inner.parity % 2 == 1 => {
                    InnerQuotes::raise(ShellEffect::Waits, report);
                    break i;
                }
                _ => break i,
            }
        }
        if byte >= 0xc2 && scan.is_whole() {
            // Opened with a straight quote and closed with a typographic one.
            let c = text[i..].chars().next().filter(|c| QuoteClass::of(quote).contains(*c));
            if let Some(c) = c.filter(|c| typography::ends_body(&text[i + c.len_utf8()..])) {
                report.push_once(i..i + c.len_utf8(), RepairKind::TypographicQuotes);
                mapped.push(&text[plain..i], plain);
                return i + c.len_utf8();
            }
        }
        if byte == b'\n' {
            line += 1;
        }
        if let Some(quotes) = repeats.filter(|quotes| byte == b'"' && text[i..].starts_with(*quotes)) {
            scan.step(byte);
            i += quotes.len();
            continue;
        }
        if byte == b'\\' && has_escaped_quotes {
            // The body's quotes have one backslash, and those inside its strings have more.
            let count = bytes[i..].iter().take_while(|byte| **byte == b'\\').count();
            let is_quote = bytes.get(i + count) == Some(&b'"');
            scan.in_string ^= is_quote && count == 1;
            i += count + usize::from(is_quote);
            continue;
        }
        let after = text.get(i + 1..).unwrap_or_default();
        let is_between = !scan.in_string && !has_escaped_quotes;
        if byte == b'\\'
            && is_between
            && after.starts_with_any("nrt")
            && !after.starts_with("null")
            && !after.starts_with("true")
        {
            // The escape of a line break or tab. Between tokens, the JSON reader reports it.
            i += 2;
            continue;
        }
        if byte == b'\\' && !scan.in_string {
            // JSON has no backslash between tokens.
            mapped.push(&text[plain..i], plain);
            plain = i + 1;
            first_backslash = if backslashes == 0 { i } else { first_backslash };
            backslashes += 1;
        } else {
            scan.step(byte);
        }
        i += 1;
        if byte == b'}' && scan.depth == 0 && !scan.in_string && is_before_option(&text[i..]) {
            report.push(at - 1..at, RepairKind::UnclosedQuote { quote: quote.into() });
            mapped.push(&text[plain..i], plain);
            return i;
        }
    };
    mapped.push(&text[plain..end], plain);
    report.has_escaped_quote |= quote == b'\'' && ends_with_escape(&text[at..end]);
    if backslashes > 0 {
        report.push(first_backslash, RepairKind::BackslashesInBody(backslashes));
    }
    (end + 1).min(bytes.len())
}

/// Returns whether an option or URL follows after spaces, with or without a line continuation among them.
fn is_before_option(after: &str) -> bool {
    let next = after.trim_start_matches(is_space);
    let next = next.strip_prefix_any("\\^`").unwrap_or(next).trim_start_matches(is_space);
    next.len() < after.len() && super::continues_command(next)
}

/// Returns the end of the body in `text` if an option follows it at the end of `text`.
fn end_before_option(text: &str) -> Option<usize> {
    /// The maximum length of an option, in bytes, which keeps the search linear.
    const MAX_OPTION_BYTES: usize = 30;
    let option = text.trim_end_any(" \t");
    let start = option.bytes().rev().take(MAX_OPTION_BYTES).position(|byte| matches!(byte, b' ' | b'\t' | b'\n'))?;
    let start = option.len() - start;
    let is_before = |c: char| is_space(c) || matches!(c, '\\' | '^' | '`');
    let body = option[..start].trim_end_matches(is_before);
    (option.len() < text.len() && super::is_option(&option[start..]) && body.ends_with_any("}]")).then_some(body.len())
}

/// Counts the quotes inside a body that the shell would have taken for its own. Reports one finding a line.
struct InnerQuotes {
    line: usize,
    count: usize,
    /// The number of quotes in the whole body. After an odd number the shell is outside its quotes.
    parity: usize,
}

impl InnerQuotes {
    fn add(&mut self, text: &str, at: usize, line: usize, quote: u8, report: &mut Report) {
        self.parity += 1;
        if quote == b'"' && self.count > 0 {
            // Every string of the body has quotes; one finding is enough.
            return;
        }
        if self.line == line {
            self.count += 1;
            if let Some(RepairKind::InnerQuote { more, .. }) = report.last() {
                *more = self.count - 1;
            }
        } else {
            (self.line, self.count) = (line, 1);
            report.push(at, RepairKind::InnerQuote { quote: quote.into(), more: 0, effect: ShellEffect::Dropped });
        }
        if self.parity % 2 == 1 && quote == b'\'' {
            let rest = &text[at + 1..];
            let outside = &rest[..rest.find('\'').unwrap_or(rest.len())];
            let effect = if outside.contains_any("$`") {
                ShellEffect::Expanded
            } else if outside.contains_any(" \t\n|&;<>()") {
                ShellEffect::Cut
            } else {
                ShellEffect::Dropped
            };
            Self::raise(effect, report);
        }
    }

    fn raise(worse: ShellEffect, report: &mut Report) {
        if let Some(RepairKind::InnerQuote { effect, .. }) = report.last() {
            *effect = worse.max(*effect);
        }
    }
}

/// Returns the role of the quote at the byte `at`, depending on the text around it.
fn quote_role(text: &str, at: usize, quote: u8, scan: Scan) -> QuoteRole {
    let rest = &text[at + 1..];
    if quote == b'\'' && is_concatenation(rest) {
        return QuoteRole::Concatenation;
    }
    let after = rest.trim_start_matches(|c: char| c != '\n' && is_space(c));
    // A line continuation, with or without spaces after it.
    let is_line_continuation = |after: &&str| after.starts_with_any(" \t\r\n");
    let joined = after.strip_prefix_any("\\^`").filter(is_line_continuation).unwrap_or(after);
    let is_joined = joined.len() < after.len();
    let next = joined.trim_start_any(" \t\r\n");
    if next.is_empty() || rest.starts_with(')') && scan.depth <= 0 {
        return QuoteRole::Closing;
    }
    if after.len() == rest.len() && !is_joined && !after.starts_with_any("\n|&;>") {
        return QuoteRole::Inner;
    }
    let before = text[..at].trim_end_any(" \t\r\n\\");
    let is_end = before.ends_with_any("}]") || quote == b'\'' && !scan.in_string;
    let is_break = is_joined || after.starts_with_any("\n|&;><#");
    let is_closing =
        if is_break || super::continues_command(next) { is_end } else { scan.depth <= 0 && !scan.in_string };
    if is_closing { QuoteRole::Closing } else { QuoteRole::Inner }
}

/// Returns whether `rest`, the text after a single quote, joins two parts of one word: only escapes, double-quoted
/// strings and references precede the next single quote.
fn is_concatenation(rest: &str) -> bool {
    /// The maximum distance to the next single quote, in bytes, which keeps the scan linear.
    const MAX_CONCATENATION_BYTES: usize = 400;
    let bytes = &rest.as_bytes()[..rest.len().min(MAX_CONCATENATION_BYTES)];
    let mut at = 0;
    loop {
        let start = at;
        match bytes.get(at) {
            Some(b'\'') => return at > 0,
            Some(b'\\') => at += 2,
            Some(b'"') => {
                at += 1;
                loop {
                    match bytes.get(at) {
                        Some(b'"') => break,
                        Some(b'\\') => at += 2,
                        None | Some(b'\n') => return false,
                        Some(_) => at += 1,
                    }
                }
                at += 1;
            }
            Some(b'$') if bytes.get(at + 1) == Some(&b'\'') && at > 0 => return true,
            Some(b'$' | b'`') => {
                let reference = find_reference(&rest[at..]).filter(|(kind, _)| *kind != ShellReference::Template);
                let length = reference.map_or(0, |(_, length)| length);
                if length == 0 {
                    return false;
                }
                at += length;
            }
            _ => return false,
        }
        debug_assert!(at > start, "each part has a length");
    }
}

/// Returns the kind and length of the `$NAME`, `$$`, `${NAME}`, `${gmtDate:…}`, `$(…)` or `` `…` `` at the start of `text`.
pub(super) fn find_reference(text: &str) -> Option<(ShellReference, usize)> {
    /// The maximum length of a reference, in bytes, which keeps the scan linear.
    const MAX_REFERENCE_BYTES: usize = 200;
    let bytes = &text.as_bytes()[..text.len().min(MAX_REFERENCE_BYTES)];
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let up_to = |close: u8, from: usize| bytes[from..].iter().position(|byte| *byte == close).map(|at| from + at + 1);
    match (bytes.first()?, bytes.get(1)?) {
        (b'`', _) => Some((ShellReference::Command, up_to(b'`', 1)?)),
        (b'$', b'(') => Some((ShellReference::Command, up_to(b')', 2)?)),
        (b'$', b'{') if super::is_template(&text[2..]) => Some((ShellReference::Template, up_to(b'}', 2)?)),
        (b'$', b'{') => Some((ShellReference::Variable, up_to(b'}', 2)?)),
        (b'$', b'0'..=b'9' | b'$' | b'!' | b'?' | b'#' | b'*' | b'@' | b'-') => Some((ShellReference::Variable, 2)),
        (b'$', first) if first.is_ascii_alphabetic() || *first == b'_' => {
            Some((ShellReference::Variable, 1 + bytes[1..].iter().take_while(|byte| is_name(byte)).count()))
        }
        _ => None,
    }
}
