//! Finds what else a program does with its request: its method, a computed body, replacements in the body, and how the body
//! is encoded.

use std::ops::Range;

use model::char_set::CharSet;

use super::extents::end_of_item;
use super::found::Found;
use super::language::{COMMANDS, Id};
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::statements::canonical;
use super::value::Value;
use super::{commands, function_names};

impl Found {
    /// Sees the method of the request. After a `POST` no other one counts.
    pub(super) fn see_method(&mut self, program: &Program, index: usize) {
        if self.has_post {
            return;
        }
        let code = &program.code;
        let token = &code.tokens[index];
        let text = program.token(code, index);
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
        let before = index.checked_sub(1).map_or("", |before| program.token(code, before));
        let is_verb = matches!(lower.as_str(), "put" | "patch" | "delete" | "get");
        let is_named = token.kind == TokenKind::Text && word.chars().all(char::is_uppercase)
            || before == ":" && program.token(code, index.wrapping_sub(2)).eq_ignore_ascii_case("-method")
            || before.eq_ignore_ascii_case("-method")
            || before == "."
                && program.is_one_of(
                    code,
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
        let mut range = start..end_of_item(program.language, code, program.text, start, true);
        if program.language.has(COMMANDS) {
            range.end = commands::argument_end(program, code, start, range.end);
        }
        let parent = code.tokens[index].parent;
        let is_name = |index: usize| code.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Name);
        if !is_name(range.start) || is_returned_response(program, parent, range.start) {
            return;
        }
        let open = code.top(&range).find(|index| program.is(code, *index, "("));
        let serializes = open.is_some_and(|open| function_names::is_known(program.token(code, open - 1)));
        // The argument of a function that serializes may be a parameter, whose value is read where it is given.
        let variable = match open {
            None if range.len() == 1 => Some(range.start),
            // `body.toString()`
            Some(open) if serializes && code.inside(open).is_empty() && open == range.start + 3 => Some(range.start),
            Some(open) if serializes && code.inside(open).len() == 1 => Some(open + 1).filter(|index| is_name(*index)),
            _ => None,
        };
        let is_named = matches!(program.token(code, index), "json" | "data" | "body");
        let is_computed = match variable {
            Some(index) if !is_named && has_known_source(program, index) => false,
            Some(index) => program.constants.is_computed(program, program.token(code, index), code.tokens[index].start),
            None => open.is_some_and(|open| {
                let has_call = || code.inside(open).any(|index| program.is(code, index, "("));
                (!serializes || has_call()) && program.eval(code, range.clone(), 0).is_unknown()
            }),
        };
        if is_computed {
            self.computed_body = Some(program.bytes(code, &range));
        }
    }

    /// Sees a replacement in a text that can be the body.
    pub(super) fn see_replacement(&mut self, program: &Program, index: usize) {
        /// The maximum number of tokens of the arguments.
        const MAX_TOKENS: usize = 60;
        let code = &program.code;
        if self.replacement.is_some()
            || code.tokens[index].kind != TokenKind::Name
            || !function_names::is_replacement(program.token(code, index))
        {
            return;
        }
        let name = |at: usize| {
            code.tokens.get(at).filter(|token| token.kind == TokenKind::Name).map(|_| program.token(code, at))
        };
        let mut names: Vec<&str> = Vec::new();
        if index > 1 && program.is_one_of(code, index - 1, ". ->") {
            names.extend(name(index - 2));
        }
        if program.is(code, index + 1, "(") {
            names.extend(code.inside(index + 1).take(MAX_TOKENS).filter_map(name));
        }
        // `$body -replace 'a', 'b'`
        names.extend(index.checked_sub(1).filter(|_| program.token(code, index).starts_with('-')).and_then(name));
        let is_body = names.into_iter().any(|name| {
            let value = program.constants.resolve(program, name, code.tokens[index].start, 0);
            let text = match &value {
                Some(Value::Text(text)) => &text.text,
                Some(Value::Object(..)) => return true,
                _ => return false,
            };
            text.trim_start().starts_with('{') && text.contains('"')
        });
        if is_body {
            self.replacement = Some(code.tokens[index].start..code.tokens[index].end);
        }
    }

    /// Sees that a JSON text is the argument of a function that serializes its argument: it sends a string.
    pub(super) fn see_encoded_text(&mut self, program: &Program) {
        let code = &program.code;
        let Some(body) = self.bodies.first() else { return };
        for index in 0..code.tokens.len() {
            let name = program.token(code, index);
            let is = |sign: &str| program.is(code, index + 1, sign);
            let is_in = |group: &str| {
                let parent = code.tokens[index].parent;
                parent != NONE && program.is(code, parent, group)
            };
            let serializes = match name {
                "json" if is("(") => program.language.id == Id::Rust,
                "json" => is_in("(") && (is("=") || is(":")) || is_in("{") && is(":"),
                "Create" => index > 1 && program.is(code, index - 2, "JsonContent") && is("("),
                "'json'" | "\"json\"" => program.language.id == Id::Php && is("=>"),
                "PostAsJsonAsync" | "PostJsonAsync" => is("("),
                _ => false,
            };
            if !serializes {
                continue;
            }
            let comma = || code.inside(index + 1).find(|at| program.is(code, *at, ",")).map_or(index + 2, |at| at + 1);
            let start = if name == "PostAsJsonAsync" { comma() } else { index + 2 };
            let Some(value) = code.tokens.get(start) else { continue };
            let is_alone = !program.is_one_of(code, start + 1, ". ( + -> ::");
            let is_text = match value.kind {
                TokenKind::Text => body.ranges.iter().any(|range| range.contains(&value.start)),
                TokenKind::Name => matches!(
                    program.constants.resolve(program, program.token(code, start), value.start, 0),
                    Some(Value::Text(_))
                ),
                _ => false,
            };
            if is_alone && is_text {
                self.encoded_text = Some(value.start..value.end);
                return;
            }
        }
    }

    /// Sees that an object is sent as a form.
    pub(super) fn see_form(&mut self, program: &Program) {
        /// The maximum length of an option's name with its quotes, in bytes.
        const MAX_NAME_BYTES: usize = 24;
        let code = &program.code;
        let Some(body) = self.bodies.first().filter(|body| body.is_object) else { return };
        let names: &[&str] = match program.language.id {
            Id::Python => &["data"],
            Id::PowerShell => &["-body", "body"],
            Id::JavaScript => &["form", "URLSearchParams"],
            Id::Php => &["form_params", "http_build_query", "CURLOPT_POSTFIELDS"],
            Id::Ruby => &["set_form_data", "form", "body"],
            _ => return,
        };
        // Faraday serializes the body.
        if program.language.id == Id::Ruby && program.text.contains("request :json") {
            return;
        }
        let is_jquery = program.text.contains("$.ajax") || program.text.contains("$.post");
        for (index, token) in code.tokens.iter().enumerate() {
            if token.kind == TokenKind::Sign || token.end - token.start > MAX_NAME_BYTES {
                continue;
            }
            let word = program.token(code, index).trim_any("'\":@");
            let is_name = names.iter().any(|name| name.eq_ignore_ascii_case(word)) || is_jquery && word == "data";
            // In Python, `data = {…}` is a variable.
            let is_argument =
                program.language.id != Id::Python || token.parent != NONE && program.token(code, token.parent) == "(";
            if !is_name || !is_argument {
                continue;
            }
            let mut next = index + 1;
            while program.is_one_of(code, next, "= : => ( , @") {
                next += 1;
            }
            let Some(value) = code.tokens.get(next) else { continue };
            let is_here = body.ranges.iter().any(|range| range.start <= value.start && value.start < range.end);
            let is_variable = value.kind == TokenKind::Name
                && !program.is_one_of(code, next + 1, ". ( | ->")
                && matches!(
                    program.constants.resolve(program, program.token(code, next), value.start, 0),
                    Some(Value::Object(..))
                );
            if is_here && next > index + 1 && value.kind == TokenKind::Open || is_variable {
                self.form = Some(token.start..value.end);
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
        let sets = program.constants.of(&canonical(program.language, program.token(code, index))).iter().rev();
        let mut earlier = sets.filter(|set| set.sets_variable() && set.at < code.tokens[index].start);
        earlier.find_map(|set| set.value.clone())
    };
    let is_known = |value: &Range<usize>| !program.eval(code, value.clone(), 1).is_unknown();
    let Some(value) = source(index) else { return false };
    if is_known(&value) {
        return true;
    }
    let Some(open) = value.clone().skip(1).find(|at| program.is(code, *at, "(")) else { return false };
    let is_serializer = function_names::is_known(program.token(code, open - 1)) && code.next(open) == value.end;
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
    let name = program.token(code, index);
    let sign = program.token(code, index + 1);
    let group = if token.parent == NONE { "" } else { program.token(code, token.parent) };
    let before = index.checked_sub(1).map_or("", |before| program.token(code, before));
    let is_command = program.language.has(COMMANDS);
    let is_before_body = match (name, sign) {
        ("json" | "data" | "body", "=") if group == "(" => true,
        ("json" | "data" | "body", ":") => group == "{",
        ("body" | "Body" | "httpBody", "=") if before == "." => true,
        ("CURLOPT_POSTFIELDS", "," | "=>") => true,
        // Functions whose first argument is the body.
        (_, "(") => matches!(
            name,
            "AddJsonBody"
                | "AddStringBody"
                | "ByteArrayContent"
                | "NewBuffer"
                | "NewBufferString"
                | "NewReader"
                | "PostJsonAsync"
                | "StringContent"
                | "StringEntity"
                | "ofByteArray"
                | "ofString"
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
    let is_awaited = |index: usize| program.is(code, index, "await");
    let set = program.constants.of(program.token(code, value));
    let is_response =
        is_awaited(value) || set.iter().any(|set| set.value.as_ref().is_some_and(|value| is_awaited(value.start)));
    let mut group = parent;
    while is_response && group != NONE && program.token(code, group) != "(" {
        if group.checked_sub(1).is_some_and(|before| program.is(code, before, "return")) {
            return true;
        }
        group = code.tokens[group].parent;
    }
    false
}
