//! Tells whether a literal is only one of several values, or changed where it is used.

use std::ops::Range;

use super::blocks::BlockKind;
use super::function_names::{is_replacement, plain};
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::replacements;
use super::shown::is_printed;
use super::statements::Statement;
use super::variable_uses::{function_of, uses};
use crate::word_list::contains;

/// Returns whether the literal at the byte `at` of the program is one of several values: the operand of a condition, the
/// default of a setting, or the value of a variable that a condition sets. Also returns true if a part of it is replaced.
pub(super) fn may_be_another(program: &Program, at: usize) -> bool {
    let code = &program.code;
    let index = code.tokens.partition_point(|token| token.end <= at);
    if code.tokens.get(index).is_none_or(|token| token.kind != TokenKind::Text) {
        return false;
    }
    let before = code.text(index.wrapping_sub(1));
    let after = code.text(index + 1);
    let is_operand = contains("|| ?? ?: ? or else", before)
        || contains("|| ?? ?: ? or if unless", after)
        || before == ":" && has_question(program, index);
    is_operand || is_default(program, index) || is_set_in_condition(program, index) || is_replaced(program, index)
}

/// Returns whether the second value of `condition ? a : b` is at the token `index`.
fn has_question(program: &Program, index: usize) -> bool {
    /// The maximum number of tokens of the condition.
    const MAX_TOKENS: usize = 40;
    let code = &program.code;
    let parent = code.tokens[index].parent;
    let mut earlier = (0..index).rev().take(MAX_TOKENS).take_while(|at| !code.is_one_of(*at, "; , ="));
    earlier.any(|at| code.tokens[at].parent == parent && code.is(at, "?"))
}

/// Returns whether the token is the default of a setting: `os.getenv("URL", "https://…")`.
fn is_default(program: &Program, index: usize) -> bool {
    /// Functions whose last argument is a default.
    const GETTERS: &str = "add_argument env fetch get getconf getenv getopt getordefault getproperty option string var";
    /// Functions whose only argument is a default.
    const DEFAULTS: &str = "default defaultto getorelse ifblank ifempty orelse orelseget unwrapor unwraporelse";
    let code = &program.code;
    // `const { URL = "https://…" } = process.env`
    let parent = code.tokens[index].parent;
    let is_pattern =
        code.is(index.wrapping_sub(1), "=") && code.is(parent, "{") && code.is(code.inside(parent).end + 1, "=");
    let Some(function) = function_of(program, index) else { return is_pattern };
    let name = plain(code.text(function));
    // The whole path: `ENV.fetch`, `os.environ.get`, `System.getenv().getOrDefault`.
    let mut first = function;
    while first > 1 && code.is_one_of(first - 1, ". :: ->") {
        let before = first - 2;
        first = match code.tokens[before].kind {
            TokenKind::Close if code.tokens[before].pair != NONE => code.tokens[before].pair.saturating_sub(1),
            _ => before,
        };
    }
    let path = program.text[code.tokens[first].start..code.tokens[function].end].to_ascii_lowercase();
    let is_setting = ["env", "config", "setting", "option", "argument", "flag", "propert"];
    let is_setting = is_setting.iter().any(|part| path.contains(part)) && contains(GETTERS, &name);
    let is_named = code.is(index.wrapping_sub(1), "=") && code.is_one_of(index.wrapping_sub(2), "default defaultValue");
    is_pattern || is_named || contains(DEFAULTS, &name) || is_setting && code.is(index.wrapping_sub(1), ",")
}

/// Returns the statement whose value begins at the token `index`.
fn statement_of<'p>(program: &'p Program<'_>, index: usize) -> Option<&'p Statement> {
    let is_own = |range: &Range<usize>| range.start == index;
    program.constants.statements.iter().find(|set| set.value.as_ref().is_some_and(is_own))
}

/// Returns whether the token is the value in a block that may not run, or sets a variable there that is used elsewhere.
fn is_set_in_condition(program: &Program, index: usize) -> bool {
    let (code, constants) = (&program.code, &program.constants);
    let block = constants.blocks.get(constants.block(code.tokens[index].start));
    let Some(block) = block.filter(|block| block.kind == BlockKind::Condition) else { return false };
    if let Some(set) = statement_of(program, index) {
        let is_outside = |at: usize| !block.range.contains(&code.tokens[at].start);
        return !set.path.is_empty() || !code.spend(code.tokens.len()) || uses(program, &set.name).any(is_outside);
    }
    let is_last = code.tokens.get(index + 1).is_none_or(|next| next.breaks) || code.is_one_of(index + 1, "} ;");
    is_last && code.is_one_of(index.wrapping_sub(1), "{ return")
}

/// Returns whether a part of the token, or of the variable that it is the value of, is replaced.
fn is_replaced(program: &Program, index: usize) -> bool {
    let code = &program.code;
    let is_changed = |at: usize| {
        if is_printed(program, at) {
            return false;
        }
        let next = code.text(at + 1);
        let is_method = matches!(next, "." | "->") && is_replacement(code.text(at + 2));
        let is_argument = function_of(program, at).is_some_and(|function| is_replacement(code.text(function)));
        is_method || is_argument || replacements::is_operator(next)
    };
    let variable = statement_of(program, index).filter(|set| set.sets_variable());
    let is_changed_later = |set: &Statement| {
        let is_visible = |at: &usize| program.constants.is_visible(set, code.tokens[*at].start);
        !code.spend(code.tokens.len()) || uses(program, &set.name).filter(is_visible).any(is_changed)
    };
    is_changed(index) || variable.is_some_and(is_changed_later)
}
