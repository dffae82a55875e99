//! A JSON body between quotes that a person wrote: read to where the body ends, not to the first
//! quote, as the person sees it.

use super::typography::{self, Class, is_blank};
use model::json::ends_with_escape;

use crate::mapped_text::MappedText;
use crate::report::{Effect, RepairKind, Report};

/// How far into a JSON text its reading has come: enough to tell its brackets from those in its texts.
#[derive(Default, Clone, Copy)]
pub(super) struct Progress {
    depth: isize,
    pub(super) in_string: bool,
    is_escaped: bool,
}

impl Progress {
    /// Whether every bracket and text that was opened is closed.
    pub(super) fn is_whole(self) -> bool {
        self.depth <= 0 && !self.in_string
    }

    pub(super) fn step(&mut self, byte: u8) {
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' => self.is_escaped = self.in_string,
            b'"' => self.in_string = !self.in_string,
            // JSON's texts end on their line: one that does not lacks its quote.
            b'\n' => self.in_string = false,
            b'{' | b'[' if !self.in_string => self.depth += 1,
            b'}' | b']' if !self.in_string => self.depth -= 1,
            _ => {}
        }
    }
}

/// Whether a quoted text that begins like this is a JSON body. The vendor's console puts a backslash
/// at the end of its first line too.
pub(super) fn begins(text: &str) -> bool {
    text.trim_start_matches([' ', '\t', '\r', '\n', '\\']).starts_with('{')
}

/// Whether the first quote of the body at the start of `text` is written so.
pub(super) fn begins_with(text: &str, quote: &str) -> bool {
    text.trim_start().strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with(quote))
}

/// Whether what follows a `"` is a body whose own quotes are not escaped: `{`, and then a quote and a name.
pub(super) fn is_unescaped(rest: &str) -> bool {
    let Some(inside) = rest.trim_start().strip_prefix('{') else { return false };
    let Some(name) = inside.trim_start().strip_prefix('"') else { return false };
    name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Reads the body at the byte `start` as it is written if it stands between double quotes that are its own too, and
/// returns where it ends.
pub(crate) fn between_own_quotes(text: &str, start: usize, notes: &mut Report) -> Option<(MappedText, usize)> {
    (text[..start].ends_with('"') && is_unescaped(&text[start..])).then_some(())?;
    let mut piece = MappedText::default();
    let end = read(text, start, b'"', &mut Progress::default(), &mut piece, notes);
    Some((piece, end))
}

/// What a quote in a body is.
#[derive(PartialEq, Eq)]
enum Quote {
    /// The end of the body.
    Closing,
    /// The end of a part of it: something that only a shell understands comes next.
    Concatenation,
    /// A character of the body.
    Inner,
}

/// Reads on in a JSON body, from the byte `at`, which follows a `quote`. Returns where reading goes on.
pub(super) fn read(
    text: &str,
    at: usize,
    quote: u8,
    progress: &mut Progress,
    piece: &mut MappedText,
    notes: &mut Report,
) -> usize {
    let bytes = text.as_bytes();
    let (mut plain, mut i) = (at, at);
    let mut backslashes = 0;
    let mut first_backslash = 0;
    let mut inner = InnerQuotes { line: usize::MAX, count: 0, parity: 0 };
    let mut line = 0;
    // A string may begin like a body after a quote of its own.
    let is_start = progress.is_whole();
    let has_escaped_quotes = is_start && begins_with(&text[at..], "\\\"");
    // Each quote of the body may be written twice or three times.
    let repeats = ["\"\"\"", "\"\""].into_iter().find(|quotes| is_start && begins_with(&text[at..], quotes));
    let end = loop {
        let Some(&byte) = bytes.get(i) else {
            notes.push(at - 1, RepairKind::MissingQuote { quote: quote.into() });
            break i;
        };
        if byte == quote && !(quote == b'"' && progress.is_escaped) {
            match kind(text, i, quote, *progress) {
                // A person who escaped it meant it as a character.
                Quote::Inner if quote == b'\'' && progress.in_string && ends_with_escape(&text[at..i]) => {
                    piece.push(&text[plain..i - 1], plain);
                    plain = i;
                    notes.has_escaped_quote = true;
                    notes.push_once(i - 1..i + 1, RepairKind::EscapedQuote);
                    progress.is_escaped = false;
                }
                Quote::Inner => match end_before_option(&text[at..i]) {
                    // It opens the value of the next option.
                    Some(end) if at + end > plain => {
                        notes.push(at - 1..at, RepairKind::UnclosedQuote { quote: quote.into() });
                        piece.push(&text[plain..at + end], plain);
                        return at + end;
                    }
                    _ => inner.add(text, i, line, quote, notes),
                },
                // A quote too few on the way, and the shell is still inside its quoting here.
                Quote::Closing if quote == b'\'' && inner.parity % 2 == 1 => {
                    InnerQuotes::raise(Effect::Waits, notes);
                    break i;
                }
                _ => break i,
            }
        }
        if byte >= 0xc2 && progress.is_whole() {
            // Opened with a straight quote, closed with a typographic one.
            let c = text[i..].chars().next().filter(|c| Class::of(quote).contains(*c));
            if let Some(c) = c.filter(|c| typography::ends_body(&text[i + c.len_utf8()..])) {
                notes.push_once(i..i + c.len_utf8(), RepairKind::TypographicQuotes);
                piece.push(&text[plain..i], plain);
                return i + c.len_utf8();
            }
        }
        if byte == b'\n' {
            line += 1;
        }
        if let Some(quotes) = repeats.filter(|quotes| byte == b'"' && text[i..].starts_with(*quotes)) {
            progress.step(byte);
            i += quotes.len();
            continue;
        }
        if byte == b'\\' && has_escaped_quotes {
            // Its own quotes have one backslash, those within its texts more.
            let count = bytes[i..].iter().take_while(|byte| **byte == b'\\').count();
            let is_quote = bytes.get(i + count) == Some(&b'"');
            progress.in_string ^= is_quote && count == 1;
            i += count + usize::from(is_quote);
            continue;
        }
        if byte == b'\\' && !progress.in_string {
            // JSON has no backslash between its values.
            piece.push(&text[plain..i], plain);
            plain = i + 1;
            first_backslash = if backslashes == 0 { i } else { first_backslash };
            backslashes += 1;
        } else {
            progress.step(byte);
        }
        i += 1;
        if byte == b'}' && progress.depth == 0 && !progress.in_string && is_before_option(&text[i..]) {
            notes.push(at - 1..at, RepairKind::UnclosedQuote { quote: quote.into() });
            piece.push(&text[plain..i], plain);
            return i;
        }
    };
    piece.push(&text[plain..end], plain);
    notes.has_escaped_quote |= quote == b'\'' && ends_with_escape(&text[at..end]);
    if backslashes > 0 {
        notes.push(first_backslash, RepairKind::BackslashesInBody(backslashes));
    }
    (end + 1).min(bytes.len())
}

/// Whether an option or URL follows after blanks, and the character that joins lines among them.
fn is_before_option(after: &str) -> bool {
    let next = after.trim_start_matches(is_blank);
    let next = next.strip_prefix(['\\', '^', '`']).unwrap_or(next).trim_start_matches(is_blank);
    next.len() < after.len() && super::continues(next)
}

/// Where the body in `text` ends, after which an option stands at the text's end.
fn end_before_option(text: &str) -> Option<usize> {
    /// How long an option is at most, so that reading stays linear.
    const LONGEST: usize = 30;
    let option = text.trim_end_matches([' ', '\t']);
    let start = option.bytes().rev().take(LONGEST).position(|byte| matches!(byte, b' ' | b'\t' | b'\n'))?;
    let start = option.len() - start;
    let is_before = |c: char| is_blank(c) || matches!(c, '\\' | '^' | '`');
    let body = option[..start].trim_end_matches(is_before);
    (option.len() < text.len() && super::is_option(&option[start..]) && body.ends_with(['}', ']']))
        .then_some(body.len())
}

/// The quotes inside a body that the shell would have taken for its own; told once a line.
struct InnerQuotes {
    line: usize,
    count: usize,
    /// How many there were in the whole body: after an odd number the shell is outside its quoting.
    parity: usize,
}

impl InnerQuotes {
    fn add(&mut self, text: &str, at: usize, line: usize, quote: u8, notes: &mut Report) {
        self.parity += 1;
        if quote == b'"' && self.count > 0 {
            // Each of its own texts has some: once is enough.
            return;
        }
        if self.line == line {
            self.count += 1;
            if let Some(RepairKind::InnerQuote { more, .. }) = notes.last() {
                *more = self.count - 1;
            }
        } else {
            (self.line, self.count) = (line, 1);
            notes.push(at, RepairKind::InnerQuote { quote: quote.into(), more: 0, effect: Effect::Dropped });
        }
        if self.parity % 2 == 1 && quote == b'\'' {
            let rest = &text[at + 1..];
            let outside = &rest[..rest.find('\'').unwrap_or(rest.len())];
            let effect = if outside.contains(['$', '`']) {
                Effect::Expanded
            } else if outside.contains([' ', '\t', '\n', '|', '&', ';', '<', '>', '(', ')']) {
                Effect::Cut
            } else {
                Effect::Dropped
            };
            Self::raise(effect, notes);
        }
    }

    fn raise(worse: Effect, notes: &mut Report) {
        if let Some(RepairKind::InnerQuote { effect, .. }) = notes.last() {
            *effect = worse.max(*effect);
        }
    }
}

/// What the quote at the byte `at` is, told by what stands around it.
fn kind(text: &str, at: usize, quote: u8, progress: Progress) -> Quote {
    let rest = &text[at + 1..];
    if quote == b'\'' && is_concatenation(rest) {
        return Quote::Concatenation;
    }
    let after = rest.trim_start_matches(|c: char| c != '\n' && is_blank(c));
    // The backslash that joins lines, with or without a blank after it.
    let is_joint = |after: &&str| after.starts_with([' ', '\t', '\r', '\n']);
    let joined = after.strip_prefix(['\\', '^', '`']).filter(is_joint).unwrap_or(after);
    let is_joined = joined.len() < after.len();
    let next = joined.trim_start_matches([' ', '\t', '\r', '\n']);
    if next.is_empty() || rest.starts_with(')') && progress.depth <= 0 {
        return Quote::Closing;
    }
    if after.len() == rest.len() && !is_joined && !after.starts_with(['\n', '|', '&', ';', '>']) {
        return Quote::Inner;
    }
    let before = text[..at].trim_end_matches([' ', '\t', '\r', '\n', '\\']);
    let is_end = before.ends_with(['}', ']']) || quote == b'\'' && !progress.in_string;
    let is_break = is_joined || after.starts_with(['\n', '|', '&', ';', '>', '<', '#']);
    let is_closing =
        if is_break || super::continues(next) { is_end } else { progress.depth <= 0 && !progress.in_string };
    if is_closing { Quote::Closing } else { Quote::Inner }
}

/// Whether what follows the closing single quote joins two parts of one word: only escapes, texts in
/// double quotes and references stand before the next single quote.
fn is_concatenation(rest: &str) -> bool {
    /// How far the next single quote is looked for: so that reading stays linear.
    const LONGEST: usize = 400;
    let bytes = &rest.as_bytes()[..rest.len().min(LONGEST)];
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
                let length = reference(&rest[at..]).map_or(0, |(_, length)| length);
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

/// The length of the `$NAME`, `${NAME}`, `$(…)` or `` `…` `` at the start of `text`, and what it is.
pub(super) fn reference(text: &str) -> Option<(crate::report::Reference, usize)> {
    use crate::report::Reference;
    /// How far the end of a reference is looked for: so that reading stays linear.
    const LONGEST: usize = 200;
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let up_to = |close: u8, from: usize| bytes[from..].iter().position(|byte| *byte == close).map(|at| from + at + 1);
    match (bytes.first()?, bytes.get(1)?) {
        (b'`', _) => Some((Reference::Command, up_to(b'`', 1)?)),
        (b'$', b'(') => Some((Reference::Command, up_to(b')', 2)?)),
        (b'$', b'{') if super::is_template(&text[2..]) => None,
        (b'$', b'{') => Some((Reference::Variable, up_to(b'}', 2)?)),
        (b'$', first) if first.is_ascii_alphabetic() || *first == b'_' => {
            Some((Reference::Variable, 1 + bytes[1..].iter().take_while(|byte| is_name(byte)).count()))
        }
        _ => None,
    }
}
