//! Tells what a program only shows or compares with a response, and does not send.

use model::char_set::CharSet;

use super::function_names::{SERIALIZE, plain};
use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::statements::{Statement, canonical};
use super::variable_uses::{callee, function_of, is_argument_of};
use crate::word_list::contains;

/// Functions that show their arguments.
const PRINTERS: &str = "print println printf log info debug warn error puts writehost writeline writeverbose \
                                   writedebug writeinformation writewarning errorlog vardump printr";

/// Functions whose arguments are expected or made responses, besides those whose names begin with `assert`.
const EXPECTATIONS: &str = "containsubset deepequal deepstrictequal eq eql equal equalto include isequalto mockresolvedvalue \
                            mockresolvedvalueonce mockreturnvalue mockreturnvalueonce reply respondwith thenreturn \
                            toequal tomatchobject tostrictequal willreturn";

/// Returns whether the token at `index` is an argument of a function or command that shows it.
pub(super) fn is_printed(program: &Program, index: usize) -> bool {
    is_argument_with(program, index, &|name| contains(PRINTERS, name))
}

/// Returns whether the token at `index` is an argument of a function or command that shows it, or compares a response
/// with it, also as JSON: `print(json.dumps(body))`.
pub(super) fn is_only_shown(program: &Program, index: usize) -> bool {
    /// The maximum number of objects around it.
    const MAX_OBJECTS: usize = 4;
    let is_shown =
        |name: &str| name.starts_with("assert") || [PRINTERS, EXPECTATIONS].iter().any(|list| contains(list, name));
    let code = &program.code;
    // The objects around it: `mockResolvedValue({ data: … })`.
    let around = |at: &usize| {
        let open = code.tokens[*at].parent;
        let is_literal = open != NONE && code.is_one_of(open, "{ [") && !code.is_one_of(open.wrapping_sub(1), "=> )");
        is_literal.then_some(open)
    };
    let index = std::iter::successors(Some(index), around).take(MAX_OBJECTS).last().unwrap_or(index);
    let serializer = function_of(program, index).filter(|_| is_argument_of(program, index, SERIALIZE));
    [Some(index), serializer].into_iter().flatten().any(|index| is_argument_with(program, index, &is_shown))
}

/// Returns whether the program does not use the variable that `set` sets, or only changes and shows it.
pub(super) fn is_only_shown_variable(program: &Program, set: &Statement) -> bool {
    let code = &program.code;
    let statements = program.constants.of(&set.name);
    if !code.spend(code.tokens.len() + statements.len()) {
        return false;
    }
    let is_changed_at = |index: usize| statements.iter().any(|change| change.at == code.tokens[index].start);
    // As a member, `this.body`, in a template, or by its name: `compact('body')`.
    let name = set.name.trim_start_any("$");
    let is_named = |index: usize| {
        let (token, text) = (&code.tokens[index], code.text(index));
        match token.kind {
            TokenKind::Name => canonical(program.language, text).trim_start_any("$:") == name,
            TokenKind::Text => {
                let mut found = text.match_indices(name);
                found.any(|(at, _)| text[..at].ends_with_any("$@#%{(")) || text.trim_any("'\"`:") == name
            }
            _ => false,
        }
    };
    (0..code.tokens.len())
        .filter(|index| is_named(*index))
        .all(|index| is_changed_at(index) || is_only_shown(program, index))
}

/// Returns whether the token at `index` is an argument of a function or command for whose name `test` returns true.
fn is_argument_with(program: &Program, index: usize, test: &dyn Fn(&str) -> bool) -> bool {
    let functions = [function_of(program, index), callee(program, index)];
    functions.iter().flatten().any(|function| test(&plain(program.code.text(*function))))
}
