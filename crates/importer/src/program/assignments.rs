//! Collects the assignments that only one or a few languages have.

use super::blocks::CONDITIONS;
use super::extents::{end_of_item, target};
use super::language::{COMMANDS, Id};
use super::lexer::{Code, TokenKind};
use super::statements::{Action, Constants, canonical};
use crate::word_list::{self, contains};
use model::char_set::CharSet;

/// The maximum number of variables that functions declare as global.
const MAX_GLOBALS: usize = 100;

/// Commands and parameters of `PowerShell` before the name of a variable that they set.
const VARIABLE_COMMANDS: &str = "set-variable clear-variable remove-variable new-variable sv clv rv nv -outvariable -variable \
                                 -pipelinevariable -errorvariable -ov";

/// The maximum number of tokens of such a command.
const MAX_COMMAND_TOKENS: usize = 8;

/// Returns whether the method at the token `index` has arguments without brackets, or none and changes its object.
fn is_free_call(code: &Code, index: usize, method: &str) -> bool {
    let Some(next) = code.tokens.get(index + 1) else { return method.ends_with('!') };
    let is_value = matches!(next.kind, TokenKind::Text | TokenKind::Name | TokenKind::Number)
        || next.kind == TokenKind::Sign && code.is_one_of(index + 1, ": *");
    if next.breaks {
        method.ends_with('!')
    } else {
        next.spaced && is_value && !contains(CONDITIONS, code.text(index + 1))
    }
}

impl Constants {
    /// Collects the assignment at the token `index`, if there is one.
    pub(super) fn collect_other(&mut self, code: &Code, index: usize) {
        let token = &code.tokens[index];
        let sign = code.text(index);
        let parent = code.text(token.parent);
        let is_name = |at: usize| code.is_kind(at, TokenKind::Name);
        match token.kind {
            // `"value" -> name` of R.
            TokenKind::Sign if sign == "->" && code.language.id == Id::R && is_name(index + 1) => {
                self.add(code, index + 1, Vec::new(), Action::Set, None, false);
            }
            // `$name =~ s/a/b/` of Perl.
            TokenKind::Sign if code.language.id == Id::Perl && sign == "=~" && index > 0 => {
                let rest = code.text(index + 1);
                let is_rewrite = ["s", "tr", "y"]
                    .iter()
                    .any(|start| rest.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
                let (base, path) = target(code, index);
                if let Some(base) = base.filter(|_| is_rewrite) {
                    self.add(code, base, path, Action::Set, None, false);
                }
            }
            // `json.Unmarshal([]byte(text), &body)` of Go.
            TokenKind::Name if sign == "Unmarshal" && code.language.id == Id::Go && code.is(index + 1, "(") => {
                let name = code.inside(index + 1).end.saturating_sub(1);
                let is_set = |text: &str| self.statements.iter().any(|set| set.name == text && set.value.is_some());
                let can_search = code.spend(self.statements.len());
                if can_search && code.is(name.saturating_sub(1), "&") && !is_set(code.text(name)) {
                    let value = index..code.next(index + 1);
                    self.add(code, name, Vec::new(), Action::Set, Some(value), false);
                }
            }
            // `(def name value)` and `[name value …]` of `let` in Clojure.
            TokenKind::Name if sign == "def" && code.language.id == Id::Clojure && parent == "(" => {
                let end = code.inside(token.parent).end;
                if index + 2 < end && code.is_kind(index + 1, TokenKind::Name) {
                    self.add(code, index + 1, Vec::new(), Action::Set, Some(index + 2..end), true);
                }
            }
            TokenKind::Open
                if sign == "[" && code.language.id == Id::Clojure && index > 0 && code.is(index - 1, "let") =>
            {
                let items: Vec<usize> = code.top(&code.inside(index)).collect();
                for pair in items.chunks_exact(2).filter(|pair| code.tokens[pair[0]].kind == TokenKind::Name) {
                    let value = pair[1]..code.next(pair[1]);
                    self.add(code, pair[0], Vec::new(), Action::Set, Some(value), true);
                }
            }
            TokenKind::Name
                if sign == "as" && matches!(code.language.id, Id::Python | Id::Php) && is_name(index + 1) =>
            {
                self.add(code, index + 1, Vec::new(), Action::Set, None, true);
            }
            TokenKind::Name if contains("del delete unset", sign) && !code.is(index.wrapping_sub(1), ".") => {
                let mut from = index + 1 + usize::from(code.is(index + 1, "("));
                while is_name(from) {
                    let end = end_of_item(code, from, true);
                    let (base, path) = target(code, end);
                    if let Some(base) = base.filter(|_| end > from) {
                        self.add(code, base, path, Action::Set, None, false);
                    }
                    // `del a, b`
                    from = if code.is(end, ",") { end + 1 } else { usize::MAX };
                }
            }
            TokenKind::Name
                if matches!(sign, "global" | "nonlocal")
                    && matches!(code.language.id, Id::Julia | Id::Matlab | Id::Php | Id::Python)
                    && self.globals.len() < MAX_GLOBALS =>
            {
                let end = end_of_item(code, index + 1, false);
                let names = (index + 1..end).filter(|at| code.is_kind(*at, TokenKind::Name));
                self.globals.extend(names.map(|at| canonical(code.language, code.text(at))));
            }
            // `[data appendData:…]`
            TokenKind::Open
                if sign == "["
                    && code.language.id == Id::ObjectiveC
                    && code.text(index + 2).starts_with("append")
                    && code.is(index + 3, ":") =>
            {
                let value = index + 4..code.inside(index).end;
                self.add(code, index + 1, Vec::new(), Action::Append, Some(value), false);
            }
            // `[body setObject:… forKey:…]`, and others that change a collection.
            TokenKind::Open if sign == "[" && code.language.id == Id::ObjectiveC => {
                let inside = code.inside(index);
                let selector = code.text(index + 2);
                let key = code.top(&inside).find(|at| code.text(*at).starts_with("forKey"));
                let is_set = matches!(selector, "setObject" | "setValue");
                if let Some(key) =
                    key.filter(|key| is_set && *key > index + 4 && code.is(key + 1, ":") && key + 2 < inside.end)
                {
                    let path = std::iter::once(key + 2..inside.end).collect();
                    self.add(code, index + 1, path, Action::Set, Some(index + 4..key), false);
                } else if contains("addEntriesFromDictionary removeObjectForKey setDictionary addObject", selector) {
                    self.add(code, index + 1, Vec::new(), Action::Set, None, false);
                }
            }
            TokenKind::Name => self.collect_free_call(code, index),
            _ => {}
        }
    }

    /// Collects the call without brackets whose name is at the token `index`, if there is one.
    fn collect_free_call(&mut self, code: &Code, index: usize) {
        let word = code.text(index);
        // `Set-Variable name 'A'`, `-OutVariable name`
        if code.language.has(COMMANDS) && word_list::contains(VARIABLE_COMMANDS, &word.to_ascii_lowercase()) {
            // After a parameter, only its argument.
            let count = if word.starts_with('-') { 1 } else { MAX_COMMAND_TOKENS };
            let rest = (index + 1..code.tokens.len()).take(count);
            let names = rest.take_while(|at| !code.tokens[*at].breaks && !code.is_one_of(*at, "; |"));
            let is_word = |at: &usize| {
                matches!(code.tokens[*at].kind, TokenKind::Name | TokenKind::Text)
                    && !code.text(*at).starts_with_any("$-")
            };
            for name in names.filter(is_word) {
                self.add(code, name, Vec::new(), Action::Set, None, false);
            }
        }
        // `body.delete 'tags'` and `name.strip!`
        let is_method =
            matches!(code.language.id, Id::Crystal | Id::Groovy | Id::Ruby) && code.is(index.wrapping_sub(1), ".");
        if is_method && is_free_call(code, index, word) {
            let (base, path) = target(code, index - 1);
            if let Some(base) = base.filter(|base| code.tokens[*base].breaks) {
                self.add(code, base, path, Action::Call(index), None, false);
            }
        }
    }
}
