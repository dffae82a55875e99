//! Finds what else a program does with its request: its method, a computed body, replacements in the body, and how the body
//! is encoded.

use std::ops::Range;

use model::char_set::CharSet;

use super::constants::is_replaced_in_place;
use super::extents::end_of_item;
use super::found::Found;
use super::language::{COMMANDS, Id};
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::sources::sources;
use super::statements::canonical;
use super::value::{Value, quoted_holes};
use super::variable_uses::{PRINTERS, is_argument_of, used_name};
use super::{commands, function_names};
use crate::word_list::contains;

/// The maximum number of expressions that are sent, and of tokens in each that are looked at.
const MAX_SENT: usize = 20;
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
            || lower.starts_with("post")
                && (word.starts_with("post") || word.starts_with("Post"))
                && word[4..].starts_with(|c: char| c.is_uppercase())
            || lower.ends_with("_post")
            || lower.ends_with("postfields")
            || lower.ends_with("webwrite")
            || lower == "urlopen"
            || lower.strip_suffix("post").is_some_and(|before| before.ends_with('.'))
            || lower.ends_with("/post")
            || lower == "setbody"
            || lower == "copypostfields";
        if is_post {
            self.has_post = true;
        }
        let before = code.text(index.wrapping_sub(1));
        let is_verb = contains("put patch delete get", &lower);
        let is_named = token.kind == TokenKind::Text && word.chars().all(char::is_uppercase)
            || before == ":" && code.text(index.wrapping_sub(2)).eq_ignore_ascii_case("-method")
            || before.eq_ignore_ascii_case("-method")
            || before == "."
                && code.is_one_of(
                    index.wrapping_sub(2),
                    "axios requests httpx HttpMethod Method HTTP Faraday HTTParty Unirest",
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
            let value = program.eval(code, range.clone(), 0);
            let mut ranges = vec![program.bytes(code, &range)];
            ranges.extend(sources(program, &range));
            self.consider(program.text, &value, ranges);
        }
        // `-Body ($payload | ConvertTo-Json)`
        if program.language.has(COMMANDS) && code.is(start, "(") && code.is(start + 2, "|") {
            range = start + 1..start + 2;
        }
        let parent = code.tokens[index].parent;
        let is_name = |index: usize| code.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Name);
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

    /// Sees that what is sent is made of the body, but not equal to it: a part of it, or an object that contains it.
    pub(super) fn see_other_sent(&mut self, program: &Program) {
        let code = &program.code;
        let Some(body) = self.bodies.first().filter(|_| self.computed_body.is_none()) else { return };
        let is_body = |value: &Range<usize>| {
            let value = program.bytes(code, value);
            body.ranges.iter().any(|range| range.start <= value.start && value.end <= range.end)
        };
        let is_made_of_body = |index: usize| {
            used_name(program, index).is_some_and(|name| {
                let sets = program.constants.of(&name);
                code.spend(sets.len())
                    && sets.iter().any(|set| set.sets_variable() && set.value.as_ref().is_some_and(is_body))
            })
        };
        let text = body.json.text.trim();
        let is_other = |range: &&Range<usize>| {
            let mut names = (range.start..range.end).take(MAX_SENT_TOKENS);
            names.any(is_made_of_body)
                && match program.eval(code, (*range).clone(), 0) {
                    Value::Text(sent) | Value::Json(sent) => quoted_holes(&sent).text.trim() != text,
                    value @ (Value::Object(..) | Value::Array(..)) => value.to_json(program.text).text != text,
                    Value::Unknown(_) => code.tokens[range.start].kind == TokenKind::Open,
                }
        };
        if let Some(range) = self.sent.iter().find(is_other) {
            self.computed_body = Some(program.bytes(code, range));
        }
    }

    /// Sees a replacement in a text that can be the body.
    pub(super) fn see_replacement(&mut self, program: &Program, index: usize) {
        /// The maximum number of tokens of the arguments.
        const MAX_TOKENS: usize = 60;
        let code = &program.code;
        if self.replacement.is_some()
            || code.tokens[index].kind != TokenKind::Name
            || !function_names::is_replacement(code.text(index))
            || is_argument_of(program, index, PRINTERS)
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
        if is_body && !is_followed() {
            self.replacement = Some(code.tokens[index].start..code.tokens[index].end);
        }
    }

    /// Sees that a JSON text is the argument of a function that serializes its argument: it sends a string.
    pub(super) fn see_encoded_text(&mut self, program: &Program) {
        let code = &program.code;
        let Some(body) = self.bodies.first() else { return };
        for index in 0..code.tokens.len() {
            let name = code.text(index);
            let is = |sign: &str| code.is(index + 1, sign);
            let is_in = |group: &str| {
                let parent = code.tokens[index].parent;
                code.is(parent, group)
            };
            let serializes = match name {
                "json" if is("(") => program.language.id == Id::Rust,
                "json" => is_in("(") && (is("=") || is(":")) || is_in("{") && is(":"),
                "Create" => index > 1 && code.is(index - 2, "JsonContent") && is("("),
                "'json'" | "\"json\"" => program.language.id == Id::Php && is("=>"),
                "PostAsJsonAsync" | "PostJsonAsync" => is("("),
                _ => false,
            };
            if !serializes {
                continue;
            }
            let comma = || code.inside(index + 1).find(|at| code.is(*at, ",")).map_or(index + 2, |at| at + 1);
            let start = if name == "PostAsJsonAsync" { comma() } else { index + 2 };
            let Some(value) = code.tokens.get(start) else { continue };
            let is_alone = !code.is_one_of(start + 1, ". ( + -> ::");
            let is_text = match value.kind {
                TokenKind::Text => body.ranges.iter().any(|range| range.contains(&value.start)),
                TokenKind::Name => {
                    matches!(program.constants.resolve(program, code.text(start), value.start, 0), Some(Value::Text(_)))
                }
                _ => false,
            };
            if is_alone && is_text {
                self.encoded_text = Some(value.start..value.end);
                return;
            }
        }
    }

    /// Sees that an object is not sent as JSON: as a form, or as the name of its type.
    pub(super) fn see_form(&mut self, program: &Program) {
        /// The maximum length of an option's name with its quotes, in bytes.
        const MAX_NAME_BYTES: usize = 24;
        let code = &program.code;
        let Some(body) = self.bodies.first().filter(|body| body.is_object) else { return };
        let names = match program.language.id {
            Id::Python => "data",
            Id::PowerShell => "-body body",
            Id::JavaScript => "form URLSearchParams body type",
            Id::Php => "form_params http_build_query CURLOPT_POSTFIELDS asForm asMultipart",
            Id::R => "body",
            Id::Ruby => "set_form_data form body",
            _ => return,
        };
        let (text, language) = (program.text, program.language.id);
        let is_sent_as_json = match language {
            // httr makes a form of a list by itself.
            Id::R => text.contains("\"json\"") || text.contains("'json'"),
            // Faraday serializes the body.
            Id::Ruby => text.contains("request :json"),
            _ => false,
        };
        if is_sent_as_json {
            return;
        }
        // Other functions called so write the object as JSON.
        let has_fetch = (0..code.tokens.len()).any(|index| code.is(index, "fetch"));
        let is_jquery = text.contains("$.ajax") || text.contains("$.post");
        for (index, token) in code.tokens.iter().enumerate() {
            if token.kind == TokenKind::Sign || token.end - token.start > MAX_NAME_BYTES {
                continue;
            }
            let word = code.text(index).trim_any("'\":@");
            let is_name = names.split(' ').any(|name| name.eq_ignore_ascii_case(word)) || is_jquery && word == "data";
            // `data = {…}` can be a variable.
            let is_in_call = code.is(token.parent, "(");
            let is_variable = matches!(language, Id::Python | Id::R) || code.is(index + 1, "=") && token.parent == NONE;
            if !is_name || !is_in_call && is_variable {
                continue;
            }
            let mut next = index + 1;
            while code.is_one_of(next, "= : => ( , @") {
                next += 1;
            }
            let is_form = match word {
                "asForm" | "asMultipart" => language == Id::Php,
                "type" if language == Id::JavaScript => code.is_one_of(next, "'form' \"form\""),
                _ => false,
            };
            let mut value = next;
            // The `body` of `fetch` is a text.
            if language == Id::JavaScript && word == "body" {
                match code.text(index + 1) {
                    ":" => {}
                    "," | "}" => value = index,
                    _ => continue,
                }
                if !has_fetch {
                    continue;
                }
            }
            let Some(token_of_value) = code.tokens.get(value) else { continue };
            let start = token_of_value.start;
            let is_here = body.ranges.iter().any(|range| range.start <= start && start < range.end);
            let is_variable = token_of_value.kind == TokenKind::Name
                && !code.is_one_of(value + 1, ". ( | -> +")
                && matches!(program.constants.resolve(program, code.text(value), start, 0), Some(Value::Object(..)));
            let is_value = matches!(token_of_value.kind, TokenKind::Open | TokenKind::Name);
            if is_form || is_here && value > index + 1 && is_value || is_variable {
                self.form = Some(token.start..token_of_value.end);
                return;
            }
        }
    }
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
    if statements.iter().any(|change| is_replaced_in_place(program, &value, change)) {
        return false;
    }
    if is_known(&value) {
        return true;
    }
    let Some(open) = value.clone().skip(1).find(|at| code.is(*at, "(")) else { return false };
    let is_serializer = function_names::is_known(code.text(open - 1)) && code.next(open) == value.end;
    let inside = code.inside(open);
    is_serializer && inside.len() == 1 && source(inside.start).is_some_and(|value| is_known(&value))
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
        ("json" | "data" | "body", ":") => matches!(group, "{" | "("),
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
