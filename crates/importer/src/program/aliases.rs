//! Other names of a variable's value: variables that are set to it, to a member, to a copy or to an object that contains
//! it.

use std::ops::Range;

use model::char_set::CharSet;

use super::constants::is_followed_change;
use super::function_names::{COPY, PARSE, makes_collection, plain};
use super::language::Id;
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::shown::is_only_shown_variable;
use super::statements::{Statement, canonical};
use super::variable_uses::function_of;
use crate::word_list::contains;

/// Returns whether the program changes another name of the value of the variable at `index`, whose members end at `end`.
pub(super) fn is_aliased(program: &Program, index: usize, end: usize) -> bool {
    /// The maximum number of functions around the variable.
    const MAX_FUNCTIONS: usize = 4;
    let (code, constants) = (&program.code, &program.constants);
    if is_changed_in_loop(program, index) || is_changed_in_pattern(program, index) {
        return true;
    }
    // The result of a call is another value, but for a cast of Go and `get`.
    let is_member = |at: usize| !code.is(at, "(") || code.is_one_of(at - 1, ". get");
    // Functions around it: `JSON.parse(JSON.stringify(body))`.
    let around =
        std::iter::successors(function_of(program, index), |call| function_of(program, *call)).take(MAX_FUNCTIONS);
    let copy = around
        .map(|call| plain(code.text(call)))
        .find(|name| contains(PARSE, name) || contains(COPY, name) || contains("jsonobject readtree readvalue", name));
    // Others share the objects inside.
    let is_deep = copy.as_ref().is_some_and(|name| contains(PARSE, name) || contains("deepcopy structuredclone", name));
    // `$body | ConvertTo-Json | ConvertFrom-Json`
    let is_parsed =
        |value: &Range<usize>| code.is(end, "|") && value.clone().any(|at| contains(PARSE, &plain(code.text(at))));
    // `body.copy()`, `dict(body)`, `{ ...body }`: copies share the objects inside.
    let makes_copy = |call: usize| makes_collection(code.text(call)) || code.is_one_of(call, "assign merge");
    let is_shallow = function_of(program, index).is_some_and(makes_copy)
        || code.is_one_of(index.wrapping_sub(1), "... **")
        || code.is(index + 1, ".") && contains("clone copy dup", &plain(code.text(index + 2)));
    let is_pair = index > 1 && contains(program.language.pairs, code.text(index - 1));
    let key = code.text(if is_pair { index - 2 } else { index }).trim_any("'\"");
    let parent = code.tokens[index].parent;
    let in_list = code.is(parent, "[");
    // After a cast, before one, or between both; `body || {}`.
    let is_cast = code.is_one_of(end, "as as? || ?? ?: or");
    let is_value = |value: &Range<usize>| {
        (value.start + 1 >= index || code.next(value.start) == index)
            && (value.end <= end || is_cast)
            && (index..value.end.min(end)).all(is_member)
    };
    constants.statements.iter().any(|alias| {
        let is_set = |value: &&Range<usize>| alias.sets_variable() && value.contains(&index);
        let Some(value) = alias.value.as_ref().filter(is_set) else { return false };
        let is_copy = copy.is_some() && !(is_deep && is_only_shown_variable(program, alias));
        let is_same = is_copy || is_value(value) || is_parsed(value);
        // `options.data.name = …`, where the object in `options` has the variable as `data`.
        let is_inside = |change: &Statement| {
            let outer = change.path.last().filter(|_| change.path.len() > 1);
            outer.is_some_and(|outer| in_list || is_shallow || code.text(outer.start).trim_any("'\"") == key)
        };
        is_changed(program, &alias.name, alias.at, &|change| is_same || is_inside(change))
    })
}

/// Returns whether a statement after the byte `at` for which `is_alias` returns true changes a member of the variable
/// `name`.
fn is_changed(program: &Program, name: &str, at: usize, is_alias: &dyn Fn(&Statement) -> bool) -> bool {
    let statements = program.constants.of(name);
    let mut later = statements.iter().filter(|statement| statement.at > at && !statement.sets_variable());
    !program.code.spend(statements.len())
        || later.any(|change| is_alias(change) && is_followed_change(program)(&change))
}

/// Returns whether a variable of the loop over the value at `index` is changed: `for section in body.values():`.
fn is_changed_in_loop(program: &Program, index: usize) -> bool {
    /// The maximum number of tokens between the start of a loop and the value.
    const MAX_TOKENS: usize = 24;
    let code = &program.code;
    if is_changed_by_callback(program, index) {
        return true;
    }
    // `foreach ($body as $key => &$value)` of PHP.
    let rest = (index..code.tokens.len()).take(MAX_TOKENS).take_while(|at| !code.is_one_of(*at, "{ ;"));
    if program.language.id == Id::Php && rest.skip_while(|at| !code.is(*at, "as")).any(|at| code.is(at, "&")) {
        return true;
    }
    let is_start = |at: &usize| code.is_one_of(*at, "for foreach");
    let is_sign = |at: &usize| match code.text(*at) {
        "in" | "of" | "range" => true,
        sign => sign == ":" && program.language.id == Id::Java,
    };
    let Some(start) = (index.saturating_sub(MAX_TOKENS)..index).rev().find(is_start) else { return false };
    let Some(sign) = (start..index).find(is_sign) else { return false };
    (start..sign).filter(|at| code.is_kind(*at, TokenKind::Name)).any(|at| {
        let name = canonical(program.language, code.text(at));
        is_changed(program, &name, code.tokens[at].start, &|_| true)
    })
}

/// Returns whether a function changes its parameter, and gets the members of the value at `index` one by one:
/// `Object.values(body).forEach(section => …)`.
fn is_changed_by_callback(program: &Program, index: usize) -> bool {
    /// The maximum number of tokens after the value, and of those before the function's body.
    const MAX_TOKENS: usize = 12;
    const METHODS: &str = "foreach each eachvalue eachpair eachwithindex map";
    let code = &program.code;
    let is_method = |at: &usize| {
        code.is_kind(*at, TokenKind::Name) && contains(METHODS, &plain(code.text(*at))) && code.is(*at - 1, ".")
    };
    let rest = (index + 1..code.tokens.len()).take(MAX_TOKENS).take_while(|at| !code.is_one_of(*at, "; = {"));
    let Some(method) = rest.into_iter().find(is_method) else { return false };
    let header: Vec<usize> = (method + 1..code.tokens.len()).take(MAX_TOKENS).collect();
    let second_bar = header.iter().filter(|at| code.is(**at, "|")).nth(1);
    let end = header.iter().find(|at| code.is_one_of(**at, "=> ->")).or(second_bar).copied().unwrap_or_default();
    let is_changed_from = |name: &str, at: usize| is_changed(program, name, code.tokens[at].start, &|_| true);
    let is_implicit = matches!(program.language.id, Id::Groovy | Id::Kotlin) && is_changed_from("it", method);
    is_implicit
        || header.into_iter().take_while(|at| *at < end).any(|at| {
            let name = canonical(program.language, code.text(at));
            code.is_kind(at, TokenKind::Name) && is_changed_from(&name, at)
        })
}

/// Returns whether a variable of a pattern that is set to the value at `index` is changed:
/// `const { configuration } = body;`.
pub(super) fn is_changed_in_pattern(program: &Program, index: usize) -> bool {
    let code = &program.code;
    let pattern = index.checked_sub(2).filter(|close| {
        program.language.id == Id::JavaScript
            && code.is(index - 1, "=")
            && code.is(*close, "}")
            && code.tokens[*close].pair != NONE
    });
    // `const { tags, ...body } = full;` makes an object without a member.
    let is_part =
        |part: usize| code.is(part, "...") || is_changed(program, code.text(part), code.tokens[index].start, &|_| true);
    pattern.is_some_and(|close| code.inside(code.tokens[close].pair).any(is_part))
}
