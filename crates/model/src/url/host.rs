//! Extracts and classifies the host of a URL.

use std::net::IpAddr;

/// Returns whether the scheme is `http`.
#[must_use]
pub fn is_http(url: &str) -> bool {
    scheme_end(url).is_some_and(|end| url[..end].eq_ignore_ascii_case("http://"))
}

/// Returns the byte after the `://` of a URL. Compares bytes because `str::find` would add 0.6 kB (brotli) to the first
/// load.
pub(crate) fn scheme_end(url: &str) -> Option<usize> {
    url.as_bytes().windows(3).position(|part| part == b"://").map(|at| at + 3)
}

/// Returns the host of a URL in lower case, without user name, password, port and final dot.
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

/// Returns whether a host is the machine that the page runs on (RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3).
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || ip_address(host).is_some_and(|address| address.is_loopback())
}

/// Returns whether the API at a URL is SAP Open Connectors, which calls an element a connector.
#[must_use]
pub fn is_sap(url: &str) -> bool {
    [".hana.ondemand.com", ".hanatrial.ondemand.com"].iter().any(|domain| host(url).ends_with(domain))
}

/// Returns whether the API cannot reach a host over the internet: an address of a private network (RFC 1918, 3927, 6598,
/// 4193, 4291), or a name that only a local network resolves.
#[must_use]
pub fn is_private(host: &str) -> bool {
    const LOCAL_DOMAINS: [&str; 7] = [".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".home.arpa"];
    match ip_address(host) {
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
        None => !host.contains('.') || LOCAL_DOMAINS.iter().any(|domain| host.ends_with(domain)),
    }
}

/// Parses the IP address of a host. An IPv4-mapped IPv6 address becomes an IPv4 one.
fn ip_address(host: &str) -> Option<IpAddr> {
    host.parse().ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_hosts_are_recognized() {
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
    fn hosts_are_extracted() {
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
