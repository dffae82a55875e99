//! Checks whether a member of a variable is the target of an assignment.

use super::lexer::{NONE, TokenKind};
use super::parsed::Program;
use super::variable_uses::member_end;
use crate::word_list::contains;

/// Returns whether the variable whose members end at `end` is the target of an assignment, also within a cast.
pub(super) fn is_assigned(program: &Program, index: usize, end: usize) -> bool {
    let code = &program.code;
    let mut end = end;
    let mut open = code.tokens[index].parent;
    // The rests of casts in brackets, each with the members of its value.
    for _ in 0..4 {
        let is_cast = code.is_one_of(end, "as as! as? )")
            && code.is(open, "(")
            && code.tokens[open].pair != NONE
            && code.tokens[open].pair >= end;
        if !is_cast {
            break;
        }
        let after = code.tokens[open].pair + 1;
        let member = member_end(program, after - 1);
        if member == after {
            break;
        }
        end = member;
        open = code.tokens[open].parent;
    }
    // `[$body['name'], $rest] = …`, and `ids[body.name] = …` is none.
    let list = code.tokens[index].parent;
    let is_index = list != NONE
        && list > 0
        && !code.tokens[list].spaced
        && (code.is_kind(list - 1, TokenKind::Close)
            || code.is_kind(list - 1, TokenKind::Name) && !code.is(list - 1, "list"));
    let is_target = |close: usize| close < code.tokens.len() && code.is(close + 1, "=");
    let in_list = list != NONE && code.is_one_of(list, "[ ( {") && !is_index && is_target(code.tokens[list].pair);
    // `body["name"], rest = …`
    let is_first = code.tokens[index].breaks && code.is(end, ",") && is_target_list(program, end);
    if end > index + 1 && (in_list || is_first) {
        return true;
    }
    // Without members, it would be a statement, or it is the key of a table.
    let Some(sign) = code.tokens.get(end).filter(|_| end > index + 1) else { return false };
    let text = code.text(end);
    let is_assignment =
        contains("= <- <<- := =~ <<", text) || text.len() == 2 && text.ends_with('=') && !contains("== != <= >=", text);
    // `f(name=…)`, and not `x && (name.member = …)`.
    let is_argument = code.is(sign.parent, "(")
        && sign.parent.checked_sub(1).is_some_and(|before| code.is_kind(before, TokenKind::Name));
    sign.kind == TokenKind::Sign && is_assignment && !is_argument
}

/// Returns whether the targets of an assignment follow the comma at `comma`.
fn is_target_list(program: &Program, comma: usize) -> bool {
    /// The maximum number of targets.
    const MAX_TARGETS: usize = 8;
    let code = &program.code;
    let mut at = comma;
    for _ in 0..MAX_TARGETS {
        if !code.is(at, ",") || !code.is_kind(at + 1, TokenKind::Name) {
            break;
        }
        at = member_end(program, at + 1);
    }
    code.is_one_of(at, "= :=")
}
