//! Accounts for the text of a program that is not read into the request.

use std::ops::Range;

use model::char_set::CharSet;

use super::language::{COMMANDS, Language};
use super::lexer::TokenKind;
use super::parsed::Program;
use crate::report::{ACCOUNTS, Report};

/// Accounts for everything but the bytes in `origins`, which are sorted.
pub(super) fn account_for_rest(program: &Program, origins: &[Range<usize>], report: &mut Report) {
    if !ACCOUNTS {
        return;
    }
    let mut at = 0;
    for range in origins {
        if range.start > at {
            report.account_for(at..range.start);
        }
        at = at.max(range.end);
    }
    let text = program.text;
    report.account_for(at..text.len());
    // Names and signs are read into the request in another notation, such as `True`.
    let mut code_start = None;
    for token in &program.code.tokens {
        if token.kind == TokenKind::Text {
            account_for_escapes(program.language, text, token.start..token.end, report);
            if let Some(from) = code_start.take() {
                report.account_for(from..token.start);
            }
        } else {
            code_start.get_or_insert(token.start);
        }
    }
    if let Some(from) = code_start {
        report.account_for(from..text.len());
    }
}

/// Accounts for the words that an escape is a part of: the digits of `\101` and the letter of `` `n `` are no text.
fn account_for_escapes(language: &Language, text: &str, literal: Range<usize>, report: &mut Report) {
    let is_powershell = language.has(COMMANDS);
    let source = &text[literal.clone()];
    for (at, mark) in source.match_indices(['\\', '`']) {
        let after = &source[at + 1..];
        let is_escape = match mark {
            "`" => is_powershell && after.starts_with_any("ntr0abefv"),
            _ => after.starts_with(|c: char| c.is_ascii_digit()),
        };
        if is_escape {
            let word =
                after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-./:+=@".contains(byte)).count();
            report.account_for(literal.start + at..literal.start + at + 1 + word);
        }
    }
}
