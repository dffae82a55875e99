//! Finds what a value is made of in other parts of the program.

use std::ops::Range;

use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::statements::{Statement, canonical, statement_around};
use super::variable_uses::uses;
use super::{replacements, results};

/// Returns the bytes of the results of functions and of the values of variables that `range` includes.
pub(super) fn sources(program: &Program, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut sources = results::results(program, range).unwrap_or_default();
    sources.extend(merged(program, range));
    sources
}

/// Returns the bytes of the values of variables that `range` merges or replaces parts of, if the program uses them nowhere
/// else: `{ ...base, name: 'A' }`, `template.replace('%NAME%', 'A')`.
fn merged(program: &Program, range: &Range<usize>) -> Vec<Range<usize>> {
    /// Functions whose result has most of their first argument, or of their object.
    const MERGES: &str = "assign array_merge merge Replace replace replaceAll ReplaceAll str_replace";
    let code = &program.code;
    let is_merge = |name: usize| code.is_one_of(name, MERGES);
    let mut names: Vec<String> = Vec::new();
    let mut values = Vec::new();
    for index in range.clone().filter(|at| code.is_kind(*at, TokenKind::Name)) {
        let before = index.saturating_sub(1);
        let parent = code.tokens[index].parent;
        let is_added = code.is_one_of(before, "+ |") || code.is_one_of(index + 1, "+ |");
        let is_included = is_added
            || code.is_one_of(before, "... **")
            || code.is(index + 1, "with")
            || replacements::is_operator(code.text(index + 1))
            || code.is(index + 1, ".") && is_merge(index + 2)
            || code.is_one_of(before, "( ,") && parent != NONE && parent > 0 && is_merge(parent - 1);
        if !is_included {
            continue;
        }
        let name = canonical(program.language, code.text(index));
        let statements = program.constants.of(&name);
        if statements.is_empty() || names.contains(&name) {
            continue;
        }
        if !code.spend(statements.len() + names.len()) {
            break;
        }
        let is_used = is_used_elsewhere(program, &name, statements, range);
        names.push(name);
        if is_used {
            continue;
        }
        // A part of a text is no part of the body.
        let is_open =
            |value: &&Range<usize>| !is_added || (value.start..value.end).any(|at| code.is_kind(at, TokenKind::Open));
        let earlier = statements.iter().filter(|statement| statement.at < code.tokens[index].start);
        let known = earlier.filter_map(|statement| statement.value.as_ref()).filter(is_open);
        values.extend(known.map(|value| program.bytes(code, value)));
    }
    values
}

/// Returns whether a variable is used outside of `range`, and `range` is not its own next value. `statements` are those of
/// the variable.
fn is_used_elsewhere(program: &Program, name: &str, statements: &[Statement], range: &Range<usize>) -> bool {
    let code = &program.code;
    let start = code.tokens[range.start].start;
    if statement_around(code, statements, start).is_some_and(|own| own.value.is_some()) {
        return false;
    }
    let is_target = |at: usize| statements.binary_search_by_key(&at, |statement| statement.at).is_ok();
    let is_elsewhere = |index: usize| !range.contains(&index) && !is_target(code.tokens[index].start);
    !code.spend(code.tokens.len()) || uses(program, name).any(is_elsewhere)
}
