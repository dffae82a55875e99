//! Reads redirections and here-documents (POSIX.1-2017, Shell Command Language, 2.7).

use model::char_set::CharSet;

use super::{Document, PosixLexer};
use crate::import_error::ParseError;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::{Command, quoted_body};

impl PosixLexer<'_, '_> {
    /// Reads the pending here-documents, which begin at the cursor.
    pub(super) fn read_documents(&mut self, commands: &mut [Command]) {
        for document in std::mem::take(&mut self.documents) {
            let (mapped, is_closed) = self.read_content(&document);
            if !is_closed {
                self.report.push(document.range, RepairKind::UnclosedHereDocument);
            }
            if let Some(command) = commands.get_mut(document.command) {
                command.input = Some(mapped);
                command.input_references = std::mem::take(&mut self.references);
            }
        }
    }

    /// Reads the lines up to the delimiter, from the cursor. Returns them, and whether the delimiter was there.
    fn read_content(&mut self, document: &Document) -> (MappedText, bool) {
        let mut mapped = MappedText::default();
        while self.at < self.bytes.len() {
            let length = self.rest().find('\n').map_or(self.rest().len(), |at| at + 1);
            let mut start = self.at;
            self.at += length;
            if document.strips_tabs {
                start += self.text[start..self.at].bytes().take_while(|byte| *byte == b'\t').count();
            }
            let line = &self.text[start..self.at];
            if line.trim_end_any("\r\n") == document.delimiter {
                return (mapped, true);
            }
            if document.is_quoted {
                mapped.push(line, start);
            } else {
                self.expand_line(start..self.at, &mut mapped);
            }
        }
        (mapped, false)
    }

    /// Reads the here-document of a `$(cat <<'EOF' …)` at the cursor. Returns false if there is none.
    pub(super) fn read_cat(&mut self, mapped: &mut MappedText, is_quoted: bool) -> bool {
        let Some((document, content)) = self.find_cat() else { return false };
        let start = self.at;
        self.at = content;
        let (content_text, _) = self.read_content(&document);
        let delimiter_end = self.text[..self.at].trim_end_any("\r\n").len();
        self.at += self.rest().find(')').map_or(0, |at| at + 1);
        // A shell removes the line breaks at the end, and splits the rest outside quotes and assignments.
        if !is_quoted && !mapped.text.ends_with('=') {
            self.report.push(start..content, RepairKind::UnquotedBody);
        }
        mapped.push_part(&content_text, 0..content_text.text.trim_end_any("\r\n").len());
        self.report.account_for(start..content);
        self.report.account_for(delimiter_end - document.delimiter.len()..self.at);
        true
    }

    /// Returns the closed here-document of a `$(cat <<'EOF' …)` at the cursor, and the start of its content.
    fn find_cat(&mut self) -> Option<(Document, usize)> {
        let is_space = |c: char| matches!(c, ' ' | '\t');
        if self.has_open_cat {
            return None;
        }
        let inside = self.rest().strip_prefix("$(")?.trim_start_matches(is_space);
        let after = inside.strip_prefix("cat")?.trim_start_matches(is_space).strip_prefix("<<")?;
        let (line, content) = after.split_once('\n')?;
        let strips_tabs = line.starts_with('-');
        let name = line[usize::from(strips_tabs)..].trim();
        let delimiter = name.trim_any("'\"\\");
        if delimiter.is_empty() || delimiter.contains(|c: char| !(c.is_alphanumeric() || c == '_')) {
            return None;
        }
        let mut rest = content;
        let is_closed = loop {
            let Some((line, next)) = rest.split_once('\n') else { break false };
            rest = next;
            let line = if strips_tabs { line.trim_start_matches('\t') } else { line };
            if line.trim_end_matches('\r') == delimiter {
                break rest.trim_start().starts_with(')');
            }
        };
        if !is_closed {
            self.has_open_cat = true;
            return None;
        }
        let document = Document {
            command: 0,
            delimiter: delimiter.into(),
            is_quoted: delimiter.len() < name.len(),
            strips_tabs,
            range: self.at..self.at,
        };
        Some((document, self.text.len() - content.len()))
    }

    /// Reads a line of a here-document with an unquoted delimiter: as in double quotes, but `"` is literal (2.7.4).
    fn expand_line(&mut self, line: std::ops::Range<usize>, mapped: &mut MappedText) {
        let mut at = line.start;
        let mut plain = at;
        while at < line.end {
            let rest = &self.text[at..line.end];
            if let Some(next) = rest.strip_prefix('\\').filter(|next| next.starts_with_any("$`\\\n")) {
                mapped.push(&self.text[plain..at], plain);
                plain = at + 1 + usize::from(next.starts_with('\n'));
                at += 2;
            } else if let Some((kind, length)) = quoted_body::find_reference(rest) {
                mapped.push(&self.text[plain..at], plain);
                plain = at;
                at += length;
                if self.push_value(plain..line.end, true, mapped).is_some() {
                    plain = at;
                } else {
                    self.references.push((plain, kind));
                }
            } else {
                at += 1 + rest.bytes().skip(1).take_while(|byte| !matches!(byte, b'\\' | b'$' | b'`')).count();
            }
        }
        mapped.push(&self.text[plain..line.end.max(plain)], plain);
    }

    /// Reads a redirection. Only here-documents and here-strings matter to the request.
    pub(super) fn read_redirection(&mut self, commands: &mut [Command]) -> Result<(), ParseError> {
        let start = self.at;
        if self.is_placeholder() {
            let word = self.read_word()?;
            Self::push(commands, word);
            return Ok(());
        }
        let length = self.rest().bytes().take(3).take_while(|byte| matches!(byte, b'<' | b'>' | b'&')).count();
        let operator = &self.text[start..start + length];
        self.at += length;
        let strips_tabs = operator == "<<" && self.bytes.get(self.at) == Some(&b'-');
        self.at += usize::from(strips_tabs);
        self.skip_spaces();
        if matches!(self.bytes.get(self.at), None | Some(b'\n' | b'<' | b'>' | b';' | b'|')) {
            return Ok(());
        }
        let word = self.read_word()?;
        let command = commands.len() - 1;
        match operator {
            "<<" => self.documents.push(Document {
                command,
                is_quoted: word.is_quoted || self.text[word.start..self.at].contains('\\'),
                delimiter: word.mapped.text,
                strips_tabs,
                range: start..self.at,
            }),
            "<<<" => {
                commands[command].input = Some(word.mapped);
                commands[command].input_references = word.references;
            }
            _ => {
                let range = start..self.at;
                let other = if operator.starts_with('>') {
                    // The file may have the body.
                    commands[command].output.replace((word.mapped.text, range)).map(|(_, earlier)| earlier)
                } else {
                    Some(range)
                };
                if let Some(range) = other {
                    self.report.push(range, RepairKind::Redirection);
                }
            }
        }
        Ok(())
    }

    /// Returns whether a placeholder of the documentation is at the cursor, such as `<URL>`.
    pub(super) fn is_placeholder(&self) -> bool {
        let Some(inside) = self.rest().strip_prefix('<') else { return false };
        if inside.starts_with("http") {
            // Chats and mails write URLs in angle brackets.
            let end = inside.bytes().take(400).position(|byte| byte == b'>' || byte.is_ascii_whitespace());
            return end.is_some_and(|end| inside.as_bytes()[end] == b'>');
        }
        let end =
            inside.bytes().take(60).position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-'));
        end.is_some_and(|end| end > 1 && inside.as_bytes()[end] == b'>')
    }
}
