//! Detects secrets in the fragment of a shared link, in any encoding.

use diagnostics::char_set::CharSet;

use crate::character::is_invisible_except_space;
use crate::secret::store_key::store_keys;
use crate::secret::{may_be_secret_key, redact, views};

use super::may_contain_secret;

/// The maximum number of encodings that are undone. A link with more is rejected.
const MAX_LAYERS: usize = 10;

/// Returns whether the fragment of a link may contain a secret: a parameter with a secret name, or a value that looks
/// like a secret. Undoes percent-encoding, escapes of JSON and HTML, and base64. Returns true in doubt.
#[must_use]
pub fn link_contains_secret(fragment: &str) -> bool {
    let (mut is_found, mut layers) = (false, 0);
    views::for_each_view(fragment, |view| {
        layers += 1;
        is_found = is_found || layers > MAX_LAYERS || {
            let text = views::text(view);
            contains_secret(&text) || base64_texts(&text).any(|text| contains_secret(&text))
        };
    });
    is_found
}

/// Returns whether a text contains a secret, if need be disguised by pluses for spaces, invisible characters,
/// full-width letters or another case.
fn contains_secret(text: &str) -> bool {
    let is_plain = text.is_ascii() && !text.contains(|c: char| c == '+' || is_invisible_except_space(c));
    let is_secret = |text: &str| {
        may_contain_secret(text)
            || may_contain_secret(&text.to_ascii_lowercase())
            || store_keys(text).iter().any(|key| key.range.len() >= 11)
            || has_secret_pair(text)
            || has_secret_in_value(text)
            || has_token(text)
    };
    is_secret(text) || !is_plain && (is_secret(&text.replace('+', " ")) || is_secret(&undisguised(text)))
}

/// Returns a text without invisible characters, and with its full-width letters in ASCII.
fn undisguised(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().filter(|c| !is_invisible_except_space(*c)).map(narrow).collect()
}

/// Returns whether a text has a secret parameter (`&pw=…`) or member (`"pw": …`) with a value.
fn has_secret_pair(text: &str) -> bool {
    let has_value =
        |value: &str| value.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '%' | '+' | '/'));
    let mut parameters = text.split(['?', '&', ';', '#']).filter_map(|parameter| parameter.split_once('='));
    let mut members = text.match_indices(':').filter_map(|(at, _)| {
        const QUOTES: [char; 3] = ['"', '\'', '\\'];
        let before = text[..at].trim_end();
        let name = before.strip_suffix_any("\"'")?.trim_end_matches('\\');
        // No secret name is longer than 64 characters, and the time stays linear.
        let start = name.char_indices().rev().take(64).last().map_or(0, |(start, _)| start);
        let name = name[start..].rsplit(QUOTES).next()?;
        Some((name, text[at + 1..].trim_start().trim_start_matches(QUOTES)))
    });
    let is_secret = |(name, value): (&str, &str)| {
        has_value(value) && !name.contains(|c: char| c.is_whitespace() || c == '"') && may_be_secret_key(name)
    };
    parameters.any(is_secret) || members.any(is_secret)
}

/// Returns whether a parameter's value contains a secret key with a value, such as `name=password: …`.
fn has_secret_in_value(text: &str) -> bool {
    let mut values = text.split('&').filter_map(|parameter| parameter.split_once('='));
    values.any(|(_, value)| redact::has_keyed_value(value))
}

/// Returns whether a text contains what looks like a token: hexadecimal digits, base64 with the alphabet for URLs (RFC
/// 4648, section 5), or a JSON Web Token.
fn has_token(text: &str) -> bool {
    let is_token = |word: &str| {
        let count = |is: fn(&u8) -> bool| word.bytes().filter(is).count();
        let is_mixed = count(u8::is_ascii_uppercase) > 1 && count(u8::is_ascii_lowercase) > 1;
        word.len() >= 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
            || word.len() >= 40 && is_mixed && count(u8::is_ascii_digit) > 1
            || word.len() >= 20 && word.starts_with("eyJ")
    };
    text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).any(is_token)
}

/// Decodes the words of a text that are base64, with either alphabet of RFC 4648.
fn base64_texts(text: &str) -> impl Iterator<Item = String> {
    let words = |others: [char; 2]| {
        text.split(move |c: char| !c.is_ascii_alphanumeric() && !others.contains(&c)).filter(|word| word.len() >= 16)
    };
    let decode = |word: &str| String::from_utf8(redact::decode_base64(word)).ok();
    words(['+', '/']).chain(words(['-', '_'])).filter_map(decode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_in_every_encoding() {
        let key = "cs_0123456789abcdef0123456789abcdef01234567";
        for fragment in [
            format!("name={key}"),
            format!("name={}", key.to_uppercase()),
            format!("name={}", key.replacen("cs", "Cs", 1)),
            key.into(),
            key.replace('_', "%5f"),
            key.replace('_', "%255F"),
            key.replace('_', "%25255F"),
            format!("tags=%&name={}", key.replace('_', "%5f")),
            format!("tags=100%&name={}", key.replace('_', "%25%35%46")),
            key.replacen('c', "\\u0063", 1),
            key.replacen('c', "%5Cu0063", 1),
            key.replacen('c', "%u0063", 1),
            key.replacen('c', "\\u{63}", 1),
            key.replacen('c', "\\x63", 1),
            key.replacen('c', "&#x63;", 1),
            key.replacen('c', "&#99;", 1),
            key.replacen('_', "%E2%80%8B_", 1),
            key.replacen("cs", "ｃｓ", 1),
            "name=Y3NfMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nw==".into(),
            "name=Y3NfMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nw".into(),
            "name=eyJwYXNzd29yZCI6ImFiY2RlZiJ9".into(),
            "tags=TmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc=".into(),
            "tags=TmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc%3D".into(),
            "tags=Tm-2ZX_gZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc".into(),
            "tags=0123456789ABCDEF0123456789abcdef".into(),
            "user=abc".into(),
            "name=x&Organization=abc".into(),
            "name=User+abc%3D%2C+Organization+def".into(),
            "name=x&callback-url=https%3A%2F%2Fme%3Apw%40a.example".into(),
            "name=password%3Dabc".into(),
            "name=My+store,+password:+abc".into(),
            "tags=Docs,apiToken%3A%20abc".into(),
            "polling-configuration={\"a\":{\"password\":\"abc\"}}".into(),
            "polling-configuration=%7B%22a%22%3A%7B%22apiToken%22%3A%22abc%22%7D%7D".into(),
            "polling-configuration={\\\"pwd\\\": \\\"abc\\\"}".into(),
        ] {
            assert!(link_contains_secret(&fragment), "{fragment}");
        }
        for name in [
            "pw",
            "pwd",
            "pass",
            "sig",
            "sign",
            "signature",
            "auth",
            "X-Auth",
            "authToken",
            "api_key",
            "apiKey",
            "key",
            "accessKey",
            "sid",
            "session",
            "jwt",
            "otp",
            "pin",
            "bearer",
            "cred",
            "oauth_nonce",
            "client_secret",
            "user-secret",
            "oauth.api.secret",
            "code",
            "SECRET",
            "hmac",
        ] {
            for link in ["name=x&NAME=abc", "NAME=abc", "store-url=https%3A%2F%2Fa.example%2F%3FNAME%3Dabc"] {
                assert!(link_contains_secret(&link.replace("NAME", name)), "{name} in {link}");
            }
        }
        let deep = (0..20).fold("%5f".to_owned(), |text, _| text.replace('%', "%25"));
        assert!(link_contains_secret(&deep), "encoded too often");
    }

    #[test]
    fn links_without_secrets_are_accepted() {
        for fragment in [
            "",
            "name=My+store&store-url=https%3A%2F%2Fmycoolstore.com&tags=Docs,form-0123abcd&events=polling",
            "element=bigcommerce&name=100%25+wool+%26+more&refresh-interval=60",
            "callback-url=https%3A%2F%2Fmycoolapp.com%2Fevents%3Fpage%3D2%26sort%3Dname",
            "callback-url=https%3A%2F%2Fa.example%2Fhooks%2F3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "polling-configuration=%7B%22customers%22%3A%7B%22url%22%3A%22%2Fhubs%2Fecommerce%2Fcustomers%22%2C%22idField\
             %22%3A%22id%22%2C%22datesConfiguration%22%3A%7B%22updatedDateFormat%22%3A%22yyyy-MM-dd%27T%27HH%3Amm%3Ass%22",
            "name=x&store-url=https%3A%2F%2Fevil.example&events=webhook&callback-url=https%3A%2F%2Fevil.example%2Fevents",
            "name=%&tags=%zz",
            "name=Key+accounts+and+design&tags=session+notes",
            "host=https://evil.example",
        ] {
            assert!(!link_contains_secret(fragment), "{fragment}");
        }
    }
}
