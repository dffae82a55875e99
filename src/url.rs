//! Addresses: what an `http` address must be, told in sentences, and the API's base URLs.

use std::fmt;

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
pub enum UrlProblem {
    /// Neither `http://` nor `https://` in front.
    Scheme,
    /// Nothing after the scheme.
    NoHost,
    /// A placeholder of the documentation.
    Placeholder,
    /// A character that no address holds.
    Character(char),
    /// A user name or password before the host.
    UserInfo,
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => f.write_str("needs https:// (or http://) in front"),
            Self::NoHost => f.write_str("names no host after https://"),
            Self::Placeholder => f.write_str("still holds a placeholder in angle brackets: write the real address"),
            Self::Character(' ') => f.write_str("holds a space, which an address cannot: remove it or write %20"),
            Self::Character(c) => {
                write!(f, "holds the character {}, which an address cannot: remove it", c.escape_default())
            }
            Self::UserInfo => f.write_str("holds a user name or password before the @: remove them"),
        }
    }
}

/// Whether `url` is an `http` or `https` address that every program reads alike.
///
/// # Errors
/// The first thing that stands against it.
pub fn check(url: &str) -> Result<(), UrlProblem> {
    if url.contains(['<', '>']) {
        return Err(UrlProblem::Placeholder);
    }
    if let Some(c) = url.chars().find(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\\' | '^' | '`')) {
        return Err(UrlProblem::Character(c));
    }
    let (scheme, rest) = url.split_once("://").ok_or(UrlProblem::Scheme)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err(UrlProblem::Scheme);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(UrlProblem::UserInfo);
    }
    if authority.split(':').next().unwrap_or_default().is_empty() {
        return Err(UrlProblem::NoHost);
    }
    Ok(())
}

/// The API's base URL from what was typed: with or without `/elements/api-v2`, with or without a
/// slash at the end, with or without `https://`.
#[must_use]
pub fn base_url(typed: &str) -> String {
    let typed = typed.trim().trim_end_matches('/');
    let scheme = if typed.is_empty() || typed.contains("://") { "" } else { "https://" };
    let path = if typed.ends_with(API_PATH) { "" } else { API_PATH };
    format!("{scheme}{typed}{path}")
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
            assert_eq!(check(url), Ok(()), "{url}");
        }
        let cases = [
            ("mycoolstore.com", "needs https:// (or http://) in front"),
            ("ftp://mycoolstore.com", "needs https:// (or http://) in front"),
            ("https://", "names no host after https://"),
            ("https:///path", "names no host after https://"),
            ("<WEB_STORE_URL>", "still holds a placeholder in angle brackets: write the real address"),
            ("https://my store.com", "holds a space, which an address cannot: remove it or write %20"),
            ("https://a.example/\r\n", "holds the character \\r, which an address cannot: remove it"),
            ("https://me:pw@a.example/", "holds a user name or password before the @: remove them"),
        ];
        for (url, sentence) in cases {
            assert_eq!(check(url).unwrap_err().to_string(), sentence, "{url}");
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
            assert_eq!(check(host), Ok(()));
        }
        assert_eq!(base_url("http://localhost:1/prefix"), "http://localhost:1/prefix/elements/api-v2");
    }
}
