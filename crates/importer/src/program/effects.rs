//! Finds what else a program does with its request: its method, a computed body, and replacements in the body.

use std::ops::Range;

use model::char_set::CharSet;

use super::collections::items;
use super::constants::{calls_replacement, is_text_builder};
use super::extents::end_of_item;
use super::found::Found;
use super::language::COMMANDS;
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::shown::is_printed;
use super::statements::canonical;
use super::value::{Value, quoted_holes};
use super::variable_uses::{function_of, used_name};
use super::{commands, function_names, replacements, results};
use crate::word_list::contains;

/// The maximum number of expressions that are sent.
const MAX_SENT: usize = 20;

/// The maximum number of tokens of each that are looked at.
const MAX_SENT_TOKENS: usize = 200;

impl Found {
    /// Sees the method of the request. After a `POST` no other one counts.
    pub(super) fn see_method(&mut self, program: &Program, index: usize) {
        if self.has_post {
            return;
        }
        let code = &program.code;
        let token = &code.tokens[index];
        let text = code.text(index);
        let word = match token.kind {
            TokenKind::Text if text.len() < 12 => text.trim_matches(|c: char| !c.is_ascii_alphabetic()),
            TokenKind::Name => text.trim_start_any(":`"),
            _ => return,
        };
        let lower = word.to_ascii_lowercase();
        let is_post = lower == "post"
            || (word.starts_with("post") || word.starts_with("Post"))
                && word[4..].starts_with(|c: char| c.is_uppercase())
                // A function, such as `PostAsync<T>(…)`, and not `postData`.
                && code.is_one_of(index + 1, "( <")
                && !results::is_defined(program, text)
            || lower.ends_with("_post")
            || lower.strip_suffix("post").is_some_and(|before| before.ends_with('.'))
            || lower.ends_with("/post");
        self.has_post |= is_post;
        self.implies_post |= lower.ends_with("postfields") || contains("webwrite urlopen setbody", &lower);
        let before = code.text(index.wrapping_sub(1));
        let is_verb = contains("put patch delete get", &lower);
        let is_named = token.kind == TokenKind::Text && word.chars().all(char::is_uppercase)
            || before == ":" && code.text(index.wrapping_sub(2)).eq_ignore_ascii_case("-method")
            || before.eq_ignore_ascii_case("-method")
            || before == "."
                && code.is_one_of(
                    index.wrapping_sub(2),
                    "axios requests httpx HttpMethod Method HTTP Faraday HTTParty Unirest client session api",
                );
        if is_verb && is_named && self.method.is_none() {
            self.method = Some((lower.to_ascii_uppercase(), token.start..token.end));
        }
    }

    /// Sees a body whose value is an unknown call, such as `json=make_body()`, or a variable that is set to one.
    pub(super) fn see_computed_body(&mut self, program: &Program, index: usize) {
        let code = &program.code;
        if self.computed_body.is_some() {
            return;
        }
        let Some(start) = body_start(program, index) else { return };
        let mut range = start..end_of_item(code, start, true);
        if program.language.has(COMMANDS) {
            range.end = commands::argument_end(code, start, range.end);
        }
        if self.sent.len() < MAX_SENT {
            self.sent.push(range.clone());
        }
        // `-Body ($payload | ConvertTo-Json)`
        if program.language.has(COMMANDS) && code.is(start, "(") && code.is(start + 2, "|") {
            range = start + 1..start + 2;
        }
        let parent = code.tokens[index].parent;
        let is_name = |index: usize| code.is_kind(index, TokenKind::Name);
        if !is_name(range.start) || is_returned_response(program, parent, range.start) {
            return;
        }
        let open = code.top(&range).find(|index| code.is(*index, "("));
        let serializes = open.is_some_and(|open| function_names::is_known(code.text(open - 1)));
        // The argument of a function that serializes may be a parameter, whose value is read where it is given.
        let variable = match open {
            None if range.len() == 1 => Some(range.start),
            // `body.toString()`
            Some(open) if serializes && code.inside(open).is_empty() && open == range.start + 3 => Some(range.start),
            Some(open) if serializes && code.inside(open).len() == 1 => Some(open + 1).filter(|index| is_name(*index)),
            _ => None,
        };
        let is_named = code.is_one_of(index, "json data body");
        let is_computed = match variable {
            Some(index) if !is_named && has_known_source(program, index) => false,
            Some(index) => program.constants.is_computed(program, code.text(index), code.tokens[index].start),
            None => open.is_some_and(|open| {
                let has_call = || code.inside(open).any(|index| code.is(index, "("));
                (!serializes || has_call()) && program.eval(code, range.clone(), 0).is_unknown()
            }),
        };
        if is_computed {
            self.computed_body = Some(program.bytes(code, &range));
        }
    }

    /// Sees that a replacement is not a part of the body that was read: the program may send its result.
    pub(super) fn see_unused_replacement(&mut self) {
        let Some(body) = self.bodies.first() else { return };
        if self.replacement.is_none() {
            self.replacement = self.followed.iter().take(MAX_SENT).find(|token| !body.contains(token)).cloned();
        }
    }

    /// Sees that what is sent is made of the body, but not equal to it: a part of it, or an object that contains it.
    pub(super) fn see_other_sent(&mut self, program: &Program) {
        let code = &program.code;
        let Some(body) = self.bodies.first().filter(|_| self.computed_body.is_none()) else { return };
        let is_body = |value: &Range<usize>| body.contains(&program.bytes(code, value));
        let is_made_of_body = |index: usize| {
            used_name(program, index).is_some_and(|name| {
                let sets = program.constants.of(&name);
                !code.spend(sets.len() * body.ranges.len())
                    || sets.iter().any(|set| set.sets_variable() && set.value.as_ref().is_some_and(is_body))
            })
        };
        let text = body.json.text.trim();
        let is_other = |range: &&Range<usize>| {
            let mut names = (range.start..range.end).take(MAX_SENT_TOKENS);
            names.any(is_made_of_body)
                && match program.eval(code, (*range).clone(), 0) {
                    Value::Text(sent) | Value::Json(sent) => quoted_holes(&sent).text.trim() != text,
                    value @ (Value::Object(..) | Value::Array(..)) => value.to_json(program.text).text != text,
                    Value::Unknown(_) => {
                        code.is_kind(range.start, TokenKind::Open) || is_computed_argument(program, range)
                    }
                }
        };
        let other = self.sent.iter().find(is_other).cloned();
        let part = || (0..code.tokens.len()).find(|index| is_sent_around(program, *index) && is_made_of_body(*index));
        if let Some(range) = other.or_else(|| part().map(|index| index..index + 1)) {
            self.computed_body = Some(program.bytes(code, &range));
        }
    }

    /// Sees a replacement in a text that can be the body.
    pub(super) fn see_replacement(&mut self, program: &Program, index: usize) {
        /// The maximum number of tokens of the arguments.
        const MAX_TOKENS: usize = 60;
        let code = &program.code;
        if self.replacement.is_some()
            || !code.is_kind(index, TokenKind::Name)
            || !(function_names::is_replacement(code.text(index)) || replacements::is_operator(code.text(index)))
            || is_printed(program, index)
        {
            return;
        }
        let name = |at: usize| code.tokens.get(at).filter(|token| token.kind == TokenKind::Name).map(|_| code.text(at));
        let mut names: Vec<&str> = Vec::new();
        let is_method = index > 1 && code.is_one_of(index - 1, ". ->");
        if is_method {
            names.extend(name(index - 2));
        }
        if code.is(index + 1, "(") {
            names.extend(code.inside(index + 1).take(MAX_TOKENS).filter_map(name));
        }
        // `$body -replace 'a', 'b'`
        names.extend(index.checked_sub(1).filter(|_| code.text(index).starts_with('-')).and_then(name));
        let is_body = names.into_iter().any(|name| {
            let value = program.constants.resolve(program, name, code.tokens[index].start, 0);
            let text = match &value {
                Some(Value::Text(text)) => &text.text,
                Some(Value::Object(..)) => return true,
                _ => return false,
            };
            text.trim_start().starts_with('{') && text.contains('"')
        });
        let range = if code.is(index + 1, "(") {
            (if is_method { index - 2 } else { index })..code.next(index + 1)
        } else {
            // The operator of PowerShell has two operands after it, with a comma.
            let end = |from: usize| end_of_item(code, from, true);
            let comma = end(index + 1);
            index.saturating_sub(1)..if code.is(comma, ",") { end(comma + 1) } else { comma }
        };
        let is_followed = || !program.eval(code, range, 1).is_unknown();
        let token = code.tokens[index].start..code.tokens[index].end;
        if is_body && is_followed() {
            self.followed.push(token);
        } else if is_body {
            self.replacement = Some(token);
        }
    }
}

/// Returns whether a part of the value at the token `index`, or a list or object that contains it, is the argument of a
/// function that sends or serializes it.
fn is_sent_around(program: &Program, index: usize) -> bool {
    /// Functions that write a value as JSON.
    const SERIALIZERS: &str = "dumps jsonencode marshal serialize stringify tojson writevalueasstring";
    /// Keys of options whose value is the body.
    const BODY_KEYS: &str = "body content data form json params payload";
    let code = &program.code;
    if !code.is_kind(index, TokenKind::Name) {
        return false;
    }
    let sends = |argument: usize| {
        function_of(program, argument).is_some_and(|function| {
            let name = function_names::plain(code.text(function));
            let sends =
                name == "post" || name.starts_with("post") && name.contains("json") || contains(SERIALIZERS, &name);
            sends && !is_printed(program, function)
        })
    };
    let parent = code.tokens[index].parent;
    let before = code.text(index.wrapping_sub(1));
    if code.is_one_of(parent, "[ {") {
        let is_item = code.is(parent, "[") && matches!(before, "[" | ",") && code.is_one_of(index + 1, "] ,");
        let key = code.text(index.wrapping_sub(2)).trim_any("'\"");
        let is_value = matches!(before, ":" | "=" | "=>") && !contains(BODY_KEYS, key) && code.is(parent, "{");
        return (is_item || is_value) && sends(parent);
    }
    // Ruby calls `to_json` without brackets.
    let is_conversion = || function_names::keeps_arguments(&function_names::plain(code.text(index + 2)));
    let is_member = code.is(index + 1, "[") || code.is(index + 1, ".") && !code.is(index + 3, "(") && !is_conversion();
    matches!(before, "(" | ",") && is_member && sends(index)
}

/// Returns whether the variable at the token `index` is set to a known value, or to the serialized value of another one
/// that is. Other code reports later changes of these variables.
fn has_known_source(program: &Program, index: usize) -> bool {
    let code = &program.code;
    let source = |index: usize| {
        let sets = program.constants.of(&canonical(program.language, code.text(index))).iter().rev();
        let mut earlier = sets.filter(|set| set.sets_variable() && set.at < code.tokens[index].start);
        earlier.find_map(|set| set.value.clone())
    };
    let is_known = |value: &Range<usize>| !program.eval(code, value.clone(), 1).is_unknown();
    let Some(value) = source(index) else { return false };
    let statements = program.constants.of(&canonical(program.language, code.text(index)));
    if is_text_builder(program, &value) && statements.iter().any(|change| calls_replacement(program, change)) {
        return false;
    }
    if is_known(&value) {
        return true;
    }
    // A parameter has no value here: its argument is read at the call of the function.
    let is_parameter = |index: usize| {
        let statements = program.constants.of(&canonical(program.language, code.text(index)));
        !statements.is_empty() && statements.iter().all(|set| set.value.is_none() && set.is_declared)
    };
    let is_source = |index: usize| source(index).map_or_else(|| is_parameter(index), |value| is_known(&value));
    // `$body | ConvertTo-Json`
    if code.is(value.start + 1, "|") {
        return function_names::is_known(code.text(value.start + 2)) && is_source(value.start);
    }
    let Some(open) = value.clone().skip(1).find(|at| code.is(*at, "(")) else { return false };
    let is_serializer = function_names::is_known(code.text(open - 1)) && code.next(open) == value.end;
    let inside = code.inside(open);
    is_serializer && inside.len() == 1 && is_source(inside.start)
}

/// Returns whether the token at `index` is in the arguments of a function that sends a request.
fn is_request(program: &Program, index: usize) -> bool {
    function_of(program, index).is_some_and(|function| {
        let name = function_names::plain(program.code.text(function));
        ["post", "request", "send"].iter().any(|part| name.contains(part))
    })
}

/// Returns whether the first argument of the serializer in `range` is an unknown expression: `json_encode($a + $b)`.
fn is_computed_argument(program: &Program, range: &Range<usize>) -> bool {
    let code = &program.code;
    let Some(open) = code.top(range).find(|at| code.is(*at, "(")) else { return false };
    let argument =
        items(program, code, &code.inside(open)).into_iter().next().map(|item| item.value).unwrap_or_default();
    open > 0
        && function_names::is_known(code.text(open - 1))
        && argument.len() > 1
        && program.eval(code, argument, 1).is_unknown()
}

/// Returns the first token of the body that the token at `index` names or takes as an argument.
fn body_start(program: &Program, index: usize) -> Option<usize> {
    /// The maximum length of the names, in bytes.
    const MAX_BYTES: usize = 20;
    let code = &program.code;
    let token = &code.tokens[index];
    if token.kind != TokenKind::Name && token.kind != TokenKind::Text || token.end - token.start > MAX_BYTES {
        return None;
    }
    let name = code.text(index);
    let sign = code.text(index + 1);
    let group = code.text(token.parent);
    let before = code.text(index.wrapping_sub(1));
    let is_command = program.language.has(COMMANDS);
    let is_before_body = match (name, sign) {
        ("json" | "data" | "body", "=") if group == "(" => true,
        ("json" | "data" | "body", ":") => group == "{" || group == "(" && is_request(program, index),
        ("body" | "Body" | "httpBody", "=") if before == "." => true,
        ("CURLOPT_POSTFIELDS", "," | "=>") => true,
        // Functions whose first argument is the body.
        (_, "(") => contains(
            "AddJsonBody AddStringBody ByteArrayContent NewBuffer NewBufferString NewReader PostJsonAsync StringContent StringEntity ofByteArray ofString",
            name,
        ),
        (_, "=") => is_command && name.eq_ignore_ascii_case("body") && group == "{",
        _ => false,
    };
    let start = match is_before_body {
        true => index + 2,
        false if is_command && name.eq_ignore_ascii_case("-body") => index + 1,
        false => return None,
    };
    code.tokens.get(start).map(|_| start)
}

/// Returns whether the value at the token `value`, in the group at `parent`, is an awaited response that a function
/// returns: `return { body: await response.text() }`.
fn is_returned_response(program: &Program, parent: usize, value: usize) -> bool {
    let code = &program.code;
    let is_awaited = |index: usize| code.is(index, "await");
    let set = program.constants.of(code.text(value));
    let is_response =
        is_awaited(value) || set.iter().any(|set| set.value.as_ref().is_some_and(|value| is_awaited(value.start)));
    let mut group = parent;
    while is_response && group != NONE && !code.is(group, "(") {
        if group.checked_sub(1).is_some_and(|before| code.is(before, "return")) {
            return true;
        }
        group = code.tokens[group].parent;
    }
    false
}
