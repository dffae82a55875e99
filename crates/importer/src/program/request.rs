//! Finds the URL, the `Authorization` header and the body among the constants of a program.

use std::ops::Range;

use model::char_set::CharSet;

use super::address::is_whole;
use super::extents::end_of_item;
use super::found::{Body, BodyKind, Found};
use super::language::{COMMANDS, GETS, Id, JUXTAPOSED};
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::shown::{is_only_shown, is_only_shown_variable};
use super::sources::sources;
use super::statements::Statement;
use super::value::Value;
use super::{commands, function_names, results, texts};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

/// Finds the parts of the request.
pub(super) fn find(program: &Program) -> Found {
    let mut found = Found::default();
    let mut changed: Vec<Range<usize>> = Vec::new();
    for (ranges, value) in program.constants.values(program) {
        if value.is_unknown() {
            changed.extend(ranges.into_iter().next());
        } else {
            found.consider(program.text, &value, ranges);
        }
    }
    // Overlapping ones become one.
    changed.sort_unstable_by_key(|range| range.start);
    changed.dedup_by(|next, range| {
        let overlaps = next.start < range.end;
        range.end = if overlaps { range.end.max(next.end) } else { range.end };
        overlaps
    });
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
        if found.bodies.iter().any(|body| body.kind == BodyKind::Whole && body.contains(&(token.start..token.end))) {
            continue;
        }
        let range = item(program, index, is_free);
        if range.is_empty() || !code.spend(range.len().min(64)) || !can_be_known(program, &range) {
            continue;
        }
        if is_only_shown(program, index) {
            continue;
        }
        let bytes = program.bytes(code, &range);
        let value = match program.eval(code, range.clone(), 0) {
            Value::Text(text) => filled_in(program, index, range.end, text),
            value => value,
        };
        if value.is_unknown() && program.language.has(COMMANDS) {
            // An argument, or the input of a pipeline.
            let range = index..commands::argument_end(code, index, range.end);
            let bytes = program.bytes(code, &range);
            found.consider(program.text, &commands::argument(program, code, range, 0), vec![bytes]);
        }
        let known = found.bodies.len();
        let first_changed = changed.partition_point(|range| range.end <= token.start);
        let is_changed = changed.get(first_changed).is_some_and(|range| range.start < bytes.end);
        // The body includes the results of functions and the values of variables, where they are.
        let mut ranges = vec![bytes];
        if !value.is_unknown() {
            ranges.extend(sources(program, &range));
        }
        found.consider(program.text, &value, ranges);
        let key = index.checked_sub(2).filter(|key| code.is_kind(*key, TokenKind::Text));
        let is_member = key.is_some() && contains(program.language.pairs, code.text(index - 1));
        for body in &mut found.bodies[known..] {
            (body.is_member, body.is_changed) = (is_member, is_changed);
        }
    }
    // Other bodies that are expressions, not literals: `-Body ($template -replace '%NAME%', 'A')`.
    for range in found.sent.clone() {
        if !is_start(program, range.start, is_free) || !can_be_known(program, &range) {
            let mut ranges = vec![program.bytes(code, &range)];
            ranges.extend(sources(program, &range));
            found.consider(program.text, &program.eval(code, range, 0), ranges);
        }
    }
    found.select_bodies();
    if found.bodies.len() > 1 {
        let (shown, others): (Vec<Body>, Vec<Body>) =
            std::mem::take(&mut found.bodies).into_iter().partition(|body| shown_variable(program, body).is_some());
        found.followed.retain(|token| !shown.iter().any(|body| body.contains(token)));
        found.bodies = if others.is_empty() { shown } else { others };
    }
    let has_request = found.urls.iter().any(is_whole) || !found.paths.is_empty() || !found.headers.is_empty();
    found.is_unsent = has_request && matches!(&found.bodies[..], [body] if is_sample(program, body));
    // A pair of a name and a value in the body is no header.
    let Found { headers, bodies, .. } = &mut found;
    headers.retain(|header| !bodies.iter().any(|body| body.contains(&header.origins(0..header.text.len()))));
    found.see_unused_replacement();
    found.see_other_sent(program);
    found.see_other_encoding(program);
    found.see_encoded_text(program);
    if !found.has_post
        && !found.implies_post
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

/// Returns the statement that sets a variable to a body, if the program only changes and shows it.
fn shown_variable<'p>(program: &'p Program, body: &Body) -> Option<&'p Statement> {
    let value = body.ranges.first()?;
    let statements = &program.constants.statements;
    let is_value = |own: &Range<usize>| program.bytes(&program.code, own) == *value;
    let is_set = |set: &&Statement| set.sets_variable() && set.value.as_ref().is_some_and(is_value);
    let set = statements.iter().find(is_set).filter(|_| program.code.spend(statements.len()))?;
    is_only_shown_variable(program, set).then_some(set)
}

/// Returns whether a body is a literal that the program only shows. One that has the name of a body may be of a program
/// that was cut off before it uses the variable, and the result of a call can be that of another variable, which is sent.
fn is_sample(program: &Program, body: &Body) -> bool {
    const NAMES: &str = "body payload data json parameters params postdata string text content";
    let tokens = &program.code.tokens;
    let start = body.ranges.first().map_or(0, |range| range.start);
    let first = tokens.get(tokens.partition_point(|token| token.start < start));
    first.is_some_and(|first| first.kind != TokenKind::Name)
        && shown_variable(program, body).is_some_and(|set| !contains(NAMES, &function_names::plain(&set.name)))
}

/// Returns the text that a function such as `snprintf` makes of its argument `template`, which ends at the token `end`.
fn filled_in(program: &Program, index: usize, end: usize, template: MappedText) -> Value {
    let code = &program.code;
    let group = code.tokens[index].parent;
    let function = Some(group).filter(|group| *group != NONE && code.is(*group, "("));
    let function = function.and_then(|group| group.checked_sub(1)).map_or("", |name| code.text(name));
    if !function.ends_with("printf") || !template.text.contains('%') {
        return Value::Text(template);
    }
    let inside = code.inside(group);
    let is_first = code.top(&(inside.start..index)).all(|before| !code.is_kind(before, TokenKind::Text));
    if !is_first || end >= inside.end {
        return Value::Text(template);
    }
    let rest = code.split(&(end + 1..inside.end), ",");
    let arguments: Vec<_> = rest.into_iter().map(|part| (None, program.eval(code, part, 1))).collect();
    texts::format(&template, &arguments, true).unwrap_or(Value::Text(template))
}

/// Returns whether an expression can begin at this token.
fn is_start(program: &Program, index: usize, is_free: bool) -> bool {
    let code = &program.code;
    // A variable that is set is no value.
    if program.language.has(COMMANDS) && code.is_one_of(index + 1, "= +=") {
        return false;
    }
    let Some(before) = index.checked_sub(1) else { return true };
    let sign = code.text(before);
    let token = &code.tokens[index];
    // `getenv("URL") or "https://…"`: the address is reported as computed.
    let is_url = || code.text(index).trim_any("'\"`").starts_with("http");
    if token.kind == TokenKind::Text && matches!(sign, "||" | "??" | "?" | "or" | "else") && is_url() {
        return true;
    }
    match code.tokens[before].kind {
        TokenKind::Open => true,
        TokenKind::Sign => {
            matches!(sign, "," | ";" | "=" | ":" | "=>" | ":=" | "<-" | "|" | "+=" | ".=" | "<<" | "->" | "|>" | ";;")
                || token.breaks
                || is_free && !matches!(sign, "+" | "." | "::" | "^" | "@" | "&")
        }
        TokenKind::Name if matches!(sign, "return" | "to" | "await" | "new") => true,
        // `RestClient.post 'https://…', body`
        TokenKind::Name if token.kind == TokenKind::Text && token.spaced && has_free_calls(program.language.id) => true,
        _ => {
            token.breaks
                || is_free && !code.is_one_of(index, ". :: + ^ [") && (token.spaced || token.kind == TokenKind::Text)
        }
    }
}

/// Returns whether the language calls functions without brackets.
fn has_free_calls(language: Id) -> bool {
    matches!(language, Id::Crystal | Id::Elixir | Id::Groovy | Id::Ruby)
}

/// Returns the expression that begins at this token.
fn item(program: &Program, index: usize, is_free: bool) -> Range<usize> {
    let code = &program.code;
    let parent = code.tokens[index].parent;
    let limit = if parent == NONE { code.tokens.len() } else { code.tokens[parent].pair.min(code.tokens.len()) };
    let after_sign = index > 0 && code.is_one_of(index - 1, "= ( : :=");
    let end = end_of_item(code, index, true).min(limit);
    if !is_free || after_sign || code.tokens[index].breaks && !program.language.has(JUXTAPOSED) {
        return index..end;
    }
    if program.language.has(COMMANDS) {
        return index..commands::argument_end(code, index, end);
    }
    let mut stop = code.next(index);
    while stop + 1 < end && code.is_one_of(stop, "^ . +") {
        stop = code.next(stop + 1);
    }
    index..stop.min(end)
}

/// Returns whether the value of an expression can be known and of interest.
fn can_be_known(program: &Program, range: &Range<usize>) -> bool {
    /// The maximum number of tokens in which a call is looked for.
    const MAX_TOKENS: usize = 64;
    let code = &program.code;
    let first = &code.tokens[range.start];
    let is_group = |index: usize| {
        let inside = code.inside(index);
        let next = code.tokens.get(inside.start).map_or(inside.end, |_| code.next(inside.start));
        let key = if code.is(inside.start, "@") { next + 1 } else { next };
        let sign = code.text(key);
        !inside.is_empty()
            && (contains(program.language.pairs, sign)
                || matches!(sign, "," | "}" | "=")
                || code.is_one_of(inside.start, "... ** { (")
                || program.language.has(super::language::TURNS))
            || program.language.id == Id::ObjectiveC
                && code.is(index, "[")
                && code
                    .tokens
                    .get(inside.start)
                    .is_some_and(|token| token.kind == TokenKind::Text || code.is(inside.start, "NSString"))
            || (program.language.has(COMMANDS) || program.language.id == Id::Matlab) && code.is(index, "[")
    };
    let has_result = || {
        !program.functions.is_empty() && range.clone().take(MAX_TOKENS).any(|index| results::is_call(program, index))
    };
    match first.kind {
        TokenKind::Text | TokenKind::Number => true,
        TokenKind::Open => {
            !code.is(range.start, "(") && is_group(range.start)
                || code.top(range).skip(1).any(|index| code.is_kind(index, TokenKind::Text))
        }
        _ => {
            code.top(range).any(|index| match code.tokens[index].kind {
                TokenKind::Text => true,
                TokenKind::Name => {
                    function_names::is_known(code.text(index))
                        || function_names::is_replacement(code.text(index))
                        || program.language.has(COMMANDS) && range.len() == 1
                }
                TokenKind::Open => index > range.start && code.is(index, "{") && is_group(index),
                _ => false,
            }) || has_result()
        }
    }
}
