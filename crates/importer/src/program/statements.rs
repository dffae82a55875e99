//! Collects the statements of a program that set or change variables.

use std::cell::Cell;
use std::ops::Range;

use model::char_set::CharSet;

use super::blocks::{self, Block, CONDITIONS, FUNCTIONS, follows_condition, is_short_circuit};
use super::extents::{end_of_item, is_declarations, is_list, is_pattern, target, typed_name};
use super::language::{COMMANDS, Id, Language, SEMICOLONS, TABLES, TURNS};
use super::lexer::{Code, NONE, TokenKind};
use crate::word_list::contains;

/// The effect of a statement on a variable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Set,
    Append,
    /// Calls the method at this token.
    Call(usize),
}

/// A statement that sets or changes a variable.
pub(super) struct Statement {
    pub(super) name: String,
    /// The byte of the name.
    pub(super) at: usize,
    /// The keys of the changed member.
    pub(super) path: Vec<Range<usize>>,
    pub(super) action: Action,
    /// The tokens of the value, or `None` if it is unknown.
    pub(super) value: Option<Range<usize>>,
    pub(super) is_declared: bool,
    /// Its value was evaluated and is not constant.
    pub(super) is_unknown: Cell<bool>,
}

impl Statement {
    /// Returns whether the statement sets the variable itself, and not a member.
    pub(super) fn sets_variable(&self) -> bool {
        self.action == Action::Set && self.path.is_empty()
    }
}

/// Returns the statement of a variable whose target or value is at the byte `at`. `statements` are those of the variable.
pub(super) fn statement_around<'s>(code: &Code, statements: &'s [Statement], at: usize) -> Option<&'s Statement> {
    /// The maximum number of calls in a value.
    const MAX_CALLS: usize = 20;
    let before = statements.partition_point(|statement| statement.at <= at);
    // Calls of the variable's methods can be inside the value.
    let is_call = |statement: &&Statement| matches!(statement.action, Action::Call(_)) && statement.at != at;
    let statement = statements[..before].iter().rev().take(MAX_CALLS).find(|statement| !is_call(statement))?;
    let is_around = |value: &Range<usize>| {
        let last = value.end.checked_sub(1).and_then(|last| code.tokens.get(last));
        code.tokens.get(value.start).is_some_and(|first| first.start <= at) && last.is_some_and(|last| at < last.end)
    };
    (statement.at == at || statement.value.as_ref().is_some_and(is_around)).then_some(statement)
}

/// Returns the name of a variable without the signs that belong to its use.
pub(super) fn canonical(language: &Language, name: &str) -> String {
    if language.has(COMMANDS) {
        let name = name.trim_start_any("${+'\"").trim_end_any("}'\"").to_ascii_lowercase();
        let scoped = ["script:", "global:", "local:", "private:"].iter().find_map(|scope| name.strip_prefix(scope));
        return scoped.map(str::to_owned).unwrap_or(name);
    }
    let sigils = if language.id == Id::JavaScript || language.id == Id::Php { "" } else { "$@%!~" };
    name.trim_start_any(sigils).to_owned()
}

/// The constants of a program: the statements that set and change its variables.
pub(super) struct Constants {
    /// In the order of names and positions.
    pub statements: Vec<Statement>,
    pub blocks: Vec<Block>,
    /// The bytes between `#if` and `#endif`.
    pub directives: Vec<Range<usize>>,
    /// The variables that functions declare as global.
    pub globals: Vec<String>,
}

impl Constants {
    /// Collects the statements of a program.
    pub fn collect(code: &Code) -> Self {
        let mut constants = Self {
            statements: Vec::new(),
            blocks: blocks::collect(code),
            directives: blocks::directives(code.language, code.source),
            globals: Vec::new(),
        };
        for index in 0..code.tokens.len() {
            constants.collect_at(code, index);
        }
        constants.statements.sort_by(|a, b| (&a.name, a.at).cmp(&(&b.name, b.at)));
        constants
    }

    #[allow(clippy::too_many_arguments, reason = "the fields of a statement")]
    pub(super) fn add(
        &mut self,
        code: &Code,
        index: usize,
        path: Vec<Range<usize>>,
        action: Action,
        value: Option<Range<usize>>,
        is_declared: bool,
    ) {
        let token = &code.tokens[index];
        let name = canonical(code.language, code.text(index));
        self.statements.push(Statement {
            name,
            at: token.start,
            path,
            action,
            value,
            is_declared,
            is_unknown: Cell::new(false),
        });
    }

    pub(super) fn collect_at(&mut self, code: &Code, index: usize) {
        let token = &code.tokens[index];
        let sign = code.text(index);
        let parent = code.text(token.parent);
        match token.kind {
            TokenKind::Sign if matches!(sign, "=" | ":=" | "<-" | "+=" | ".=" | "<<" | "||=" | "|=" | "..=") => {
                let is_table = parent == "{"
                    && (code.language.has(TABLES)
                        || code.language.has(COMMANDS) && code.is(token.parent.wrapping_sub(1), "@"));
                // `a && (b = 1)`
                let is_operand = || token.parent > 0 && is_short_circuit(code.text(token.parent - 1));
                let is_argument =
                    matches!(parent, "(" | "[") && sign == "=" && !is_declarations(code, token.parent) && !is_operand();
                if is_argument || is_table || index == 0 {
                    return;
                }
                let end = end_of_item(code, index + 1, true);
                let needs_end = code.language.has(SEMICOLONS) && code.language.id != Id::OCaml && parent == "{";
                if needs_end && !code.is(end, ";") {
                    return;
                }
                self.collect_assignment(code, index, sign, index + 1..end);
            }
            // Operators whose result is not followed.
            TokenKind::Sign
                if matches!(sign, "-=" | "*=" | "/=" | "%=" | "**=" | "??=" | "&&=" | "++" | "--") && index > 0 =>
            {
                let before = &code.tokens[index - 1];
                let is_after = !token.breaks && matches!(before.kind, TokenKind::Name | TokenKind::Close);
                let is_before = code.is_kind(index + 1, TokenKind::Name);
                let is_step = matches!(sign, "++" | "--");
                // `++` joins lists in Elixir and Scala.
                if is_step && (!is_after && !is_before || matches!(code.language.id, Id::Elixir | Id::Scala)) {
                    return;
                }
                let (base, path) = target(code, if is_step && !is_after { index + 2 } else { index });
                if let Some(base) = base {
                    self.add(code, base, path, Action::Set, None, false);
                }
            }
            // A lambda's parameter.
            TokenKind::Sign if sign == "=>" && !contains(code.language.pairs, "=>") && index > 0 => {
                let before = index - 1;
                if code.is_kind(before, TokenKind::Name) {
                    self.add(code, before, Vec::new(), Action::Set, None, true);
                } else if code.is_kind(before, TokenKind::Close) {
                    self.shadow(code, code.tokens[before].pair);
                }
            }
            TokenKind::Name if contains(FUNCTIONS, sign) && code.language.id != Id::Clojure => {
                if let Some(open) = (index + 1..code.tokens.len()).take(8).find(|at| code.is(*at, "(")) {
                    self.shadow(code, open);
                }
            }
            TokenKind::Name if matches!(sign, "for" | "foreach") => {
                let header = index + 1..(index + 8).min(code.tokens.len());
                // PHP has the names after the list.
                let names = header.clone().find(|at| code.is(*at, "as")).unwrap_or(header.start);
                for at in names..header.end {
                    if code.is_one_of(at, "in { : ; of range") {
                        break;
                    }
                    if code.is_kind(at, TokenKind::Name) {
                        self.add(code, at, Vec::new(), Action::Set, None, true);
                    }
                }
            }
            TokenKind::Open if sign == "(" && index > 1 && code.is_kind(index - 1, TokenKind::Name) => {
                self.collect_call(code, index);
            }
            TokenKind::Text | TokenKind::Number | TokenKind::Close => {}
            _ => self.collect_other(code, index),
        }
    }

    /// Collects the call at the group `index`: `name.method(…)`, also repeated.
    fn collect_call(&mut self, code: &Code, index: usize) {
        let accessor = code.text(index - 2);
        if !contains(". -> ?.", accessor) && (accessor != ":" || code.language.id != Id::Lua) {
            // A function of a type: `void create(String name) {`.
            let after = code.text(code.next(index));
            let has_functions = code.language.has(SEMICOLONS) && !code.language.has(TURNS);
            if after == "{" && !contains(CONDITIONS, code.text(index - 1)) && has_functions {
                self.shadow(code, index);
            }
            return;
        }
        let mut from = index - 2;
        let mut calls = 0;
        while from > 0 && code.is_kind(from - 1, TokenKind::Close) && code.is(from - 1, ")") {
            let open = code.tokens[from - 1].pair;
            if open < 2 || !code.is_one_of(open - 2, ". -> ?.") {
                return;
            }
            from = open - 2;
            calls += 1;
            if calls > 64 {
                return;
            }
        }
        let (base, path) = target(code, from);
        if let Some(base) = base {
            // Conditions of Ruby and Perl also follow their statement.
            let after = code.next(index);
            let is_followed = matches!(code.language.id, Id::Crystal | Id::Perl | Id::Ruby)
                && code.tokens.get(after).is_some_and(|token| !token.breaks)
                && contains(CONDITIONS, code.text(after));
            let is_conditional = is_followed || follows_condition(code, base);
            let arguments = (!is_conditional).then(|| code.inside(index));
            self.add(code, base, path, Action::Call(index - 1), arguments, false);
            if let Some(last) = self.statements.last_mut() {
                last.at = code.tokens[index - 1].start;
            }
        }
    }

    /// Marks the names in the group at `open` as unknown.
    pub(super) fn shadow(&mut self, code: &Code, open: usize) {
        if open == NONE {
            return;
        }
        for index in code.inside(open).take(400) {
            // `[$body['name'], $rest] = …`
            let is_member = code.is_one_of(index + 1, ". -> [") || code.is_one_of(index - 1, ". ->");
            if code.is_kind(index, TokenKind::Name) && code.tokens[index].parent == open && !is_member {
                self.add(code, index, Vec::new(), Action::Set, None, true);
            }
        }
    }

    pub(super) fn collect_assignment(&mut self, code: &Code, sign: usize, operator: &str, value: Range<usize>) {
        let before = sign - 1;
        if operator == "="
            && let Some(name) = typed_name(code, sign)
        {
            return self.add(code, name, Vec::new(), Action::Set, Some(value), true);
        }
        if code.is_kind(before, TokenKind::Close) && code.is_one_of(before, "} ] )") {
            let open = code.tokens[before].pair;
            let is_member = open > 0
                && open != NONE
                && (matches!(code.tokens[open - 1].kind, TokenKind::Name | TokenKind::Close)
                    || code.is(open - 1, "->"))
                && !code.tokens[open].spaced;
            if !is_member || code.is(before, ")") {
                return self.collect_group(code, open, sign);
            }
        }
        let (Some(base), path) = target(code, sign) else { return };
        if is_list(code, base) {
            return self.collect_list(code, base, &path, sign);
        }
        // Go has the type after the name.
        let is_typed = code.language.id == Id::Go
            && base > 1
            && code.is_kind(base - 1, TokenKind::Name)
            && (code.is_one_of(base - 2, "const var")
                || code.tokens[base - 1].breaks && is_declarations(code, code.tokens[base].parent));
        let base = base - usize::from(is_typed);
        let is_declared = base > 0
            && !code.tokens[base].breaks
            && (code.is_kind(base - 1, TokenKind::Name) || code.is_one_of(base - 1, "* > ]"))
            || operator == ":=";
        // The length of an array of C is not a member: `char data[999] = …`.
        let has_type = is_declared && base > 0 && !contains(CONDITIONS, code.text(base - 1));
        let path = if has_type && matches!(code.language.id, Id::C | Id::Cpp) { Vec::new() } else { path };
        let action = if contains("= := <- |=", operator) { Action::Set } else { Action::Append };
        let is_unknown = matches!(operator, "||=" | "|=")
            || follows_condition(code, base)
            || code.language.id == Id::JavaScript && is_pattern(code, code.tokens[base].parent);
        // A list without brackets.
        let is_tuple = matches!(code.language.id, Id::Python | Id::PowerShell | Id::Ruby) && code.is(value.end, ",");
        let end = if is_tuple { end_of_item(code, value.start, false) } else { value.end };
        self.add(code, base, path, action, (!is_unknown).then_some(value.start..end), is_declared);
    }
}
