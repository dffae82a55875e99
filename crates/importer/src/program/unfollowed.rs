//! Reports the parts of a program that may change the request in a way that is not followed.

use std::ops::Range;

use super::blocks::CONDITIONS;
use super::calls::{is_in, is_known, plain};
use super::constants::{changes, is_change};
use super::evaluate::Program;
use super::found::Body;
use super::language::{Id, SEMICOLONS};
use super::lexer::{NONE, TokenKind};
use super::statements::{Action, Statement, canonical};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;

/// Functions that only read their arguments.
const READERS: &str = " print println printf log info debug warn error echo puts p pp writehost writeoutput writeline \
                       dump vardump printr pprint inspect len count ";

/// Functions and methods that change an argument.
const WRITERS: &str = " push append insert arraypush arrayunshift arraywalk arraysplice tableinsert delete remove assign \
                       set unset copy merge addmember deleteproperty extend unmarshal strcpy strcat ";

/// A function that the program defines.
struct Function<'p> {
    name: &'p str,
    /// The token of its name.
    index: usize,
    /// The bracket of its parameters.
    open: usize,
}

/// Reports each variable whose value is in one of the texts in `read`, if the program may change it in a way that is not
/// followed.
pub(super) fn report<'r>(
    program: &Program,
    body: &Body,
    read: impl Iterator<Item = &'r MappedText>,
    report: &mut Report,
) {
    let mut origins: Vec<Range<usize>> = read.flat_map(|text| text.origins_by_part(0..text.text.len())).collect();
    origins.retain(|origin| !origin.is_empty());
    origins.sort_by_key(|origin| origin.start);
    let is_read = |range: &Range<usize>| {
        let first = origins.partition_point(|origin| origin.end <= range.start);
        origins.get(first).is_some_and(|origin| origin.start < range.end)
    };
    let all = &program.constants.statements;
    let is_source = |set: &&Statement| {
        let value = set.value.as_ref().filter(|_| set.action == Action::Set && set.path.is_empty());
        value.is_some_and(|value| is_read(&program.bytes(&program.code, value)))
    };
    let sources: Vec<&Statement> = all.iter().filter(is_source).collect();
    let mut uses = vec![Vec::new(); sources.len()];
    for (index, name) in (0..program.code.tokens.len()).filter_map(|index| Some((index, used_name(program, index)?))) {
        let first = sources.partition_point(|source| source.name < name);
        for (source, uses) in
            sources[first..].iter().zip(&mut uses[first..]).take_while(|(source, _)| source.name == name)
        {
            if program.code.tokens[index].start > source.at {
                uses.push(index);
            }
        }
    }
    let functions = functions(program);
    for (set, uses) in sources.into_iter().zip(uses) {
        let first = all.partition_point(|statement| statement.name < set.name);
        let statements = &all[first..first + all[first..].partition_point(|statement| statement.name == set.name)];
        // A change of what contains the body.
        let value = set.value.as_ref().map(|value| program.bytes(&program.code, value));
        let is_around = |value: &Range<usize>| {
            body.ranges.iter().any(|inside| value.start < inside.start && inside.end <= value.end)
        };
        let around = value.filter(is_around).and_then(|_| changes(statements, set).find(is_followed_change(program)));
        if let Some(at) =
            around.map(|change| change.at).or_else(|| unfollowed(program, set, statements, &uses, &functions))
        {
            report.push_once(at, RepairKind::MayChange(set.name.clone()));
        }
    }
}

/// Returns the first byte of a part of the program that may change the variable that `set` sets. `uses` are the tokens
/// that name it later.
fn unfollowed(
    program: &Program,
    set: &Statement,
    statements: &[Statement],
    uses: &[usize],
    functions: &[Function<'_>],
) -> Option<usize> {
    let constants = &program.constants;
    let in_other_block = |change: &&Statement| !constants.is_visible(change, set.at);
    if let Some(change) = changes(statements, set).filter(is_followed_change(program)).find(in_other_block) {
        return Some(change.at);
    }
    let last_change = changes(statements, set).filter(is_followed_change(program)).map(|change| change.at).max();
    let code = &program.code;
    for &index in uses {
        let token = &code.tokens[index];
        if is_argument_of(program, index, READERS) {
            continue;
        }
        if !code.spend(statements.len() + constants.statements.len()) {
            return Some(token.start);
        }
        if let Some(other) = statements.iter().find(|other| other.at == token.start) {
            // The next variable of this name.
            if other.is_declared {
                break;
            }
            if other.action == Action::Set && other.path.is_empty() && is_rebuilt(program, other, uses) {
                return Some(token.start);
            }
            continue;
        }
        let end = member_end(program, index);
        let is_call = statements.iter().any(|other| token.start < other.at && other.at < code.tokens[end - 1].end);
        let before = index.checked_sub(1).map_or("", |before| program.token(code, before));
        let is_reference = match program.language.id {
            Id::Go | Id::Php | Id::C => before == "&",
            Id::Rust => before == "mut" && program.token(code, index.saturating_sub(2)) == "&",
            Id::CSharp => matches!(before, "ref" | "out"),
            _ => false,
        };
        let is_written = is_reference
            || is_argument_of(program, index, WRITERS)
            || is_changed_in_function(program, index, functions);
        if is_written || is_assigned(program, index, end) || is_aliased(program, index, end) {
            return Some(token.start);
        }
        // The request may be before the change.
        let is_before_change = last_change.is_some_and(|change| change > token.start);
        if is_before_change && !is_call {
            return Some(token.start);
        }
    }
    None
}

/// Returns whether a statement sets a variable to a changed copy of its value, or to an unknown value. A serializer does
/// not change it.
fn is_rebuilt(program: &Program, set: &Statement, uses: &[usize]) -> bool {
    let Some(mut value) = set.value.clone() else { return true };
    let is_copy = uses.iter().any(|index| value.contains(index));
    is_copy && !value.any(|index| is_known(program.token(&program.code, index)))
}

/// Returns whether a statement changes a variable, and does not only read it.
fn is_followed_change<'p>(program: &'p Program<'_>) -> impl Fn(&&Statement) -> bool + use<'p> {
    |statement| match statement.action {
        Action::Call(method) => is_change(program.token(&program.code, method)),
        _ => true,
    }
}

/// Returns the variable that the token at `index` names, unless it is a member of another one or a key.
fn used_name(program: &Program, index: usize) -> Option<String> {
    let code = &program.code;
    let text = program.token(code, index);
    // Members in R: `body$name`.
    let text = if program.language.id == Id::R { text.split('$').next().unwrap_or_default() } else { text };
    let is_member = index > 0 && matches!(program.token(code, index - 1), "." | "->" | "?.");
    let parent = code.tokens[index].parent;
    let is_key = program.token(code, index + 1) == ":" && parent != NONE && program.token(code, parent) == "{";
    (code.tokens[index].kind == TokenKind::Name && !is_member && !is_key).then(|| canonical(program.language, text))
}

/// Returns the end of the variable at `index` with its members.
fn member_end(program: &Program, index: usize) -> usize {
    let code = &program.code;
    let mut end = index + 1;
    while let Some(token) = code.tokens.get(end) {
        let is_accessor = matches!(program.token(code, end), "." | "->" | "?." | "!" | "!!" | "$" | "..");
        let is_after = end > index + 1 && matches!(program.token(code, end - 1), "." | "->" | "?." | "$" | "..");
        match token.kind {
            TokenKind::Open if !token.spaced => end = code.next(end),
            TokenKind::Name | TokenKind::Text if is_after => end += 1,
            TokenKind::Sign if is_accessor && !token.breaks => end += 1,
            _ => break,
        }
    }
    end
}

/// Returns whether the variable whose members end at `end` is the target of an assignment, also within a cast.
fn is_assigned(program: &Program, index: usize, end: usize) -> bool {
    let code = &program.code;
    let mut end = end;
    let mut open = code.tokens[index].parent;
    // The rests of casts in brackets, each with the members of its value.
    for _ in 0..4 {
        let is_cast = matches!(program.token(code, end), "as" | "as!" | "as?" | ")")
            && open != NONE
            && program.token(code, open) == "("
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
    // Without members, it would be a statement, or it is the key of a table.
    let Some(sign) = code.tokens.get(end).filter(|_| end > index + 1) else { return false };
    let text = program.token(code, end);
    let is_assignment = matches!(text, "=" | "<-" | "<<-" | ":=" | "=~" | "<<")
        || text.len() == 2 && text.ends_with('=') && !matches!(text, "==" | "!=" | "<=" | ">=");
    // `f(name=…)`, and not `x && (name.member = …)`.
    let is_argument = sign.parent != NONE
        && program.token(code, sign.parent) == "("
        && sign.parent.checked_sub(1).is_some_and(|before| code.tokens[before].kind == TokenKind::Name);
    sign.kind == TokenKind::Sign && is_assignment && !is_argument
}

/// Returns whether another variable is set to this one or its member, and changed.
fn is_aliased(program: &Program, index: usize, end: usize) -> bool {
    let constants = &program.constants;
    // The result of a call is another value, but for a cast of Go and `get`.
    let is_member = |at: usize| {
        program.token(&program.code, at) != "(" || matches!(program.token(&program.code, at - 1), "." | "get")
    };
    let is_value = |statement: &&Statement| {
        let value = statement.value.as_ref().filter(|_| statement.action == Action::Set && statement.path.is_empty());
        value.is_some_and(|value| {
            value.start + 1 >= index && value.contains(&index) && value.end <= end && (index..value.end).all(is_member)
        })
    };
    constants.statements.iter().filter(is_value).any(|alias| {
        let first = constants.statements.partition_point(|statement| statement.name < alias.name);
        let of_alias = constants.statements[first..].iter().take_while(|statement| statement.name == alias.name);
        let mut later = of_alias.filter(|statement| statement.at > alias.at);
        later.any(|change| {
            !(change.action == Action::Set && change.path.is_empty()) && is_followed_change(program)(&change)
        })
    })
}

/// Returns the function whose argument the token at `index` is.
fn function_of(program: &Program, index: usize) -> Option<usize> {
    let code = &program.code;
    let open = Some(code.tokens[index].parent).filter(|open| *open != NONE && program.token(code, *open) == "(")?;
    let before = open.checked_sub(1)?;
    // `push!(…)` of Julia.
    if program.token(code, before) == "!" { before.checked_sub(1) } else { Some(before) }
}

/// Returns whether the token at `index` is an argument of one of these functions.
fn is_argument_of(program: &Program, index: usize, functions: &str) -> bool {
    function_of(program, index).is_some_and(|function| is_in(functions, &plain(program.token(&program.code, function))))
}

/// Returns whether the token at `index` is an argument of a function of the program that changes a parameter, or whose
/// result is used in another call.
fn is_changed_in_function(program: &Program, index: usize, functions: &[Function<'_>]) -> bool {
    /// The maximum number of parameters that are followed.
    const MAX_PARAMETERS: usize = 60;
    let code = &program.code;
    let Some(call) = function_of(program, index) else { return false };
    if !code.spend(functions.len()) {
        return true;
    }
    let name = program.token(code, call);
    let Some(function) = functions.iter().find(|function| function.name == name && function.index != call) else {
        return false;
    };
    let around = code.tokens[call].parent;
    let is_in_call = around != NONE
        && program.token(code, around) == "("
        && around.checked_sub(1).is_some_and(|before| {
            code.tokens[before].kind == TokenKind::Name && !CONDITIONS.contains(&program.token(code, before))
        });
    let statements = &program.constants.statements;
    let is_change = is_followed_change(program);
    let is_changed = |parameter: usize| {
        let name = canonical(program.language, program.token(code, parameter));
        let first = statements.partition_point(|statement| statement.name < name);
        statements[first..].iter().take_while(|statement| statement.name == name).any(|change| {
            let is_local = !program.constants.is_visible(change, code.tokens[function.index].start);
            let is_set = change.action == Action::Set && change.path.is_empty();
            is_local && !is_set && is_change(&change)
        })
    };
    let is_name = |parameter: &usize| code.tokens[*parameter].kind == TokenKind::Name;
    is_in_call || code.inside(function.open).filter(is_name).take(MAX_PARAMETERS).any(is_changed)
}

/// Returns the functions that the program defines.
fn functions<'p>(program: &'p Program<'_>) -> Vec<Function<'p>> {
    let code = &program.code;
    let token = |index: usize| program.token(code, index);
    let function = |index: usize| {
        let before = index.checked_sub(1).map_or("", token);
        let is_defined = matches!(before, "def" | "function" | "func" | "fn" | "fun" | "sub");
        let open = match token(index + 1) {
            "(" => index + 1,
            // `const rename = (body) => …` and `= function (body) { … }`
            "=" => (index + 2..index + 5).find(|at| token(*at) == "(")?,
            _ => return None,
        };
        let after = token(code.next(open));
        let is_typed = open == index + 1 && after == "{" && program.language.has(SEMICOLONS) && before != "new";
        let is_assigned = open > index + 1 && (after == "=>" || token(open - 1) == "function");
        let is_function = is_defined || is_typed && !CONDITIONS.contains(&token(index)) || is_assigned;
        is_function.then(|| Function { name: token(index), index, open })
    };
    (0..code.tokens.len()).filter(|index| code.tokens[*index].kind == TokenKind::Name).filter_map(function).collect()
}
