//! Reads collections in flow style, which resemble JSON (YAML 1.1, 8.1 and chapter 9).

use super::{Outcome, YamlReader};
use model::char_set::CharSet;

impl YamlReader<'_> {
    /// Reads the collection or scalar at the cursor.
    pub(super) fn read_flow(&mut self) -> Outcome<()> {
        self.nest()?;
        match self.peek() {
            Some('{') => self.read_collection('}')?,
            Some('[') => self.read_collection(']')?,
            Some('"' | '\'') => {
                let start = self.at;
                let value = self.read_quoted()?;
                self.json.push_json_string(&value, self.mapped.origin(start));
            }
            Some('&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '?') | None => return self.fail(),
            Some(_) => {
                let start = self.at;
                let end = self.plain_end();
                self.at = end;
                self.write_plain(&self.mapped.part(start..end), start)?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn read_collection(&mut self, close: char) -> Outcome<()> {
        self.write(if close == '}' { "{" } else { "[" });
        self.at += 1;
        let mut separator = "";
        loop {
            self.skip_to_content();
            if self.peek() == Some(close) {
                self.at += 1;
                break;
            }
            self.write(separator);
            separator = ", ";
            if close == '}' {
                self.read_flow_key()?;
            }
            self.read_flow()?;
            self.skip_to_content();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(next) if next == close => {}
                _ => return self.fail(),
            }
        }
        self.write(if close == '}' { "}" } else { "]" });
        Ok(())
    }

    /// Reads a key and its colon.
    fn read_flow_key(&mut self) -> Outcome<()> {
        let start = self.at;
        let key = match self.peek() {
            Some('"' | '\'') => self.read_quoted()?,
            Some('&' | '*' | '!' | '?' | '{' | '[') => return self.fail(),
            _ => {
                let end = self.plain_end();
                self.at = end;
                self.mapped.part(start..end)
            }
        };
        self.json.push_json_string(&key, self.mapped.origin(start));
        self.skip_to_content();
        if self.peek() != Some(':') || key.text.is_empty() || key.text == "<<" {
            return self.fail();
        }
        self.at += 1;
        self.write(": ");
        self.skip_to_content();
        Ok(())
    }

    /// Returns the end of the plain scalar at the cursor.
    fn plain_end(&self) -> usize {
        let rest = self.rest();
        let is_end = |(at, c): &(usize, char)| match c {
            ',' | '[' | ']' | '{' | '}' | '\n' => true,
            ':' => rest[at + 1..].starts_with_any(" \n,}]"),
            '#' => rest[..*at].ends_with(' '),
            _ => false,
        };
        let end = rest.char_indices().find(is_end).map_or(rest.len(), |(at, _)| at);
        self.at + rest[..end].trim_end().len()
    }
}
