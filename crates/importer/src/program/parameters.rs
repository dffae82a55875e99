//! Tells whether a function of the program changes its argument.

use std::ops::Range;

use super::aliases::is_aliased;
use super::assigned_members::is_assigned;
use super::blocks::CONDITIONS;
use super::constants::is_followed_change;
use super::lexer::{Code, TokenKind};
use super::parsed::Program;
use super::results;
use super::statements::{Statement, canonical};
use super::variable_uses::{callee, is_changed_argument, member_end, used_name};
use crate::word_list::contains;

/// Returns whether the token at `index` is an argument of a function of the program that changes the parameter, or whose
/// result is used in another call.
pub(super) fn is_changed_in_function(program: &Program, index: usize) -> bool {
    let code = &program.code;
    let Some(call) = callee(program, index).filter(|call| results::is_defined(program, code.text(*call))) else {
        return false;
    };
    let around = code.tokens[call].parent;
    let is_in_call = code.is(around, "(")
        && around
            .checked_sub(1)
            .is_some_and(|before| code.is_kind(before, TokenKind::Name) && !contains(CONDITIONS, code.text(before)));
    is_in_call || changes_parameter(program, index)
}

/// Returns whether the token at `index` is an argument of a function of the program that changes the parameter.
pub(super) fn changes_parameter(program: &Program, index: usize) -> bool {
    /// The maximum number of tokens of a function that are looked at.
    const MAX_TOKENS: usize = 400;
    let code = &program.code;
    let Some(call) = callee(program, index) else { return false };
    let mut functions = results::named(program, code.text(call)).iter();
    let Some(function) = functions.find(|function| function.index != call) else { return false };
    // The parameter at the position of the argument.
    if !code.spend(index.saturating_sub(call) + function.parameters.len()) {
        return true;
    }
    // Only the arguments up to this one: some languages write them without brackets.
    let position = items(code, &(call + 2..index + 1)).len().saturating_sub(1);
    let mut parameters = items(code, &function.parameters);
    // The object of a method is a parameter in Python and Rust.
    parameters.retain(|parameter| !parameter.clone().any(|at| code.is_one_of(at, "self cls")));
    let parameter = parameters.into_iter().nth(position).unwrap_or_default();
    let is_name = |at: &usize| code.is_kind(*at, TokenKind::Name);
    let names: Vec<String> = parameter.filter(is_name).map(|at| canonical(program.language, code.text(at))).collect();
    let end = code.tokens.len().min(function.parameters.end + MAX_TOKENS);
    let is_changed = |at: usize| {
        let Some(name) = used_name(program, at).filter(|name| names.contains(name)) else { return false };
        if !code.spend(program.constants.statements.len()) {
            return true;
        }
        let end = member_end(program, at);
        let bytes = program.bytes(code, &(at..end));
        let is_set = |change: &Statement| {
            bytes.contains(&change.at) && !change.sets_variable() && is_followed_change(program)(&change)
        };
        // `{ ...payload, name: 'A' }`
        code.is_one_of(at.saturating_sub(1), "... **")
            || program.constants.of(&name).iter().any(is_set)
            || is_changed_argument(program, at)
            || is_assigned(program, at, end)
            || is_aliased(program, at, end)
    };
    (function.parameters.end..end).any(is_changed)
}

/// Returns the parameters or arguments in `range`. A comma in `Map<String, Object>` separates none.
fn items(code: &Code, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_usize;
    let last = range.clone().rev().find(|at| code.is_one_of(*at, "> >>")).unwrap_or(range.start);
    for part in code.split(range, ",") {
        let is_inside = depth > 0;
        // Without a bracket after it, it compares.
        for at in part.clone().filter(|at| *at <= last) {
            let text = code.text(at);
            if matches!(text, "<" | ">" | ">>") {
                depth = (depth + text.matches('<').count()).saturating_sub(text.matches('>').count());
            }
        }
        match items.last_mut().filter(|_| is_inside) {
            Some(last) => last.end = part.end,
            None => items.push(part),
        }
    }
    items
}
