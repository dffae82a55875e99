//! Reads here-documents (POSIX.1-2017, Shell Command Language, 2.7.4).

use model::char_set::CharSet;

use super::PosixLexer;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::{Command, quoted_body};

impl PosixLexer<'_, '_> {
    /// Reads the pending here-documents, which begin at the cursor.
    pub(super) fn read_documents(&mut self, commands: &mut [Command]) {
        for document in std::mem::take(&mut self.documents) {
            let mut mapped = MappedText::default();
            let mut is_closed = false;
            while self.at < self.bytes.len() {
                let length = self.rest().find('\n').map_or(self.rest().len(), |at| at + 1);
                let mut start = self.at;
                self.at += length;
                if document.strips_tabs {
                    start += self.text[start..self.at].bytes().take_while(|byte| *byte == b'\t').count();
                }
                let line = &self.text[start..self.at];
                if line.trim_end_any("\r\n") == document.delimiter {
                    is_closed = true;
                    break;
                }
                if document.is_quoted {
                    mapped.push(line, start);
                } else {
                    self.expand_line(start..self.at, &mut mapped);
                }
            }
            if !is_closed {
                self.report.push(document.range, RepairKind::UnclosedHereDocument);
            }
            if let Some(command) = commands.get_mut(document.command) {
                command.input = Some(mapped);
                command.input_references = std::mem::take(&mut self.references);
            }
        }
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
                self.references.push((at, kind));
                at += length;
            } else {
                at += 1 + rest.bytes().skip(1).take_while(|byte| !matches!(byte, b'\\' | b'$' | b'`')).count();
            }
        }
        mapped.push(&self.text[plain..line.end.max(plain)], plain);
    }
}
