//! Reads text in single, double and typographic quotes (POSIX.1-2017, Shell Command Language, 2.2), and recovers
//! missing closing quotes.

use model::char_set::CharSet;
use model::json::ends_with_escape;

use super::PosixLexer;
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::escaped_body::EscapedBody;
use crate::shell::typography::{self, QuoteClass};
use crate::shell::{ShellWord, quoted_body};
use crate::shell_effect::ShellEffect;

impl PosixLexer<'_, '_> {
    /// Reads the text after a `'`.
    pub(super) fn read_single_quoted(
        &mut self,
        word: &mut ShellWord,
        body: &mut Option<quoted_body::Scan>,
    ) -> Result<(), ParseError> {
        let start = self.at;
        if self.is_fish {
            return self.read_fish_single_quoted(&mut word.mapped);
        }
        let may_be_body = !self.is_format && body.is_none() && may_be_body(&word.mapped.text);
        if may_be_body && quoted_body::begins_body(self.rest()) {
            *body = Some(quoted_body::Scan::default());
        }
        if let Some(scan) = body {
            self.at = quoted_body::read(self.text, start, b'\'', scan, &mut word.mapped, self.report);
            return Ok(());
        }
        let close = self.rest().find('\'');
        if !self.is_format && self.recover_unclosed(b'\'', close, &mut word.mapped) {
            return Ok(());
        }
        let length = close.ok_or((Some(start - 1), ImportError::UnclosedQuote { quote: '\'' }))?;
        word.mapped.push(&self.text[start..start + length], start);
        self.at = start + length + 1;
        self.report.has_escaped_quote |= ends_with_escape(&self.text[start..start + length]);
        Ok(())
    }

    /// Reads the text after a `'` of fish, where `\'` and `\\` are escapes.
    fn read_fish_single_quoted(&mut self, mapped: &mut MappedText) -> Result<(), ParseError> {
        let open = self.at - 1;
        loop {
            let length = self.rest().find_any("'\\").ok_or((Some(open), ImportError::UnclosedQuote { quote: '\'' }))?;
            mapped.push(&self.text[self.at..self.at + length], self.at);
            self.at += length + 1;
            if self.bytes[self.at - 1] == b'\'' {
                return Ok(());
            }
            if let Some(escaped @ (b'\'' | b'\\')) = self.bytes.get(self.at) {
                mapped.push_char(char::from(*escaped), self.at);
                self.at += 1;
            } else {
                mapped.push("\\", self.at - 1);
            }
        }
    }

    /// Reads the text after a `"`, in which `$`, backtick and backslash are special (2.2.3).
    pub(super) fn read_double_quoted(
        &mut self,
        word: &mut ShellWord,
        body: &mut Option<quoted_body::Scan>,
    ) -> Result<(), ParseError> {
        let open = self.at - 1;
        let begins_body = body.is_none() && may_be_body(&word.mapped.text);
        if begins_body && quoted_body::is_unescaped(self.rest()) {
            let mut scan = quoted_body::Scan::default();
            self.at = quoted_body::read(self.text, self.at, b'"', &mut scan, &mut word.mapped, self.report);
            return Ok(());
        }
        if begins_body && is_doubled_body(self.rest()) {
            return self.read_doubled(&mut word.mapped);
        }
        if self.recover_unclosed(b'"', self.closing_double(), &mut word.mapped) {
            return Ok(());
        }
        // JSON in single quotes, which contains double ones as characters.
        let is_other_body = begins_body && is_single_quoted_body(self.rest());
        let start = word.mapped.text.len();
        let mut escaped = EscapedBody::default();
        loop {
            let length =
                self.rest().find_any("\"\\$`").ok_or((Some(open), ImportError::UnclosedQuote { quote: '"' }))?;
            word.mapped.push(&self.text[self.at..self.at + length], self.at);
            self.at += length;
            match self.bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    let is_end = || word.mapped.text.trim_end().ends_with('}') && typography::ends_body(self.rest());
                    let is_inner = if is_other_body {
                        !is_end() && self.rest().contains('"')
                    } else {
                        begins_body && escaped.has_quote(&word.mapped.text[start..], self.rest())
                    };
                    if !is_inner {
                        return Ok(());
                    }
                    let repair = RepairKind::InnerQuote { quote: '"', more: 0, effect: ShellEffect::Dropped };
                    self.report.push_once(self.at - 1..self.at, repair);
                    word.mapped.push("\"", self.at - 1);
                }
                b'\\' => {
                    self.at += 1;
                    if let Some(end) = self.line_break(self.at) {
                        self.at = end;
                    } else if let Some(escaped @ (b'$' | b'`' | b'"' | b'\\')) = self.bytes.get(self.at) {
                        // fish keeps the backslash before a backtick.
                        if self.is_fish && *escaped == b'`' {
                            word.mapped.push("\\", self.at - 1);
                        }
                        word.mapped.push_char(char::from(*escaped), self.at);
                        self.at += 1;
                    } else {
                        word.mapped.push("\\", self.at - 1);
                    }
                }
                _ => self.read_reference(&mut word.mapped, true),
            }
        }
    }

    /// Returns the distance from the cursor to the next unescaped `"`.
    fn closing_double(&self) -> Option<usize> {
        let mut at = 0;
        loop {
            at += self.rest()[at..].find_any("\"\\")?;
            if self.rest()[at..].starts_with('"') {
                return Some(at);
            }
            at += 1 + self.rest()[at + 1..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// Reads a body whose quotes are doubled or tripled, up to a single quote.
    fn read_doubled(&mut self, mapped: &mut MappedText) -> Result<(), ParseError> {
        let start = self.at;
        let rejected = (Some(start - 1), ImportError::UnclosedQuote { quote: '"' });
        let first = self.rest().find('"').unwrap_or(0);
        let quotes = if self.rest()[first..].starts_with("\"\"\"") { "\"\"\"" } else { "\"\"" };
        loop {
            self.at += self.rest().find('"').ok_or(rejected.clone())?;
            if !self.rest().starts_with(quotes) {
                break;
            }
            self.at += quotes.len();
        }
        mapped.push(&self.text[start..self.at], start);
        self.at += 1;
        Ok(())
    }

    /// Recovers a quoted value that does not end at `close`. A URL ends at a space; any other value ends at a
    /// typographic quote or before the option whose value the quote opens. The cursor is behind the opening quote.
    /// Returns whether there was such a value.
    fn recover_unclosed(&mut self, quote: u8, close: Option<usize>, mapped: &mut MappedText) -> bool {
        let start = self.at;
        let rest = &self.text[start..];
        let class = QuoteClass::of(quote);
        let content = &rest[..close.unwrap_or(rest.len())];
        let is_url = rest.starts_with("http://") || rest.starts_with("https://");
        let is_closed = close.is_some_and(|close| typography::ends_word(&rest[close + 1..]));
        if is_url && is_closed && is_wrapped(content) {
            let mut at = start;
            for line in content.split('\n') {
                mapped.push(line.trim(), at + line.len() - line.trim_start().len());
                at += line.len() + 1;
            }
            self.at = start + content.len() + 1;
            self.report.push(start..self.at, RepairKind::LineBreakInUrl);
            return true;
        }
        let space = content
            .find(char::is_whitespace)
            .filter(|space| is_url && (close.is_none() || !content[*space..].chars().all(typography::is_space)));
        // A closing quote before more text opens another value.
        let opens_next_value = close.is_none_or(|close| !typography::ends_word(&rest[close + 1..]));
        let up_to_close = close.map_or(rest, |close| &rest[..=close]);
        let option = if opens_next_value && space.is_none() { typography::next_option(up_to_close) } else { None };
        let space = space.or_else(|| (is_url && close.is_none()).then_some(content.len()));
        let region = &content[..space.or(option).unwrap_or(content.len())];
        let is_recoverable = space.is_some() || option.is_some() || opens_next_value;
        let typographic = typography::closing_quote(region, class)
            .filter(|(_, c)| is_recoverable && typography::typographic(*c).is_some());
        if let Some((at, c)) = typographic {
            mapped.push(&rest[..at], start);
            self.at = start + at + c.len_utf8();
            self.report.push_once(start + at..self.at, RepairKind::TypographicQuotes);
            return true;
        }
        let Some(end) = space.or(option) else { return false };
        let end = rest[..end].trim_end_any("\\^`").len();
        mapped.push(&rest[..end], start);
        self.at = start + end;
        self.report.push(start - 1..start, RepairKind::UnclosedQuote { quote: quote.into() });
        true
    }

    /// Reads text in typographic quotes, the first of which is `c` at the cursor. Returns whether there was any.
    pub(super) fn read_typographic(&mut self, c: char, word: &mut ShellWord) -> Result<bool, ParseError> {
        let Some(class) = typography::typographic(c) else { return Ok(false) };
        let before = word.mapped.text.as_str();
        if !(before.is_empty() || before.ends_with('=') || typography::is_option(before)) {
            return Ok(false);
        }
        let (open, start) = (self.at, self.at + c.len_utf8());
        let rest = &self.text[start..];
        word.is_quoted = true;
        self.report.push_once(open..start, RepairKind::TypographicQuotes);
        let end = if quoted_body::begins_body(rest) { closing_of_body(rest, class) } else { None };
        if let Some((at, close)) = end.or_else(|| typography::closing_quote(rest, class)) {
            let option = typography::next_option(&rest[..at]).filter(|_| !quoted_body::begins_body(rest));
            if option.is_none() {
                self.push_typographic(start..start + at, class, &mut word.mapped);
                self.at = start + at + close.len_utf8();
                return Ok(true);
            }
        }
        let is_url = rest.starts_with("http://") || rest.starts_with("https://");
        let space = rest.find(typography::is_space).filter(|_| is_url);
        let end = space.or_else(|| typography::next_option(rest)).or_else(|| is_url.then_some(rest.len()));
        let end = end.ok_or((Some(open), ImportError::UnclosedQuote { quote: c }))?;
        let end = rest[..end].trim_end_any("\\^`'\"").len();
        word.mapped.push(&rest[..end], start);
        self.at = start + end;
        if self.bytes.get(self.at).is_some_and(|byte| matches!(byte, b'\'' | b'"')) {
            self.at += 1;
        } else {
            self.report.push(open..start, RepairKind::UnclosedQuote { quote: c });
        }
        Ok(true)
    }

    /// Adds the text between typographic quotes, and decodes the escapes of the corresponding straight quotes.
    fn push_typographic(&self, range: std::ops::Range<usize>, class: QuoteClass, mapped: &mut MappedText) {
        let content = &self.text[range.clone()];
        let is_escaped = class == QuoteClass::Double
            && content.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\\\""));
        let mut plain = 0;
        for (at, _) in content.match_indices('\\') {
            if at < plain {
                continue;
            }
            let after = &content[at + 1..];
            let quote = after.chars().next().filter(|c| class == QuoteClass::Single && class.contains(*c));
            if let Some(quote) = quote {
                // `'\''`, with quotes of any direction.
                let before = content[plain..at].chars().next_back().filter(|c| class.contains(*c));
                let next = after[quote.len_utf8()..].chars().next().filter(|c| class.contains(*c));
                if let (Some(before), Some(next)) = (before, next) {
                    mapped.push(&content[plain..at - before.len_utf8()], range.start + plain);
                    mapped.replace_char('\'', range.start + at..range.start + at + 1 + quote.len_utf8());
                    plain = at + 1 + quote.len_utf8() + next.len_utf8();
                }
            } else if is_escaped && after.starts_with_any("\"\\$`") {
                mapped.push(&content[plain..at], range.start + plain);
                mapped.push(&after[..1], range.start + at + 1);
                plain = at + 2;
            }
        }
        mapped.push(&content[plain..], range.start + plain);
    }
}

/// Returns the quote of the kind `class` that closes the JSON at the start of `text`, and its offset.
fn closing_of_body(text: &str, class: QuoteClass) -> Option<(usize, char)> {
    // With straight quotes inside, the JSON can be tracked to its end.
    let inside = text.trim_start().strip_prefix('{')?.trim_start();
    let mut scan = inside.starts_with('"').then(quoted_body::Scan::default);
    let mut fallback = None;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        if class.contains(c) && matches!(last, '}' | ']') && typography::ends_body(&text[at + c.len_utf8()..]) {
            if scan.is_none_or(quoted_body::Scan::is_whole) {
                return Some((at, c));
            }
            fallback = fallback.or(Some((at, c)));
        }
        if let Some(scan) = &mut scan
            && c.is_ascii()
        {
            scan.step(c as u8);
        }
        last = if c.is_whitespace() { last } else { c };
    }
    fallback
}

/// Returns whether all white space in a URL comes from line wrapping.
fn is_wrapped(url: &str) -> bool {
    /// The maximum length of a wrapped URL, in bytes.
    const MAX_WRAPPED_URL_BYTES: usize = 400;
    let is_part = |line: &str| !line.is_empty() && !line.starts_with('-') && !line.contains_any(" \t\\\"");
    url.len() < MAX_WRAPPED_URL_BYTES && url.contains('\n') && url.split('\n').map(str::trim).all(is_part)
}

/// Returns whether a body can begin after this part of a word: nothing, an option or a name.
fn may_be_body(before: &str) -> bool {
    before.is_empty() || before == "-d" || before.ends_with('=')
}

/// Returns whether the text after a `"` is a body with doubled quotes.
fn is_doubled_body(rest: &str) -> bool {
    rest.trim_start().strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with("\"\""))
}

/// Returns whether the text after a `"` is a body in single quotes.
fn is_single_quoted_body(rest: &str) -> bool {
    rest.trim_start().strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with('\''))
}
