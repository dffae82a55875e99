//! Addresses: what an `http` address must be, told in sentences, and the API's base URLs.

mod clean;
mod fold;
mod look_alike;
mod punycode;
mod redirect;
mod scheme;
mod secrets;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use crate::character::is_unseen;
use crate::diagnostic::DisplayChar;

pub(crate) use clean::{clean, mark_around, problem};
pub use look_alike::is_look_alike;
pub use redirect::redirect_target;
pub(crate) use secrets::{parameters, user_info};
pub use secrets::{secrets, typed_secrets};

/// The path of the API below its host.
const API_PATH: &str = "/elements/api-v2";

/// The API of `cargo xtask serve` on its default port.
pub const SANDBOX: &str = "http://127.0.0.1:8081/elements/api-v2";

/// The hosts that are known, by the name a person knows them by. SAP's hosts change, and no list of
/// them is complete: the page also takes any other.
pub const HOSTS: [(&str, &str); 9] = [
    ("Cloud Elements US", "https://api.cloud-elements.com/elements/api-v2"),
    ("Cloud Elements US staging", "https://staging.cloud-elements.com/elements/api-v2"),
    ("Cloud Elements EU", "https://api.cloud-elements.co.uk/elements/api-v2"),
    ("SAP Open Connectors", "https://api.openconnectors.ext.hana.ondemand.com/elements/api-v2"),
    ("SAP Open Connectors US2", "https://api.openconnectors.us2.ext.hana.ondemand.com/elements/api-v2"),
    ("SAP Open Connectors EU10", "https://api.openconnectors.eu10.ext.hana.ondemand.com/elements/api-v2"),
    ("SAP Open Connectors trial US10", "https://api.openconnectors.trial.us10.ext.hana.ondemand.com/elements/api-v2"),
    ("SAP Open Connectors trial EU10", "https://api.openconnectors.trial.eu10.ext.hana.ondemand.com/elements/api-v2"),
    ("SAP Open Connectors trial (old)", "https://api.openconnectors.ext.hanatrial.ondemand.com/elements/api-v2"),
];

/// Why a text is no address that a request can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlError {
    /// Neither `http://` nor `https://` in front.
    Scheme,
    /// Nothing after the scheme.
    NoHost,
    /// A host or a port that there cannot be.
    Host,
    /// A placeholder of the documentation.
    Placeholder,
    /// A character that no address holds.
    Character(char),
    /// A user name or password before the host.
    UserInfo,
    /// `http://` to another machine, where secrets go along.
    Unencrypted,
    /// A quote, bracket or other mark before or after it.
    Around(char),
    /// A link of a mail program, a chat or a search engine around the address.
    Redirect,
    /// A query or a fragment, where the API's path is to follow.
    Tail(char),
}

impl std::error::Error for UrlError {}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => messages::URL_SCHEME.fmt(f),
            Self::NoHost => messages::URL_NO_HOST.fmt(f),
            Self::Host => messages::URL_HOST.fmt(f),
            Self::Placeholder => messages::URL_PLACEHOLDER.fmt(f),
            Self::Character(' ') => messages::URL_SPACE.fmt(f),
            Self::Character(c) => messages::URL_CHARACTER.write_to(f, &[&DisplayChar::object(*c)]),
            Self::Unencrypted => messages::URL_UNENCRYPTED.fmt(f),
            Self::Tail(c) => messages::URL_TAIL.write_to(f, &[&c]),
            Self::Around(c) => messages::URL_AROUND.write_to(f, &[&DisplayChar::object(*c)]),
            Self::Redirect => messages::URL_REDIRECT.fmt(f),
            Self::UserInfo => messages::URL_USER_INFO.fmt(f),
        }
    }
}

/// Whether `url` is an `http` or `https` address that every program reads alike.
///
/// # Errors
/// The first thing that stands against it.
pub fn validate(url: &str) -> Result<(), UrlError> {
    if url.contains(['<', '>']) {
        return Err(UrlError::Placeholder);
    }
    let is_bad = |c: &char| *c == ' ' || is_unseen(*c) || matches!(c, '"' | '\\' | '^' | '`');
    if let Some(c) = url.chars().find(is_bad) {
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
    // What ends with a number is an IPv4 address (URL Standard, "ends in a number checker"); in front of it a zero
    // would be octal.
    let is_number = host.rsplit(fold::is_dot).next().is_some_and(is_number);
    let is_port =
        port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.is_empty() || port.parse::<u16>().is_ok());
    // None of these is in the name of any host (RFC 952 and 1123); in a command curl would make several URLs of some.
    let is_name = |c: char| !c.is_ascii_punctuation() || matches!(c, '-' | '.' | '_');
    let is_host = authority.starts_with('[') || host.chars().all(is_name);
    // A second scheme: `https://https://`.
    let is_doubled = port == ":" && rest[authority.len()..].starts_with("//");
    if !is_port || !is_host || is_doubled || is_number && host.parse::<Ipv4Addr>().is_err() {
        return Err(UrlError::Host);
    }
    // `https://https//a.example`, and what becomes of `https:/a.example`.
    if scheme::is_scheme(host) {
        return Err(UrlError::Scheme);
    }
    if redirect::is_redirect(url) {
        return Err(UrlError::Redirect);
    }
    Ok(())
}

/// Whether the last part of a host is a number, so that browsers take the host for an IPv4 address: in decimal digits,
/// also those of other notations that Unicode folds to them, or in hexadecimal ones.
fn is_number(last: &str) -> bool {
    let is_digit = |c| fold::digit(c).is_some();
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    last.chars().all(is_digit) || hexadecimal.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether secrets may be sent to `url`, an address that [`check`] takes.
///
/// # Errors
/// That they would travel unencrypted.
pub fn validate_for_secrets(url: &str) -> Result<(), UrlError> {
    let is_safe = !is_http(url) || is_this_machine(&host(url));
    if is_safe { Ok(()) } else { Err(UrlError::Unencrypted) }
}

/// Whether the scheme is `http`.
#[must_use]
pub fn is_http(url: &str) -> bool {
    scheme_end(url).is_some_and(|end| url[..end].eq_ignore_ascii_case("http://"))
}

/// Returns the byte after the `://` of a URL. Bytes are compared, since the first load would need the standard library's
/// searcher for this alone (0.6 kB brotli).
pub(crate) fn scheme_end(url: &str) -> Option<usize> {
    url.as_bytes().windows(3).position(|part| part == b"://").map(|at| at + 3)
}

/// Returns the host of a URL in lower case, without user name, password, port and the dot at its end.
#[must_use]
pub fn host(url: &str) -> String {
    let rest = &url[scheme_end(url).unwrap_or_default()..];
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// Whether that host is the machine on which the page runs (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3).
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || address(host).is_some_and(|address| address.is_loopback())
}

/// Whether SAP sells what answers at that address: there an element is a connector.
#[must_use]
pub fn is_sap(url: &str) -> bool {
    [".hana.ondemand.com", ".hanatrial.ondemand.com"].iter().any(|domain| host(url).ends_with(domain))
}

/// Whether the API, out on the internet, cannot reach that host: an address of a private network (RFC 1918, 3927,
/// 6598, 4193, 4291), or a name that only a local network knows.
#[must_use]
pub fn is_private(host: &str) -> bool {
    const LOCAL: [&str; 7] = [".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".home.arpa"];
    match address(host) {
        Some(IpAddr::V4(address)) => {
            let [a, b, ..] = address.octets();
            let is_shared = a == 100 && (64..128).contains(&b);
            a == 0 || is_shared || address.is_loopback() || address.is_private() || address.is_link_local()
        }
        Some(IpAddr::V6(address)) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
        }
        None => !host.contains('.') || LOCAL.iter().any(|ending| host.ends_with(ending)),
    }
}

/// The address that a host is; one of version 4 however it is written.
fn address(host: &str) -> Option<IpAddr> {
    host.parse().ok().map(|address: IpAddr| address.to_canonical())
}

/// The API's base URL from what was typed: with or without `/elements/api-v2`, with or without a
/// slash at the end, with or without `https://`.
#[must_use]
pub fn base_url(typed: &str) -> String {
    let typed = typed.trim();
    // The slashes of a scheme that nothing follows yet are its own.
    let (scheme, rest) = typed.split_at(scheme_end(typed).unwrap_or_default());
    let rest = rest.trim_end_matches('/');
    let scheme = if scheme.is_empty() { "https://" } else { scheme };
    let path = if rest.ends_with(API_PATH) { "" } else { API_PATH };
    format!("{scheme}{rest}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
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
    fn base_urls() {
        for typed in [
            "https://api.cloud-elements.com",
            "https://api.cloud-elements.com/",
            "https://api.cloud-elements.com/elements/api-v2",
            " https://api.cloud-elements.com/elements/api-v2/ ",
            "api.cloud-elements.com",
        ] {
            assert_eq!(base_url(typed), "https://api.cloud-elements.com/elements/api-v2", "{typed}");
        }
        for (_, host) in HOSTS {
            assert_eq!(base_url(host), host);
            assert_eq!(validate(host), Ok(()));
        }
        assert_eq!(base_url("http://localhost:1/prefix"), "http://localhost:1/prefix/elements/api-v2");
        for typed in ["", "/", "https://", "HTTP:///"] {
            assert_eq!(validate(&base_url(typed)), Err(UrlError::NoHost), "{typed}");
        }
    }

    #[test]
    fn secrets_go_encrypted_or_stay_on_this_machine() {
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

    #[test]
    fn private_hosts() {
        for host in [
            "localhost",
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.9.9",
            "192.168.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "::ffff:10.0.0.1",
            "::ffff:c0a8:1",
            "printer",
            "nas.local",
            "app.internal",
        ] {
            assert!(is_private(host), "{host}");
        }
        for host in [
            "mycoolstore.com",
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "2001:db8::1",
            "::ffff:8.8.8.8",
            "local.example",
            "10.example.com",
        ] {
            assert!(!is_private(host), "{host}");
        }
    }

    #[test]
    fn hosts() {
        let cases = [
            ("https://A.Example:8443/x?y#z", "a.example"),
            ("http://[::1]:80/", "::1"),
            ("https://a.example.", "a.example"),
            ("a.example/x", "a.example"),
        ];
        for (url, expected) in cases {
            assert_eq!(host(url), expected);
        }
    }
}
