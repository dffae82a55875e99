//! The address of a program's request.

use model::char_set::CharSet;
use model::instance::Instance;

use super::alternatives::may_be_another;
use super::computed;
use super::found::Found;
use super::parsed::Program;
use super::value::HOLE;
use crate::mapped_text::MappedText;
use crate::report::Report;
use crate::url::import_url;

/// Returns whether a URL is that of the instances.
pub(super) fn is_whole(url: &MappedText) -> bool {
    url.text.before_any("?#").trim_end_matches('/').ends_with("/instances")
}

/// Returns a URL of the API at another host.
fn other_host<'f>(found: &'f Found, address: &MappedText) -> Option<&'f MappedText> {
    let host = |url: &MappedText| model::url::host(&url.text);
    let has_whole = found.urls.iter().any(is_whole);
    let is_api = |url: &MappedText| if has_whole { is_whole(url) } else { url.text.contains("/elements/api-v") };
    let is_other = |url: &&MappedText| is_api(url) && host(url) != host(address);
    found.urls.iter().find(is_other).filter(|_| is_whole(address))
}

/// Returns the URL of the request: one text, or a host and a path.
pub(super) fn find(found: &Found) -> Option<MappedText> {
    if let Some(url) = found.urls.iter().find(|url| is_whole(url)) {
        return Some(url.clone());
    }
    let path = found.paths.first();
    let base = found
        .urls
        .iter()
        .find(|url| url.text.contains("/elements"))
        .or(found.urls.iter().find(|url| path.is_some() && url.text.matches('/').count() <= 3));
    let mut address = MappedText::default();
    match (base, path) {
        (Some(base), None) => return Some(base.clone()),
        (Some(base), Some(path)) => {
            let origin = base.text.match_indices('/').nth(2).map_or(base.text.len(), |(at, _)| at);
            let end = if path.text.starts_with("/elements") { origin } else { base.text.trim_end_matches('/').len() };
            address.push_part(base, 0..end);
            if !path.text.starts_with('/') {
                address.insert("/", path.origin(0));
            }
            address.append(path);
        }
        (None, Some(path)) => {
            let host = found.hosts.iter().find(|host| !host.text.contains("example")).or(found.hosts.first())?;
            address.insert("https://", host.origin(0));
            address.append(host);
            address.append(path);
        }
        (None, None) => return None,
    }
    Some(address)
}

/// Imports the address, without its computed parts. Returns the element that it names.
pub(super) fn import(
    address: &MappedText,
    found: &Found,
    program: &Program,
    instance: &mut Instance,
    report: &mut Report,
) -> Option<String> {
    let other = other_host(found, address);
    if other.is_some() || may_be_another(program, address.origin(0)) {
        // Which of the URLs is that of the request, or how it changes, is unknown.
        instance.host.clear();
        for url in other.into_iter().chain([address]) {
            // Between its parts there can be secrets.
            let parts = url.origins_by_part(0..url.text.len());
            let part = parts.into_iter().find(|part| !part.is_empty()).unwrap_or_default();
            computed::report(part, "Host URL", program, report);
        }
        None
    } else if address.text.contains(HOLE) {
        instance.host.clear();
        computed::report_holes(address, "Host URL", program, report);
        report.account_for_parts(address);
        None
    } else {
        import_url(address, instance, report)
    }
}
