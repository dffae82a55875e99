//! Finds the ends of objects in JSON and programs, with any quotes, escapes and comments.

use std::ops::Range;

use model::char_set::CharSet;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    /// A string with its quotes.
    Text,
    Word,
    Sign,
}

/// Returns the number of backslashes before the first quote of the object whose brace is at the byte `start`, or 0 if
/// it has no quotes. Returns `None` if no object begins there.
pub(super) fn backslashes_before_quote(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?.strip_prefix('{')?;
    let rest = trim_escaped_start(rest);
    let backslashes = rest.bytes().take_while(|byte| *byte == b'\\').count();
    let first = rest[backslashes..].chars().next()?;
    if backslashes == 0 && rest[prefix_length(rest)..].starts_with_any("\"'") {
        return Some(0);
    }
    match first {
        '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '″' => Some(backslashes),
        '}' | '{' | '/' | '#' | ',' | '[' if backslashes == 0 => Some(0),
        // An unquoted name and the separator after it.
        c if backslashes == 0 && (c.is_alphabetic() || matches!(c, '_' | '$' | ':' | '<')) => {
            let name = rest.trim_start_matches(|c: char| {
                c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | ':' | '<' | '>')
            });
            let is_parted = rest[..rest.len() - name.len()].ends_with(':') || name.trim_start().starts_with_any("=:");
            is_parted.then_some(0)
        }
        _ => None,
    }
}

/// Returns the length of a Python string prefix at the start of `text`, such as `u` or `rb`.
pub(super) fn prefix_length(text: &str) -> usize {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if is_string_prefix(&text[..length]) { length } else { 0 }
}

/// Returns whether `word` is a Python string prefix: bytes, Unicode, raw or formatted.
pub(super) fn is_string_prefix(word: &str) -> bool {
    (1..=2).contains(&word.len())
        && word.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'b' | b'u' | b'r' | b'f'))
}

/// Returns `text` without leading white space, including escaped line breaks and tabs.
pub(super) fn trim_escaped_start(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let escape = rest.trim_start_matches('\\');
        let is_escape = escape.len() < rest.len()
            && escape.starts_with_any("nrt")
            && !escape[1..].starts_with(|c: char| c.is_alphanumeric());
        if !is_escape {
            return rest;
        }
        rest = escape[1..].trim_start();
    }
}

/// Returns the offset after the brace that closes the object at the byte `start`, or `None` if it is not closed.
pub(super) fn find_end(text: &str, start: usize, backslashes: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (kind, range) in Scanner::new(text, start, backslashes) {
        match kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(range.end);
                }
            }
            _ => {}
        }
    }
    None
}

/// Iterates over the tokens of an object.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The number of backslashes before a delimiting quote.
    backslashes: usize,
    /// The last byte that is not white space.
    last: u8,
    /// For single quotes, backticks and typographic quotes: the offset up to which none closes a string, which keeps
    /// the scan linear.
    open: [usize; 3],
}

impl<'t> Scanner<'t> {
    /// Scans `text` from the byte `at`.
    pub fn new(text: &'t str, at: usize, backslashes: usize) -> Self {
        Self { text, at, backslashes, last: b'{', open: [0; 3] }
    }

    /// Returns the end of the double-quoted string at the byte `at`: after its closing quote, or at the end of the
    /// line.
    fn string_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut i = at + 1;
        let mut run = 0;
        while let Some(byte) = bytes.get(i) {
            match byte {
                b'\\' => run += 1,
                b'"' if self.delimits(run) => return i + 1,
                b'\n' => return i,
                _ => run = 0,
            }
            if *byte == b'"' {
                run = 0;
            }
            i += 1;
        }
        i
    }

    /// Returns whether a quote after `run` backslashes is a delimiter.
    fn delimits(&self, mut run: usize) -> bool {
        if !(self.backslashes + 1).is_power_of_two() {
            return run == self.backslashes;
        }
        let mut level = self.backslashes;
        while level > 0 {
            if run.is_multiple_of(2) {
                // The surrounding string ends here.
                return true;
            }
            (run, level) = (run / 2, level / 2);
        }
        run.is_multiple_of(2)
    }

    /// Returns the end of the string in single quotes or backticks at the byte `at`, if its closing quote precedes
    /// something that can follow a string.
    fn other_string_end(&mut self, at: usize, quote: u8) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let open = &mut self.open[usize::from(quote == b'`')];
        if at < *open {
            return None;
        }
        let mut i = at + 1;
        while let Some(byte) = bytes.get(i) {
            match byte {
                b'\\' => i += 1,
                b'\n' if quote == b'\'' => break,
                byte if *byte == quote && is_before_end(&bytes[i + 1..]) => return Some(i + 1),
                _ => {}
            }
            i += 1;
        }
        *open = i.min(bytes.len());
        None
    }

    /// Returns the end of the string in typographic quotes at the byte `at`, if its closing quote is on the same line
    /// and precedes something that can follow a string.
    fn typographic_end(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let closers = match rest.chars().next()? {
            '“' | '”' | '„' => "“”",
            '‘' | '’' | '‚' => "‘’",
            '«' | '»' => "«»",
            _ => return None,
        };
        if at < self.open[2] {
            return None;
        }
        let line = rest.lines().next().unwrap_or_default();
        let quotes = line.match_indices(|c| closers.contains(c)).skip_while(|(start, _)| *start == 0);
        let end = quotes
            .map(|(start, quote)| at + start + quote.len())
            .find(|end| is_before_end(&self.text.as_bytes()[*end..]));
        if end.is_none() {
            self.open[2] = at + line.len();
        }
        end
    }
}

/// Returns whether `after` begins with something that can follow a string.
fn is_before_end(after: &[u8]) -> bool {
    let next = after.iter().take(80).find(|byte| !matches!(byte, b' ' | b'\t'));
    next.is_none_or(|next| matches!(next, b',' | b':' | b'}' | b']' | b')' | b'=' | b'\r' | b'\n' | b';' | b'+'))
}

impl Iterator for Scanner<'_> {
    type Item = (TokenKind, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at;
            let byte = *bytes.get(start)?;
            let kind = match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {
                    self.at += 1;
                    continue;
                }
                b'\\' => {
                    // Escapes between tokens, such as line breaks.
                    self.at += bytes[start..].iter().take_while(|byte| **byte == b'\\').count();
                    let is_space = matches!(bytes.get(self.at), Some(b'n' | b'r' | b't'));
                    self.at += usize::from(is_space);
                    continue;
                }
                b'/' if bytes.get(start + 1) == Some(&b'/') && self.backslashes == 0 => {
                    self.at += self.text[start..].find('\n').unwrap_or(self.text.len() - start);
                    continue;
                }
                b'/' if bytes.get(start + 1) == Some(&b'*') => {
                    let inside = &self.text[start + 2..];
                    self.at += 2 + inside.find("*/").map_or(inside.len(), |end| end + 2);
                    continue;
                }
                b'"' => {
                    self.at = self.string_end(start);
                    TokenKind::Text
                }
                b'\'' | b'`' if is_after_separator(self.last) => {
                    if let Some(end) = self.other_string_end(start, byte) {
                        self.at = end;
                        TokenKind::Text
                    } else {
                        self.at += 1;
                        TokenKind::Sign
                    }
                }
                b'{' | b'[' => {
                    self.at += 1;
                    TokenKind::Open
                }
                b'}' | b']' => {
                    self.at += 1;
                    TokenKind::Close
                }
                _ if is_after_separator(self.last)
                    && let Some(end) = self.typographic_end(start) =>
                {
                    self.at = end;
                    TokenKind::Text
                }
                _ if is_word(byte) => {
                    self.at += bytes[start..].iter().take_while(|byte| is_word(**byte)).count();
                    TokenKind::Word
                }
                _ => {
                    self.at += 1;
                    TokenKind::Sign
                }
            };
            self.last = bytes[self.at - 1];
            return Some((kind, start..self.at));
        }
    }
}

/// Returns whether a string can follow this byte.
fn is_after_separator(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'(' | b',' | b':' | b'=' | b'>' | b'+')
}

/// Returns whether a byte belongs to a word, number or non-ASCII character.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | b'-') || byte >= 0x80
}
