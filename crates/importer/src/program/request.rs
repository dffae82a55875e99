//! Finds the URL, the `Authorization` header and the body among the constants of a program.

use std::ops::Range;

use model::char_set::CharSet;

use super::evaluate::Program;
use super::extents::end_of_item;
use super::headers::add;
use super::language::{COMMANDS, GETS, JUXTAPOSED};
use super::lexer::{NONE, TokenKind};
use super::value::{HOLE, Value};
use super::{calls, commands};
use crate::mapped_text::MappedText;

/// A value that can be the body of the request.
pub(super) struct Body {
    /// 3 for a whole body, 2 for its configuration, 1 for a polling configuration.
    pub rank: u8,
    pub json: MappedText,
    pub is_object: bool,
    /// True if it is the value of a key, and what it is a part of is not a constant.
    pub is_member: bool,
    /// True if the program changes it in an unknown way.
    pub is_changed: bool,
    /// The bytes of its parts in the program.
    pub ranges: Vec<Range<usize>>,
}

/// The maximum number of bodies and texts that are compared.
pub(super) const MAX_CANDIDATES: usize = 200;

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
    /// A form-encoded body, and a replacement in it.
    pub form: Option<Range<usize>>,
    pub replacement: Option<Range<usize>>,
    /// The call that computes the body.
    pub computed_body: Option<Range<usize>>,
    pub has_post: bool,
}

/// Finds the parts of the request.
pub(super) fn find(program: &Program) -> Found {
    let mut found = Found::default();
    let mut changed: Vec<Range<usize>> = Vec::new();
    for (ranges, value) in program.constants.values(program) {
        if value.is_unknown() {
            changed.extend(ranges.into_iter().next());
        } else {
            found.consider(&value, ranges);
        }
    }
    let code = &program.code;
    let is_free = program.language.has(COMMANDS) || program.language.has(JUXTAPOSED);
    for index in 0..code.tokens.len() {
        let token = &code.tokens[index];
        found.see_method(program, index);
        found.see_header(program, index);
        found.see_replacement(program, index);
        found.see_computed_body(program, index);
        if token.kind == TokenKind::Close || !is_start(program, index, is_free) {
            continue;
        }
        if found
            .bodies
            .iter()
            .any(|body| body.rank == 3 && body.ranges.iter().any(|range| range.contains(&token.start)))
        {
            continue;
        }
        let range = item(program, index, is_free);
        if range.is_empty() || !code.spend(range.len().min(64)) || !can_be_known(program, &range) {
            continue;
        }
        let bytes = program.bytes(code, &range);
        let value = program.eval(code, range.clone(), 0);
        if value.is_unknown() && program.language.has(COMMANDS) {
            // An argument, or the input of a pipeline.
            let range = index..commands::argument_end(program, code, index, range.end);
            let bytes = program.bytes(code, &range);
            found.consider(&commands::argument(program, code, range, 0), vec![bytes]);
        }
        let known = found.bodies.len();
        found.consider(&value, vec![bytes]);
        let key = index.checked_sub(2).filter(|key| code.tokens[*key].kind == TokenKind::Text);
        let is_member = key.is_some() && program.language.pairs.contains(&program.token(code, index - 1));
        let is_changed = changed.iter().any(|range| range.contains(&token.start));
        for body in &mut found.bodies[known..] {
            (body.is_member, body.is_changed) = (is_member, is_changed);
        }
    }
    found.select_body();
    found.see_form(program);
    if !found.has_post
        && found.method.is_none()
        && program.language.has(GETS)
        && !found.bodies.is_empty()
        && !found.urls.is_empty()
    {
        found.method = Some(("GET".into(), 0..0));
    }
    if found.has_post {
        found.method = None;
    }
    found
}

/// Returns whether an expression can begin at this token.
fn is_start(program: &Program, index: usize, is_free: bool) -> bool {
    let code = &program.code;
    let Some(before) = index.checked_sub(1) else { return true };
    let sign = program.token(code, before);
    let token = &code.tokens[index];
    match code.tokens[before].kind {
        TokenKind::Open => true,
        TokenKind::Sign => {
            matches!(sign, "," | ";" | "=" | ":" | "=>" | ":=" | "<-" | "|" | "+=" | ".=" | "<<" | "->" | "|>" | ";;")
                || token.breaks
                || is_free && !matches!(sign, "+" | "." | "::" | "^" | "@" | "&")
        }
        TokenKind::Name if matches!(sign, "return" | "to" | "await" | "new") => true,
        _ => {
            token.breaks
                || is_free
                    && !matches!(program.token(code, index), "." | "::" | "+" | "^" | "[")
                    && (token.spaced || token.kind == TokenKind::Text)
        }
    }
}

/// Returns the expression that begins at this token.
fn item(program: &Program, index: usize, is_free: bool) -> Range<usize> {
    let code = &program.code;
    let parent = code.tokens[index].parent;
    let limit = if parent == NONE { code.tokens.len() } else { code.tokens[parent].pair.min(code.tokens.len()) };
    let after_sign = index > 0 && matches!(program.token(code, index - 1), "=" | "(" | ":" | ":=");
    let end = end_of_item(program.language, code, program.text, index, true).min(limit);
    if !is_free || after_sign || code.tokens[index].breaks && !program.language.has(JUXTAPOSED) {
        return index..end;
    }
    if program.language.has(COMMANDS) {
        return index..commands::argument_end(program, code, index, end);
    }
    let mut stop = code.next(index);
    while stop + 1 < end && matches!(program.token(code, stop), "^" | "." | "+") {
        stop = code.next(stop + 1);
    }
    index..stop.min(end)
}

/// Returns whether the value of an expression can be known and of interest.
fn can_be_known(program: &Program, range: &Range<usize>) -> bool {
    let code = &program.code;
    let first = &code.tokens[range.start];
    let is_group = |index: usize| {
        let inside = code.inside(index);
        let next = code.tokens.get(inside.start).map_or(inside.end, |_| code.next(inside.start));
        let key = if program.token(code, inside.start) == "@" { next + 1 } else { next };
        let sign = program.token(code, key);
        !inside.is_empty()
            && (program.language.pairs.contains(&sign)
                || matches!(sign, "," | "}" | "=")
                || matches!(program.token(code, inside.start), "..." | "**" | "{" | "(")
                || program.language.has(super::language::TURNS))
            || program.language.name == "Objective-C"
                && program.token(code, index) == "["
                && code.tokens.get(inside.start).is_some_and(|token| {
                    token.kind == TokenKind::Text || program.token(code, inside.start) == "NSString"
                })
            || (program.language.has(COMMANDS) || program.language.name == "MATLAB")
                && program.token(code, index) == "["
    };
    match first.kind {
        TokenKind::Text | TokenKind::Number => true,
        TokenKind::Open => {
            program.token(code, range.start) != "(" && is_group(range.start)
                || code.top(range).skip(1).any(|index| code.tokens[index].kind == TokenKind::Text)
        }
        _ => code.top(range).any(|index| match code.tokens[index].kind {
            TokenKind::Text => true,
            TokenKind::Name => {
                calls::is_known(program.token(code, index)) || program.language.has(COMMANDS) && range.len() == 1
            }
            TokenKind::Open => index > range.start && program.token(code, index) == "{" && is_group(index),
            _ => false,
        }),
    }
}

/// Returns the rank of a body by its keys.
fn rank(has: &dyn Fn(&str) -> bool) -> u8 {
    if has("element") || has("configuration") {
        3
    } else if has("store.url")
        || has("event.notification.enabled")
        || has("oauth.api.key")
        || has("event.poller.configuration")
    {
        2
    } else {
        u8::from(has("idField") || has("name"))
    }
}

impl Found {
    fn consider(&mut self, value: &Value, ranges: Vec<Range<usize>>) {
        match value {
            Value::Text(text) | Value::Json(text) => self.consider_text(text, ranges),
            Value::Object(members, _) => {
                let has = |key: &str| {
                    members.iter().any(|(name, value)| name.text == key || key == "idField" && value.get(key).is_some())
                };
                let rank = rank(&has);
                if rank > 0 && self.bodies.len() < MAX_CANDIDATES {
                    self.bodies.push(Body {
                        rank,
                        json: value.to_json(),
                        is_object: true,
                        is_member: false,
                        is_changed: false,
                        ranges,
                    });
                }
            }
            _ => {}
        }
    }

    fn consider_text(&mut self, text: &MappedText, ranges: Vec<Range<usize>>) {
        let trimmed = text.text.trim();
        let is_url = trimmed.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
            || trimmed.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"));
        let is_word = !trimmed.contains(char::is_whitespace);
        let path = trimmed.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        if trimmed.starts_with_any("{\"") {
            let has = |key: &str| {
                trimmed.match_indices(key).any(|(at, _)| {
                    trimmed[..at].ends_with('"') && trimmed[at + key.len()..].trim_start_any("\\").starts_with('"')
                })
            };
            let rank = rank(&has);
            if rank > 0 && self.bodies.len() < MAX_CANDIDATES {
                let json = super::value::quoted_holes(text);
                self.bodies.push(Body { rank, json, is_object: false, is_member: false, is_changed: false, ranges });
            }
        } else if is_url && is_word {
            add(&mut self.urls, text);
        } else if is_word && (path.ends_with("/instances") || path == "instances") {
            add(if trimmed.starts_with(HOLE) { &mut self.urls } else { &mut self.paths }, text);
        } else if trimmed.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("authorization:")) {
            add(&mut self.headers, text);
        } else if is_word && trimmed.len() > 3 && is_host(trimmed) {
            add(&mut self.hosts, text);
        }
    }

    /// Keeps the bodies of the highest rank, each once.
    fn select_body(&mut self) {
        let rank = self.bodies.iter().map(|body| body.rank).max().unwrap_or_default();
        let mut bodies: Vec<Body> = Vec::new();
        for body in std::mem::take(&mut self.bodies).into_iter().filter(|body| body.rank == rank) {
            let is_same = |other: &mut Body| {
                let contains = |outer: &Body, inner: &Body| {
                    inner.ranges.iter().all(|range| {
                        outer.ranges.iter().any(|other| other.start <= range.start && range.end <= other.end)
                    })
                };
                if other.json.text == body.json.text || contains(other, &body) {
                    other.is_object &= body.is_object;
                    true
                } else {
                    false
                }
            };
            if !bodies.iter_mut().any(is_same) {
                bodies.push(body);
            }
        }
        self.bodies = bodies;
    }
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
