//! Detects secrets in texts that are meant for something else, such as a name or a tag.

use crate::secret::redact::{self, Scope};
use crate::secret::{is_secret_key, views};
use crate::url;

/// Returns whether a text contains something that looks like a secret, in any layer of escapes.
pub(super) fn hides_secret(text: &str) -> bool {
    let mut is_found = false;
    let (_, is_complete) = views::for_each_view(text, |view| {
        let looks = redact::pattern_matches(view, Scope::All);
        is_found = is_found || !looks.is_empty() || may_contain_secret(&views::text(view));
    });
    is_found || !is_complete
}

/// Returns whether [`url::secrets`] finds everything in a URL that looks like a secret.
pub(super) fn url_masks_all_secrets(text: &str) -> bool {
    let masked = url::secrets(text);
    // The `@` behind the masked password is removed with it, or the rest would still look like a password.
    let user_info = url::user_info(text).map(|[user, password]| user.start..password.end + 1);
    let mut ranges = masked.clone();
    if let Some(user_info) = user_info {
        ranges.retain(|range| range.start >= user_info.end);
        ranges.insert(0, user_info);
    }
    let rest = redact::replaced(text, &ranges, "");
    let mut is_complete = !hides_secret(&rest);
    views::for_each_view(text, |view| {
        let looks = redact::pattern_matches(view, Scope::All).into_iter().map(|range| views::original(view, range));
        is_complete &= looks
            .into_iter()
            .all(|range| masked.iter().any(|masked| masked.start <= range.start && range.end <= masked.end));
    });
    is_complete
}

/// Returns whether a text contains a secret key with a value, in any layer of escapes.
pub(super) fn has_secret_value(text: &str) -> bool {
    redact::secrets(text, &[], Scope::All).is_none_or(|found| !found.is_empty())
}

/// Returns whether a text contains what looks like a key of a store or a secret of the account, or a URL with a
/// password or a secret parameter.
#[must_use]
pub fn may_contain_secret(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_hexdigit).count();
    let store = ["ck_", "cs_", "CK_", "CS_"]
        .iter()
        .any(|start| text.match_indices(start).any(|(at, _)| digits(&text[at + 3..]) >= 16));
    let authorities = text.split("://").skip(1).filter_map(|rest| rest.split(['/', '?', '#', '"', ' ']).next());
    let is_account = |word: &str| word.len() == 44 && word.ends_with('=') || word.len() == 32 && digits(word) == 32;
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    // The API's `Authorization` header.
    let is_header = text.contains("User ") && ["Organization ", "Element "].iter().any(|part| text.contains(part));
    store
        || is_header
        || has_secret_parameter(text)
        || authorities.into_iter().any(|authority| authority.contains('@'))
        || text.split(|c| !is_base64(c)).any(is_account)
}

/// Returns whether a URL in `text` has a secret parameter with a value, such as `?token=1`.
fn has_secret_parameter(text: &str) -> bool {
    let parameters = text.split(['?', '&', ';', '#']).skip(1);
    parameters.filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        let has_value =
            value.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '%' | '+' | '/'));
        has_value && !name.contains(|c: char| c.is_whitespace() || c == '"') && is_secret_key(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_recognized_by_their_look() {
        for text in [
            "cs_0123456789abcdef0123456789abcdef01234567",
            "User TmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc=, x",
            "0123456789abcdef0123456789abcdef",
            "https://me:pw@a.example/",
            "see https://a.example and https://me:pw@a.example/",
            "https://shop/?consumer_key=ck_0123456789abcdef0123456789abcdef01234567",
            "(cs_0123456789abcdef0123456789abcdef01234567)\n",
            "key:0123456789abcdef0123456789abcdef",
            "https://a.example/events?x=1&api_key=abc",
            "User abc=, Organization def",
            "https://a.example/events?access-token=abc",
            "https://a.example/#secret=abc",
        ] {
            assert!(may_contain_secret(text), "{text}");
        }
        for text in [
            "My store",
            "cs_store",
            "ck_",
            "https://a.example/me@home",
            "form-0123abcd",
            "a=b",
            "token=1",
            "https://a.example/?key={key}&secret=",
            "what?! \"x\" & secret = 1",
            "https://a.example/?page=2&sort=name",
        ] {
            assert!(!may_contain_secret(text), "{text}");
        }
    }
}
