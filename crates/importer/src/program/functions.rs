//! The functions that a program defines.

use std::ops::Range;

use super::blocks::{CONDITIONS, FUNCTIONS, STATEMENTS};
use super::language::{Id, SEMICOLONS, TURNS};
use super::lexer::{Code, TokenKind};
use crate::word_list::contains;

/// A function that the program defines.
pub(super) struct Function<'t> {
    pub name: &'t str,
    /// The token of its name.
    pub index: usize,
    /// The tokens of its parameters.
    pub parameters: Range<usize>,
}

/// Returns the functions of a program, in the order of their names.
pub(super) fn collect<'t>(code: &Code<'t>) -> Vec<Function<'t>> {
    let token = |index: usize| code.text(index);
    let is_statement = |word: &str| contains(CONDITIONS, word) || contains(STATEMENTS, word);
    let function = |index: usize| {
        let before = index.checked_sub(1).map_or("", token);
        let is_defined = contains(FUNCTIONS, before);
        let open = match token(index + 1) {
            "(" => index + 1,
            // `def build` of Ruby, `function Get-Body {` of PowerShell.
            _ if before == "def" && matches!(code.language.id, Id::Crystal | Id::Ruby)
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
        let is_body = after == "{" || after == "=>" && matches!(code.language.id, Id::CSharp | Id::Dart);
        // A method of a class.
        let has_methods =
            code.language.has(SEMICOLONS) && !code.language.has(TURNS) || code.language.id == Id::JavaScript;
        let is_typed = open == index + 1 && is_body && has_methods && before != "new";
        let is_assigned = open > index + 1 && (after == "=>" || token(open - 1) == "function");
        let is_function = is_defined || is_typed && !is_statement(token(index)) || is_assigned;
        is_function.then(|| Function { name: token(index), index, parameters: code.inside(open) })
    };
    let names = (0..code.tokens.len()).filter(|index| code.is_kind(*index, TokenKind::Name));
    let mut functions: Vec<Function> = names.filter_map(function).collect();
    functions.sort_by_key(|function| function.name);
    functions
}
