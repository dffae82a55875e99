//! Unwraps the redirect links of mail programs, chats and search engines.

use super::{host, parameters, percent, scheme_end};

/// Returns whether a URL is a redirect link.
pub(crate) fn is_redirect(url: &str) -> bool {
    const HOSTS: [&str; 4] = ["slack-redir.net", "urldefense.com", "urldefense.proofpoint.com", "l.facebook.com"];
    let host = host(url);
    let rest = &url[scheme_end(url).unwrap_or_default()..];
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    let name = host.strip_prefix("www.").unwrap_or(&host);
    HOSTS.contains(&&*host)
        || host.contains(".safelinks.protection.")
        || name.starts_with("google.") && (path == "/url" || path.starts_with("/url?"))
}

/// Returns the target of a redirect link, however often it is wrapped. Returns `None` for other URLs.
#[must_use]
pub fn redirect_target(url: &str) -> Option<String> {
    if !is_redirect(url) {
        return None;
    }
    let target = if let Some((_, rest)) = url.split_once("/v3/__") {
        // Proofpoint URL Defense v3: `/v3/__<URL>__;…`.
        rest.split("__;").next()?.to_owned()
    } else {
        let names = ["url", "q", "u"];
        let value = names.iter().find_map(|name| parameters(url).find(|parameter| parameter.name == *name))?.value;
        // Proofpoint URL Defense v2 replaces % with - and / with _.
        percent::decode(&if url.contains("/v2/url?") {
            value.replace('-', "%").replace('_', "/")
        } else {
            value.to_owned()
        })?
    };
    let is_url = ["http://", "https://"].iter().any(|scheme| target.starts_with(scheme));
    is_url.then(|| redirect_target(&target).unwrap_or(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_are_unwrapped() {
        for url in [
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fapi.example%2Felements%2Fapi-v2&data=05%7C01",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fapi.example%2Felements%2Fapi-v2&amp;data=05",
            "https://www.google.com/url?sa=t&q=https://api.example/elements/api-v2&usg=x",
            "https://google.de/url?url=https%3a%2f%2fapi.example/elements/api-v2",
            "https://slack-redir.net/link?url=https%3A%2F%2Fapi.example%2Felements%2Fapi-v2",
            "https://urldefense.com/v3/__https://api.example/elements/api-v2__;!!abc$",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__api.example_elements_api-2Dv2&d=x",
            "https://www.google.com/url?q=https%3A%2F%2Fslack-redir.net%2Flink%3Furl%3Dhttps%253A%252F%252Fapi.example%252Felements%252Fapi-v2",
        ] {
            assert_eq!(redirect_target(url).as_deref(), Some("https://api.example/elements/api-v2"), "{url}");
        }
        for url in ["https://google.com/urls", "https://a.example/?url=https://b.example", "https://www.google.com/url"]
        {
            assert_eq!(redirect_target(url), None, "{url}");
        }
    }
}
