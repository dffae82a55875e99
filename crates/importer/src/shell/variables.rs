//! The variables that a pasted text sets before its command.

use std::ops::Range;

use model::char_set::CharSet;

use super::Command;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::variable_limits::{MAX_VALUE_BYTES, room};

/// The maximum number of variables, which keeps the search for each reference short.
const MAX_VARIABLES: usize = 100;

/// A variable.
struct Variable {
    name: String,
    /// Its value, or `None` if it is computed or set more than once.
    value: Option<MappedText>,
    /// The assignment, in the normalized text.
    range: Range<usize>,
    /// The index of the command that sets it.
    command: usize,
    is_used: bool,
}

/// The variables of a text. Only those count that are set once, to a literal.
pub(super) struct Variables {
    list: Vec<Variable>,
    /// Commands may run in another order from here on: no assignment counts.
    has_ended: bool,
    /// The current command may not run, or runs in a shell of its own.
    pub is_conditional: bool,
    /// How many bytes of values can still be filled in.
    room: usize,
}

impl Variables {
    /// Creates the variables of a text of this length in bytes, of which none is set.
    pub fn new(length: usize) -> Self {
        Self { list: Vec::new(), has_ended: false, is_conditional: false, room: room(length) }
    }

    /// Ignores further assignments, and forgets the values that `later`, the rest of the text, may set.
    pub fn end_order(&mut self, later: &str) {
        /// A longer text is not searched for the names, which keeps the time linear.
        const MAX_BYTES: usize = 100_000;
        if later.len() > MAX_BYTES || may_set_any(later) {
            return self.end();
        }
        if !self.has_ended {
            self.has_ended = true;
            for variable in self.list.iter_mut().filter(|variable| may_set(later, &variable.name)) {
                variable.value = None;
            }
        }
    }

    /// Forgets all values, and ignores further assignments.
    pub fn end(&mut self) {
        self.has_ended = true;
        for variable in &mut self.list {
            variable.value = None;
        }
    }

    /// Notes an assignment in the command with the index `command`. `value` is `None` if only the shell knows it.
    pub fn set(&mut self, name: &str, value: Option<MappedText>, range: Range<usize>, command: usize) {
        if let Some(known) = self.list.iter_mut().find(|known| known.name == name) {
            known.value = None;
        } else if !self.has_ended && self.list.len() < MAX_VARIABLES {
            let is_value = |value: &MappedText| {
                let text = value.text.trim();
                // A body is found by its variable's name where the command needs one, and an empty value is to be
                // filled in.
                !text.is_empty() && !text.starts_with('{') && value.text.len() <= MAX_VALUE_BYTES
            };
            let value = value.filter(is_value);
            self.list.push(Variable { name: name.into(), value, range, command, is_used: false });
        }
    }

    /// Forgets the variables that another command may change: those that its words name.
    pub fn forget_named(&mut self, command: &Command) {
        for word in &command.words {
            // Also `NAME+=value` and `NAME[1]=value`.
            let text = word.mapped.text.as_str();
            let name = text.split(|c: char| !is_in_name(c)).next().unwrap_or(text);
            if let Some(known) = self.list.iter_mut().find(|known| known.name == name) {
                known.value = None;
            }
        }
    }

    /// Returns the value of a variable to fill in. A shell splits one with a space, unless the reference `is_quoted`.
    pub fn fill_in(&mut self, name: &str, is_quoted: bool) -> Option<MappedText> {
        let variable = self.list.iter_mut().find(|known| known.name == name)?;
        let is_split = |text: &str| text.contains(|c: char| c.is_whitespace() || matches!(c, '*' | '?' | '['));
        let value = variable.value.clone().filter(|value| is_quoted || !is_split(&value.text))?;
        self.room = self.room.checked_sub(value.text.len())?;
        variable.is_used = true;
        Some(value)
    }

    /// Reports the variables that were used. A command that only sets such ones is not reported as unread.
    pub fn finish(self, commands: &mut [Command], report: &mut Report) {
        let mut used: Vec<&Variable> = self.list.iter().filter(|variable| variable.is_used).collect();
        let Some(first) = used.first() else { return };
        report.push(first.range.clone(), RepairKind::SetVariables(used.len()));
        used.dedup_by_key(|variable| variable.command);
        for Variable { command, .. } in used {
            let is_whole = self.list.iter().all(|other| other.command != *command || other.is_used);
            if let Some(command) = commands.get_mut(*command).filter(|_| is_whole) {
                command.is_used = true;
            }
        }
    }
}

/// Returns whether `text` may set variables that it does not name: by a file, or by a computed name.
fn may_set_any(text: &str) -> bool {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ';' | '&' | '|' | '(' | ')' | '{' | '}');
    let is_computed = |word: &&str| {
        let after = |(at, _): (usize, &str)| text[at + word.len()..].trim_start_matches([' ', '"', '\'']);
        text.match_indices(word).map(after).any(|after| after.starts_with_any("$`"))
    };
    text.split(is_separator).any(|word| matches!(word, "source" | "." | "eval"))
        || ["export", "declare", "typeset", "readonly", "local"].iter().any(is_computed)
}

/// Returns whether `text` has the name of a variable other than in a reference.
fn may_set(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let is_whole = !before.ends_with(is_in_name) && !after.starts_with(is_in_name);
        is_whole && !before.ends_with('$') && !before.ends_with("${")
    })
}

/// Returns the name in a reference to a variable without modifiers: `$NAME`, `${NAME}` or `%NAME%`.
pub(super) fn referenced_name(reference: &str) -> Option<&str> {
    let inside = match reference.strip_prefix('$') {
        Some(inside) => inside.strip_prefix('{').and_then(|inside| inside.strip_suffix('}')).unwrap_or(inside),
        None => reference.strip_prefix('%')?.strip_suffix('%')?,
    };
    is_name(inside).then_some(inside)
}

/// Returns true if `text` is the name of a variable.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(is_in_name)
}

/// Returns true for a character that names of variables have.
pub(crate) fn is_in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
