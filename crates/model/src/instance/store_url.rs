//! Paste mistakes in the URL fields: pages and APIs of a store, keys, surrounding marks, glob patterns.

use crate::secret::placeholder_kind;
use crate::secret::store_key::store_keys;
use crate::url::{self, API_PATH, UrlError};

use super::field_fix::{Action, FieldFix, PasteFinding, field_with_prefix};
use super::{ErrorKind, FieldId, Instance};

/// Folders and files of `WordPress` below the URL of a store.
const WORDPRESS_PATHS: [&str; 8] =
    ["wp-json", "wc-api", "wp-admin", "wp-login.php", "wp-content", "wp-includes", "xmlrpc.php", "wc-auth"];

/// Query parameters that call a store's API instead of a path.
const API_PARAMETERS: [&str; 3] = ["rest_route", "wc-api", "wc-api-version"];

/// Checks the definition's URL field with this index.
pub(super) fn check(instance: &Instance, index: usize) -> Option<PasteFinding> {
    let field = FieldId::Element(index);
    let value = instance.fields.get(index)?.trim();
    if value.is_empty() {
        return None;
    }
    let is_store = field_with_prefix(instance.definition(), "ck_").is_some();
    if is_store && let Some(finding) = check_keys(instance, field, value) {
        return Some(finding);
    }
    let fix = fix(field, value, is_store);
    if let Some(problem) = url::problem(value) {
        return Some((ErrorKind::Url(problem), fix));
    }
    let base = base(value);
    let reason = match base.part {
        Some(part) if is_store => Some(ErrorKind::StorePath(part)),
        _ if url::mark_around(value).is_some() => url::mark_around(value).map(ErrorKind::UrlEndCharacter),
        _ if has_glob(value) => Some(ErrorKind::GlobPattern),
        _ if value.contains('#') => Some(ErrorKind::Fragment),
        _ if is_store && value.contains('?') => Some(ErrorKind::Query),
        _ => None,
    };
    reason.map(|reason| (reason, fix))
}

/// Checks the API's base URL.
pub(super) fn check_host(typed: &str) -> Option<PasteFinding> {
    let typed = typed.trim();
    let cleaned = url::clean(typed).filter(|cleaned| cleaned != typed);
    let fix = cleaned.map(|cleaned| FieldFix::use_url(FieldId::Host, cleaned));
    let whole = url::base_url(typed);
    match url::problem(typed) {
        // The form adds a missing scheme.
        Some(UrlError::Scheme | UrlError::NoHost) | None => {}
        Some(problem) => return Some((ErrorKind::Url(problem), fix)),
    }
    if let Some(problem) = url::validate(&whole).err() {
        return Some((ErrorKind::Url(problem), fix));
    }
    if let Some(finding) = check_instances_path(typed) {
        return Some(finding);
    }
    let end = url::mark_around(typed).map(|c| (ErrorKind::UrlEndCharacter(c), fix));
    let end = end.or_else(|| {
        let base_end = typed.find(&format!("{API_PATH}/"))? + API_PATH.len();
        let is_longer = !typed[base_end..].trim_end_matches('/').is_empty();
        let base = typed[..base_end].to_owned();
        is_longer.then(|| (ErrorKind::PathAfterApi, Some(FieldFix::use_url(FieldId::Host, base))))
    });
    end.or_else(|| has_glob(typed).then_some((ErrorKind::GlobPattern, None)))
}

/// Checks a base URL for the path that the request adds.
fn check_instances_path(typed: &str) -> Option<PasteFinding> {
    let page = &typed[..typed.find(['?', '#']).unwrap_or(typed.len())];
    let (before, last) = page.trim_end_matches('/').rsplit_once('/')?;
    if !last.eq_ignore_ascii_case("instances") || before.ends_with('/') {
        return None;
    }
    let end = before.find(API_PATH).map_or(before.len(), |at| at + API_PATH.len());
    let base = url::clean(before[..end].trim_end_matches('/'))?;
    Some((ErrorKind::InstancesPath, Some(FieldFix::use_url(FieldId::Host, base))))
}

/// Checks the callback URL.
pub(super) fn check_callback(typed: &str) -> Option<PasteFinding> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let fix = fix(FieldId::CallbackUrl, typed, false);
    let problem = url::problem(typed).map(ErrorKind::Url);
    let reason = problem.or_else(|| url::mark_around(typed).map(ErrorKind::UrlEndCharacter));
    if reason.is_none() && typed.contains("&amp;") {
        let url = typed.replace("&amp;", "&");
        return Some((ErrorKind::HtmlEntity, Some(FieldFix::use_url(FieldId::CallbackUrl, url))));
    }
    reason.map(|reason| (reason, fix)).or_else(|| has_glob(typed).then_some((ErrorKind::GlobPattern, None)))
}

/// Returns the fix that removes everything around the URL.
fn fix(field: FieldId, value: &str, is_store: bool) -> Option<FieldFix> {
    let cleaned = url::clean(value)?;
    let base = if is_store { base(&cleaned).url } else { cleaned };
    // A glob pattern is more than one URL, and a user name or password must not be lost.
    let is_fixable = base != value && !has_glob(value) && url::validate(&base).is_ok();
    is_fixable.then(|| FieldFix::use_url(field, base))
}

/// The URL of a store, derived from one of its pages.
struct Base {
    url: String,
    /// The part of `WordPress` that was removed.
    part: Option<&'static str>,
}

/// Derives the URL of a store from the URL of its page or API.
fn base(url: &str) -> Base {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (page, tail) = url.split_at(end);
    let host = page.find("://").map_or(0, |at| at + "://".len());
    let mut at = host;
    let mut part = None;
    let mut base_end = page.len();
    for segment in page[host..].split('/') {
        let is_first = at == host;
        let path = WORDPRESS_PATHS.iter().find(|path| !is_first && path.eq_ignore_ascii_case(segment));
        if let Some(path) = path {
            (part, base_end) = (Some(*path), at - 1);
            break;
        }
        at += segment.len() + 1;
    }
    let parameter = API_PARAMETERS.iter().find(|name| url::parameters(tail).any(|parameter| parameter.name == **name));
    part = part.or(parameter.copied());
    let folder = page[..base_end].trim_end_matches('/');
    // Without URL rewriting, `WordPress` runs as `index.php`.
    let folder = if part.is_some() { folder.strip_suffix("/index.php").unwrap_or(folder) } else { folder };
    Base { url: folder.to_owned(), part }
}

/// Returns whether a URL contains a glob pattern of curl: `[1-3]` or `{a,b}`.
fn has_glob(url: &str) -> bool {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let inside = |open: char, close: char, inner: char| {
        url[..end]
            .split(open)
            .skip(1)
            .any(|rest| rest.split_once(close).is_some_and(|(inside, _)| inside.contains(inner)))
    };
    inside('[', ']', '-') || inside('{', '}', ',')
}

/// Checks a URL for the keys of the store.
fn check_keys(instance: &Instance, field: FieldId, value: &str) -> Option<PasteFinding> {
    let definition = instance.definition();
    let [(key, key_label), (secret, secret_label)] =
        [field_with_prefix(definition, "ck_")?, field_with_prefix(definition, "cs_")?];
    if url::secrets(value).is_empty() {
        return None;
    }
    let found = UrlKeys::new(value);
    if found.keys.iter().all(Vec::is_empty) {
        // Validation reports a user name and password of the store itself.
        return url::user_info(value).is_none().then_some((ErrorKind::UrlSecrets(key_label, secret_label), None));
    }
    let is_free = [key, secret].iter().zip(&found.keys).all(|(index, texts)| {
        let current = instance.fields[*index].trim();
        texts.iter().all(|text| current.is_empty() || current == text)
    });
    if !is_free {
        let conflict = ErrorKind::UrlSecretsConflict(key_label, secret_label);
        return Some((url::problem(value).map_or(conflict, ErrorKind::Url), None));
    }
    let without = found.without_keys.as_deref().and_then(url::clean).map(|url| base(&url).url);
    let is_unique = found.keys.iter().all(|texts| texts.len() < 2);
    let fix = without.filter(|url| is_unique && url::validate(url).is_ok()).map(|url| {
        let mut changes = vec![(field, url)];
        for (index, mut texts) in [key, secret].into_iter().zip(found.keys) {
            changes.extend(texts.pop().map(|text| (FieldId::Element(index), text)));
        }
        FieldFix::new(Action::MoveKeys(key_label, secret_label), changes)
    });
    // A problem of the URL itself comes first; the fix repairs both.
    let reason = url::problem(value).map_or(ErrorKind::UrlSecrets(key_label, secret_label), ErrorKind::Url);
    Some((reason, fix))
}

/// The keys in a URL.
struct UrlKeys {
    /// The Consumer Keys, then the Consumer Secrets.
    keys: [Vec<String>; 2],
    /// The URL without query, user name and password, or `None` if it would still contain keys.
    without_keys: Option<String>,
}

impl UrlKeys {
    fn new(url: &str) -> Self {
        let mut keys = [Vec::new(), Vec::new()];
        let mut push = |index: usize, text: &str| {
            if !text.is_empty() && placeholder_kind(text).is_none() && !keys[index].iter().any(|known| known == text) {
                keys[index].push(text.to_owned());
            }
        };
        let mut push_parameter = |name: &str, value: &str| {
            let value = value.replace("%5F", "_").replace("%5f", "_");
            let value = value.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            match (&store_keys(value)[..], name.to_ascii_lowercase().as_str()) {
                ([key], _) if key.range == (0..value.len()) => {
                    push(usize::from(key.text.starts_with("cs_")), &key.text);
                }
                (_, "consumer_key" | "oauth_consumer_key") => push(0, value),
                (_, "consumer_secret" | "oauth_consumer_secret") => push(1, value),
                _ => {}
            }
        };
        for parameter in url::parameters(url) {
            push_parameter(parameter.name, parameter.value);
        }
        let mut without = url.to_owned();
        if let Some([user, password]) = url::user_info(url) {
            push_parameter("", &url[user.clone()]);
            push_parameter("", &url[password.clone()]);
            // A user name or password that is not a key must not be lost.
            if [&user, &password].iter().all(|range| range.is_empty() || !store_keys(&url[(*range).clone()]).is_empty())
            {
                without.replace_range(user.start..=password.end, "");
            }
        }
        without.truncate(without.find(['?', '#']).unwrap_or(without.len()));
        let without_keys = url::secrets(&without).is_empty().then_some(without);
        Self { keys, without_keys }
    }
}
