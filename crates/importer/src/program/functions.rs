//! The functions that a program defines, and the values that they return.

use std::ops::Range;

use super::blocks::{BlockKind, CONDITIONS};
use super::evaluate::Program;
use super::extents::end_of_item;
use super::language::{Id, Language, SEMICOLONS, WORDS};
use super::lexer::{Code, TokenKind};
use super::statements::canonical;

/// A function that the program defines.
pub(super) struct Function<'t> {
    pub name: &'t str,
    /// The token of its name.
    pub index: usize,
    /// The tokens of its parameters.
    pub parameters: Range<usize>,
}

/// Returns the functions of a program, in the order of their names.
pub(super) fn collect<'t>(language: &Language, text: &'t str, code: &Code) -> Vec<Function<'t>> {
    let token = |index: usize| code.text(text, index);
    let function = |index: usize| {
        let before = index.checked_sub(1).map_or("", token);
        let is_defined = matches!(before, "def" | "function" | "func" | "fn" | "fun" | "sub");
        let open = match token(index + 1) {
            "(" => index + 1,
            // `def build` of Ruby, `function Get-Body {` of PowerShell.
            _ if before == "def" && matches!(language.id, Id::Crystal | Id::Ruby)
                || before == "function" && token(index + 1) == "{" =>
            {
                return Some(Function { name: token(index), index, parameters: index + 1..index + 1 });
            }
            // `const rename = body => …`
            "=" if token(index + 3) == "=>" => {
                return Some(Function { name: token(index), index, parameters: index + 2..index + 3 });
            }
            // `const rename = (body) => …` and `= function (body) { … }`
            "=" => (index + 2..index + 5).find(|at| token(*at) == "(")?,
            _ => return None,
        };
        let after = token(code.next(open));
        // `Map build() => {…};` of Dart and C#.
        let is_body = after == "{" || after == "=>" && matches!(language.id, Id::CSharp | Id::Dart);
        let is_typed = open == index + 1 && is_body && language.has(SEMICOLONS) && before != "new";
        let is_assigned = open > index + 1 && (after == "=>" || token(open - 1) == "function");
        let is_function = is_defined || is_typed && !CONDITIONS.contains(&token(index)) || is_assigned;
        is_function.then(|| Function { name: token(index), index, parameters: code.inside(open) })
    };
    let names = (0..code.tokens.len()).filter(|index| code.tokens[*index].kind == TokenKind::Name);
    let mut functions: Vec<Function> = names.filter_map(function).collect();
    functions.sort_by_key(|function| function.name);
    functions
}

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
    let has_brackets = !needs_brackets || program.token(code, index + 1) == "(";
    let [function] = named(program, program.token(code, index)) else { return false };
    code.tokens[index].kind == TokenKind::Name && has_brackets && function.index != index
}

/// Returns whether a value is the result of a function of the program.
pub(super) fn is_result(program: &Program, value: &Range<usize>) -> bool {
    program.code.top(value).any(|at| is_call(program, at))
}

/// Returns the bytes of what the functions of the program return that these tokens call: an expression, and the values of
/// the variable that it names.
pub(super) fn results(program: &Program, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut results = Vec::new();
    if !program.code.spend(tokens.len()) {
        return results;
    }
    for result in tokens.clone().filter(|at| is_call(program, *at)).filter_map(|at| returned(program, at)) {
        results.push(program.bytes(&program.code, &result));
        if result.len() == 1 {
            let name = canonical(program.language, program.token(&program.code, result.start));
            let values = program.constants.of(&name).iter().filter_map(|statement| statement.value.as_ref());
            results.extend(values.map(|value| program.bytes(&program.code, value)));
        }
    }
    results
}

/// Returns the expression that the function whose name is at the token `call` returns, if it always returns the same.
pub(super) fn returned(program: &Program, call: usize) -> Option<Range<usize>> {
    let (code, constants) = (&program.code, &program.constants);
    let [function] = named(program, program.token(code, call)) else { return None };
    if function.index == call {
        return None;
    }
    let item = |from: usize| from..end_of_item(program.language, code, program.text, from, true);
    let after = function.parameters.end + usize::from(program.token(code, function.parameters.end) == ")");
    // `const build = () => ({ … });` In JavaScript, braces after the sign are a block.
    let is_block = program.token(code, after + 1) == "{" && program.language.id == Id::JavaScript;
    if program.token(code, after) == "=>" && !is_block {
        return Some(item(after + 1));
    }
    let start = code.tokens.get(after)?.start;
    let first = constants.blocks.partition_point(|block| block.range.start < start);
    let body = constants.blocks.get(first).filter(|block| block.kind == BlockKind::Function)?;
    // The body begins on the line of the function's name, or on the next one.
    let from = code.tokens.partition_point(|token| token.start < body.range.start);
    let from = from
        + usize::from(
            program.token(code, from) == "{"
                && body.range.start == code.tokens[from].start
                && !program.language.has(WORDS),
        );
    let tokens = from..code.tokens.partition_point(|token| token.start < body.range.end);
    if from > after + 12 || !code.spend(tokens.len()) {
        return None;
    }
    let mut returns =
        tokens.clone().filter(|at| code.tokens[*at].kind == TokenKind::Name && program.token(code, *at) == "return");
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
                token.parent == parent && (token.breaks || *at == tokens.start || program.token(code, *at - 1) == ";")
            };
            let is_value = |at: &usize| !matches!(code.tokens[*at].kind, TokenKind::Close | TokenKind::Sign);
            let begins = |at: &usize| begins(at) && (is_value(at) || program.token(code, *at) == "@");
            tokens.clone().rev().find(begins)?
        }
        _ => return None,
    };
    Some(item(only)).filter(|value| !value.is_empty())
}
