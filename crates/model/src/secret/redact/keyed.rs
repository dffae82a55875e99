//! Finds the values of secret keys: `token=…`, `"token": "…"`, `<token>…</token>`, `Authorization: Bearer …`.

use std::ops::Range;

use diagnostics::char_set::CharSet;

use super::super::key_name::PASSWORD_WORDS;
use super::super::{closer, is_secret_key};
use crate::secret::views::Mapped;

/// The maximum length, in characters, of a tag or an index between a key and its value.
const MAX_TAG_CHARS: usize = 300;

/// Words of messages about a secret, which are not the secret itself.
const MESSAGE_WORDS: [&str; 26] = [
    "null",
    "none",
    "undefined",
    "true",
    "false",
    "invalid",
    "expired",
    "missing",
    "required",
    "must",
    "is",
    "not",
    "was",
    "has",
    "cannot",
    "should",
    "the",
    "a",
    "an",
    "unauthorized",
    "wrong",
    "unknown",
    "bad",
    "incorrect",
    "no",
    "mismatch",
];

/// Schemes before a secret in a header.
const SCHEMES: [&str; 9] = ["bearer", "basic", "token", "user", "organization", "element", "oauth", "digest", "jwt"];

/// Returns the ranges of the values of secret keys in a view, in ascending order.
pub(super) fn values(view: &[Mapped]) -> Vec<Range<usize>> {
    let scan = Scan { view };
    let (mut found, mut tag, mut at) = (Vec::new(), None, 0);
    while at < view.len() {
        let c = scan.char_at(at);
        if !is_word(c) {
            match c {
                '<' if scan.is_tag(at) => tag = Some(at),
                '>' => tag = None,
                _ => {}
            }
            at += 1;
            continue;
        }
        let start = at;
        at = scan.word_end(start);
        let word = scan.text(start..at);
        let before = found.len();
        if is_key(&word) {
            match tag {
                Some(tag) if scan.char_at(tag + 1) != '/' => scan.in_tag(tag, start..at, &mut found),
                _ => found.extend(scan.value(at, &word)),
            }
        } else if matches!(word.to_ascii_lowercase().as_str(), "bearer" | "basic" | "element") {
            found.extend(scan.random_word(at));
        }
        // Skips the value: a secret key inside it is part of the value.
        if let Some(last) = found.get(before..).and_then(<[_]>::last) {
            at = at.max(last.end);
            tag = None;
        }
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '$')
}

/// Returns whether a word is a secret key, in `snake_case` or `camelCase`. Only a password's words are added: most other
/// words that a link rejects, such as `session` and `sign`, also occur in messages, which have to stay readable.
fn is_key(word: &str) -> bool {
    let word = word.trim_any(".-$_");
    let mut snake = String::with_capacity(word.len() + 4);
    let mut was_lowercase = false;
    for c in word.chars() {
        if was_lowercase && c.is_ascii_uppercase() {
            snake.push('_');
        }
        was_lowercase = c.is_ascii_lowercase();
        snake.push(c);
    }
    let last = snake.rsplit(['.', '_', '-']).next().unwrap_or_default().to_ascii_lowercase();
    is_secret_key(word) || is_secret_key(&snake) || PASSWORD_WORDS.contains(&last.as_str())
}

struct Scan<'v> {
    view: &'v [Mapped],
}

impl Scan<'_> {
    /// Returns the character at an index, or NUL after the end.
    fn char_at(&self, at: usize) -> char {
        self.view.get(at).map_or('\0', |mapped| mapped.c)
    }

    fn text(&self, range: Range<usize>) -> String {
        self.view[range].iter().map(|mapped| mapped.c).collect()
    }

    fn word_end(&self, start: usize) -> usize {
        start + self.view[start..].iter().take_while(|mapped| is_word(mapped.c)).count()
    }

    fn is_tag(&self, at: usize) -> bool {
        matches!(self.char_at(at + 1), 'a'..='z' | 'A'..='Z' | '/' | '?' | '!' | '_')
    }

    /// Returns the index of the next `c`, or the end.
    fn next(&self, from: usize, c: char) -> usize {
        let from = from.min(self.view.len());
        from + self.view[from..].iter().take_while(|mapped| mapped.c != c).count()
    }

    /// Finds the value of a key in a tag: the attributes after the key, and the content of the element.
    fn in_tag(&self, tag: usize, key: Range<usize>, found: &mut Vec<Range<usize>>) {
        let end = self.next(key.end, '>');
        let is_name = self.view[tag + 1..key.start].iter().all(|mapped| is_word(mapped.c) || mapped.c == ':');
        if self.view[key.end..end].iter().any(|mapped| matches!(mapped.c, '=' | '"' | '\'')) {
            found.push(key.end..end);
        }
        let is_closed = end > 0 && self.char_at(end - 1) == '/';
        if is_closed || end >= self.view.len() {
            return;
        }
        let mut close = end + 1;
        loop {
            close = self.next(close, '<');
            if close >= self.view.len() || !is_name {
                break;
            }
            let name = self.char_at(close + 1) == '/' && {
                let name = self.next(close, '>');
                let key = self.text(key.clone());
                self.text(close..name).to_ascii_lowercase().ends_with(&key.to_ascii_lowercase())
            };
            if name {
                break;
            }
            close += 1;
        }
        if close > end + 1 {
            found.push(end + 1..close);
        }
    }

    /// Returns the value after a key that ends at `at`.
    fn value(&self, mut at: usize, key: &str) -> Option<Range<usize>> {
        let (mut is_assigned, mut has_verb) = (false, false);
        let start = at;
        loop {
            let c = self.char_at(at);
            match c {
                c if c.is_whitespace() => at += 1,
                '=' | ':' | '→' | '⇒' | '>' | '|' => (is_assigned, at) = (true, at + 1),
                '<' if self.is_tag(at) => {
                    let end = self.next(at, '>');
                    if end - at > MAX_TAG_CHARS {
                        return None;
                    }
                    (is_assigned, at) = (true, end + 1);
                }
                '[' | '(' if !is_assigned => {
                    let end = self.next(at, if c == '[' { ']' } else { ')' });
                    if end - at > MAX_TAG_CHARS {
                        return None;
                    }
                    at = end + 1;
                }
                '"' | '\'' | '`' | '\\' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '*' | ')' | ']' | '}' | ','
                    if !is_assigned =>
                {
                    // A comma separates a key from its value only in `"name": "token", "value": "…"`.
                    if c == ',' && !self.is_value_key(at + 1) {
                        return None;
                    }
                    at += 1;
                }
                '\0' if at >= self.view.len() => return None,
                _ if is_assigned => return self.assigned(at, key),
                c if is_word(c) => {
                    let end = self.word_end(at);
                    match self.text(at..end).to_ascii_lowercase().as_str() {
                        "value" | "content" | "val" => {}
                        "is" | "was" => has_verb = true,
                        _ if has_verb || at > start => return self.random_word(at),
                        _ => return None,
                    }
                    at = end;
                }
                _ => return None,
            }
        }
    }

    /// Returns whether the next word is `value` or a synonym.
    fn is_value_key(&self, mut at: usize) -> bool {
        while self.char_at(at).is_whitespace() || matches!(self.char_at(at), '"' | '\'' | '\\') {
            at += 1;
        }
        let end = self.word_end(at.min(self.view.len()));
        matches!(self.text(at.min(end)..end).to_ascii_lowercase().as_str(), "value" | "content" | "val")
    }

    /// Returns the word at `at`, or after spaces, if its characters look random.
    fn random_word(&self, mut at: usize) -> Option<Range<usize>> {
        const MIN_BYTES: usize = 8;
        while self.char_at(at).is_whitespace() {
            at += 1;
        }
        let range = self.unquoted(at);
        let word = self.text(range.clone());
        let (has_digit, has_letter) =
            (word.contains(|c: char| c.is_ascii_digit()), word.contains(|c: char| c.is_ascii_alphabetic()));
        let is_mixed = word.len() >= 20 && word.chars().skip(1).any(|c| c.is_ascii_uppercase());
        (word.len() >= MIN_BYTES && (has_digit && has_letter || is_mixed)).then_some(range)
    }

    /// Returns the unquoted word at `at`.
    fn unquoted(&self, at: usize) -> Range<usize> {
        let is_end = |c: char| {
            c.is_whitespace()
                || matches!(c, ',' | ';' | '&' | '"' | '\'' | '`' | '<' | '>')
                || matches!(c, ')' | ']' | '}' | '|' | '\\' | '“' | '”')
        };
        let at = at.min(self.view.len());
        let mut end = at + self.view[at..].iter().take_while(|mapped| !is_end(mapped.c)).count();
        while end > at && matches!(self.char_at(end - 1), '.' | '!' | '?' | ':') {
            end -= 1;
        }
        at..end
    }

    /// Returns the value that starts at `at`, with or without quotes or brackets.
    fn assigned(&self, at: usize, key: &str) -> Option<Range<usize>> {
        let slashes = self.view[at..].iter().take_while(|mapped| mapped.c == '\\').count();
        let open = at + slashes;
        match self.char_at(open) {
            quote @ ('"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '«' | '»' | '„') => {
                let close = closer(quote).unwrap_or(quote);
                let mut end = open + 1;
                let mut run = 0;
                while end < self.view.len() {
                    let c = self.char_at(end);
                    if (c == close || c == quote) && run <= slashes {
                        break;
                    }
                    run = if c == '\\' { run + 1 } else { 0 };
                    end += 1;
                }
                // The backslashes that escape the closing quote are not part of the value.
                let end = if end < self.view.len() { end - run.min(slashes) } else { end };
                (end > open + 1).then_some(open + 1..end)
            }
            '{' | '[' | '(' => {
                let (mut depth, mut end, mut is_string) = (0_usize, open, false);
                while end < self.view.len() {
                    match self.char_at(end) {
                        '"' if self.char_at(end - 1) != '\\' => is_string = !is_string,
                        '{' | '[' | '(' if !is_string => depth += 1,
                        '}' | ']' | ')' if !is_string => depth -= 1,
                        _ => {}
                    }
                    end += 1;
                    if depth == 0 {
                        break;
                    }
                }
                (end > open + 2).then_some(open..end)
            }
            _ => {
                let key = key.to_ascii_lowercase();
                if key.ends_with("authorization") || key.ends_with("cookie") {
                    let count = self.view[at..].iter().take_while(|mapped| !matches!(mapped.c, '\n' | '\r' | '"'));
                    return Some(at..at + count.count()).filter(|range| !range.is_empty());
                }
                let mut value = self.unquoted(at);
                while SCHEMES.contains(&self.text(value.clone()).to_ascii_lowercase().as_str()) {
                    let spaces = self.view[value.end..].iter().take_while(|mapped| mapped.c.is_whitespace()).count();
                    let next = self.unquoted(value.end + spaces);
                    if spaces == 0 || next.is_empty() {
                        break;
                    }
                    value = next;
                }
                let word = self.text(value.clone());
                (!word.is_empty() && !MESSAGE_WORDS.contains(&word.as_str())).then_some(value)
            }
        }
    }
}
