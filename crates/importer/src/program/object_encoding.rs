//! Finds that a program sends the body as something else than JSON: as a form, or an object as the name of its type.

use std::ops::Range;

use model::char_set::CharSet;

use super::address::is_whole;
use super::found::{Body, Found};
use super::language::Id;
use super::lexer::{NONE, Token, TokenKind};
use super::parsed::Program;
use super::results;
use super::value::Value;
use super::variable_uses::{callee, function_of};

/// How a word tells that an object is not sent as JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// The object is its value or first argument.
    Value,
    /// The same, in a call of jQuery.
    JQuery,
    /// The same, in a call of `fetch`, which sends a text.
    Fetch,
    /// The object is in the rest of the statement.
    Statement,
    /// The same, in a call of `stringify`.
    Stringify,
    /// It is a method, and its argument is `form`.
    Form,
}

/// The words of each language in lowercase, separated by spaces.
const SIGNS: &[(Id, &str, Sign)] = &[
    (Id::JavaScript, "form urlsearchparams", Sign::Value),
    (Id::JavaScript, "data", Sign::JQuery),
    (Id::JavaScript, "body", Sign::Fetch),
    (Id::JavaScript, "postform", Sign::Statement),
    (Id::JavaScript, "qs querystring", Sign::Stringify),
    (Id::JavaScript, "type", Sign::Form),
    (Id::Php, "form_params http_build_query curlopt_postfields", Sign::Value),
    (Id::Php, "asform asmultipart", Sign::Statement),
    (Id::PowerShell, "-body body", Sign::Value),
    (Id::Python, "data", Sign::Value),
    (Id::R, "body", Sign::Value),
    (Id::Ruby, "set_form_data form body", Sign::Value),
];

/// The maximum length of such a word with its quotes, in bytes.
const MAX_WORD_BYTES: usize = 24;

impl Found {
    /// Keeps where the body is not sent as JSON.
    pub(super) fn see_other_encoding(&mut self, program: &Program) {
        let Some(body) = self.bodies.first() else { return };
        let code = &program.code;
        // With several addresses it can be the type of another request.
        let declares_form = |token: &&Token| {
            let text = program.text[token.start..token.end].trim_any("'\"`@");
            let is_type = text.starts_with("application/x-www-form-urlencoded");
            token.kind == TokenKind::Text
                && (is_type || text.contains("ontent-Type: application/x-www-form-urlencoded"))
        };
        if self.urls.len() < 2
            && self.urls.iter().any(is_whole)
            && let Some(token) = code.tokens.iter().find(declares_form)
        {
            self.other_encoding = Some(token.start..token.end);
        }
        if !body.is_object || self.other_encoding.is_some() {
            return;
        }
        let text = program.text;
        let is_serialized = match program.language.id {
            // httr makes a form of a list by itself.
            Id::R => text.contains("\"json\"") || text.contains("'json'"),
            // Faraday serializes the body.
            Id::Ruby => text.contains("request :json"),
            _ => false,
        };
        let has_fetch = (0..code.tokens.len()).any(|index| code.is(index, "fetch"));
        let can_be = |sign: Sign| match sign {
            Sign::JQuery => text.contains("$.ajax") || text.contains("$.post"),
            Sign::Fetch => has_fetch,
            _ => !is_serialized,
        };
        let signs: Vec<_> = SIGNS.iter().filter(|row| row.0 == program.language.id && can_be(row.2)).collect();
        let is_sign = |index: usize, words: &str| {
            let word = code.text(index).trim_any("'\":@");
            words.split(' ').any(|known| known.eq_ignore_ascii_case(word))
        };
        self.other_encoding = (0..code.tokens.len()).find_map(|index| {
            let token = &code.tokens[index];
            let can_be_word = token.kind != TokenKind::Sign && token.end - token.start <= MAX_WORD_BYTES;
            let row = signs.iter().find(|row| can_be_word && is_sign(index, row.1))?;
            not_sent_as_json(program, body, index, row.2)
        });
    }
}

/// Returns the bytes from the word at `index` to what follows it, if the object is not sent as JSON there.
fn not_sent_as_json(program: &Program, body: &Body, index: usize, sign: Sign) -> Option<Range<usize>> {
    /// The maximum number of tokens of a call.
    const MAX_TOKENS: usize = 60;
    let code = &program.code;
    let token = &code.tokens[index];
    // `data = {…}` can be a variable.
    let is_assignment =
        matches!(program.language.id, Id::Python | Id::R) || code.is(index + 1, "=") && token.parent == NONE;
    // A parameter of a function of the program.
    let is_own = || callee(program, index).is_some_and(|call| results::is_defined(program, code.text(call)));
    if is_assignment && !code.is(token.parent, "(") || code.text(index).starts_with('-') && is_own() {
        return None;
    }
    let mut next = index + 1;
    while code.is_one_of(next, "= : => ( , @") {
        next += 1;
    }
    let is_value = |at: usize| at > index + 1 && is_part(program, body, at) || is_object_variable(program, at);
    let is_in_rest = |start: usize| {
        let rest = (start..code.tokens.len()).take(MAX_TOKENS).take_while(|at| !code.is(*at, ";"));
        rest.into_iter().any(|at| is_part(program, body, at) || is_object_variable(program, at))
    };
    let is_method = index > 0 && code.is(index - 1, ".");
    let is_sent = match sign {
        Sign::Value | Sign::JQuery => is_value(next),
        Sign::Fetch => {
            // An argument of another function, which may write it as JSON.
            let parent = Some(token.parent).filter(|parent| *parent != NONE);
            let function = parent.and_then(|parent| function_of(program, parent));
            let is_other = function.is_some_and(|function| !code.is(function, "fetch"));
            !is_other
                && match code.text(index + 1) {
                    ":" => is_value(next),
                    "," | "}" => is_value(index),
                    _ => false,
                }
        }
        Sign::Statement => is_in_rest(index + 1),
        Sign::Stringify => code.is(index + 2, "stringify") && is_in_rest(index + 3),
        Sign::Form => is_method && code.is(index + 1, "(") && code.is_one_of(next, "'form' \"form\""),
    };
    is_sent.then(|| token.start..code.tokens.get(next).map_or(token.end, |token| token.end))
}

/// Returns whether the token begins a part of the body.
fn is_part(program: &Program, body: &Body, index: usize) -> bool {
    program.code.tokens.get(index).is_some_and(|token| {
        matches!(token.kind, TokenKind::Open | TokenKind::Name) && body.contains(&(token.start..token.end))
    })
}

/// Returns whether the token is a variable with an object, and no part of a larger expression.
fn is_object_variable(program: &Program, index: usize) -> bool {
    let code = &program.code;
    code.tokens.get(index).is_some_and(|token| {
        token.kind == TokenKind::Name
            && !code.is_one_of(index + 1, ". ( | -> +")
            && matches!(program.constants.resolve(program, code.text(index), token.start, 0), Some(Value::Object(..)))
    })
}
