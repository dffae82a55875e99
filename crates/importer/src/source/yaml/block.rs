//! Reads collections and scalars in block style, whose structure is their indentation (YAML 1.1, chapter 9).

use super::{Outcome, YamlReader};
use crate::mapped_text::MappedText;
use model::char_set::CharSet;

impl YamlReader<'_> {
    /// Reads the value that begins at the cursor, whose lines are indented by `column`.
    pub(super) fn read_block(&mut self, column: usize) -> Outcome<()> {
        self.nest()?;
        if self.is_entry() {
            self.read_sequence(column)?;
        } else if self.key_end().is_some() {
            self.read_mapping(column)?;
        } else {
            self.read_inline(column)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Returns whether an entry of a sequence begins at the cursor.
    fn is_entry(&self) -> bool {
        self.rest().strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with_any(" \n\r"))
    }

    fn read_sequence(&mut self, column: usize) -> Outcome<()> {
        let mut separator = "[";
        loop {
            self.write(separator);
            separator = ", ";
            self.at += 1;
            if self.skip_to_line_end() {
                self.read_nested(column, false)?;
            } else {
                self.read_block(self.column())?;
            }
            if self.next_content()? != Some(column) || !self.is_entry() {
                break;
            }
        }
        self.write("]");
        self.expect_dedent(column)
    }

    fn read_mapping(&mut self, column: usize) -> Outcome<()> {
        let mut separator = "{";
        loop {
            self.write(separator);
            separator = ", ";
            let Some(end) = self.key_end() else { return self.fail() };
            let key = match self.peek() {
                Some('"' | '\'') => self.read_quoted()?,
                _ => self.mapped.part(self.at..end),
            };
            if key.text == "<<" || key.text.starts_with_any("?&*!") {
                return self.fail();
            }
            self.json.push_json_string(&key, self.mapped.origin(self.at));
            self.at = self.at.max(end);
            self.skip_spaces();
            self.at += 1;
            self.write(": ");
            if self.skip_to_line_end() {
                self.read_nested(column, true)?;
            } else {
                self.read_inline(column + 1)?;
            }
            if self.next_content()? != Some(column) || self.is_entry() {
                break;
            }
        }
        self.write("}");
        self.expect_dedent(column)
    }

    /// Checks that the next line belongs to a collection around this one.
    fn expect_dedent(&mut self, column: usize) -> Outcome<()> {
        match self.next_content()? {
            Some(next) if next > column => self.fail(),
            _ => Ok(()),
        }
    }

    /// Reads a value on the lines after its key or dash, which are indented further. A sequence in a mapping need not
    /// be. Without such lines the value is null.
    fn read_nested(&mut self, column: usize, is_member: bool) -> Outcome<()> {
        let before = self.at;
        match self.next_content()? {
            Some(next) if next > column || is_member && next == column && self.is_entry() => self.read_block(next),
            _ => {
                self.at = before;
                self.write("null");
                Ok(())
            }
        }
    }

    /// Returns the end of the key at the cursor, or `None` if no key is there.
    fn key_end(&self) -> Option<usize> {
        let rest = self.rest();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if let Some(quote @ ('"' | '\'')) = self.peek() {
            let mut at = 1;
            loop {
                at += line[at..].find([quote, '\\'])? + 1;
                if line[..at].ends_with('\\') {
                    at += line[at..].chars().next().map_or(0, char::len_utf8) * usize::from(quote == '"');
                } else if quote == '\'' && line[at..].starts_with('\'') {
                    at += 1;
                } else {
                    let after = line[at..].trim_start_matches(' ').strip_prefix(':')?;
                    return (after.is_empty() || after.starts_with_any(" \r")).then_some(self.at + at);
                }
            }
        }
        if line.starts_with_any("{[|>#") {
            return None;
        }
        let ends = line.match_indices(':').find(|(at, _)| {
            let after = &line[at + 1..];
            after.is_empty() || after.starts_with_any(" \r")
        });
        let (end, _) = ends?;
        (!line[..end].contains(" #")).then(|| self.at + line[..end].trim_end().len())
    }

    /// Reads a value that begins on the line of the cursor. Its further lines are indented by at least `column`.
    fn read_inline(&mut self, column: usize) -> Outcome<()> {
        match self.peek() {
            Some('|' | '>') => self.read_block_scalar(column),
            Some('{' | '[') => {
                self.read_flow()?;
                if self.skip_to_line_end() { Ok(()) } else { self.fail() }
            }
            Some('"' | '\'') => {
                let start = self.at;
                let value = self.read_quoted()?;
                self.json.push_json_string(&value, self.mapped.origin(start));
                if self.skip_to_line_end() { Ok(()) } else { self.fail() }
            }
            Some('&' | '*' | '!' | '%' | '@' | '`' | '?') => self.fail(),
            _ => self.read_plain_lines(column),
        }
    }

    /// Reads a plain scalar, whose line breaks become spaces.
    fn read_plain_lines(&mut self, column: usize) -> Outcome<()> {
        let start = self.at;
        let mut value = MappedText::default();
        loop {
            let line = &self.rest()[..self.rest().find('\n').unwrap_or(self.rest().len())];
            let end = line.find(" #").unwrap_or(line.len());
            let content = line[..end].trim_end();
            if content.contains(": ") || content.ends_with(':') {
                return self.fail();
            }
            value.push_part(self.mapped, self.at..self.at + content.len());
            self.at += line.len();
            let after = self.at;
            if end < line.len() {
                break;
            }
            let next = self.next_content()?;
            if next.is_none_or(|next| next < column) {
                self.at = after;
                break;
            }
            let breaks = self.text[after..self.at].matches('\n').count();
            let space = if breaks == 1 { " ".into() } else { "\n".repeat(breaks - 1) };
            value.insert(&space, self.mapped.origin(after));
        }
        self.write_plain(&value, start)
    }

    /// Reads a literal (`|`) or folded (`>`) scalar (YAML 1.1, 9.2). `column` is the minimum indentation of its lines.
    fn read_block_scalar(&mut self, column: usize) -> Outcome<()> {
        let start = self.at;
        let is_folded = self.peek() == Some('>');
        self.at += 1;
        let header = &self.rest()[..self.rest().find('\n').unwrap_or(self.rest().len())];
        let marks = header.split(" #").next().unwrap_or_default().trim();
        let digit = marks.chars().find_map(|c| c.to_digit(10));
        if marks.len() > 2 || marks.chars().any(|c| !matches!(c, '+' | '-' | '1'..='9')) {
            return self.fail();
        }
        self.at = (self.at + header.len() + 1).min(self.text.len());
        let mut indent = digit.map(|digit| column - 1 + digit as usize);
        let mut value = MappedText::default();
        let (mut breaks, mut was_indented) = (0, false);
        while !self.rest().is_empty() {
            let line = &self.rest()[..self.rest().find('\n').unwrap_or(self.rest().len())];
            let content = line.trim_end_matches('\r');
            let spaces = content.len() - content.trim_start_matches(' ').len();
            let is_empty = spaces == content.len() && indent.is_none_or(|indent| spaces <= indent);
            if !is_empty {
                let indent = *indent.get_or_insert(spaces);
                if spaces < indent || indent < column {
                    break;
                }
                let is_indented = content[indent..].starts_with_any(" \t");
                // The first of the breaks between two lines of text is folded to a space.
                let folds = is_folded && !value.text.is_empty() && !is_indented && !was_indented;
                let text = match breaks {
                    1 if folds => " ".into(),
                    breaks if folds => "\n".repeat(breaks - 1),
                    breaks => "\n".repeat(breaks),
                };
                value.insert(&text, self.mapped.origin(self.at));
                value.push_part(self.mapped, self.at + indent..self.at + content.len());
                (breaks, was_indented) = (0, is_indented);
            }
            breaks += 1;
            self.at = (self.at + line.len() + 1).min(self.text.len());
        }
        let end = match marks.contains('+') {
            true => "\n".repeat(breaks),
            false if marks.contains('-') || value.text.is_empty() => String::new(),
            false => "\n".into(),
        };
        value.insert(&end, self.mapped.origin(self.at));
        self.json.push_json_string(&value, self.mapped.origin(start));
        // The next line begins at the cursor.
        Ok(())
    }
}
