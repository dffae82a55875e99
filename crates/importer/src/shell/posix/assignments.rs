//! Notes the variables that commands set (POSIX.1-2017, Shell Command Language, 2.9.1; fish manual, `set`).

use model::char_set::CharSet;

use super::PosixLexer;
use crate::mapped_text::MappedText;
use crate::shell::variables::is_name;
use crate::shell::{Command, ShellWord};
use crate::word_list;

/// Programs that set the variables in their arguments.
const DECLARATIONS: &str = "export readonly declare local typeset";
/// The options of these programs that change no value.
const OPTIONS: [&str; 6] = ["-x", "-r", "-g", "-gx", "-xg", "-rx"];
/// The options of fish's `set` that change no value.
const FISH_OPTIONS: [&str; 12] =
    ["-x", "-g", "-l", "-U", "-gx", "-xg", "-lx", "-Ux", "--export", "--global", "--local", "--universal"];

/// Values that only a running shell has (POSIX.1-2017, Shell Command Language, 2.5.2).
const SPECIAL: &str = "$@ $* $# $? $$ $! $0 $-";

/// Words after which an assignment may not run, or not once.
const BLOCKS: &str = "if for while until case select function begin switch {";

/// Programs that may set any variable.
const UNKNOWN: &str = "source . eval command builtin";

/// Programs that set the variables that their arguments name.
const READERS: &str = "read unset mapfile readarray getopts printf";

impl PosixLexer<'_, '_> {
    /// Notes the assignments of the last command, which ends with this operator or line break.
    pub(super) fn end_command(&mut self, commands: &[Command], operator: &str) {
        let sets_only = self.note_assignments(commands, operator);
        // An assignment succeeds, so the command after `&&` runs.
        self.variables.is_conditional = match operator {
            "&&" => self.variables.is_conditional || !sets_only,
            "||" | "|" => true,
            _ => false,
        };
    }

    /// Notes the assignments of the last command. Returns true if it does nothing else.
    fn note_assignments(&mut self, commands: &[Command], operator: &str) -> bool {
        let Some(command) = commands.last().filter(|command| !command.words.is_empty()) else { return false };
        let index = commands.len() - 1;
        let first = command.words[0].mapped.text.as_str();
        let is_function =
            first.contains("()") || command.words.get(1).is_some_and(|word| word.mapped.text.starts_with("()"));
        // A name may be computed: `export $(cat .env)`.
        let names_any = (word_list::contains(DECLARATIONS, first) || word_list::contains(READERS, first))
            && command.words.iter().any(|word| !word.references.is_empty() && self.assigned_name(word).is_none());
        if word_list::contains(UNKNOWN, first) || names_any {
            self.variables.end();
            return false;
        }
        if word_list::contains(BLOCKS, first) || is_function || first.starts_with('(') {
            self.variables.end_order(&self.text[command.words[0].start..]);
            return false;
        }
        let is_certain = !self.variables.is_conditional && !matches!(operator, "|" | "&" | ")");
        let after_options = |known: &[&str]| {
            let is_option = |word: &&ShellWord| known.contains(&word.mapped.text.as_str());
            1 + command.words[1..].iter().take_while(is_option).count()
        };
        if self.is_fish && first == "set" {
            match &command.words[after_options(&FISH_OPTIONS)..] {
                [name, value] if is_name(&name.mapped.text) => {
                    let literal = self.literal(value, 0).filter(|_| is_certain);
                    self.variables.set(&name.mapped.text, literal, name.start..value.end, index);
                    true
                }
                _ => {
                    self.variables.forget_named(command);
                    false
                }
            }
        } else {
            let is_declaration = word_list::contains(DECLARATIONS, first);
            let words = &command.words[if is_declaration { after_options(&OPTIONS) } else { 0 }..];
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
                let literal = self.literal(word, name.len() + 1).filter(|_| is_certain);
                self.variables.set(name, literal, word.start..word.end, index);
            }
            // The status of `NAME=$(…)` is that of the command in it.
            words.iter().all(|word| word.references.is_empty())
        }
    }

    /// Returns the value in `word` from the byte `from`, unless only a running shell knows it.
    fn literal(&self, word: &ShellWord, from: usize) -> Option<MappedText> {
        let (raw, text) = (&self.text[word.start..word.end], &word.mapped.text[from..]);
        let value = raw.get(from..).unwrap_or_default();
        // An array, a home folder, a command substitution of fish, or one that is too long for a reference.
        let is_expanded = value.starts_with_any("(~")
            || self.is_fish && raw.contains('(')
            || !value.starts_with('\'') && ["$(", "${", "`"].iter().any(|sign| text.contains(sign));
        let is_literal =
            word.references.is_empty() && !is_expanded && !word_list::any(SPECIAL, &|special| raw.contains(special));
        is_literal.then(|| word.mapped.rest(from))
    }

    /// Returns the name in a word `NAME=value`, of which no part before the value is quoted.
    fn assigned_name<'w>(&self, word: &'w ShellWord) -> Option<&'w str> {
        let (name, _) = word.mapped.text.split_once('=')?;
        let is_plain =
            self.text[word.start..].starts_with(name) && self.text[word.start + name.len()..].starts_with('=');
        (is_plain && is_name(name)).then_some(name)
    }
}
