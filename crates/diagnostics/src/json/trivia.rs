//! Comments, whitespace that JSON does not allow, and stray closing quotes.

use super::parser::Parser;
use crate::diagnostic::{Problem, is_invisible, is_invisible_or_whitespace};

impl Parser<'_> {
    /// Skips a comment, or white space that JSON does not know; returns whether there was any.
    pub(super) fn skip_odd_space(&mut self) -> bool {
        let at = self.reader.at;
        let rest = &self.text[at..];
        let end = if rest.starts_with("//") || rest.starts_with('#') {
            self.searches.line_end(at)
        } else if rest.starts_with("/*") {
            self.searches.comment_end(at)
        } else if let Some(character) = rest.chars().next().filter(|c| is_invisible_or_whitespace(*c) && !is_space(*c))
        {
            self.replace_odd_space(character);
            return true;
        } else {
            return false;
        };
        self.reader.at = end;
        self.found.push_replacement(Problem::Comment, at..end, "");
        true
    }

    /// Replaces the run of one character that does not show: an invisible one goes, another becomes plain spaces.
    #[inline(never)]
    fn replace_odd_space(&mut self, character: char) {
        let rest = &self.text[self.reader.at..];
        let run = &rest[..rest.find(|c| c != character).unwrap_or(rest.len())];
        let is_visible = character.is_whitespace() && !is_invisible(character);
        let instead = if is_visible { " ".repeat(run.chars().count()) } else { String::new() };
        let range = self.reader.at..self.reader.at + run.len();
        self.reader.at = range.end;
        self.found.push_replacement(Problem::StrayCharacter { character }, range, &instead);
    }

    /// Removes a second closing quote at the cursor, as in `"id"",`; returns whether there was one.
    pub(super) fn skip_doubled_quote(&mut self) -> bool {
        let doubled = self.reader.at == self.reader.last_end
            && self.reader.at > 0
            && self.bytes.get(self.reader.at) == Some(&b'"')
            && self.bytes[self.reader.at - 1] == b'"'
            && self.ends_value(self.reader.at + 1);
        if doubled {
            let range = self.reader.at..self.reader.at + 1;
            self.reader.at += 1;
            self.found.push_replacement(Problem::StrayCharacter { character: '"' }, range.clone(), "");
        }
        doubled
    }
}

/// The white space that JSON knows.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}
