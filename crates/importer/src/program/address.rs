//! The address of a program's request.

use std::ops::Range;

use model::char_set::CharSet;
use model::instance::Instance;

use super::alternatives::may_be_another;
use super::computed;
use super::found::Found;
use super::function_names::plain;
use super::lexer::TokenKind;
use super::parsed::Program;
use super::value::HOLE;
use crate::mapped_text::MappedText;
use crate::report::Report;
use crate::url::import_url;
use crate::word_list;

/// Returns whether a URL is that of the instances.
pub(super) fn is_whole(url: &MappedText) -> bool {
    url.text.before_any("?#").trim_end_matches('/').ends_with("/instances")
}

/// Returns whether a URL has no path.
fn is_short(url: &MappedText) -> bool {
    url.text.matches('/').count() <= 3
}

/// Returns whether a URL or host is one of the vendor's with the API.
fn is_of_vendor(url: &MappedText) -> bool {
    let host = url.text.split_once("//").map_or(&*url.text, |(_, rest)| rest);
    let is_api = host.starts_with("api.") || host.starts_with("staging.");
    is_api && (host.contains("cloud-elements") || host.contains("openconnectors"))
}

/// Returns the URLs and hosts among `list` that the body does not contain, such as that of the store.
fn apart<'f>(found: &Found, list: &'f [MappedText]) -> Vec<&'f MappedText> {
    let in_body: Vec<Range<usize>> =
        found.bodies.first().map(|body| body.json.origins_by_part(0..body.json.text.len())).unwrap_or_default();
    list.iter().filter(|url| !in_body.iter().any(|part| part.contains(&url.origin(0)))).collect()
}

/// Returns a URL or host of the API that is another one.
fn other_host<'f>(found: &'f Found, program: &Program, address: &MappedText) -> Option<&'f MappedText> {
    let host = |url: &MappedText| model::url::host(&url.text);
    let urls = apart(found, &found.urls);
    let has_whole = urls.iter().any(|url| is_whole(url));
    let is_base =
        |url: &MappedText| url.text.contains("/elements/api-v") || is_short(url) && is_host_of_api(program, url);
    let is_api = |url: &MappedText| if has_whole { is_whole(url) } else { is_base(url) };
    let is_other = |url: &&MappedText| is_api(url) && host(url) != host(address);
    let other = urls.into_iter().find(is_other);
    // Hosts without a scheme.
    let is_same_name = |name: &MappedText| host(address).starts_with(&name.text.to_ascii_lowercase());
    let is_other_name = |name: &&MappedText| is_host_of_api(program, name) && !is_same_name(name);
    let other_name = || apart(found, &found.hosts).into_iter().find(is_other_name);
    let has_scheme = found.urls.iter().any(|url| url.origin(0) == address.origin(0));
    other.or_else(|| if has_scheme { None } else { other_name() }).filter(|_| is_whole(address))
}

/// Returns the URL of the request: one text, or a host and a path.
pub(super) fn find(found: &Found, program: &Program) -> Option<MappedText> {
    let urls = apart(found, &found.urls);
    if let Some(url) = urls.iter().find(|url| is_whole(url)) {
        return Some((*url).clone());
    }
    let path = found.paths.first();
    let can_be_base = |url: &&&MappedText| path.is_some() && is_short(url) && is_host_of_api(program, url);
    let of_elements = urls.iter().find(|url| url.text.contains("/elements"));
    let base = of_elements.or_else(|| urls.iter().find(can_be_base)).copied();
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
            let hosts = apart(found, &found.hosts);
            let host = *hosts.iter().find(|host| is_host_of_api(program, host))?;
            address.insert("https://", host.origin(0));
            address.append(host);
            address.append(path);
        }
        (None, None) => return None,
    }
    Some(address)
}

/// Returns whether an address without the path of the instances can be that of the API: it is one of the vendor's, or
/// what stands before it says that it is a host.
fn is_host_of_api(program: &Program, url: &MappedText) -> bool {
    /// Parts of the names of variables, members and functions.
    const HOSTS: &str = "base host server endpoint api connection domain origin socket url uri";
    /// Parts of the names of addresses that are not the API's.
    const OTHERS: &str = "shop store callback hook doc redirect web site front";
    /// The maximum number of tokens between the name and the address.
    const MAX_TOKENS: usize = 4;
    if is_of_vendor(url) {
        return true;
    }
    let code = &program.code;
    let at = code.tokens.partition_point(|token| token.end <= url.origin(0));
    let mut before = (0..at).rev().take(MAX_TOKENS);
    let name = before.find(|index| matches!(code.tokens[*index].kind, TokenKind::Name | TokenKind::Text));
    let name = plain(name.map_or("", |index| code.text(index)));
    let has = |parts: &str| word_list::any(parts, &|part| name.contains(part));
    has(HOSTS) && !has(OTHERS)
}

/// Imports the address, without its computed parts. Returns the element that it names.
pub(super) fn import(
    address: &MappedText,
    found: &Found,
    program: &Program,
    instance: &mut Instance,
    report: &mut Report,
) -> Option<String> {
    let other = other_host(found, program, address);
    if other.is_some() || may_be_another(program, address.origin(0)) {
        // Which of the URLs is that of the request, or how it changes, is unknown.
        instance.host.clear();
        for url in other.into_iter().chain([address]) {
            // Between its parts there can be secrets, and in its query and before its host.
            let parts = url.origins_by_part(0..url.text.len());
            let mut part = parts.into_iter().find(|part| !part.is_empty()).unwrap_or_default();
            let shown = if url.text.contains('@') { "https://" } else { url.text.before_any("?#") };
            part.end = part.end.min(part.start + shown.len());
            computed::report(part, "Host URL", program, report);
            report.account_for_parts(url);
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
