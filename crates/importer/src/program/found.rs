//! The parts of a request that a program's constants can be.

use std::ops::Range;

use model::char_set::CharSet;

use super::value::{HOLE, Value, quoted_holes};
use crate::mapped_text::MappedText;

/// The part of the request's body that a value can be, the most likely last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BodyKind {
    PollingConfiguration,
    /// `configuration` of the body.
    Configuration,
    Whole,
}

/// A value that can be the body of the request.
pub(super) struct Body {
    pub kind: BodyKind,
    pub json: MappedText,
    pub is_object: bool,
    /// True if it is the value of a key, and what it is a part of is not a constant.
    pub is_member: bool,
    /// True if the program changes it in an unknown way.
    pub is_changed: bool,
    /// The bytes of its parts in the program.
    pub ranges: Vec<Range<usize>>,
}

impl Body {
    /// Returns whether these bytes of the program are in one of its parts.
    pub fn contains(&self, bytes: &Range<usize>) -> bool {
        self.ranges.iter().any(|range| range.start <= bytes.start && bytes.end <= range.end)
    }
}

/// The maximum number of bodies and texts that are compared.
const MAX_CANDIDATES: usize = 200;

/// The parts of a request in a program.
#[derive(Default)]
pub(super) struct Found {
    pub urls: Vec<MappedText>,
    pub paths: Vec<MappedText>,
    pub hosts: Vec<MappedText>,
    /// The values of `Authorization`.
    pub headers: Vec<MappedText>,
    /// The expressions of `Authorization` headers that are computed.
    pub computed_headers: Vec<Range<usize>>,
    pub bodies: Vec<Body>,
    /// The verb, if it is not POST.
    pub method: Option<(String, Range<usize>)>,
    /// A body that is not sent as JSON.
    pub other_encoding: Option<Range<usize>>,
    /// The replacements in texts that can be the body, whose results are known.
    pub followed: Vec<Range<usize>>,
    /// A replacement that is not followed.
    pub replacement: Option<Range<usize>>,
    /// A JSON text that is sent as a string.
    pub encoded_text: Option<Range<usize>>,
    /// The tokens of the expressions that are sent.
    pub sent: Vec<Range<usize>>,
    /// The call that computes the body, or what is sent instead of it.
    pub computed_body: Option<Range<usize>>,
    pub has_post: bool,
    /// A call that is a POST unless the program names another method.
    pub implies_post: bool,
    /// True if the program does not send the body that it contains.
    pub is_unsent: bool,
}

/// Adds a text that is not in the list yet.
pub(super) fn add(list: &mut Vec<MappedText>, text: &MappedText) {
    if list.len() < MAX_CANDIDATES
        && !list.iter().any(|known| known.text == text.text && known.origin(0) == text.origin(0))
    {
        list.push(text.clone());
    }
}

/// Returns the part of the body that has these keys.
fn body_kind(has: &dyn Fn(&str) -> bool) -> Option<BodyKind> {
    if has("element") || has("configuration") {
        Some(BodyKind::Whole)
    } else if has("store.url")
        || has("event.notification.enabled")
        || has("oauth.api.key")
        || has("event.poller.configuration")
    {
        Some(BodyKind::Configuration)
    } else {
        (has("idField") || has("name")).then_some(BodyKind::PollingConfiguration)
    }
}

impl Found {
    /// Keeps a value that can be a part of the request.
    pub fn consider(&mut self, source: &str, value: &Value, ranges: Vec<Range<usize>>) {
        match value {
            Value::Text(text) | Value::Json(text) => self.consider_text(text, ranges),
            Value::Object(members, _) => {
                let has = |key: &str| {
                    members.iter().any(|(name, value)| name.text == key || key == "idField" && value.get(key).is_some())
                };
                self.add_body(body_kind(&has), || value.to_json(source), true, ranges);
            }
            _ => {}
        }
    }

    fn add_body(
        &mut self,
        kind: Option<BodyKind>,
        json: impl FnOnce() -> MappedText,
        is_object: bool,
        ranges: Vec<Range<usize>>,
    ) {
        if let Some(kind) = kind.filter(|_| self.bodies.len() < MAX_CANDIDATES) {
            self.bodies.push(Body { kind, json: json(), is_object, is_member: false, is_changed: false, ranges });
        }
    }

    fn consider_text(&mut self, text: &MappedText, ranges: Vec<Range<usize>>) {
        let trimmed = text.text.trim();
        let is_url = trimmed.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
            || trimmed.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"));
        let is_word = !trimmed.contains(char::is_whitespace);
        let path = trimmed.before_any("?#").trim_end_matches('/');
        if trimmed.starts_with_any("{\"") {
            let has = |key: &str| {
                trimmed.match_indices(key).any(|(at, _)| {
                    trimmed[..at].ends_with('"') && trimmed[at + key.len()..].trim_start_any("\\").starts_with('"')
                })
            };
            self.add_body(body_kind(&has), || quoted_holes(text), false, ranges);
        } else if is_url && is_word {
            add(&mut self.urls, text);
        } else if is_word && (path.ends_with("/instances") || path == "instances") {
            add(if trimmed.starts_with(HOLE) { &mut self.urls } else { &mut self.paths }, text);
        } else if let Some(line) = authorization_line(&text.text) {
            add(&mut self.headers, &text.part(line));
        } else if is_word && trimmed.len() > 3 && is_host(trimmed) {
            add(&mut self.hosts, text);
        }
    }

    /// Keeps the bodies of the most likely kind, each once.
    pub fn select_bodies(&mut self) {
        let kind = self.bodies.iter().map(|body| body.kind).max();
        let mut bodies: Vec<Body> = Vec::new();
        for body in std::mem::take(&mut self.bodies).into_iter().filter(|body| Some(body.kind) == kind) {
            let contains = |outer: &Body, inner: &Body| inner.ranges.iter().all(|range| outer.contains(range));
            let is_same = |other: &&mut Body| {
                other.json.text == body.json.text || contains(other, &body) || contains(&body, other)
            };
            match bodies.iter_mut().find(is_same) {
                Some(other) if contains(&body, other) && !contains(other, &body) => *other = body,
                Some(other) => other.is_object &= body.is_object,
                None => bodies.push(body),
            }
        }
        self.bodies = bodies;
    }
}

/// Returns the first line of a text that is an `Authorization` header. PHP has all headers in one text.
fn authorization_line(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let header = line.trim();
        let is_header = header.get(..14).is_some_and(|name| name.eq_ignore_ascii_case("authorization:"));
        is_header.then(|| start..start + header.len())
    })
}

/// Returns whether a text is the name of a host.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "0"));
    let labels: Vec<&str> = name.split('.').collect();
    port.bytes().all(|byte| byte.is_ascii_digit())
        && labels.len() > 1
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        && labels.last().is_some_and(|label| label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_lowercase()))
}
