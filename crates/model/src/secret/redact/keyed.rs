//! Finds the values of secret keys: `token=…`, `"token": "…"`, `<token>…</token>`, `Authorization: Bearer …`.

use std::ops::Range;

use super::super::{closer, is_secret_key};
use crate::secret::views::Mapped;

/// The longest tag that can stand between a key and its value, and the longest index of a key.
const LONGEST_TAG: usize = 300;

/// Words that an API says of a secret rather than one.
const SAID: [&str; 26] = [
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

/// Words before a secret in a header.
const SCHEMES: [&str; 9] = ["bearer", "basic", "token", "user", "organization", "element", "oauth", "digest", "jwt"];

/// Returns the ranges of the values in a view, in rising order.
pub(super) fn values(view: &[Mapped]) -> Vec<Range<usize>> {
    let scan = Scan { view };
    let (mut found, mut tag, mut at) = (Vec::new(), None, 0);
    while at < view.len() {
        let c = scan.at(at);
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
                Some(tag) if scan.at(tag + 1) != '/' => scan.in_tag(tag, start..at, &mut found),
                _ => found.extend(scan.value(at, &word)),
            }
        } else if matches!(word.to_ascii_lowercase().as_str(), "bearer" | "basic" | "element") {
            found.extend(scan.random_word(at));
        }
        // A value is no key: what a value is made of is not looked through again.
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

/// Whether a key says that its value is a secret, as `snake_case` or as `camelCase`.
fn is_key(word: &str) -> bool {
    let word = word.trim_matches(['.', '-', '$', '_']);
    let mut snake = String::with_capacity(word.len() + 4);
    let mut was_small = false;
    for c in word.chars() {
        if was_small && c.is_ascii_uppercase() {
            snake.push('_');
        }
        was_small = c.is_ascii_lowercase();
        snake.push(c);
    }
    let last = snake.rsplit(['.', '_', '-']).next().unwrap_or_default().to_ascii_lowercase();
    is_secret_key(word) || is_secret_key(&snake) || matches!(last.as_str(), "pw" | "pwd" | "pass" | "passphrase")
}

struct Scan<'v> {
    view: &'v [Mapped],
}

impl Scan<'_> {
    /// Returns the character there; NUL behind the end.
    fn at(&self, at: usize) -> char {
        self.view.get(at).map_or('\0', |mapped| mapped.c)
    }

    fn text(&self, range: Range<usize>) -> String {
        self.view[range].iter().map(|mapped| mapped.c).collect()
    }

    fn word_end(&self, start: usize) -> usize {
        start + self.view[start..].iter().take_while(|mapped| is_word(mapped.c)).count()
    }

    fn is_tag(&self, at: usize) -> bool {
        matches!(self.at(at + 1), 'a'..='z' | 'A'..='Z' | '/' | '?' | '!' | '_')
    }

    /// Returns where that character is next, or the end.
    fn next(&self, from: usize, c: char) -> usize {
        let from = from.min(self.view.len());
        from + self.view[from..].iter().take_while(|mapped| mapped.c != c).count()
    }

    /// Finds the value of a key that stands in a tag: what the element has in it, or the attributes beside the key.
    fn in_tag(&self, tag: usize, key: Range<usize>, found: &mut Vec<Range<usize>>) {
        let end = self.next(key.end, '>');
        let is_name = self.view[tag + 1..key.start].iter().all(|mapped| is_word(mapped.c) || mapped.c == ':');
        if self.view[key.end..end].iter().any(|mapped| matches!(mapped.c, '=' | '"' | '\'')) {
            found.push(key.end..end);
        }
        let is_closed = end > 0 && self.at(end - 1) == '/';
        if is_closed || end >= self.view.len() {
            return;
        }
        let mut close = end + 1;
        loop {
            close = self.next(close, '<');
            if close >= self.view.len() || !is_name {
                break;
            }
            let name = self.at(close + 1) == '/' && {
                let name = self.next(close, '>');
                let own = self.text(key.clone());
                self.text(close..name).to_ascii_lowercase().ends_with(&own.to_ascii_lowercase())
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
        let (mut is_assigned, mut is_said) = (false, false);
        let start = at;
        loop {
            let c = self.at(at);
            match c {
                c if c.is_whitespace() => at += 1,
                '=' | ':' | '→' | '⇒' | '>' | '|' => (is_assigned, at) = (true, at + 1),
                '<' if self.is_tag(at) => {
                    let end = self.next(at, '>');
                    if end - at > LONGEST_TAG {
                        return None;
                    }
                    (is_assigned, at) = (true, end + 1);
                }
                '[' | '(' if !is_assigned => {
                    let end = self.next(at, if c == '[' { ']' } else { ')' });
                    if end - at > LONGEST_TAG {
                        return None;
                    }
                    at = end + 1;
                }
                '"' | '\'' | '`' | '\\' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '*' | ')' | ']' | '}' | ','
                    if !is_assigned =>
                {
                    // A comma parts a key from its value in `"name": "token", "value": "…"` alone.
                    if c == ',' && !self.names_value(at + 1) {
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
                        "is" | "was" => is_said = true,
                        _ if is_said || at > start => return self.random_word(at),
                        _ => return None,
                    }
                    at = end;
                }
                _ => return None,
            }
        }
    }

    /// Whether the next word is one for the value of a pair.
    fn names_value(&self, mut at: usize) -> bool {
        while self.at(at).is_whitespace() || matches!(self.at(at), '"' | '\'' | '\\') {
            at += 1;
        }
        let end = self.word_end(at.min(self.view.len()));
        matches!(self.text(at.min(end)..end).to_ascii_lowercase().as_str(), "value" | "content" | "val")
    }

    /// Returns the word at `at` or after spaces, if it looks as if nobody had chosen its letters.
    fn random_word(&self, mut at: usize) -> Option<Range<usize>> {
        const FEWEST: usize = 8;
        while self.at(at).is_whitespace() {
            at += 1;
        }
        let range = self.bare(at);
        let word = self.text(range.clone());
        let (has_digit, has_letter) =
            (word.contains(|c: char| c.is_ascii_digit()), word.contains(|c: char| c.is_ascii_alphabetic()));
        let is_mixed = word.len() >= 20 && word.chars().skip(1).any(|c| c.is_ascii_uppercase());
        (word.len() >= FEWEST && (has_digit && has_letter || is_mixed)).then_some(range)
    }

    /// Returns the word without quotes at `at`.
    fn bare(&self, at: usize) -> Range<usize> {
        let is_end = |c: char| {
            c.is_whitespace()
                || matches!(c, ',' | ';' | '&' | '"' | '\'' | '`' | '<' | '>')
                || matches!(c, ')' | ']' | '}' | '|' | '\\' | '“' | '”')
        };
        let at = at.min(self.view.len());
        let mut end = at + self.view[at..].iter().take_while(|mapped| !is_end(mapped.c)).count();
        while end > at && matches!(self.at(end - 1), '.' | '!' | '?' | ':') {
            end -= 1;
        }
        at..end
    }

    /// Returns the value that begins at `at`, with quotes or brackets around it or without.
    fn assigned(&self, at: usize, key: &str) -> Option<Range<usize>> {
        let slashes = self.view[at..].iter().take_while(|mapped| mapped.c == '\\').count();
        let open = at + slashes;
        match self.at(open) {
            quote @ ('"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '«' | '»' | '„') => {
                let close = closer(quote).unwrap_or(quote);
                let mut end = open + 1;
                let mut run = 0;
                while end < self.view.len() {
                    let c = self.at(end);
                    if (c == close || c == quote) && run <= slashes {
                        break;
                    }
                    run = if c == '\\' { run + 1 } else { 0 };
                    end += 1;
                }
                // The backslashes of the quote that ends it are no part of it.
                let end = if end < self.view.len() { end - run.min(slashes) } else { end };
                (end > open + 1).then_some(open + 1..end)
            }
            '{' | '[' | '(' => {
                let (mut depth, mut end, mut is_string) = (0_usize, open, false);
                while end < self.view.len() {
                    match self.at(end) {
                        '"' if self.at(end - 1) != '\\' => is_string = !is_string,
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
                let mut value = self.bare(at);
                while SCHEMES.contains(&self.text(value.clone()).to_ascii_lowercase().as_str()) {
                    let spaces = self.view[value.end..].iter().take_while(|mapped| mapped.c.is_whitespace()).count();
                    let next = self.bare(value.end + spaces);
                    if spaces == 0 || next.is_empty() {
                        break;
                    }
                    value = next;
                }
                let word = self.text(value.clone());
                (!word.is_empty() && !SAID.contains(&word.as_str())).then_some(value)
            }
        }
    }
}
