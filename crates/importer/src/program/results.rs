//! Finds and evaluates the expressions that the functions of a program return.

use std::ops::Range;

use super::blocks::{BlockKind, FUNCTIONS};
use super::extents::end_of_item;
use super::functions::Function;
use super::language::{Id, WORDS};
use super::lexer::{Code, TokenKind};
use super::parsed::Program;
use super::statements::canonical;
use super::value::Value;
use crate::word_list::contains;

/// Returns the functions of this name that the program defines.
pub(super) fn named<'p>(program: &'p Program<'_>, name: &str) -> &'p [Function<'p>] {
    let start = program.functions.partition_point(|function| function.name < name);
    let length = program.functions[start..].partition_point(|function| function.name == name);
    &program.functions[start..start + length]
}

/// Returns whether the program defines a function of this name.
pub(super) fn is_defined(program: &Program, name: &str) -> bool {
    !named(program, name).is_empty()
}

/// Returns whether the token at `index` calls a function of the program.
pub(super) fn is_call(program: &Program, index: usize) -> bool {
    let code = &program.code;
    let needs_brackets = !matches!(program.language.id, Id::Crystal | Id::PowerShell | Id::Ruby);
    let has_brackets = !needs_brackets || code.is(index + 1, "(");
    let [function] = named(program, code.text(index)) else { return false };
    code.is_kind(index, TokenKind::Name) && has_brackets && function.index != index
}

/// Returns whether a value is the result of a function of the program.
pub(super) fn is_result(program: &Program, value: &Range<usize>) -> bool {
    program.code.top(value).any(|at| is_call(program, at))
}

/// Returns the bytes of what the functions of the program return that these tokens call: an expression, and the values of
/// the variable that it names. Returns `None` if there are too many.
pub(super) fn results(program: &Program, tokens: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let code = &program.code;
    let mut results = Vec::new();
    if program.functions.is_empty() {
        return Some(results);
    }
    code.spend(tokens.len()).then_some(())?;
    for result in tokens.clone().filter(|at| is_call(program, *at)).filter_map(|at| returned(program, at)) {
        results.push(program.bytes(code, &result));
        if result.len() == 1 {
            let statements = program.constants.of(&canonical(program.language, code.text(result.start)));
            code.spend(statements.len()).then_some(())?;
            let values = statements.iter().filter_map(|statement| statement.value.as_ref());
            results.extend(values.map(|value| program.bytes(code, value)));
        }
    }
    Some(results)
}

/// Evaluates the call of a function of the program, whose name is at the token `call` of `code`. Returns `None` if `code` is
/// an expression in a literal, or if the function does not always return the same expression.
pub(super) fn value(program: &Program, code: &Code, call: usize, depth: usize) -> Option<Value> {
    let is_program = std::ptr::eq(code, &raw const program.code);
    let expression = is_program.then(|| returned(program, call)).flatten()?;
    Some(program.eval(code, expression, depth + 1))
}

/// Returns the expression that the function whose name is at the token `call` returns, if it always returns the same.
pub(super) fn returned(program: &Program, call: usize) -> Option<Range<usize>> {
    /// The maximum number of tokens between the parameters and the block.
    const MAX_HEADER_TOKENS: usize = 12;
    let (code, constants) = (&program.code, &program.constants);
    let [function] = named(program, code.text(call)) else { return None };
    if function.index == call {
        return None;
    }
    let item = |from: usize| {
        let value = from..end_of_item(code, from, true);
        // A function that calls itself has no constant result.
        Some(value).filter(|value| !value.is_empty() && !value.contains(&call))
    };
    let after = function.parameters.end + usize::from(code.is(function.parameters.end, ")"));
    // `const build = () => ({ … });` In JavaScript, braces after the sign are a block.
    let is_block = code.is(after + 1, "{") && program.language.id == Id::JavaScript;
    if code.is(after, "=>") && !is_block {
        return item(after + 1);
    }
    let start = code.tokens.get(after)?.start;
    let first = constants.blocks.partition_point(|block| block.range.start < start);
    let body = constants.blocks.get(first).filter(|block| block.kind == BlockKind::Function)?;
    // The body begins on the line of the function's name, or on the next one.
    let from = code.tokens.partition_point(|token| token.start < body.range.start);
    let from = from
        + usize::from(
            code.is(from, "{") && body.range.start == code.tokens[from].start && !program.language.has(WORDS),
        );
    let tokens = from..code.tokens.partition_point(|token| token.start < body.range.end);
    // A function without a block of its own is before that of another one.
    let is_other = |at: usize| {
        let word = code.text(at);
        contains("= ; return end", word) || contains(FUNCTIONS, word)
    };
    if from > after + MAX_HEADER_TOKENS
        || (after..from).any(is_other)
        || !code.spend(tokens.len())
        || tokens.contains(&call)
    {
        return None;
    }
    let mut returns = tokens.clone().filter(|at| code.is_kind(*at, TokenKind::Name) && code.is(*at, "return"));
    let only = match (returns.next(), returns.next()) {
        (Some(only), None) => {
            (constants.block(code.tokens[only].start) == first).then_some(())?;
            only + 1
        }
        // The last expression is the result.
        (None, _)
            if matches!(
                program.language.id,
                Id::Crystal | Id::PowerShell | Id::Ruby | Id::Rust | Id::Scala | Id::Swift
            ) =>
        {
            let parent = code.tokens.get(tokens.start)?.parent;
            let begins = |at: &usize| {
                let token = &code.tokens[*at];
                token.parent == parent && (token.breaks || *at == tokens.start || code.is(*at - 1, ";"))
            };
            let is_value = |at: &usize| !matches!(code.tokens[*at].kind, TokenKind::Close | TokenKind::Sign);
            let begins = |at: &usize| begins(at) && (is_value(at) || code.is(*at, "@"));
            tokens.clone().rev().find(begins)?
        }
        _ => return None,
    };
    item(only)
}
