//! Converts an Ansible playbook or task with the module `uri` from YAML to JSON, by the rules of `PyYAML` (YAML 1.1).
//!
//! Anchors, aliases, tags, merge keys, several documents and numbers in other bases are not converted, so that no value
//! changes.

mod block;
mod flow;
mod scalar;

use super::{NormalizationReport, Step, lines};
use crate::import_error::ImportError;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use model::char_set::CharSet;

/// The name of the language for messages.
const NAME: &str = "Ansible";

/// Converts a playbook. Returns `None` if the text is none.
pub(super) fn convert(mapped: &MappedText, report: &mut NormalizationReport) -> Option<Step> {
    is_playbook(&mapped.text).then(|| {
        let mut reader = YamlReader { mapped, text: &mapped.text, at: 0, json: MappedText::default(), depth: 0 };
        match reader.read_document() {
            Ok(()) => {
                report.read_as = Some(NAME.into());
                report.add(mapped, 0..0, RepairKind::Playbook);
                Step::Removed(reader.json)
            }
            Err(Unsupported(at)) => super::extract::reject(at, ImportError::ProgramText(NAME)),
        }
    })
}

/// Returns whether a line begins a task with the module `uri`, and other lines begin like a playbook.
pub(super) fn is_playbook(text: &str) -> bool {
    let mut has_url = false;
    let mut has_module = false;
    for range in lines(text) {
        let line = text[range].trim();
        let line = line.strip_prefix("- ").map_or(line, str::trim_start);
        let key = line.split(" #").next().unwrap_or_default().trim_end();
        has_module |= matches!(key, "uri:" | "ansible.builtin.uri:" | "ansible.legacy.uri:");
        has_url |= has_module && line.starts_with("url:");
        // A document of another kind.
        if has_url {
            return true;
        }
        if line.starts_with('{') && !has_module {
            return false;
        }
    }
    false
}

/// The offset of something that is not converted.
struct Unsupported(usize);

type Outcome<T> = Result<T, Unsupported>;

struct YamlReader<'m> {
    mapped: &'m MappedText,
    text: &'m str,
    at: usize,
    json: MappedText,
    depth: usize,
}

impl<'m> YamlReader<'m> {
    fn rest(&self) -> &'m str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Returns the number of bytes between the start of the line and the cursor.
    fn column(&self) -> usize {
        self.at - self.text[..self.at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn fail<T>(&self) -> Outcome<T> {
        Err(Unsupported(self.at))
    }

    fn write(&mut self, punctuation: &str) {
        self.json.insert(punctuation, self.mapped.origin(self.at));
    }

    fn skip_spaces(&mut self) {
        let length = self.rest().len() - self.rest().trim_start_matches(' ').len();
        self.at += length;
    }

    /// Skips spaces and a comment up to the end of the line. Returns false if other text follows.
    fn skip_to_line_end(&mut self) -> bool {
        self.skip_spaces();
        let is_apart = self.at == 0 || self.text[..self.at].ends_with_any(" \n");
        if self.rest().starts_with('#') && is_apart {
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
        if self.rest().starts_with('\r') {
            self.at += 1;
        }
        self.rest().is_empty() || self.rest().starts_with('\n')
    }

    /// Moves to the next content, on this line or another.
    fn skip_to_content(&mut self) {
        while self.skip_to_line_end() && !self.rest().is_empty() {
            self.at += 1;
        }
    }

    /// Moves to the next line with content, and returns its indentation.
    fn next_content(&mut self) -> Outcome<Option<usize>> {
        self.skip_to_content();
        match self.peek() {
            None => Ok(None),
            Some('\t') => self.fail(),
            Some(_) => Ok(Some(self.column())),
        }
    }

    /// Reads the only document of the text.
    fn read_document(&mut self) -> Outcome<()> {
        let mut column = self.next_content()?;
        if column == Some(0) && self.rest().starts_with("---") {
            self.at += 3;
            column = self.next_content()?;
        }
        let Some(column) = column else { return self.fail() };
        self.read_block(column)?;
        match self.next_content()? {
            None => Ok(()),
            Some(0) if self.rest().trim_end() == "..." => Ok(()),
            Some(_) => self.fail(),
        }
    }

    /// Counts a level of nesting.
    fn nest(&mut self) -> Outcome<()> {
        /// The maximum depth of JSON.
        const MAX_DEPTH: usize = 100;
        self.depth += 1;
        if self.depth > MAX_DEPTH { self.fail() } else { Ok(()) }
    }
}
