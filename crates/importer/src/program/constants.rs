//! Follows the constants of a program: variables that are set to a value, and their members.

use std::ops::Range;

use model::char_set::CharSet;

use super::language::{COMMANDS, Id};
use super::lexer::TokenKind;
use super::methods::{changes_text, is_change};
use super::parsed::{MAX_DEPTH, Program};
use super::sources::sources;
use super::statements::{Action, Constants, Statement, canonical, statement_around};
use super::value::{Value, hole};
use super::{calls, commands, function_names, results, texts};
use crate::mapped_text::MappedText;

impl Constants {
    /// Returns the statements of a variable.
    pub(super) fn of<'s>(&'s self, name: &str) -> &'s [Statement] {
        let start = self.statements.partition_point(|statement| statement.name.as_str() < name);
        let length = self.statements[start..].partition_point(|statement| statement.name == name);
        &self.statements[start..start + length]
    }

    /// Returns the value of the variable `name` at the byte `at`, or `None` if no statement sets it.
    pub fn resolve(&self, program: &Program, name: &str, at: usize, depth: usize) -> Option<Value> {
        let name = canonical(program.language, name);
        let statements = self.of(&name);
        if !program.code.spend(statements.len()) {
            return Some(Value::Unknown(at..at));
        }
        // `text = text.replace(…)` reads the value before.
        let is_inside = |set: &Statement| {
            set.at < at && set.value.as_ref().is_some_and(|value| program.bytes(&program.code, value).contains(&at))
        };
        let mut sets: Vec<&Statement> = statements.iter().filter(|statement| statement.sets_variable()).collect();
        if sets.len() > 1 {
            sets.retain(|set| !is_inside(set));
        }
        if sets.is_empty() {
            return None;
        }
        let unknown = || Some(Value::Unknown(at..at));
        let visible = sets.iter().rposition(|set| set.at < at && self.is_visible(set, at));
        let chosen = match visible {
            Some(index) => {
                // A statement in a function or condition in between may have changed it.
                let changes = sets[index + 1..].iter().any(|set| set.at < at && !set.is_declared);
                if changes {
                    return unknown();
                }
                sets[index]
            }
            None => match &sets[..] {
                [only] => only,
                _ => return unknown(),
            },
        };
        if self.is_conditional(chosen, at) || self.is_set_later(program, statements, chosen, at) {
            return unknown();
        }
        Some(self.value_of(program, statements, chosen, at, depth))
    }

    /// Returns the value that a statement gives a variable, with the later changes of its members.
    fn value_of(&self, program: &Program, statements: &[Statement], set: &Statement, at: usize, depth: usize) -> Value {
        let Some(range) = set.value.clone().filter(|_| !set.is_unknown.get()) else {
            return Value::Unknown(set.at..set.at);
        };
        let mut value = program.eval(&program.code, range.clone(), depth + 1);
        if program.language.has(COMMANDS) {
            value = commands::of_type(program, set.at, value);
        }
        // `body.name = body.name + '!'` reads the value before.
        let end = statement_around(&program.code, statements, at).map_or(usize::MAX, |own| own.at);
        let is_builder = is_text_builder(program, &range);
        for change in changes(statements, set).take_while(|change| change.at < end) {
            if is_builder && calls_replacement(program, change) {
                value = Value::Unknown(change.at..change.at);
            }
            if value.is_unknown() || !program.code.spend(1 + value.len() / 8) {
                break;
            }
            // Strings do not change later.
            if matches!(value, Value::Text(_) | Value::Json(_)) && change.at > at {
                continue;
            }
            self.apply(program, &mut value, change, set.at, depth);
        }
        // A deep one may be unknown for its depth only.
        set.is_unknown.set(value.is_unknown() && depth < MAX_DEPTH / 2);
        value
    }

    fn apply(&self, program: &Program, value: &mut Value, change: &Statement, at: usize, depth: usize) {
        let code = &program.code;
        let mut path = Vec::new();
        for key in change.path.iter().rev() {
            let is_name =
                key.len() == 1 && code.is_kind(key.start, TokenKind::Name) && !code.text(key.start).starts_with('$');
            let is_member = is_name && !code.is_one_of(key.start.wrapping_sub(1), "[");
            let text = if is_member || program.language.id == Id::Perl && is_name {
                let token = &code.tokens[key.start];
                program.key_of_member(code.text(key.start)).map(|key| {
                    let mut name = MappedText::default();
                    name.replace(key, token.start..token.end);
                    name
                })
            } else {
                program.eval(code, key.clone(), depth + 1).into_text()
            };
            path.push(text.unwrap_or_else(|| hole(program.bytes(code, key))));
        }
        if program.language.has(COMMANDS) {
            ignore_case(value, &mut path);
        }
        // A field that is never written.
        if path.iter().any(|key| key.text.is_empty()) && !program.fields.is_empty() {
            return;
        }
        let is_conditional = self.is_conditional(change, at);
        let range = if let Some(range) = &change.value {
            program.bytes(code, range)
        } else {
            // The value is unknown: the name and the keys of what changes.
            let last = change.path.first().map_or(0, |key| key.end);
            let is_index = code.is_kind(last, TokenKind::Close);
            let end = last.checked_sub(usize::from(!is_index)).and_then(|last| code.tokens.get(last));
            change.at..end.map_or(change.at, |token| token.end).max(change.at)
        };
        if !path.is_empty() && matches!(value, Value::Json(_)) {
            // A member of parsed JSON.
            *value = Value::Unknown(range);
            return;
        }
        match change.action {
            Action::Set => {
                let new = match &change.value {
                    Some(range) if !is_conditional => program.eval(code, range.clone(), depth + 1),
                    _ => Value::Unknown(range.clone()),
                };
                if !path.is_empty() {
                    value.set(&path, new, &range);
                }
            }
            _ if is_conditional => {
                // Most methods of a text return a new one.
                let is_read = match change.action {
                    Action::Call(method) => !may_change(value, code.text(method)),
                    _ => false,
                };
                if !is_read && is_followed_change(program)(&change) {
                    *value = Value::Unknown(range);
                }
            }
            Action::Append => {
                let is_push = change.value.as_ref().is_some_and(|value| code.is(value.start - 1, "<<"));
                let more = change.value.clone().map(|range| program.eval(code, range, depth + 1));
                // A call or assignment with a condition around it has no value.
                let Some(more) = more else {
                    if let Some(target) = value.member(&path) {
                        *target = Value::Unknown(range);
                    }
                    return;
                };
                let target = value.member(&path);
                match target {
                    Some(Value::Text(text)) => text.append(&more.into_text().unwrap_or_else(|| hole(range))),
                    // A list or an item.
                    Some(target @ Value::Array(..)) if more.is_unknown() && !is_push => *target = Value::Unknown(range),
                    Some(Value::Array(items, _)) => match more {
                        // `<<` of Ruby adds one item.
                        Value::Array(more, _) if !is_push => items.extend(more),
                        more => items.push(more),
                    },
                    Some(other) => *other = Value::Unknown(range),
                    None => {}
                }
            }
            Action::Call(method) => {
                let name = function_names::plain(code.text(method));
                // Only Ruby and Crystal concatenate in place.
                let is_ruby = matches!(program.language.id, Id::Crystal | Id::Ruby);
                let is_copy = name == "concat" && !is_ruby || code.is(method, "merge") && is_ruby;
                if is_copy || !is_change(code.text(method)) {
                    return;
                }
                let target = value.member(&path);
                // A call or assignment with a condition around it has no value.
                if change.value.is_none() {
                    if let Some(target) = target.filter(|target| may_change(target, code.text(method))) {
                        *target = Value::Unknown(range);
                    }
                    return;
                }
                let arguments = calls::method_arguments(program, code, method + 1, depth);
                // Other methods of a text return a new one.
                if let Some(target) = target
                    && texts::change(target, &name, arguments).is_none()
                    && may_change(target, code.text(method))
                {
                    *target = Value::Unknown(range);
                }
            }
        }
    }

    /// Returns whether the value of a variable at the byte `at` is an unknown expression. That of a parameter is none.
    pub fn is_computed(&self, program: &Program, name: &str, at: usize) -> bool {
        // In PowerShell, a name without `$` is a command.
        let is_command = |index: usize| {
            program.language.has(COMMANDS)
                && program.code.is_kind(index, TokenKind::Name)
                && !program.code.text(index).starts_with('$')
        };
        let is_expression = |range: &Range<usize>| range.len() > 1 || range.clone().any(is_command);
        let has_expression = |statement: &Statement| {
            statement.sets_variable() && statement.at < at && statement.value.as_ref().is_some_and(is_expression)
        };
        let statements = self.of(&canonical(program.language, name));
        // A function can return its parameter with further members.
        let is_result =
            |statement: &Statement| statement.value.as_ref().is_some_and(|value| results::is_result(program, value));
        let is_unknown =
            |value: &Value| value.is_unknown() || value.has_unknown_part() && statements.iter().any(is_result);
        statements.iter().any(has_expression)
            && self.resolve(program, name, at, 0).is_some_and(|value| is_unknown(&value))
    }

    /// Returns the byte of the last statement that computes a variable from its value, such as
    /// `body = body.replace(…)`, if the new value is unknown or the old one is used too. `statements` are those of the
    /// variable.
    fn last_rewrite(&self, program: &Program, statements: &[Statement]) -> Option<usize> {
        let code = &program.code;
        let is_name = |index: usize| {
            code.is_kind(index, TokenKind::Name) && canonical(program.language, code.text(index)) == statements[0].name
        };
        let is_part = |index: usize| statement_around(code, statements, code.tokens[index].start).is_some();
        let first = code.tokens.partition_point(|token| token.start < statements[0].at);
        let is_used_before = |index: usize| {
            !code.spend(index - first + 1) || (first..index).any(|index| is_name(index) && !is_part(index))
        };
        // It may not run after the others.
        let is_unsure = |statement: &Statement| {
            let mut earlier = statements.iter().rev().filter(|set| set.at < statement.at && set.sets_variable());
            let at = earlier.next().map_or(statement.at, |set| set.at);
            self.is_conditional(statement, at) || self.function(statement.at) != self.function(at)
        };
        let is_rewrite = |statement: &&Statement| {
            let value = statement.value.as_ref().filter(|value| value.len() > 2 && statement.sets_variable());
            // `\%body` of Perl is the same value.
            value.filter(|value| (value.start..value.end).any(is_name)).is_some_and(|value| {
                is_unsure(statement)
                    || program.eval(code, value.clone(), 1).is_unknown()
                    || is_used_before(value.start.max(first))
            })
        };
        statements.iter().rev().find(is_rewrite).map(|statement| statement.at)
    }

    /// Returns whether a statement sets a value that later statements change.
    fn is_changed(program: &Program, statements: &[Statement], set: &Statement) -> bool {
        let Some(range) = &set.value else { return false };
        let mut changes = changes(statements, set);
        match program.eval(&program.code, range.clone(), 1) {
            Value::Object(..) | Value::Json(_) | Value::Array(..) => changes.next().is_some(),
            Value::Text(_) => {
                is_text_builder(program, range) && changes.any(|change| calls_replacement(program, change))
            }
            Value::Unknown(_) => false,
        }
    }

    /// Returns the values of all variables that are set to one, with the bytes of the value and of its changes. An
    /// unknown value is listed if it was changed in an unknown way.
    pub fn values(&self, program: &Program) -> Vec<(Vec<Range<usize>>, Value)> {
        let mut values = Vec::new();
        let mut start = 0;
        while start < self.statements.len() {
            let name = &self.statements[start].name;
            let length = self.statements[start..].partition_point(|statement| statement.name == *name);
            let statements = &self.statements[start..start + length];
            start += length;
            let last_rewrite = self.last_rewrite(program, statements);
            for set in statements.iter().filter(|set| set.sets_variable()) {
                let mut value = self.value_of(program, statements, set, usize::MAX, 0);
                let is_rewritten = last_rewrite.is_some_and(|at| at > set.at || at == set.at && !value.is_unknown());
                if is_rewritten {
                    value = Value::Unknown(set.at..set.at);
                }
                if value.is_unknown() && !is_rewritten && !Self::is_changed(program, statements, set) {
                    continue;
                }
                let own = std::iter::once(set)
                    .chain(changes(statements, set))
                    .filter_map(|statement| statement.value.clone());
                let mut ranges: Vec<_> = own.map(|range| program.bytes(&program.code, &range)).collect();
                ranges.extend(set.value.iter().flat_map(|value| sources(program, value)));
                values.push((ranges, value));
            }
        }
        values
    }
}

/// Returns whether a value is a new `StringBuilder` or `StringBuffer`, whose methods change it in place.
pub(super) fn is_text_builder(program: &Program, value: &Range<usize>) -> bool {
    /// The maximum number of tokens before the name.
    const MAX_TOKENS: usize = 8;
    value.clone().take(MAX_TOKENS).any(|at| program.code.is_one_of(at, "StringBuilder StringBuffer"))
}

/// Returns whether a statement calls a method that replaces parts of its object.
pub(super) fn calls_replacement(program: &Program, statement: &Statement) -> bool {
    matches!(statement.action, Action::Call(method) if function_names::is_replacement(program.code.text(method)))
}

/// Returns whether a method of this name may change the value in place.
fn may_change(value: &Value, method: &str) -> bool {
    changes_text(method) || is_document(value) || !matches!(value, Value::Text(_) | Value::Json(_))
}

/// Returns whether a value is a JSON document, and not a number or keyword.
fn is_document(value: &Value) -> bool {
    matches!(value, Value::Json(json) if json.text.trim_start().starts_with_any("{["))
}

/// Replaces the keys of a path by those of a value that are equal without their case, as in `PowerShell`.
fn ignore_case(value: &Value, path: &mut [MappedText]) {
    let mut value = Some(value);
    for key in path {
        let Some(Value::Object(members, _)) = value else { return };
        let found = members.iter().find(|(known, _)| known.text.eq_ignore_ascii_case(&key.text));
        if let Some((known, _)) = found {
            key.clone_from(known);
        }
        value = found.map(|(_, member)| member);
    }
}

/// Returns the statements that change the variable that `set` sets, up to the next one that sets it.
pub(super) fn changes<'s>(
    statements: &'s [Statement],
    set: &Statement,
) -> impl Iterator<Item = &'s Statement> + use<'s> {
    let first = statements.partition_point(|statement| statement.at <= set.at);
    statements[first..].iter().take_while(|statement| !statement.sets_variable())
}

/// Returns whether a statement changes a variable, and does not only read it.
pub(super) fn is_followed_change<'p>(program: &'p Program<'_>) -> impl Fn(&&Statement) -> bool + use<'p> {
    |statement| match statement.action {
        Action::Call(method) => is_change(program.code.text(method)),
        _ => true,
    }
}
