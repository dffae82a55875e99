//! Finds the secrets in a URL: keys of the store, passwords, and the query values next to them.

use std::ops::Range;

use super::scheme_end;
use crate::secret::is_secret_key;
use crate::secret::store_key::{StoreKey, store_keys};

/// The minimum length of a key of the store, in bytes. A shorter text may be an ordinary word.
const MIN_STORE_KEY_BYTES: usize = 11;

/// A parameter of a query or fragment.
pub(crate) struct Parameter<'u> {
    /// The name.
    pub name: &'u str,
    /// The value, still encoded.
    pub value: &'u str,
}

/// Returns the parameters of the query and of the fragment.
pub(crate) fn parameters(url: &str) -> impl Iterator<Item = Parameter<'_>> {
    let start = url.find(['?', '#']).unwrap_or(url.len());
    // The separator in HTML is `&amp;`, so a parameter also begins after its semicolon.
    let parts = url[start..].split(['?', '#', '&', ';']).filter_map(|part| part.split_once('='));
    parts.map(|(name, value)| Parameter { name, value })
}

impl Parameter<'_> {
    /// Returns whether the name or the value indicates a secret.
    pub(crate) fn is_secret(&self) -> bool {
        // All OAuth parameters count, also those without a key, such as the signature.
        let is_oauth = self.name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("oauth_"));
        !self.value.is_empty()
            && (is_oauth
                || is_secret_key(self.name)
                // Parameter names need no encoding except to hide them. A long hexadecimal number is a key.
                || self.name.bytes().any(|byte| byte == b'%')
                || has_long_hex_number(self.value)
                || store_keys(self.value).iter().any(|key| key.range.len() >= MIN_STORE_KEY_BYTES))
    }
}

/// Returns whether a value contains at least 16 consecutive hexadecimal digits.
fn has_long_hex_number(value: &str) -> bool {
    let mut count = 0;
    value.bytes().any(|byte| {
        count = if byte.is_ascii_hexdigit() { count + 1 } else { 0 };
        count >= 16
    })
}

/// Returns the byte ranges of the user name and the password before the host.
pub(crate) fn user_info(url: &str) -> Option<[Range<usize>; 2]> {
    let start = scheme_end(url)?;
    let end = start + url[start..].find(['/', '?', '#']).unwrap_or(url.len() - start);
    let at = start + url[start..end].rfind('@')?;
    let colon = url[start..at].find(':').map_or(at, |colon| start + colon);
    Some([start..colon, (colon + 1).min(at)..at])
}

/// Returns the byte ranges of the secrets in a URL that the user may still be typing, in ascending order. A text after
/// the host's colon that is not a port may be a password before its `@` is typed.
#[must_use]
pub fn typed_secrets(url: &str) -> Vec<Range<usize>> {
    let mut secrets = secrets(url);
    let authority = scheme_end(url).unwrap_or(url.len());
    let end = url[authority..].find(['/', '?', '#']).map_or(url.len(), |length| authority + length);
    // The colons of an IPv6 address are in brackets.
    let host = url[authority..end].rfind([']', '@']).map_or(authority, |at| authority + at);
    if let Some(colon) = url[host..end].find(':').map(|at| host + at + 1)
        && !url[colon..end].bytes().all(|byte| byte.is_ascii_digit())
    {
        secrets.retain(|secret| secret.end <= colon || secret.start >= end);
        let index = secrets.iter().take_while(|secret| secret.start < colon).count();
        secrets.insert(index, colon..end);
    }
    secrets
}

/// Returns the byte ranges of the secrets in a URL, in ascending order. If one value of the query is a secret, all
/// are: a key is often accompanied by a signature.
#[must_use]
pub fn secrets(url: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = user_info(url).into_iter().flatten().collect();
    let range_of = |part: &str| {
        let start = part.as_ptr() as usize - url.as_ptr() as usize;
        start..start + part.len()
    };
    if parameters(url).any(|parameter| parameter.is_secret()) {
        found.extend(parameters(url).map(|parameter| range_of(parameter.value)));
    }
    for StoreKey { range, .. } in store_keys(url) {
        if range.len() >= MIN_STORE_KEY_BYTES {
            let at = found.iter().take_while(|other| other.start <= range.start).count();
            found.insert(at, range);
        }
    }
    // Merges a key with the query value that contains it.
    let mut secrets: Vec<Range<usize>> = Vec::new();
    for range in found {
        match secrets.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => secrets.push(range),
        }
    }
    secrets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_secrets_while_they_are_typed() {
        let url = "https://me:cs_pass-word:x@shop.example:8080/?page=2&token=abc";
        for length in url.find("cs_").unwrap() + 1..=url.len() {
            let typed = &url[..length];
            let shown = typed_secrets(typed).into_iter().rev().fold(typed.to_owned(), |mut shown, secret| {
                shown.replace_range(secret, "•");
                shown
            });
            assert!(!shown.contains('c') && !shown.contains("pass") && !shown.contains("word"), "{typed}: {shown}");
        }
        for url in
            ["https://a.example:8080/x:y", "http://[::1]:80/", "http://[::1]", "https://a.example/a:b", "https:", ""]
        {
            assert_eq!(typed_secrets(url), [], "{url}");
        }
    }

    #[test]
    fn secrets_are_found_in_every_part_of_a_url() {
        let key = "ck_0000000000000000000000000000000000000001";
        let secret = "cs_0000000000000000000000000000000000000002";
        let cases: &[(String, &[&str])] = &[
            (format!("https://shop.example?consumer_key={key}&consumer_secret={secret}"), &[key, secret]),
            (format!("https://shop.example/wp-json/?CONSUMER_KEY={key}&amp;consumer_secret={secret}"), &[key, secret]),
            (format!("https://shop.example/?key1={key};x={secret}#a"), &[key, secret]),
            (format!("https://{key}:{secret}@shop.example/wp-json"), &[key, secret]),
            (format!("https://shop.example/{key}/x"), &[key]),
            (format!("{key}{secret}"), &[key, secret]),
            ("https://shop.example/?oauth_nonce=1&oauth_signature=abc%3D&page=2".into(), &["1", "abc%3D", "2"]),
            ("https://shop.example/#/x?access_token=abc".into(), &["abc"]),
            ("https://me:pw@shop.example/".into(), &["me", "pw"]),
            ("https://me@shop.example/".into(), &["me"]),
            ("https://shop.example/?consumer%5Fkey=a&x=b".into(), &["a", "b"]),
            ("https://shop.example/?x=c%6b%5f0123456789abcdef".into(), &["c%6b%5f0123456789abcdef"]),
            ("https://shop.example/?page=2&sort=name".into(), &[]),
            ("https://shop.example/?consumer_key=".into(), &[]),
            ("https://shop.example/ck_store".into(), &[]),
            ("é".into(), &[]),
            (String::new(), &[]),
        ];
        for (url, expected) in cases {
            let found: Vec<_> = secrets(url).into_iter().map(|range| &url[range]).collect();
            assert_eq!(found, *expected, "{url}");
        }
    }
}
