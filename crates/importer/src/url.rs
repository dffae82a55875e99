//! Imports the URL of a pasted command.

use model::char_set::CharSet;
use model::instance::Instance;
use model::url::{base_url, redirect_target, validate};

use super::mapped_text::MappedText;
use super::placeholder::is_placeholder;
use super::repair::RepairKind;
use super::report::Report;

/// Fills in the host from the URL. Returns the element's key if the URL names the element.
pub(super) fn import_url(url: &MappedText, instance: &mut Instance, report: &mut Report) -> Option<String> {
    let whole = url.text.trim();
    let linked = linked_url(whole);
    if linked.is_some() {
        report_url(url, RepairKind::UrlMarkup, report);
    }
    let whole = linked.unwrap_or(whole);
    let target = redirect_target(whole);
    if target.is_some() {
        report_url(url, RepairKind::UrlRedirect, report);
    }
    let whole = target.as_deref().unwrap_or(whole);
    let path = whole.before_any("?#").trim_end_matches('/');
    let (scheme, rest) = path.split_once("://").unwrap_or(("", path));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    instance.host.clear();
    let is_placeholder = is_placeholder(host) || host.contains("{{");
    if is_placeholder {
        report_url(url, RepairKind::Placeholder { key: "Host URL".into(), is_cleared: true }, report);
    } else if has_invalid_character(authority) {
        // The host is displayed and saved with drafts, and this text may contain a secret.
        report_url(url, RepairKind::UrlRemoved, report);
        return None;
    }
    if host.len() < authority.len() {
        report_url(url, RepairKind::UrlUserInfo, report);
    }
    let (base, element) = match path.strip_suffix("/instances") {
        Some(before) => match before.rsplit_once("/elements/") {
            Some((base, key)) if !key.contains('/') && key != "api-v2" && !key.is_empty() => (base, Some(key)),
            _ => (before, None),
        },
        None => (path, None),
    };
    // Segments after the API's path do not belong to the base URL.
    let end = base.find(API_PATH).map_or(base.len(), |at| at + API_PATH.len());
    let base =
        if path.ends_with("/instances") || end < base.len() || base.ends_with(API_PATH) { &base[..end] } else { "" };
    let element = element.map(str::to_owned);
    if !is_placeholder {
        if !scheme.is_empty() {
            instance.host.push_str(scheme);
            instance.host.push_str("://");
        }
        instance.host.push_str(host);
        instance.host.push_str(base);
        let base = base_url(&instance.host);
        if validate(&base).is_err() {
            report_url(url, RepairKind::InvalidUrl, report);
        }
        if element.is_none() && !is_same_url(whole, &format!("{base}/instances")) {
            report_url(url, RepairKind::OtherUrl, report);
        }
    }
    if let Some(key) = &element {
        report_url(url, RepairKind::UrlElement(key.clone()), report);
    } else if whole.ends_with('/') {
        // A trailing slash does not change the URL.
        report.account_for(url.origins(0..url.text.len()));
    }
    element
}

/// Reports a repair of a whole URL, which may span several lines.
fn report_url(url: &MappedText, repair: RepairKind, report: &mut Report) {
    let mut parts = url.origins_by_part(0..url.text.len()).into_iter().filter(|part| !part.is_empty());
    report.push(parts.next().unwrap_or_default(), repair);
    parts.for_each(|part| report.account_for(part));
}

/// Returns whether an authority contains characters that no host contains, not even by a typing error.
fn has_invalid_character(authority: &str) -> bool {
    authority.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | '}' | ',' | ';' | '='))
}

/// Returns whether two URLs are equal without their schemes, user names and trailing slashes.
fn is_same_url(url: &str, sent: &str) -> bool {
    let rest = |url| {
        let rest = str::split_once(url, "://").map_or(url, |(_, rest)| rest);
        let authority = rest.find('/').unwrap_or(rest.len());
        &rest[rest[..authority].rfind('@').map_or(0, |at| at + 1)..]
    };
    rest(url).trim_end_matches('/') == rest(sent)
}

/// Returns the URL of a link: `<URL>`, `<URL|text>` (Slack) or `[text](URL)` (Markdown).
fn linked_url(text: &str) -> Option<&str> {
    let is_url = |text: &&str| text.starts_with("http") && text.contains("://");
    let angled = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    if let Some(inside) = angled {
        return inside.split('|').next().filter(is_url);
    }
    let (_, url) = text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    Some(url).filter(is_url)
}

/// The path of the API below its host.
const API_PATH: &str = "/elements/api-v2";
