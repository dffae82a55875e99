//! What people paste into the fields for URLs: the pages and the API of a store, keys, marks, patterns.

use crate::secret::placeholder_kind;
use crate::secret::store_key::store_keys;
use crate::url::{self, UrlError};

use super::field_fix::{Action, FieldFix, PasteFinding, field_with_prefix};
use super::{ErrorKind, FieldId, Instance};

/// Folders and files of `WordPress` below the URL of a store.
const OWN_PATHS: [&str; 8] =
    ["wp-json", "wc-api", "wp-admin", "wp-login.php", "wp-content", "wp-includes", "xmlrpc.php", "wc-auth"];

/// Parameters with which a store's API is called instead of a path.
const OWN_PARAMETERS: [&str; 3] = ["rest_route", "wc-api", "wc-api-version"];

/// The path of the API below its host.
const API_PATH: &str = "/elements/api-v2";

/// Returns what is wrong with the definition's URL of that number.
pub(super) fn read(instance: &Instance, index: usize) -> Option<PasteFinding> {
    let field = FieldId::Element(index);
    let value = instance.fields.get(index)?.trim();
    if value.is_empty() {
        return None;
    }
    let is_store = field_with_prefix(instance.definition(), "ck_").is_some();
    if is_store && let Some(pasted) = keys(instance, field, value) {
        return Some(pasted);
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

/// Returns what is wrong with the API's base URL.
pub(super) fn read_host(typed: &str) -> Option<PasteFinding> {
    let typed = typed.trim();
    let cleaned = url::clean(typed).filter(|cleaned| cleaned != typed);
    let fix = cleaned.map(|cleaned| FieldFix::new(Action::UseUrl(cleaned.clone()), [(FieldId::Host, cleaned)]));
    let whole = url::base_url(typed);
    match url::problem(typed) {
        // The form adds what is missing in front.
        Some(UrlError::Scheme | UrlError::NoHost) | None => {}
        Some(problem) => return Some((ErrorKind::Url(problem), fix)),
    }
    if let Some(problem) = url::validate(&whole).err() {
        return Some((ErrorKind::Url(problem), fix));
    }
    if let Some(pasted) = instances_path(typed) {
        return Some(pasted);
    }
    let end = url::mark_around(typed).map(|c| (ErrorKind::UrlEndCharacter(c), fix));
    let end = end.or_else(|| {
        let cut = typed.find(&format!("{API_PATH}/"))? + API_PATH.len();
        let is_more = !typed[cut..].trim_end_matches('/').is_empty();
        let base = typed[..cut].to_owned();
        is_more.then(|| {
            (ErrorKind::PathAfterApi, Some(FieldFix::new(Action::UseUrl(base.clone()), [(FieldId::Host, base)])))
        })
    });
    end.or_else(|| has_glob(typed).then_some((ErrorKind::GlobPattern, None)))
}

/// Returns what is wrong with a base URL that has the path in it that the request adds.
fn instances_path(typed: &str) -> Option<PasteFinding> {
    let page = &typed[..typed.find(['?', '#']).unwrap_or(typed.len())];
    let (before, last) = page.trim_end_matches('/').rsplit_once('/')?;
    if !last.eq_ignore_ascii_case("instances") || before.ends_with('/') {
        return None;
    }
    let end = before.find(API_PATH).map_or(before.len(), |at| at + API_PATH.len());
    let base = url::clean(before[..end].trim_end_matches('/'))?;
    Some((ErrorKind::InstancesPath, Some(FieldFix::new(Action::UseUrl(base.clone()), [(FieldId::Host, base)]))))
}

/// Returns what is wrong with the URL that notifications go to.
pub(super) fn read_callback(typed: &str) -> Option<PasteFinding> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let fix = fix(FieldId::CallbackUrl, typed, false);
    let problem = url::problem(typed).map(ErrorKind::Url);
    let reason = problem.or_else(|| url::mark_around(typed).map(ErrorKind::UrlEndCharacter));
    if reason.is_none() && typed.contains("&amp;") {
        let url = typed.replace("&amp;", "&");
        return Some((
            ErrorKind::HtmlEntity,
            Some(FieldFix::new(Action::UseUrl(url.clone()), [(FieldId::CallbackUrl, url)])),
        ));
    }
    reason.map(|reason| (reason, fix)).or_else(|| has_glob(typed).then_some((ErrorKind::GlobPattern, None)))
}

/// Returns the fix that leaves the URL alone.
fn fix(field: FieldId, value: &str, is_store: bool) -> Option<FieldFix> {
    let cleaned = url::clean(value)?;
    let base = if is_store { base(&cleaned).url } else { cleaned };
    // A pattern has no one meaning; a user name or password would be lost.
    let is_right = base != value && !has_glob(value) && url::validate(&base).is_ok();
    is_right.then(|| FieldFix::new(Action::UseUrl(base.clone()), [(field, base)]))
}

/// The URL of a store, out of one of its pages.
struct Base {
    url: String,
    /// The part of `WordPress` that was below it.
    part: Option<&'static str>,
}

/// Returns the URL of the store whose page or API is at `url`.
fn base(url: &str) -> Base {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (page, tail) = url.split_at(end);
    let host = page.find("://").map_or(0, |at| at + "://".len());
    let mut at = host;
    let mut part = None;
    let mut kept = page.len();
    for segment in page[host..].split('/') {
        let is_first = at == host;
        let own = OWN_PATHS.iter().find(|own| !is_first && own.eq_ignore_ascii_case(segment));
        if let Some(own) = own {
            (part, kept) = (Some(*own), at - 1);
            break;
        }
        at += segment.len() + 1;
    }
    let named = OWN_PARAMETERS.iter().find(|own| url::parameters(tail).any(|parameter| parameter.name == **own));
    part = part.or(named.copied());
    let folder = page[..kept].trim_end_matches('/');
    // What runs `WordPress` where addresses are not rewritten.
    let folder = if part.is_some() { folder.strip_suffix("/index.php").unwrap_or(folder) } else { folder };
    Base { url: folder.to_owned(), part }
}

/// Whether a URL has a pattern of curl's for several URLs: `[1-3]` or `{a,b}`.
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

/// Returns what is wrong with a URL that carries the keys of the store.
fn keys(instance: &Instance, field: FieldId, value: &str) -> Option<PasteFinding> {
    let definition = instance.definition();
    let [(key, key_label), (secret, secret_label)] =
        [field_with_prefix(definition, "ck_")?, field_with_prefix(definition, "cs_")?];
    if url::secrets(value).is_empty() {
        return None;
    }
    let found = Found::new(value);
    if found.keys.iter().all(Vec::is_empty) {
        // A password for the store itself is the business of the check for URLs.
        return url::user_info(value).is_none().then_some((ErrorKind::UrlSecrets(key_label, secret_label), None));
    }
    let is_free = [key, secret].iter().zip(&found.keys).all(|(index, texts)| {
        let there = instance.fields[*index].trim();
        texts.iter().all(|text| there.is_empty() || there == text)
    });
    if !is_free {
        let taken = ErrorKind::UrlSecretsConflict(key_label, secret_label);
        return Some((url::problem(value).map_or(taken, ErrorKind::Url), None));
    }
    let without = found.without_keys.as_deref().and_then(url::clean).map(|url| base(&url).url);
    let is_one = found.keys.iter().all(|texts| texts.len() < 2);
    let fix = without.filter(|url| is_one && url::validate(url).is_ok()).map(|url| {
        let moved = [key, secret]
            .into_iter()
            .zip(found.keys)
            .filter_map(|(index, mut texts)| Some((FieldId::Element(index), texts.pop()?)));
        FieldFix::new(
            Action::MoveKeys(key_label, secret_label),
            [(field, url)].into_iter().chain(moved).collect::<Vec<_>>(),
        )
    });
    // What stands against the URL itself comes first; the fix does both.
    let reason = url::problem(value).map_or(ErrorKind::UrlSecrets(key_label, secret_label), ErrorKind::Url);
    Some((reason, fix))
}

/// The keys in a URL.
struct Found {
    /// The Consumer Keys, and the Consumer Secrets.
    keys: [Vec<String>; 2],
    /// The URL without its query and without a user name and password; nothing if keys would still stand in it.
    without_keys: Option<String>,
}

impl Found {
    fn new(url: &str) -> Self {
        let mut keys = [Vec::new(), Vec::new()];
        let mut push = |index: usize, text: &str| {
            if !text.is_empty() && placeholder_kind(text).is_none() && !keys[index].iter().any(|known| known == text) {
                keys[index].push(text.to_owned());
            }
        };
        let mut named = |name: &str, value: &str| {
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
            named(parameter.name, parameter.value);
        }
        let mut without = url.to_owned();
        if let Some([user, password]) = url::user_info(url) {
            named("", &url[user.clone()]);
            named("", &url[password.clone()]);
            // Another user name or password is not thrown away.
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
