//! Finds how a program encodes the body: as a text in JSON, as a form, or not at all.

use model::char_set::CharSet;

use super::found::Found;
use super::language::Id;
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::results;
use super::value::Value;
use super::variable_uses::{callee, function_of};

impl Found {
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
                TokenKind::Text => body.contains(&(value.start..value.end)),
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
    pub(super) fn see_other_encoding(&mut self, program: &Program) {
        /// The maximum length of an option's name with its quotes, in bytes.
        const MAX_NAME_BYTES: usize = 24;
        /// The maximum number of tokens of a call.
        const MAX_TOKENS: usize = 60;
        let code = &program.code;
        let Some(body) = self.bodies.first().filter(|body| body.is_object) else { return };
        let names = match program.language.id {
            Id::Python => "data",
            Id::PowerShell => "-body body",
            Id::JavaScript => "form URLSearchParams body type qs querystring postForm",
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
        // The body, or the variable with it, is in the rest of the statement.
        let is_body_after = |index: usize| {
            let mut rest = (index..code.tokens.len()).take(MAX_TOKENS).take_while(|at| !code.is(*at, ";"));
            rest.any(|at| {
                let token = &code.tokens[at];
                let value = || program.constants.resolve(program, code.text(at), token.start, 0);
                body.contains(&(token.start..token.end))
                    || token.kind == TokenKind::Name && matches!(value(), Some(Value::Object(..)))
            })
        };
        for (index, token) in code.tokens.iter().enumerate() {
            if token.kind == TokenKind::Sign || token.end - token.start > MAX_NAME_BYTES {
                continue;
            }
            let word = code.text(index).trim_any("'\":@");
            let is_name = names.split(' ').any(|name| name.eq_ignore_ascii_case(word)) || is_jquery && word == "data";
            // `data = {…}` can be a variable.
            let is_in_call = code.is(token.parent, "(");
            let is_assignment =
                matches!(language, Id::Python | Id::R) || code.is(index + 1, "=") && token.parent == NONE;
            // A parameter of a function of the program.
            let is_own = || callee(program, index).is_some_and(|call| results::is_defined(program, code.text(call)));
            if !is_name || !is_in_call && is_assignment || word.starts_with('-') && is_own() {
                continue;
            }
            let mut next = index + 1;
            while code.is_one_of(next, "= : => ( , @") {
                next += 1;
            }
            let is_form = match word {
                "asForm" | "asMultipart" => language == Id::Php && is_body_after(index + 1),
                "qs" | "querystring" => code.is(index + 2, "stringify") && is_body_after(index + 3),
                "postForm" => code.is(index.wrapping_sub(1), ".") && is_body_after(index + 1),
                // `.type('form')` of superagent.
                "type" if language == Id::JavaScript => {
                    code.is(index.wrapping_sub(1), ".")
                        && code.is(index + 1, "(")
                        && code.is_one_of(next, "'form' \"form\"")
                }
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
                // An argument of another function, which may write it as JSON.
                let parent = Some(token.parent).filter(|parent| *parent != NONE);
                let function = parent.and_then(|parent| function_of(program, parent));
                let is_other = function.is_some_and(|function| !code.is(function, "fetch"));
                if !has_fetch || is_other {
                    continue;
                }
            }
            let Some(token_of_value) = code.tokens.get(value) else { continue };
            let start = token_of_value.start;
            let is_here = body.contains(&(start..token_of_value.end));
            let is_variable = token_of_value.kind == TokenKind::Name
                && !code.is_one_of(value + 1, ". ( | -> +")
                && matches!(program.constants.resolve(program, code.text(value), start, 0), Some(Value::Object(..)));
            let is_value = matches!(token_of_value.kind, TokenKind::Open | TokenKind::Name);
            if is_form || is_here && value > index + 1 && is_value || is_variable {
                self.other_encoding = Some(token.start..token_of_value.end);
                return;
            }
        }
    }
}
