//! Finds the ends of expressions and statements, and the targets of assignments.

use std::ops::Range;

use super::blocks::follows_condition;
use super::language::{Id, SEMICOLONS, TABLES};
use super::lexer::{Code, NONE, TokenKind};

/// Returns the end of the expression or statement that begins at `from`.
pub(super) fn end_of_item(code: &Code, from: usize, stops_at_comma: bool) -> usize {
    let mut index = from;
    while index < code.tokens.len() && code.spend(1) {
        let token = &code.tokens[index];
        let sign = code.text(index);
        if sign == "<"
            && let Some(end) = type_arguments_end(code, index)
        {
            index = end;
            continue;
        }
        if token.kind == TokenKind::Close
            || token.kind != TokenKind::Text && (sign == ";" || sign == ";;" || stops_at_comma && sign == ",")
        {
            break;
        }
        if code.language.id == Id::OCaml && index > from && matches!(sign, "in" | "let") {
            break;
        }
        let is_line = token.breaks && index > from && !code.language.has(SEMICOLONS) && {
            let parent = token.parent;
            parent == NONE || code.is(parent, "{") && !code.language.has(TABLES) || is_declarations(code, parent)
        };
        if is_line {
            let before = code.text(index - 1);
            let is_open = code.is_kind(index - 1, TokenKind::Sign) && !matches!(before, "!" | "?" | "++" | "--")
                || matches!(before, "return" | "to" | "and" | "or" | "in");
            let goes_on = token.kind == TokenKind::Sign
                && matches!(
                    sign,
                    "." | "?." | "->" | "|>" | "+" | "&&" | "||" | "??" | "?" | ":" | "|" | ".." | "<>" | "&."
                )
                || sign == "{" && code.language.id == Id::Lua;
            if !is_open && !goes_on {
                break;
            }
        }
        index = code.next(index);
    }
    index
}

/// Returns whether the group at `open` has a declaration a line: `const (…)` of Go.
pub(super) fn is_declarations(code: &Code, open: usize) -> bool {
    code.language.id == Id::Go
        && code.is(open, "(")
        && open.checked_sub(1).is_some_and(|before| code.is_one_of(before, "const var"))
}

/// Returns the end of the type arguments whose sign is at `index`: `<string, object>`.
pub(super) fn type_arguments_end(code: &Code, index: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in index..(index + 20).min(code.tokens.len()) {
        match code.text(at) {
            "<" => depth += 1,
            ">" | ">>" => {
                depth = depth.saturating_sub(code.text(at).len());
                if depth == 0 {
                    return code.is_one_of(at + 1, "( { [ ?").then_some(at + 1);
                }
            }
            "," | "." | "?" | "[" | "]" | "::" => {}
            _ if code.is_kind(at, TokenKind::Name) => {}
            _ => return None,
        }
    }
    None
}

/// Returns the variable before the token `end`, and the keys of its member, the last first.
pub(super) fn target(code: &Code, end: usize) -> (Option<usize>, Vec<Range<usize>>) {
    let mut path = Vec::new();
    let mut at = end;
    loop {
        let Some(before) = at.checked_sub(1) else { return (None, path) };
        let token = &code.tokens[before];
        match token.kind {
            TokenKind::Close if code.is_one_of(before, "] }") && token.pair != NONE => {
                path.push(code.inside(token.pair));
                at = token.pair;
                // A Perl reference: `$body->{key}`.
                if at > 0 && code.is(at - 1, "->") {
                    at -= 1;
                }
            }
            // A member in quotes of PowerShell: `$body."store.url"`.
            TokenKind::Name | TokenKind::Text => {
                let is_member = before > 0 && code.is_one_of(before - 1, ". -> ?.");
                if !is_member {
                    return (Some(before).filter(|_| token.kind == TokenKind::Name), path);
                }
                path.push(before..before + 1);
                at = before - 1;
            }
            _ => return (None, path),
        }
        if path.len() > 16 {
            return (None, path);
        }
    }
}

/// Returns whether the name at `base` is the last of several targets.
pub(super) fn is_list(code: &Code, base: usize) -> bool {
    let Some(before) = base.checked_sub(1).filter(|_| !code.tokens[base].breaks) else { return false };
    let is_star = code.is_one_of(before, "* ** ...");
    let comma = if is_star { before.wrapping_sub(1) } else { before };
    // After a value, another declaration begins: `a = 'x', b = 'y'`.
    let follows_target = comma
        .checked_sub(1)
        .is_some_and(|index| code.is_kind(index, TokenKind::Name) || code.is_one_of(index, "] * ** ..."));
    let is_second = code.is(comma, ",") && follows_target && is_statement(code, base);
    is_second || is_star && code.tokens[before].breaks
}

/// Returns whether the braces at `open` contain names with default values: `function create({ name = 'x' })`.
pub(super) fn is_pattern(code: &Code, open: usize) -> bool {
    code.is(open, "{") && open.checked_sub(1).is_some_and(|before| code.is_one_of(before, "( , const let var"))
}

/// Returns whether a token is a part of a statement, and not of the arguments of a call.
fn is_statement(code: &Code, index: usize) -> bool {
    let parent = code.tokens[index].parent;
    parent == NONE || code.is(parent, "{") || is_declarations(code, parent)
}

/// Returns whether a statement begins at this token, or after a word that declares a variable.
pub(super) fn begins_statement(code: &Code, index: usize) -> bool {
    index == 0
        || code.tokens[index].breaks
        || code.is_one_of(index - 1, "; { <?php")
        || follows_declaration(code, index)
}

/// Returns whether a word that declares a variable is before this token.
pub(super) fn follows_declaration(code: &Code, index: usize) -> bool {
    let word = code.text(index.wrapping_sub(1));
    matches!(word, "const" | "let" | "var" | "val" | "local" | "my" | "our")
}

/// Returns the name that has a type after it, before the token `sign` that assigns to it: `name: string = …`.
pub(super) fn typed_name(code: &Code, sign: usize) -> Option<usize> {
    /// The maximum number of tokens and groups of a type.
    const MAX_TYPE_TOKENS: usize = 24;
    if !matches!(code.language.id, Id::JavaScript | Id::Kotlin | Id::Swift | Id::Python | Id::Rust | Id::Scala) {
        return None;
    }
    let before = |at: &usize| {
        let index = at.checked_sub(1).filter(|_| !code.tokens[*at].breaks)?;
        let token = &code.tokens[index];
        match token.kind {
            TokenKind::Close if token.pair != NONE => Some(token.pair),
            TokenKind::Name => Some(index),
            _ if code.is_one_of(index, "< > , ? . | :: &") => Some(index),
            _ => None,
        }
    };
    let first = std::iter::successors(before(&sign), before).take(MAX_TYPE_TOKENS).last()?;
    let colon = first.checked_sub(1).filter(|colon| code.is(*colon, ":"))?;
    let name = colon.checked_sub(1).filter(|name| code.is_kind(*name, TokenKind::Name))?;
    // A colon before a line break begins a block, and so does one after a condition in Python.
    let is_block =
        code.tokens[colon + 1].breaks || code.language.id == Id::Python && follows_condition(code, colon + 1);
    (!is_block).then_some(name)
}
