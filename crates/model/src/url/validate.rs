//! Validates URLs.

use std::net::Ipv4Addr;

use super::{UrlError, confusables, host, is_http, is_this_machine, redirect, scheme};
use crate::character::is_invisible_except_space;

/// Validates that `url` is an `http` or `https` URL that every program parses the same way.
///
/// # Errors
/// The first reason why it is not.
pub fn validate(url: &str) -> Result<(), UrlError> {
    if url.contains(['<', '>']) {
        return Err(UrlError::Placeholder);
    }
    let is_invalid = |c: &char| *c == ' ' || is_invisible_except_space(*c) || matches!(c, '"' | '\\' | '^' | '`');
    if let Some(c) = url.chars().find(is_invalid) {
        return Err(UrlError::Character(c));
    }
    let (scheme, rest) = url.split_once("://").ok_or(UrlError::Scheme)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err(UrlError::Scheme);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(UrlError::UserInfo);
    }
    let (name, port) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']').ok_or(UrlError::Host)?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let host = name.trim_end_matches('.');
    if host.is_empty() {
        return Err(UrlError::NoHost);
    }
    // A host that ends with a number is an IPv4 address (URL Standard, "ends in a number checker"). Programs differ on
    // a leading zero, which may mean an octal number.
    let is_number = host.rsplit(confusables::is_dot).next().is_some_and(is_number);
    let is_port =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.is_empty() || port.parse::<u16>().is_ok());
    // No host name contains these (RFC 952 and 1123). curl expands some of them to several URLs.
    let is_name = |c: char| !c.is_ascii_punctuation() || matches!(c, '-' | '.' | '_');
    let is_host = authority.starts_with('[') || host.chars().all(is_name);
    // `https://https://a.example` has two schemes.
    let is_doubled = port == ":" && rest[authority.len()..].starts_with("//");
    if !is_port || !is_host || is_doubled || is_number && host.parse::<Ipv4Addr>().is_err() {
        return Err(UrlError::Host);
    }
    // `https://https//a.example`, or `https:/a.example` with `https://` prepended.
    if scheme::is_scheme(host) {
        return Err(UrlError::Scheme);
    }
    if redirect::is_redirect(url) {
        return Err(UrlError::Redirect);
    }
    Ok(())
}

/// Returns whether the last label of a host is a number, so that browsers parse the host as an IPv4 address. The digits
/// are hexadecimal, decimal or Unicode characters that browsers fold to decimal ones.
fn is_number(label: &str) -> bool {
    let is_digit = |c| confusables::ascii_digit(c).is_some();
    let hexadecimal = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    label.chars().all(is_digit) || hexadecimal.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Validates that secrets may be sent to `url`, which [`validate`] accepted.
///
/// # Errors
/// [`UrlError::Unencrypted`] for `http` to another machine.
pub fn validate_for_secrets(url: &str) -> Result<(), UrlError> {
    let is_safe = !is_http(url) || is_this_machine(&host(url));
    if is_safe { Ok(()) } else { Err(UrlError::Unencrypted) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_urls_are_reported() {
        for url in [
            "https://mycoolstore.com",
            "http://127.0.0.1:8081/a?b=c#d",
            "HTTPS://münchen.example/ä",
            "https://[::1]:8080/",
        ] {
            assert_eq!(validate(url), Ok(()), "{url}");
        }
        let cases = [
            ("mycoolstore.com", "must start with https:// (or http://)"),
            ("ftp://mycoolstore.com", "must start with https:// (or http://)"),
            ("https://", "has no host name after https://"),
            ("https:///path", "has no host name after https://"),
            ("https://.", "has no host name after https://"),
            ("https://a.example:abc", "has an invalid host or port: check the part after https://"),
            ("https://a.example:99999", "has an invalid host or port: check the part after https://"),
            ("https://[::1", "has an invalid host or port: check the part after https://"),
            ("https://1.2.3.999", "has an invalid host or port: check the part after https://"),
            ("http://0127.0.0.1", "has an invalid host or port: check the part after https://"),
            ("https://api[1-3].example.com", "has an invalid host or port: check the part after https://"),
            ("https://{a,b}.example", "has an invalid host or port: check the part after https://"),
            ("https://*.example", "has an invalid host or port: check the part after https://"),
            ("https://a.example,", "has an invalid host or port: check the part after https://"),
            ("https://https://a.example", "has an invalid host or port: check the part after https://"),
            ("https://a%zz", "has an invalid host or port: check the part after https://"),
            ("<WEB_STORE_URL>", "contains a placeholder in angle brackets: replace it with the real URL"),
            ("https://my store.com", "contains a space: remove it or write %20"),
            ("https://a.example/\r\n", "contains a line break, which isn't allowed in a URL: remove it"),
            (
                "https://a\u{200b}.example",
                "contains the invisible character U+200B, which isn't allowed in a URL: remove it",
            ),
            ("https://a.example/^", "contains the character ^, which isn't allowed in a URL: remove it"),
            ("https://me:pw@a.example/", "contains a user name or password before the @: remove it"),
        ];
        for (url, sentence) in cases {
            assert_eq!(validate(url).unwrap_err().to_string(), sentence, "{url}");
        }
    }

    #[test]
    fn secrets_are_sent_encrypted_or_to_this_machine() {
        for url in
            ["https://a.example", "http://localhost:1", "http://127.1.2.3/", "HTTP://[::1]:8081/", "http://x.localhost"]
        {
            assert_eq!(validate_for_secrets(url), Ok(()), "{url}");
        }
        for url in [
            "http://a.example",
            "HTTP://localhost.example",
            "http://127.0.0.1.example",
            "http://10.0.0.1",
            "http://0127.0.0.1",
            "http://[::2]",
        ] {
            assert_eq!(validate_for_secrets(url), Err(UrlError::Unencrypted), "{url}");
        }
    }
}
