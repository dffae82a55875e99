//! Redacts secrets in texts, such as an API's message or a stored value.
//!
//! A secret is recognized by its value (a secret of the request, in any escape), by the key before it, or by its
//! pattern, in every layer of escapes.

mod encoded;
mod keyed;
mod needles;

pub(crate) use encoded::decode_base64;

use std::ops::Range;

use super::views::{Mapped, for_each_view, original};
use needles::Needles;

/// A longer text, in bytes, is truncated before it is redacted: messages are shown truncated anyway.
const MAX_BYTES: usize = 20_000;

/// The text that is shown for a secret. Its fixed length hides the length of the secret.
pub const MASK: &str = "••••••••";

/// The secrets to find besides the request's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Values of secret keys, and everything with the pattern of a store's key, an account's secret or a token.
    All,
    /// All but the pattern of a token, which an ID can have too.
    Id,
}

/// Replaces each secret in `text` with a mask.
#[must_use]
pub fn redact(text: &str, own: &[String], scope: Scope) -> String {
    let (text, is_cut) = (beginning(text), text.len() > MAX_BYTES);
    let redacted = match secrets(text, own, scope) {
        Some(ranges) => replaced(text, &ranges, MASK),
        None => MASK.into(),
    };
    if is_cut { redacted + "…" } else { redacted }
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_BYTES)]
}

/// Returns whether a text contains a secret key with a value, such as `password=…`, in any layer of escapes. Checks the
/// first [`MAX_BYTES`] alone.
pub(crate) fn has_keyed_value(text: &str) -> bool {
    let mut is_found = false;
    let (_, is_complete) =
        for_each_view(beginning(text), |view| is_found = is_found || !keyed::values(view).is_empty());
    is_found || !is_complete
}

/// Replaces each range of `text`.
#[must_use]
pub(crate) fn replaced(text: &str, ranges: &[Range<usize>], replacement: &str) -> String {
    let (mut all, mut at) = (String::with_capacity(text.len()), 0);
    for range in ranges {
        all.push_str(&text[at..range.start]);
        all.push_str(replacement);
        at = range.end;
    }
    all + &text[at..]
}

/// Returns the values of secret keys and the texts with the pattern of a secret.
#[must_use]
pub fn foreign_secrets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (_, is_complete) = for_each_view(text, |view| {
        for range in keyed::values(view).into_iter().chain(pattern_matches(view, Scope::All)) {
            found.push(view[range].iter().map(|mapped| mapped.c).collect());
        }
    });
    if !is_complete {
        found.push(text.into());
    }
    found
}

/// Returns the ranges of all secrets, sorted and without overlaps, or `None` if the text has too many layers of escapes.
#[must_use]
pub(crate) fn secrets(text: &str, own: &[String], scope: Scope) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut values = Vec::new();
    let needles = Needles::new(own);
    let (last, is_complete) = for_each_view(text, |view| {
        let mut push = |range: Range<usize>| found.push(original(view, range));
        for range in keyed::values(view) {
            values.push(view[range.clone()].iter().map(|mapped| mapped.c).collect::<String>());
            push(range);
        }
        needles.find(view).into_iter().chain(pattern_matches(view, scope)).for_each(&mut push);
        encoded::secrets(view, &needles).into_iter().for_each(&mut push);
    });
    drop(last);
    if !is_complete {
        return None;
    }
    // A value that follows a secret key once is redacted everywhere.
    values.retain(|value| is_distinctive(value));
    if !values.is_empty() {
        let needles = Needles::new(&values);
        for_each_view(text, |view| found.extend(needles.find(view).into_iter().map(|range| original(view, range))));
    }
    Some(merged(found))
}

/// Returns whether a second occurrence of a value can hardly be a coincidence.
fn is_distinctive(value: &str) -> bool {
    const MIN_BYTES: usize = 8;
    value.len() >= MIN_BYTES && value.contains(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// Returns the ranges with the pattern of a store's key, a token or an account's secret.
pub(crate) fn pattern_matches(view: &[Mapped], scope: Scope) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let count = |from: usize, is: &dyn Fn(char) -> bool| view[from..].iter().take_while(|mapped| is(mapped.c)).count();
    let mut at = 0;
    while at < view.len() {
        if let Some(end) = store_key(view, at) {
            found.push(at..end);
            at = end;
            continue;
        }
        at += 1;
    }
    let mut at = 0;
    while scope == Scope::All && at < view.len() {
        let length = count(at, &|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_'));
        let signs = count(at + length, &|c| c == '=');
        let end = at + length + signs;
        if signs > 0 && length + signs.min(2) >= TOKEN_LENGTH && !is_request_id(&view[..at]) {
            // A path before the token can be part of the run.
            let run = at..at + length + signs.min(2);
            let tail = run.end - TOKEN_LENGTH;
            let is_path = tail > at && view[tail - 1].c == '/';
            if run.len() == TOKEN_LENGTH || is_path {
                found.push(tail..end);
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// The length of a token or an account's secret, in characters: 32 bytes as base64.
const TOKEN_LENGTH: usize = 44;

/// Returns the end of the store's key that starts at `at`.
fn store_key(view: &[Mapped], at: usize) -> Option<usize> {
    const MIN_CHARS: usize = 8;
    let head = view.get(at..at + 3)?;
    let is_head = matches!(head[0].c, 'c' | 'C') && matches!(head[1].c, 'k' | 'K' | 's' | 'S') && head[2].c == '_';
    if !is_head {
        return None;
    }
    let body = view[at + 3..].iter().take_while(|mapped| mapped.c.is_ascii_alphanumeric());
    let (length, has_digit) = body.fold((0, false), |(n, digit), mapped| (n + 1, digit || mapped.c.is_ascii_digit()));
    (length >= MIN_CHARS && has_digit).then_some(at + 3 + length)
}

/// Returns whether a text ends with the key of a request ID, with or without marks after it.
fn is_request_id(before: &[Mapped]) -> bool {
    let letters = before.iter().rev().take(40).map(|mapped| mapped.c);
    let letters: String = letters.filter(char::is_ascii_alphanumeric).take("requestid".len()).collect();
    letters.eq_ignore_ascii_case("ditseuqer")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(text: &str) -> String {
        redact(text, &["dXNlcg+/x=".into(), "a b&c<d>\"é".into()], Scope::All)
    }

    #[test]
    fn values_of_secret_keys_are_redacted() {
        for (text, expected) in [
            ("created id=1 token=T", "created id=1 token=••••••••"),
            ("id=1&token=T&x=2", "id=1&token=••••••••&x=2"),
            ("Token: T", "Token: ••••••••"),
            (")]}',\n{\"id\":1,\"token\":\"T\"}", ")]}',\n{\"id\":1,\"token\":\"••••••••\"}"),
            ("cb({\"token\":\"a\\\"b\"})", "cb({\"token\":\"••••••••\"})"),
            (r#"{\"token\":\"T\",\"id\":1}"#, r#"{\"token\":\"••••••••\",\"id\":1}"#),
            (r#"{\\\"token\\\":\\\"T\\\"}"#, r#"{\\\"token\\\":\\\"••••••••\\\"}"#),
            ("{token: T, id: 1}", "{token: ••••••••, id: 1}"),
            ("{'token': 'T'}", "{'token': '••••••••'}"),
            ("<r><id>1</id><token>T</token></r>", "<r><id>1</id><token>••••••••</token></r>"),
            ("<td>Token</td><td>T</td>", "<td>Token</td><td>••••••••</td>"),
            ("token%3DT%26id%3D1", "token%3D••••••••%26id%3D1"),
            ("{\"tok\\u0065n\":\"T\"", "{\"tok\\u0065n\":\"••••••••\""),
            ("t\0o\0k\0e\0n\0=\0T\0", "t\0o\0k\0e\0n\0=\0••••••••\0"),
            ("Authorization: User a=, Organization b\nx", "Authorization: ••••••••\nx"),
            ("accessKey => T9", "accessKey => ••••••••"),
            ("{\"token\":{\"value\":\"T\"}}", "{\"token\":••••••••}"),
            ("{\"name\":\"token\",\"value\":\"T\"}", "{\"name\":\"token\",\"value\":\"••••••••\"}"),
            ("token T0KEN-1234 made", "token •••••••• made"),
            ("token=T0KEN-1234 and T0KEN-1234", "token=•••••••• and ••••••••"),
        ] {
            assert_eq!(redacted(text), expected, "{text}");
        }
    }

    #[test]
    fn words_and_ids_are_not_redacted() {
        for text in [
            "Invalid user or organization secret",
            "Invalid token.",
            "token: invalid",
            "The token is expired, request a new one",
            "requestId: 5b0437c6e4b07731ae39b533",
            "requestId=QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=",
            "id=0123456789abcdef0123456789abcdef",
            "{\"id\": 12345, \"name\": \"cs_store\"}",
            "Consumer key is invalid",
            "100% of a & b < c > d",
        ] {
            assert_eq!(redacted(text), text);
        }
        let id = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
        assert_eq!(redact(id, &[], Scope::Id), id);
    }

    #[test]
    fn secrets_are_redacted_by_their_pattern() {
        for (text, expected) in [
            ("key ck_0123456789abcdef!", "key ••••••••!"),
            ("key \\u0063k%5F0123456789abcdef", "key ••••••••"),
            ("made QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY= so", "made •••••••• so"),
            ("made QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY%253D so", "made •••••••• so"),
        ] {
            assert_eq!(redacted(text), expected, "{text}");
        }
    }

    #[test]
    fn secrets_of_the_request_are_redacted_in_every_escape() {
        for escaped in [
            "dXNlcg+/x=",
            "dXNlcg%2B%2Fx%3D",
            "dXNlcg%2b%2fx%3d",
            "dXNlcg%252B%252Fx%253D",
            "dXNlcg&#43;&#x2F;x&equals;",
            "dXNlcg\\u002b\\/x\\u003d",
            "dXNlcg\\x2b/x\\x3D",
            "dXNlcg-_x",
            "DXNLCG+/X=",
            "ZFhObGNnKy94PQ==",
            "6458 4e6c 6367 2b2f 783d",
            "64584E6C63672B2F783D",
            "a b&c<d>\"é",
            "a+b%26c%3Cd%3E%22%C3%A9",
            "a b&amp;c&lt;d&gt;&quot;&#233;",
            "a b\\u0026c\\u003cd\\u003e\\\"\\u00e9",
            "YSBiJmM8ZD4iw6k=",
            "dXNlcjphIGImYzxkPiLDqQ==",
        ] {
            assert_eq!(redacted(&format!("no <{escaped}> here")), "no <••••••••> here", "{escaped}");
        }
    }
}
