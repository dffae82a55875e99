//! Checks whether a use of a variable may change its value: as an argument, as the object of a method, in a pipeline.

use std::ops::Range;

use super::blocks::CONDITIONS;
use super::function_names::{APPEND, SET, is_known, is_replacement, keeps_arguments, plain};
use super::language::{COMMANDS, Id, TURNS};
use super::lexer::{NONE, TokenKind};
use super::methods::is_change;
use super::parsed::Program;
use super::statements::canonical;
use super::{replacements, results};
use crate::word_list::{self, contains};

/// Functions that only read their arguments.
pub(super) const READERS: &str = "print println printf log info debug warn error echo puts p pp ap writehost \
                                  writeoutput writeline writeverbose writedebug writeinformation writewarning errorlog vardump printr len count cat type repr bool id quote ref str boolean typeof \
                                  urlparse nameof ok encodeuricomponent";

/// Further functions and forms of Clojure that only read their arguments, or give them a name.
const CLOJURE_READERS: &str = "contains def defn do empty first get getin if keys seq some vals when";

/// Functions whose result contains or describes their argument.
const COPIERS: &str = "set sorted any all zip enumerate next iter max min sum filter display inspect range";

/// Parts of the names of functions that only read their arguments, send a request or put a value into one.
const HARMLESS_PARTS: &str = "assert audit axios check client content create curl debug dump exec expect fetch format \
                              header instance log mask notify post print redact request require save send submit \
                              upload valid verif";

/// Parts of the names of functions that change an argument, whatever else is in them.
const CHANGING_PARTS: &str = "addauth apply default enrich fix normal prepare process rename sign toggle update";

/// The starts of such names.
const CHANGING_STARTS: &str = "add change override remove replace set transform";

/// Functions that change their first argument.
const WRITERS: &str = "push append insert arraypush arrayunshift arraywalk arraysplice tableinsert delete remove \
                       assign set unset merge addmember deleteproperty extend strcpy strcat unshift splice pop shift";

/// Functions of PHP that change their first argument.
const PHP_WRITERS: &str = "sort rsort usort ksort krsort uksort asort arsort uasort natsort natcasesort shuffle settype \
                           arraypop arrayshift arraymultisort arraywalkrecursive";

/// The verbs of commands of `PowerShell` that only read their input, and the names of others that do.
const VERBS: &str = "Assert ConvertTo Copy Export Format Get Group Invoke Measure New Out Save Select Send Should \
                     Sort Tee Test Where Write cat curl echo fl ft irm iwr";

/// Words before a value that are no functions.
const KEYWORDS: &str = "abort and begin cmp defined die do else elsif eq exists exit foreach ge gt if in keys le lt \
                        my ne not or our param raise ref return scalar then throw unless until values when while x \
                        yield";

/// Returns whether the variable at `index`, whose members end at `end`, gets to a function, method, command or operator
/// that may change it: one that is neither known nor defined in the program.
pub(super) fn is_passed_to_unknown(program: &Program, index: usize, end: usize) -> bool {
    let code = &program.code;
    if has_changing_method(program, index + 1..end)
        || is_changed_around(program, index)
        || is_serialized_differently(program, index, end)
    {
        return true;
    }
    let sign = code.text(end);
    if program.language.has(COMMANDS) {
        // The members of what goes through a pipeline are texts in most cases.
        let is_read =
            |command: usize| end > index + 1 && sign == "|" || results::is_defined(program, code.text(command));
        let command = command_of(program, index, end).filter(|command| !is_read(*command));
        return command.is_some_and(|command| is_changing_command(program, command));
    }
    // `dict(body, …)`
    if sign == "," && !code.is(index - 1, "=") && is_argument_of(program, index, "dict") {
        return true;
    }
    // A method with a block: `body.apply { … }`.
    let has_blocks = matches!(program.language.id, Id::Crystal | Id::Groovy | Id::Kotlin | Id::Ruby);
    let is_method = end > index + 1 && has_blocks && code.is_kind(end - 1, TokenKind::Name);
    if is_method && matches!(sign, "{" | "do") && is_change(code.text(end - 1)) {
        return true;
    }
    callee(program, index).is_some_and(|function| is_unknown(program, function))
}

/// Returns the function or command that gets the token at `index`, also without brackets.
pub(super) fn callee(program: &Program, index: usize) -> Option<usize> {
    let code = &program.code;
    if program.language.has(COMMANDS) {
        return command_of(program, index, index + 1);
    }
    // `fix body`
    let before = index.checked_sub(1).filter(|before| {
        matches!(program.language.id, Id::Ruby | Id::Crystal | Id::Perl)
            && code.is_kind(*before, TokenKind::Name)
            && !code.tokens[index].breaks
            && !contains(KEYWORDS, code.text(*before))
    });
    before.or_else(|| function_of(program, index))
}

/// Returns whether the token at `function` names a function that is neither known nor defined in the program, and can
/// change an argument.
fn is_unknown(program: &Program, function: usize) -> bool {
    let code = &program.code;
    let name = code.text(function);
    let before = code.text(function.wrapping_sub(1));
    // The functions of Clojure return other values.
    if program.language.has(TURNS) {
        return !is_known(name) && ![READERS, CLOJURE_READERS].iter().any(|list| contains(list, &plain(name)));
    }
    // Most methods change their object only, and so do constructors.
    let is_method = contains(". -> ?. :: &. new", before);
    let is_type =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && !matches!(program.language.id, Id::CSharp | Id::Go);
    // These languages copy arguments.
    let is_copied = matches!(
        program.language.id,
        Id::C | Id::Elixir | Id::Matlab | Id::OCaml | Id::Php | Id::R | Id::Rust | Id::Swift
    );
    code.is_kind(function, TokenKind::Name)
        && !is_method
        && !is_type
        && !is_copied
        && !contains(CONDITIONS, name)
        && !contains(KEYWORDS, name)
        && !results::is_defined(program, name)
        && !is_harmless(name)
}

/// Returns whether a command of `PowerShell` may change its input or arguments.
fn is_changing_command(program: &Program, command: usize) -> bool {
    let name = program.code.text(command);
    let verb = name.split('-').next().unwrap_or_default();
    let is_reading = word_list::any(VERBS, &|known| known.eq_ignore_ascii_case(verb));
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !contains(KEYWORDS, &name.to_ascii_lowercase())
        && !is_reading
}

/// Returns whether one of the methods that these tokens call changes its object.
fn has_changing_method(program: &Program, tokens: Range<usize>) -> bool {
    let end = tokens.end;
    if !program.code.spend(tokens.len()) {
        return true;
    }
    let has_marks = matches!(program.language.id, Id::Ruby | Id::Crystal);
    program.code.top(&tokens).any(|at| {
        let name = program.code.text(at);
        let is_call = at + 1 < end && program.code.is(at + 1, "(");
        has_marks && name.ends_with('!')
            || is_call
                && program.code.is_kind(at, TokenKind::Name)
                && (is_change(name) && !is_harmless(name)
                    || contains(APPEND, &plain(name))
                    || contains(SET, &plain(name)))
    })
}

/// Returns whether a method changes the result of the brackets around the variable at `index`: casts and calls that keep
/// its value, as in `JSON.stringify(body).replace(…)` and `((Map) body.get(…)).put(…)`.
fn is_changed_around(program: &Program, index: usize) -> bool {
    /// The maximum number of brackets.
    const MAX_BRACKETS: usize = 4;
    let code = &program.code;
    let mut open = code.tokens[index].parent;
    for _ in 0..MAX_BRACKETS {
        if open == NONE || !code.is(open, "(") {
            break;
        }
        let keeps =
            |function: usize| !code.is_kind(function, TokenKind::Name) || keeps_arguments(&plain(code.text(function)));
        let close = code.tokens[open].pair;
        if close >= code.tokens.len() || !open.checked_sub(1).is_none_or(keeps) {
            break;
        }
        let members = close + 1..member_end(program, close);
        let is_replaced =
            replacements::is_operator(code.text(close + 1)) || members.clone().any(|at| is_replacement(code.text(at)));
        if is_replaced || has_changing_method(program, members) {
            return true;
        }
        open = code.tokens[open].parent;
    }
    false
}

/// Returns whether the variable at `index` is serialized otherwise than as it is: by R, which writes texts as arrays of
/// one text, or with a function or list that selects its members.
fn is_serialized_differently(program: &Program, index: usize, end: usize) -> bool {
    let code = &program.code;
    let Some(function) = function_of(program, index) else { return false };
    let is_unboxed = |at: usize| code.is(at, "auto_unbox") && code.is_one_of(at + 2, "TRUE T true");
    match code.text(function) {
        "toJSON" if program.language.id == Id::R => {
            let mut inside = code.inside(code.tokens[index].parent);
            !code.spend(inside.len()) || !inside.any(is_unboxed)
        }
        "stringify" => code.is(end, ",") && !code.is_one_of(end + 1, "null undefined"),
        _ => false,
    }
}

/// Returns the end of the variable at `index` with its members.
pub(super) fn member_end(program: &Program, index: usize) -> usize {
    let code = &program.code;
    let mut end = index + 1;
    while let Some(token) = code.tokens.get(end) {
        let is_accessor = code.is_one_of(end, ". -> ?. ! !! $ ..");
        let is_after = end > index + 1 && code.is_one_of(end - 1, ". -> ?. $ ..");
        match token.kind {
            TokenKind::Open if !token.spaced => end = code.next(end),
            TokenKind::Name | TokenKind::Text if is_after => end += 1,
            TokenKind::Sign if is_accessor && !token.breaks => end += 1,
            _ => break,
        }
    }
    end
}

/// Returns the command of `PowerShell` that gets the variable: the one after it in a pipeline, or before it.
fn command_of(program: &Program, index: usize, end: usize) -> Option<usize> {
    /// The maximum number of tokens of a command.
    const MAX_TOKENS: usize = 60;
    let code = &program.code;
    if code.is(end, "|") {
        return Some(end + 1);
    }
    let is_start = |at: &usize| code.tokens[*at].breaks || *at == 0 || code.is_one_of(*at - 1, "| ; = ( {");
    (0..=index).rev().take(MAX_TOKENS).find(is_start).filter(|start| *start < index)
}

/// Returns whether a function of this name does not change what it gets.
fn is_harmless(name: &str) -> bool {
    let plain = plain(name);
    let has = |parts: &str| word_list::any(parts, &|part| plain.contains(part));
    let is_changing = has(CHANGING_PARTS) || word_list::any(CHANGING_STARTS, &|start| plain.starts_with(start));
    contains(COPIERS, &plain)
        || !is_changing
            && (!is_change(name) || contains(READERS, &plain) || has(HARMLESS_PARTS) || keeps_arguments(&plain))
}

/// Returns the function whose argument the token at `index` is.
pub(super) fn function_of(program: &Program, index: usize) -> Option<usize> {
    let code = &program.code;
    // `push @tags, …` of Perl.
    let before = index.checked_sub(1).filter(|before| {
        program.language.id == Id::Perl
            && !code.tokens[index].breaks
            && contains("push unshift splice pop shift delete", code.text(*before))
    });
    if before.is_some() {
        return before;
    }
    let open = Some(code.tokens[index].parent).filter(|open| *open != NONE)?;
    // `push @{$body->{tags}}, …` of Perl.
    if code.is(open, "{") && open > 1 && code.is(open - 1, "@") {
        return Some(open - 2);
    }
    if !code.is(open, "(") {
        return None;
    }
    // `(assoc body …)` of Clojure.
    if program.language.has(TURNS) {
        return Some(open + 1).filter(|function| index > *function);
    }
    let before = open.checked_sub(1)?;
    // `push!(…)` of Julia.
    if code.is(before, "!") { before.checked_sub(1) } else { Some(before) }
}

/// Returns whether the token at `index` is the argument that a function changes.
pub(super) fn is_changed_argument(program: &Program, index: usize) -> bool {
    let code = &program.code;
    let Some(function) = function_of(program, index) else { return false };
    let name = plain(code.text(function));
    // `queue.push(body)` changes the queue, and `set(body)` of Python copies.
    let is_method = code.is(function.wrapping_sub(1), ".");
    let is_other = match &*name {
        "push" | "append" | "insert" => is_method && program.language.id != Id::Lua,
        "set" => code.is(index + 1, ")"),
        _ => false,
    };
    let before = code.text(index.wrapping_sub(1));
    let is_writer = contains(WRITERS, &name)
        || name == "copy" && program.language.id == Id::Go
        || program.language.id == Id::Php && contains(PHP_WRITERS, &name);
    let is_first = contains("( { & * $ @", before) || function + 1 == index;
    let sorts = program.language.id == Id::Go && code.is_one_of(function.wrapping_sub(2), "sort slices");
    is_writer && !is_other && is_first || sorts || name == "unmarshal"
}

/// Returns whether the token at `index` is an argument of one of these functions.
pub(super) fn is_argument_of(program: &Program, index: usize, functions: &str) -> bool {
    function_of(program, index).is_some_and(|function| contains(functions, &plain(program.code.text(function))))
}

/// Returns the variable that the token at `index` names, unless it is a member of another one or a key.
pub(super) fn used_name(program: &Program, index: usize) -> Option<String> {
    let code = &program.code;
    if !code.is_kind(index, TokenKind::Name) {
        return None;
    }
    let text = code.text(index);
    // Members in R: `body$name`.
    let text = if program.language.id == Id::R { text.split('$').next().unwrap_or_default() } else { text };
    // `(-> body …)` of Clojure is a function.
    let is_member = index > 0 && code.is_one_of(index - 1, ". -> ?.") && program.language.id != Id::Clojure;
    let parent = code.tokens[index].parent;
    let is_key = code.is(index + 1, ":") && code.is(parent, "{");
    (!is_member && !is_key).then(|| canonical(program.language, text))
}

/// Returns the tokens that name this variable, in any scope.
pub(super) fn uses<'p>(program: &'p Program<'_>, name: &'p str) -> impl Iterator<Item = usize> + 'p {
    (0..program.code.tokens.len()).filter(move |index| used_name(program, *index).is_some_and(|used| used == name))
}
