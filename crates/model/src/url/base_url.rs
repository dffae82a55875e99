//! The base URLs of the API.

use super::scheme_end;

/// The path of the API below its host.
pub(crate) const API_PATH: &str = "/elements/api-v2";

/// The base URL of `cargo xtask serve` on its default port.
pub const SANDBOX: &str = "http://127.0.0.1:8081/elements/api-v2";

/// The known hosts with their names for display. The page also accepts any other host, since SAP adds and removes
/// regions.
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

/// Returns the API's base URL for a typed host. `https://`, `/elements/api-v2` and a slash at the end are optional.
#[must_use]
pub fn base_url(typed: &str) -> String {
    let typed = typed.trim();
    // The slashes of a scheme without a host are not trimmed.
    let (scheme, rest) = typed.split_at(scheme_end(typed).unwrap_or_default());
    let rest = rest.trim_end_matches('/');
    let scheme = if scheme.is_empty() { "https://" } else { scheme };
    let path = if rest.ends_with(API_PATH) { "" } else { API_PATH };
    format!("{scheme}{rest}{path}")
}

#[cfg(test)]
mod tests {
    use super::super::{UrlError, validate};
    use super::*;

    #[test]
    fn base_urls_are_completed() {
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
}
