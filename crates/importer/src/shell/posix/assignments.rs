//! Notes the variables that commands set (POSIX.1-2017, Shell Command Language, 2.9.1; fish manual, `set`).

use super::PosixLexer;
use crate::shell::variables::{Variables, is_name};
use crate::shell::{Command, ShellWord};

/// Programs that set the variables in their arguments.
const DECLARATIONS: [&str; 5] = ["export", "readonly", "declare", "local", "typeset"];

/// Words after which an assignment may not run, or not once, and programs that may set any variable.
const UNKNOWN: [&str; 13] =
    ["if", "for", "while", "until", "case", "select", "function", "source", ".", "eval", "begin", "switch", "{"];

impl PosixLexer<'_, '_> {
    /// Notes the assignments of the last command, which ends with this operator or line break.
    pub(super) fn end_command(&mut self, commands: &[Command], operator: &str) {
        let sets_only = self.note_assignments(commands, operator);
        // An assignment succeeds, so the command after `&&` runs.
        self.is_conditional = match operator {
            "&&" => self.is_conditional || !sets_only,
            "||" | "|" => true,
            _ => false,
        };
    }

    /// Notes the assignments of the last command. Returns true if it does nothing else.
    fn note_assignments(&mut self, commands: &[Command], operator: &str) -> bool {
        let Some(command) = commands.last().filter(|command| !command.words.is_empty()) else { return false };
        let index = commands.len() - 1;
        let first = command.words[0].mapped.text.as_str();
        if UNKNOWN.contains(&first) || first.ends_with("()") {
            self.variables = Variables::ended();
            return false;
        }
        let is_certain = !self.is_conditional && !matches!(operator, "|" | "&");
        if self.is_fish && first == "set" {
            let arguments = &command.words[1..];
            let options = arguments.iter().take_while(|word| word.mapped.text.starts_with('-')).count();
            match &arguments[options..] {
                [name, value] if is_name(&name.mapped.text) => {
                    let literal = (is_certain && value.references.is_empty()).then(|| value.mapped.clone());
                    self.variables.set(&name.mapped.text, literal, name.start..value.end, index);
                    return true;
                }
                _ => self.variables.forget_named(command),
            }
            false
        } else {
            let is_declaration = DECLARATIONS.contains(&first);
            let skipped = if is_declaration {
                1 + command.words[1..].iter().take_while(|word| word.mapped.text.starts_with('-')).count()
            } else {
                0
            };
            let words = &command.words[skipped..];
            // `export NAME` changes no value.
            if is_declaration && words.iter().all(|word| is_name(&word.mapped.text)) {
                return true;
            }
            if !words.iter().all(|word| self.assigned_name(word).is_some()) {
                self.variables.forget_named(command);
                return false;
            }
            for word in words {
                let Some(name) = self.assigned_name(word) else { continue };
                let literal = (is_certain && word.references.is_empty()).then(|| word.mapped.rest(name.len() + 1));
                self.variables.set(name, literal, word.start..word.end, index);
            }
            true
        }
    }

    /// Returns the name in a word `NAME=value`, of which no part before the value is quoted.
    fn assigned_name<'w>(&self, word: &'w ShellWord) -> Option<&'w str> {
        let (name, _) = word.mapped.text.split_once('=')?;
        let is_plain =
            self.text[word.start..].starts_with(name) && self.text[word.start + name.len()..].starts_with('=');
        (is_plain && is_name(name)).then_some(name)
    }
}
