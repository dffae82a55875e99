//! Finds the `Authorization` header of a program.

use std::ops::Range;

use model::char_set::CharSet;

use super::collections;
use super::extents::end_of_item;
use super::found::{Found, add};
use super::language::{COMMANDS, Id};
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::value::{HOLE, Value};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

pub(super) fn is_credential(value: &str) -> bool {
    let lower = value.trim_start().get(..4).unwrap_or_default().to_ascii_lowercase();
    lower == "user" || lower == "orga" || lower == "elem"
}

/// Returns the argument before the one at `index`, in the group at `parent`.
fn argument_before(program: &Program, index: usize, parent: usize) -> Option<Range<usize>> {
    let code = &program.code;
    if program.language.id == Id::ObjectiveC {
        // `[request setValue:@"…" forHTTPHeaderField:@"Authorization"]`
        let is_colon = |at: &usize| code.is(*at, ":") && code.tokens[*at].parent == parent;
        let name = (parent + 1..index).rev().find(is_colon)?.checked_sub(1)?;
        return Some((parent + 1..name).rev().find(is_colon)? + 1..name);
    }
    let items = collections::items(program, code, &code.inside(parent));
    let position = items.iter().position(|item| item.value.contains(&index))?;
    Some(items[position.checked_sub(1)?].value.clone())
}

impl Found {
    /// Reads the `Authorization` header at this token.
    pub(super) fn see_header(&mut self, program: &Program, index: usize) {
        let code = &program.code;
        let token = &code.tokens[index];
        let name = match token.kind {
            TokenKind::Text => {
                let literal = &code.literals[token.pair];
                &program.text[literal.start..literal.end]
            }
            TokenKind::Name => code.text(index).trim_start_any(":@"),
            _ => return,
        };
        let is_constant = token.kind == TokenKind::Name && name.eq_ignore_ascii_case("authorizationHeader");
        if !name.eq_ignore_ascii_case("authorization") && !is_constant {
            return;
        }
        let mut next = index + 1;
        let close = |next: usize| code.is_kind(next, TokenKind::Close);
        if close(next) && code.is_one_of(next + 1, "= : => , -> :=") {
            next += 1;
        }
        let sign = code.text(next);
        let is_sign = contains(", : => = -> to :=", sign)
            && code.tokens.get(next).is_some_and(|token| token.kind != TokenKind::Text);
        if !is_sign && close(next) {
            return self.see_header_before(program, index);
        }
        let is_juxtaposed = program.language.is_juxtaposed()
            && code.tokens.get(next).is_some_and(|token| {
                matches!(token.kind, TokenKind::Text | TokenKind::Open | TokenKind::Name)
                    && (token.kind == TokenKind::Text || program.language.id == Id::Clojure)
            });
        if !is_sign && !is_juxtaposed {
            return;
        }
        let mut start = next + usize::from(is_sign);
        // `{ name: 'Authorization', value: '…' }`
        if sign == "," && code.text(start).trim_any(":'\"").eq_ignore_ascii_case("value") {
            start += if contains(program.language.pairs, code.text(start + 1)) { 2 } else { 0 };
        }
        if start >= code.tokens.len() || close(start) {
            return;
        }
        let range = if is_sign {
            start..end_of_item(code, start, sign != "=" || !program.language.has(COMMANDS))
        } else {
            start..code.next(start)
        };
        let bytes = program.bytes(code, &range);
        let value = match program.eval(code, range, 0) {
            Value::Array(mut items, _) if items.len() == 1 => items.remove(0),
            value => value,
        };
        match value {
            Value::Text(value) if is_credential(&value.text) || value.text.contains([' ', HOLE]) => {
                self.add_header(&value);
            }
            Value::Unknown(_) if !bytes.is_empty() => self.computed_headers.push(bytes),
            _ => {}
        }
    }

    /// Reads a header whose value stands before its name.
    pub(super) fn see_header_before(&mut self, program: &Program, index: usize) {
        let code = &program.code;
        let parent = code.tokens[index].parent;
        if parent == NONE {
            return;
        }
        let Some(before) = argument_before(program, index, parent) else { return };
        if let Value::Text(value) = program.eval(code, before, 0)
            && is_credential(&value.text)
        {
            self.add_header(&value);
        }
    }

    fn add_header(&mut self, value: &MappedText) {
        let mut header = MappedText::default();
        header.insert("Authorization: ", value.origin(0));
        header.append(value);
        add(&mut self.headers, &header);
    }
}
