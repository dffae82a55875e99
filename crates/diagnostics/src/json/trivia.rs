//! Recovers comments, whitespace that JSON does not allow, and repeated closing quotes.

use super::parser::Parser;
use crate::diagnostic::{Problem, is_invisible, is_invisible_or_whitespace};

impl Parser<'_> {
    /// Removes a comment or invalid whitespace at the cursor. Returns whether there was any.
    pub(super) fn skip_trivia(&mut self) -> bool {
        let at = self.reader.at;
        let rest = &self.text[at..];
        let end = if rest.starts_with("//") || rest.starts_with('#') {
            self.searches.line_end(at)
        } else if rest.starts_with("/*") {
            self.searches.comment_end(at)
        } else if let Some(character) = rest.chars().next().filter(|c| is_invisible_or_whitespace(*c) && !is_space(*c))
        {
            self.replace_whitespace_run(character);
            return true;
        } else {
            return false;
        };
        self.reader.at = end;
        self.diagnostics.push_replacement(Problem::Comment, at..end, "");
        true
    }

    /// Removes a run of one invisible character, or replaces a run of one whitespace character with spaces.
    #[inline(never)]
    fn replace_whitespace_run(&mut self, character: char) {
        let rest = &self.text[self.reader.at..];
        let run = &rest[..rest.find(|c| c != character).unwrap_or(rest.len())];
        let is_visible = character.is_whitespace() && !is_invisible(character);
        let instead = if is_visible { " ".repeat(run.chars().count()) } else { String::new() };
        let range = self.reader.at..self.reader.at + run.len();
        self.reader.at = range.end;
        self.diagnostics.push_replacement(Problem::StrayCharacter { character }, range, &instead);
    }

    /// Removes a second closing quote at the cursor, as in `"id"",`. Returns whether there was one.
    pub(super) fn skip_repeated_quote(&mut self) -> bool {
        let is_repeated = self.reader.at == self.reader.last_end
            && self.reader.at > 0
            && self.bytes.get(self.reader.at) == Some(&b'"')
            && self.bytes[self.reader.at - 1] == b'"'
            && self.ends_value(self.reader.at + 1);
        if is_repeated {
            let range = self.reader.at..self.reader.at + 1;
            self.reader.at += 1;
            self.diagnostics.push_replacement(Problem::StrayCharacter { character: '"' }, range.clone(), "");
        }
        is_repeated
    }
}

/// Returns whether a character is whitespace in JSON.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}
