//! Reports the parts of a program that may change the request in a way that is not followed.

use std::ops::Range;

use super::aliases::{is_aliased, is_changed_in_pattern};
use super::assigned_members::is_assigned;
use super::blocks::BlockKind;
use super::constants::{changes, is_followed_change};
use super::found::Body;
use super::function_names::{is_known, makes_collection};
use super::language::Id;
use super::lexer::TokenKind;
use super::methods::changes_text;
use super::parameters::{changes_parameter, is_changed_in_function};
use super::parsed::Program;
use super::results;
use super::shown::is_printed;
use super::statements::{Action, Statement, statement_around};
use super::surrounding_shell;
use super::variable_uses::{
    READERS, callee, is_argument_of, is_changed_argument, is_passed_to_unknown, member_end, used_name,
};
use crate::repair::RepairKind;
use crate::report::Report;
use crate::word_list::contains;

/// Reports each variable whose value is in one of the bytes in `origins`, which are sorted, if the program may change it
/// in a way that is not followed.
pub(super) fn report(program: &Program, body: &Body, origins: &[Range<usize>], report: &mut Report) {
    /// The maximum number of calls around the body.
    const MAX_CALLS: usize = 4;
    let is_read = |range: &Range<usize>| {
        let first = origins.partition_point(|origin| origin.end <= range.start);
        origins.get(first).is_some_and(|origin| origin.start < range.end)
    };
    let all = &program.constants.statements;
    let is_source = |set: &&Statement| {
        let is_known = set.sets_variable() && set.value.is_some() && !set.is_unknown.get();
        let mut values = std::iter::once(*set).chain(changes(program.constants.of(&set.name), set));
        let is_used =
            |value: &Range<usize>| is_read(&program.bytes(&program.code, value)) || results::is_result(program, value);
        is_known && values.any(|set| set.value.as_ref().is_some_and(is_used))
    };
    let sources: Vec<&Statement> = all.iter().filter(is_source).collect();
    let mut names: Vec<&str> = sources.iter().map(|source| &*source.name).collect();
    names.dedup();
    let mut uses = vec![Vec::new(); names.len()];
    for (index, name) in (0..program.code.tokens.len()).filter_map(|index| Some((index, used_name(program, index)?))) {
        if let Ok(known) = names.binary_search(&&*name) {
            uses[known].push(index);
        }
    }
    report_fields(program, &sources, report);
    for (change, name) in all.iter().filter_map(|set| changed_attribute(program, set, body, is_read)) {
        report.push_once(change, RepairKind::MayChange(name));
    }
    for set in all.iter().filter(|set| set.sets_variable() && set.is_unknown.get()) {
        let is_used = set.value.as_ref().is_some_and(|value| is_read(&program.bytes(&program.code, value)));
        let mut later = changes(program.constants.of(&set.name), set);
        if let Some(change) = is_used.then(|| later.find(|change| is_text_change(program, change))).flatten() {
            report.push_once(change.at, RepairKind::MayChange(set.name.clone()));
        }
    }
    report_hooks(program, report);
    surrounding_shell::report(program, report);
    let calls = (0..program.code.tokens.len()).filter(|_| !program.functions.is_empty());
    for index in calls.filter(|index| results::is_call(program, *index)) {
        let end = member_end(program, index);
        // Texts do not change.
        let is_mutable = results::returned(program, index)
            .is_some_and(|value| value.len() == 1 || value.clone().any(|at| program.code.is_kind(at, TokenKind::Open)));
        let results = results::results(program, &(index..index + 1));
        let is_used = is_mutable && results.is_none_or(|results| results.iter().any(is_read));
        if is_used && (is_passed_to_unknown(program, index, end) || is_changed_in_function(program, index)) {
            let name = program.code.text(index).to_owned();
            report.push_once(program.code.tokens[index].start, RepairKind::MayChange(name));
        }
    }
    // The body in `create({ … })`, also within other calls, and in `const { tags, ...body } = { … }`.
    for range in &body.ranges {
        let calls = std::iter::successors(token_at(program, range.start), |index| callee(program, *index));
        let is_destructured = token_at(program, range.start).is_some_and(|index| is_changed_in_pattern(program, index));
        if is_destructured || calls.take(MAX_CALLS).any(|index| changes_parameter(program, index)) {
            report.push_once(range.start, RepairKind::MayChangeBody);
        }
    }
    for set in sources {
        let uses = names.binary_search(&&*set.name).map_or(&[][..], |known| &uses[known]);
        let later = uses.partition_point(|index| program.code.tokens[*index].start <= set.at);
        let statements = program.constants.of(&set.name);
        // A change of what contains the body.
        let value = set.value.as_ref().map(|value| program.bytes(&program.code, value));
        let is_around = |value: &Range<usize>| {
            body.ranges.iter().any(|inside| value.start < inside.start && inside.end <= value.end)
        };
        let around = value.filter(is_around).and_then(|_| changes(statements, set).find(is_followed_change(program)));
        if let Some(at) =
            around.map(|change| change.at).or_else(|| unfollowed(program, set, statements, &uses[later..]))
        {
            report.push_once(at, RepairKind::MayChange(set.name.clone()));
        }
    }
}

/// Returns the token at the byte `at` of the program.
fn token_at(program: &Program, at: usize) -> Option<usize> {
    let tokens = &program.code.tokens;
    Some(tokens.partition_point(|token| token.start < at)).filter(|index| *index < tokens.len())
}

/// Reports the fields of classes among `sources` that a function of the program may set: `this.name = value`.
fn report_fields(program: &Program, sources: &[&Statement], report: &mut Report) {
    let has_fields = matches!(
        program.language.id,
        Id::CSharp | Id::Dart | Id::Groovy | Id::Java | Id::Kotlin | Id::Scala | Id::Swift
    );
    if !has_fields {
        return;
    }
    let (code, constants) = (&program.code, &program.constants);
    let is_field = |set: &Statement| {
        let block = constants.blocks.get(constants.block(set.at));
        block.is_some_and(|block| block.kind != BlockKind::Function)
    };
    let member = |set: &'_ Statement| match &set.path[..] {
        [member] if set.action == Action::Set => Some((code.text(member.start), set.at)),
        _ => None,
    };
    let members: Vec<(&str, usize)> = constants.statements.iter().filter_map(member).collect();
    for set in sources.iter().filter(|set| !members.is_empty() && is_field(set)) {
        if !code.spend(members.len()) {
            return report.push_once(set.at, RepairKind::MayChange(set.name.clone()));
        }
        if let Some((_, at)) = members.iter().find(|(name, _)| *name == set.name) {
            report.push_once(*at, RepairKind::MayChange(set.name.clone()));
        }
    }
}

/// Reports what changes the body while it is sent or written as JSON: functions that axios calls with each request, flags
/// of PHP, and a list around it or a selection of its members in PowerShell.
fn report_hooks(program: &Program, report: &mut Report) {
    /// The maximum number of tokens of a selection.
    const MAX_TOKENS: usize = 40;
    let code = &program.code;
    let is_hook = |index: usize| match (program.language.id, code.text(index)) {
        (Id::JavaScript, "transformRequest") | (Id::Php, "JSON_NUMERIC_CHECK" | "JSON_FORCE_OBJECT") => true,
        (Id::JavaScript, "interceptors") => code.is(index + 2, "request"),
        // Its second argument selects or changes members.
        (Id::JavaScript, "stringify") if code.is(index + 1, "(") && !is_printed(program, index) => {
            let selection = code.split(&code.inside(index + 1), ",").into_iter().nth(1).filter(|part| !part.is_empty());
            selection.is_some_and(|part| {
                !code.is_one_of(part.start, "null undefined") && !code.is_kind(part.start, TokenKind::Number)
            })
        }
        (Id::PowerShell, name) if name.trim_start_matches('-').eq_ignore_ascii_case("AsArray") => true,
        (Id::PowerShell, name) if name.eq_ignore_ascii_case("Select-Object") => {
            let rest = (index + 1..code.tokens.len()).take(MAX_TOKENS);
            let parent = code.tokens[index].parent;
            let mut rest = rest.take_while(|at| code.tokens[*at].parent == parent && !code.is(*at, ";"));
            rest.any(|at| code.text(at).eq_ignore_ascii_case("ConvertTo-Json"))
        }
        _ => false,
    };
    for index in (0..code.tokens.len()).filter(|index| is_hook(*index)) {
        report.push_once(code.tokens[index].start, RepairKind::MayChangeBody);
    }
}

/// Returns whether a statement changes a text in place: a text builder, an array of C, or a part of a URL.
fn is_text_change(program: &Program, change: &Statement) -> bool {
    /// The parts of a URL.
    const URL_PARTS: &str =
        "hash host hostname href origin password pathname port protocol query scheme search username";
    match (change.action, change.path.last()) {
        (Action::Call(method), None) => changes_text(program.code.text(method)),
        (Action::Set, Some(member)) => {
            matches!(program.language.id, Id::C | Id::Cpp) || contains(URL_PARTS, program.code.text(member.start))
        }
        _ => false,
    }
}

/// Returns the first change of an attribute that `set` sets to the body, or of one of this object that it sets to a text
/// that is read, and its name.
fn changed_attribute(
    program: &Program,
    set: &Statement,
    body: &Body,
    is_read: impl Fn(&Range<usize>) -> bool,
) -> Option<(usize, String)> {
    let code = &program.code;
    let value = set.value.as_ref().filter(|_| set.action == Action::Set)?;
    // A text can be a secret.
    let [attribute] = &set.path[..] else { return None };
    let is_plain = attribute.len() == 1 && code.is_kind(attribute.start, TokenKind::Name);
    let bytes = program.bytes(code, value);
    // `request.body = { … }`
    let is_body = body.ranges.first() == Some(&bytes);
    let is_own = matches!(&*set.name, "self" | "this");
    if !(is_body || is_own && is_read(&bytes)) {
        return None;
    }
    let name = &program.text[program.bytes(code, attribute)];
    let shown = if is_plain { name } else { &*set.name };
    let is_same = |change: &&Statement| {
        let outer = change.path.last().filter(|_| change.at > set.at && change.path.len() > 1);
        outer.is_some_and(|outer| program.text[program.bytes(code, outer)] == *name)
    };
    let statements = program.constants.of(&set.name);
    if !code.spend(statements.len()) {
        return Some((set.at, shown.to_owned()));
    }
    let change = statements.iter().filter(is_followed_change(program)).find(is_same)?;
    Some((change.at, shown.to_owned()))
}

/// Returns the first byte of a part of the program that may change the variable that `set` sets. `uses` are the tokens
/// that name it later.
fn unfollowed(program: &Program, set: &Statement, statements: &[Statement], uses: &[usize]) -> Option<usize> {
    let constants = &program.constants;
    let in_other_block = |change: &&Statement| !constants.is_visible(change, set.at);
    if let Some(change) = changes(statements, set).filter(is_followed_change(program)).find(in_other_block) {
        return Some(change.at);
    }
    let last_change = changes(statements, set).filter(is_followed_change(program)).map(|change| change.at).max();
    let code = &program.code;
    // Texts do not change.
    let is_open = |index: usize| code.is_kind(index, TokenKind::Open);
    let is_mutable = set.value.clone().is_none_or(|mut value| value.any(is_open));
    let is_collection = set.value.as_ref().is_some_and(|value| is_collection(program, value));
    for &index in uses {
        let token = &code.tokens[index];
        if !code.spend(1) {
            return Some(token.start);
        }
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
            let is_unused = index == uses[0];
            if other.sets_variable() && (is_rebuilt(program, other, uses) || is_unused && is_unknown(program, other)) {
                return Some(token.start);
            }
            continue;
        }
        let end = member_end(program, index);
        let is_call = statements.iter().any(|other| token.start < other.at && other.at < code.tokens[end - 1].end);
        let before = code.text(index.wrapping_sub(1));
        let is_reference = match program.language.id {
            Id::Go | Id::Php | Id::C => before == "&",
            Id::Rust => before == "mut" && code.is(index.saturating_sub(2), "&"),
            Id::CSharp => matches!(before, "ref" | "out"),
            // `[ref]$name`
            Id::PowerShell => before == "]" && code.is(index.saturating_sub(2), "ref"),
            _ => false,
        };
        let is_changed = is_reference || is_changed_argument(program, index) || is_changed_in_function(program, index);
        if is_changed || is_assigned(program, index, end) || is_aliased(program, index, end) {
            return Some(token.start);
        }
        let is_followed = || {
            let around = constants.statements.iter().filter_map(|other| other.value.as_ref());
            around
                .filter(|value| value.contains(&index))
                .any(|value| !program.eval(code, value.clone(), 1).is_unknown())
        };
        let is_added = is_collection && end == index + 1 && code.is_one_of(end, "+ ++ | -") && !is_followed();
        if is_added || !is_call && is_mutable && is_passed_to_unknown(program, index, end) {
            return Some(token.start);
        }
        // The request may be before the change.
        let is_before_change = last_change.is_some_and(|change| change > token.start);
        // `body.name = body.name + '!'` is followed.
        let is_own = || statement_around(code, statements, token.start).is_some();
        let serializes = || (index..end).any(|at| code.is_one_of(at, "ToString toString ToJsonString toJSONString"));
        if is_before_change && (!is_call || serializes()) && !is_own() {
            return Some(token.start);
        }
    }
    None
}

/// Returns whether a value is a collection, to which an operator can add members.
fn is_collection(program: &Program, value: &Range<usize>) -> bool {
    let code = &program.code;
    let first = (value.start..value.end).find(|at| code.is_kind(*at, TokenKind::Open)).unwrap_or(value.end);
    // `mutableMapOf<String, Any>(…)`
    let has_types = first > value.start && code.is(first - 1, ">");
    let types = (value.start..first).find(|at| has_types && code.is(*at, "<")).unwrap_or(first);
    let is_constructor = types > value.start && makes_collection(code.text(types - 1));
    let is_literal = first == value.start && !code.is(first, "(");
    first < value.end && code.next(first) == value.end && (is_literal || is_constructor)
}

/// Returns whether a statement sets a variable to a changed copy of its value, or to an unknown value. A serializer does
/// not change it.
fn is_rebuilt(program: &Program, set: &Statement, uses: &[usize]) -> bool {
    let Some(mut value) = set.value.clone() else { return true };
    let is_copy = uses.iter().any(|index| value.contains(index));
    is_copy && !value.any(|index| is_known(program.code.text(index))) && is_unknown(program, set)
}

/// Returns whether a statement sets a variable to an unknown value.
fn is_unknown(program: &Program, set: &Statement) -> bool {
    set.value.clone().is_some_and(|value| program.eval(&program.code, value, 1).is_unknown())
}
