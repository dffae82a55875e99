//! Assignments to several names.

use std::ops::Range;

use super::extents::{begins_statement, end_of_item, follows_declaration};
use super::language::Id;
use super::lexer::{Code, NONE, TokenKind};
use super::statements::{Action, Constants, canonical};

impl Constants {
    /// Collects an assignment to the names in the group at `open`: `const [a, b] = ['x', 'y']`.
    pub(super) fn collect_group(&mut self, code: &Code, open: usize, sign: usize) {
        if open == NONE {
            return;
        }
        let is_call = open > 0 && code.is_kind(open - 1, TokenKind::Name) && !code.tokens[open].spaced;
        let is_php = is_call && code.language.id == Id::Php && code.is(open - 1, "list");
        let first = open - usize::from(is_php);
        let inside = code.inside(open);
        let is_name = |index: usize| code.is_kind(index, TokenKind::Name);
        let are_names = inside.len() % 2 == 1
            && inside
                .clone()
                .enumerate()
                .all(|(position, index)| if position.is_multiple_of(2) { is_name(index) } else { code.is(index, ",") });
        if !are_names || is_call && !is_php || code.is(open, "{") || !begins_statement(code, first) {
            return self.shadow(code, open);
        }
        let names: Vec<usize> = inside.step_by(2).collect();
        let mut values = items(code, sign + 1, names.len());
        if let [group] = &values[..] {
            values = inner_items(code, group.clone(), names.len());
        } else if code.language.id != Id::Python {
            // Another declaration may follow the value.
            values.clear();
        }
        self.add_each(code, &names, &values, follows_declaration(code, first));
    }

    /// Collects an assignment to several names without brackets, of which `base` is the last: `a, b = 'x', 'y'`.
    pub(super) fn collect_list(&mut self, code: &Code, base: usize, path: &[Range<usize>], sign: usize) {
        let has_lists = matches!(
            code.language.id,
            Id::Python | Id::Ruby | Id::Crystal | Id::Lua | Id::Go | Id::Julia | Id::PowerShell
        );
        let mut names = vec![base];
        let mut first = base;
        let mut is_plain = path.is_empty();
        // Back to the start of the statement.
        while first > 0 && !code.tokens[first].breaks {
            let before = first - 1;
            match code.text(before) {
                "," => {}
                "*" | "**" | "..." | "." | "->" | "::" => is_plain = false,
                _ if code.is_kind(before, TokenKind::Name) && code.is(first, ",") => names.push(before),
                _ if code.is_kind(before, TokenKind::Close) && code.tokens[before].pair != NONE => {
                    is_plain = false;
                    first = code.tokens[before].pair;
                    continue;
                }
                _ => break,
            }
            first = before;
        }
        names.reverse();
        let is_declaring = code.is(sign, ":=") || follows_declaration(code, first);
        let mut values = items(code, sign + 1, names.len());
        if let [group] = &values[..] {
            let inner = inner_items(code, group.clone(), names.len());
            // The targets of a call in Go are its value and an error.
            if !inner.is_empty() || code.language.id != Id::Go {
                values = inner;
            }
        }
        if !has_lists || !is_plain || !begins_statement(code, first) {
            values.clear();
        }
        self.add_each(code, &names, &values, is_declaring);
    }

    /// Adds the assignment of each value to its name. Names without a value are unknown, and so are all of them if a
    /// value may contain another of the names, or several values.
    fn add_each(&mut self, code: &Code, names: &[usize], values: &[Range<usize>], is_declared: bool) {
        let canonical_of = |index: usize| canonical(code.language, code.text(index));
        let targets: Vec<String> = names.iter().map(|name| canonical_of(*name)).collect();
        let is_target = |index: usize| code.is_kind(index, TokenKind::Name) && targets.contains(&canonical_of(index));
        let is_one = code.language.id == Id::Go && values.len() == 1;
        let is_known = (is_one || values.len() == names.len())
            && !values.iter().any(|value| code.is_one_of(value.start, "* ** ...") || value.clone().any(is_target));
        for (position, name) in names.iter().enumerate() {
            let value = values.get(position).filter(|_| is_known).cloned();
            self.add(code, *name, Vec::new(), Action::Set, value, is_declared);
        }
    }
}

/// Returns the items of a group, if `value` is one and nothing else; else nothing.
fn inner_items(code: &Code, value: Range<usize>, count: usize) -> Vec<Range<usize>> {
    let open = value.start;
    if !code.is_one_of(open, "( [") || code.next(open) != value.end {
        return Vec::new();
    }
    let inside = code.inside(open);
    let mut items = items(code, inside.start, count);
    items.retain(|item| !item.is_empty() && item.end <= inside.end);
    items
}

/// Returns the expressions that commas separate from the token `from` on, at most one more than `count`.
fn items(code: &Code, from: usize, count: usize) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = from;
    while items.len() <= count {
        let end = end_of_item(code, start, true);
        items.push(start..end);
        if !code.is(end, ",") {
            break;
        }
        start = end + 1;
    }
    items
}
