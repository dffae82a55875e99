//! Redacts secrets in texts that others wrote: an API's message, or a text that is kept.
//!
//! A secret is known by its value (those of the request, however a server spells them), by the key before it, or by
//! its look. Each is looked for in every layer of escapes.

mod encoded;
mod keyed;
mod own;

use std::ops::Range;

use super::views::{Mapped, for_each_view, original};
use own::Needles;

/// The longest text that is redacted, in bytes. Of a message nobody is shown more than its beginning.
const LONGEST: usize = 20_000;

/// What stands for a secret in a redacted text.
const MASK: &str = "••••••••";

/// What is looked for beside the request's own secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Values of secret keys, keys of a store, and texts that look like a secret of the account or a token.
    All,
    /// The same without texts that look like a token: an id may look so.
    Id,
}

/// Returns `text` with a mask in the place of each secret.
#[must_use]
pub fn redact(text: &str, own: &[String], scope: Scope) -> String {
    let (text, is_cut) = (beginning(text), text.len() > LONGEST);
    let redacted = match secrets(text, own, scope) {
        Some(ranges) => replaced(text, &ranges, MASK),
        None => MASK.into(),
    };
    if is_cut { redacted + "…" } else { redacted }
}

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether a text has a secret key with a value, such as `password=…`, in any layer of escapes. Looks no further than
/// at the beginning of a text that is longer than any value of a field.
pub(crate) fn has_keyed_value(text: &str) -> bool {
    let mut is_found = false;
    let (_, is_whole) = for_each_view(beginning(text), |view| is_found = is_found || !keyed::values(view).is_empty());
    is_found || !is_whole
}

/// Returns `text` with `with` in the place of each range.
#[must_use]
pub(crate) fn replaced(text: &str, ranges: &[Range<usize>], with: &str) -> String {
    let (mut all, mut at) = (String::with_capacity(text.len()), 0);
    for range in ranges {
        all.push_str(&text[at..range.start]);
        all.push_str(with);
        at = range.end;
    }
    all + &text[at..]
}

/// Returns the values in `text` that a secret key or their look says nobody else may see.
#[must_use]
pub fn foreign_secrets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (_, is_whole) = for_each_view(text, |view| {
        for range in keyed::values(view).into_iter().chain(looks(view, Scope::All)) {
            found.push(view[range].iter().map(|mapped| mapped.c).collect());
        }
    });
    if !is_whole {
        found.push(text.into());
    }
    found
}

/// Returns the bytes of all secrets in rising order, none overlapping another; nothing if the text has more layers of
/// escapes than can be undone.
#[must_use]
pub(crate) fn secrets(text: &str, own: &[String], scope: Scope) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut values = Vec::new();
    let needles = Needles::new(own);
    let (last, is_whole) = for_each_view(text, |view| {
        let mut push = |range: Range<usize>| found.push(original(view, range));
        for range in keyed::values(view) {
            values.push(view[range.clone()].iter().map(|mapped| mapped.c).collect::<String>());
            push(range);
        }
        needles.find(view).into_iter().chain(looks(view, scope)).for_each(&mut push);
        encoded::secrets(view, &needles).into_iter().for_each(&mut push);
    });
    drop(last);
    if !is_whole {
        return None;
    }
    // A token that is named once is one wherever it stands.
    values.retain(|value| is_distinctive(value));
    if !values.is_empty() {
        let needles = Needles::new(&values);
        for_each_view(text, |view| found.extend(needles.find(view).into_iter().map(|range| original(view, range))));
    }
    Some(merged(found))
}

/// Whether a value is found elsewhere for no other reason than that it is the same.
fn is_distinctive(value: &str) -> bool {
    const FEWEST: usize = 8;
    value.len() >= FEWEST && value.contains(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
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

/// Returns the ranges that look like a key of a store, or like a token or a secret of the account.
pub(crate) fn looks(view: &[Mapped], scope: Scope) -> Vec<Range<usize>> {
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
        if signs > 0 && length + signs.min(2) >= TOKEN && !is_request_id(&view[..at]) {
            // A path can stand before it.
            let whole = at..at + length + signs.min(2);
            let tail = whole.end - TOKEN;
            let is_path = tail > at && view[tail - 1].c == '/';
            if whole.len() == TOKEN || is_path {
                found.push(tail..end);
            }
        }
        at = end.max(at + 1);
    }
    found
}

/// The characters of a token or of a secret of the account: 32 bytes as base64.
const TOKEN: usize = 44;

/// Returns where the key of a store that begins at `at` ends.
fn store_key(view: &[Mapped], at: usize) -> Option<usize> {
    const FEWEST: usize = 8;
    let head = view.get(at..at + 3)?;
    let is_head = matches!(head[0].c, 'c' | 'C') && matches!(head[1].c, 'k' | 'K' | 's' | 'S') && head[2].c == '_';
    if !is_head {
        return None;
    }
    let body = view[at + 3..].iter().take_while(|mapped| mapped.c.is_ascii_alphanumeric());
    let (length, has_digit) = body.fold((0, false), |(n, digit), mapped| (n + 1, digit || mapped.c.is_ascii_digit()));
    (length >= FEWEST && has_digit).then_some(at + 3 + length)
}

/// Whether a text ends with the name of a request's id and what stands between it and its value.
fn is_request_id(before: &[Mapped]) -> bool {
    let letters = before.iter().rev().take(40).map(|mapped| mapped.c);
    let letters: String = letters.filter(char::is_ascii_alphanumeric).take("requestid".len()).collect();
    letters.eq_ignore_ascii_case("ditseuqer")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        redact(text, &["dXNlcg+/x=".into(), "a b&c<d>\"é".into()], Scope::All)
    }

    #[test]
    fn values_of_secret_keys_are_redacted() {
        for (text, redacted) in [
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
            assert_eq!(told(text), redacted, "{text}");
        }
    }

    #[test]
    fn words_and_ids_stay() {
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
            assert_eq!(told(text), text);
        }
        let id = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=";
        assert_eq!(redact(id, &[], Scope::Id), id);
    }

    #[test]
    fn secrets_are_redacted_by_their_look() {
        for (text, redacted) in [
            ("key ck_0123456789abcdef!", "key ••••••••!"),
            ("key \\u0063k%5F0123456789abcdef", "key ••••••••"),
            ("made QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY= so", "made •••••••• so"),
            ("made QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY%253D so", "made •••••••• so"),
        ] {
            assert_eq!(told(text), redacted, "{text}");
        }
    }

    #[test]
    fn the_secrets_of_the_request_are_redacted_in_every_spelling() {
        for spelled in [
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
            assert_eq!(told(&format!("no <{spelled}> here")), "no <••••••••> here", "{spelled}");
        }
    }
}
