//! The API hosts that were used before.

use super::{HOSTS, base_url, validate};
use crate::instance::may_contain_secret;

/// The last host and the last other ones, which are in no list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecentHosts {
    /// The host that was used last.
    pub last: Option<String>,
    /// The last hosts that were entered, the newest first.
    pub others: Vec<String>,
}

/// The maximum number of hosts that were entered.
const MAX_OTHERS: usize = 3;

impl RecentHosts {
    /// Notes that a request was sent to `host`. A URL that may contain a secret is not remembered. Returns whether the
    /// hosts have changed.
    pub fn add(&mut self, host: &str, sandbox: &str) -> bool {
        let host = base_url(host);
        if !is_usable(&host) {
            return false;
        }
        let before = self.clone();
        let is_listed = HOSTS.iter().any(|(_, url)| *url == host) || host == sandbox;
        if !is_listed {
            self.others.retain(|other| *other != host);
            self.others.insert(0, host.clone());
            self.others.truncate(MAX_OTHERS);
        }
        self.last = Some(host);
        *self != before
    }

    /// Returns the hosts as text: the last one, then the others, one a line.
    #[must_use]
    pub fn serialize(&self) -> String {
        self.last.iter().chain(&self.others).map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// Parses the text that [`serialize`](Self::serialize) returned. URLs that are invalid or may contain a secret are
    /// left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines().map(base_url).filter(|host| is_usable(host));
        Self { last: lines.next(), others: lines.take(MAX_OTHERS).collect() }
    }
}

fn is_usable(host: &str) -> bool {
    validate(host).is_ok() && !may_contain_secret(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VENDOR: &str = "https://api.cloud-elements.com/elements/api-v2";
    const SANDBOX: &str = "http://127.0.0.1:8081/elements/api-v2";

    fn other(name: &str) -> String {
        format!("https://{name}.example/elements/api-v2")
    }

    #[test]
    fn the_last_three_other_hosts_are_remembered() {
        let mut hosts = RecentHosts::default();
        for name in ["a", "b", "c", "d", "c"] {
            hosts.add(&other(name), SANDBOX);
        }
        assert!(hosts.add(VENDOR, SANDBOX));
        assert!(!hosts.add(VENDOR, SANDBOX), "nothing has changed");
        assert_eq!(hosts, RecentHosts { last: Some(VENDOR.into()), others: ["c", "d", "b"].map(other).into() });
        hosts.add(SANDBOX, SANDBOX);
        assert_eq!((hosts.last.as_deref(), hosts.others.len()), (Some(SANDBOX), 3), "the sandbox is in the list");
        assert_eq!(RecentHosts::parse(&hosts.serialize()), hosts);
    }

    #[test]
    fn no_secret_and_no_invalid_url_is_remembered() {
        let mut hosts = RecentHosts::default();
        for host in [
            "https://user:password@a.example/elements/api-v2",
            "https://a.example/elements/api-v2?key=cs_0123456789abcdef0123456789abcdef01234567",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!hosts.add(host, SANDBOX), "{host}");
            assert_eq!(RecentHosts::parse(host), RecentHosts::default(), "{host}");
        }
    }
}
