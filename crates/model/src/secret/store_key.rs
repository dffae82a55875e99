//! Finds the keys of a `WooCommerce` store in a text: `ck_` or `cs_` and 40 lowercase hexadecimal digits.

use std::ops::Range;

/// The length of a key, in characters.
pub(crate) const LENGTH: usize = 43;

/// A possible key: its prefix, in any case, and at least one hexadecimal digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoreKey {
    /// The bytes of the key.
    pub range: Range<usize>,
    /// The key in lowercase.
    pub text: String,
}

impl StoreKey {
    /// Returns whether it has all of its digits.
    pub(crate) fn is_complete(&self) -> bool {
        self.text.len() == LENGTH
    }
}

/// Returns the possible keys in `text`, in the order of the text. A key ends where the next one starts.
pub(crate) fn store_keys(text: &str) -> Vec<StoreKey> {
    let bytes = text.as_bytes();
    let is_start = |at: usize| {
        bytes
            .get(at..at + 3)
            .is_some_and(|start| start.eq_ignore_ascii_case(b"ck_") || start.eq_ignore_ascii_case(b"cs_"))
    };
    let mut keys = Vec::new();
    let mut at = 0;
    while at + 3 < bytes.len() {
        if !is_start(at) {
            at += 1;
            continue;
        }
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit) && !is_start(at);
        let mut end = at + 3;
        while is_digit(end) {
            end += 1;
        }
        if end > at + 3 {
            keys.push(StoreKey { range: at..end, text: text[at..end].to_ascii_lowercase() });
        }
        at = end;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_any_text() {
        let key = "ck_000000000000000000000000000000000000000c";
        let other = "cs_00000000000000000000000000000000000000cc";
        let cases: &[(String, &[&str])] = &[
            (key.into(), &[key]),
            (format!("{key}{key}"), &[key, key]),
            (format!("{key}{other}"), &[key, other]),
            (key.to_uppercase(), &[key]),
            (format!("Consumer key: {key}, Consumer secret (cs_…): {other}."), &[key, other]),
            ("ck_1".into(), &["ck_1"]),
            ("cs_store ck_ cs".into(), &[]),
            ("éck_é".into(), &[]),
        ];
        for (text, expected) in cases {
            let keys: Vec<_> = store_keys(text).into_iter().map(|key| key.text).collect();
            assert_eq!(keys, *expected, "{text}");
        }
    }
}
