//! The polling configuration: one document, whose text is the truth.

mod date_notation;
pub mod date_pattern;
mod duplicate_keys;
mod embedded_text;
mod illegal_letter;
mod placeholders;
mod residue;
mod resources;
mod rules;
pub mod settings;
mod spelling_suggestion;
pub mod url_template;

pub use resources::Shelved;
pub use rules::CONFIGURATION_KEY;

use std::sync::OnceLock;

use crate::diagnostic::{Diagnostics, Edit, Severity, apply};
use crate::json::{self, Tree, Value};
use crate::position::{Lines, position};

/// A polling configuration as typed, with what was read from it. The two cannot get apart.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    reading: OnceLock<ParsedText>,
    lines: OnceLock<Lines>,
    is_json: bool,
    errors: Option<ErrorSummary>,
}

/// The errors of a configuration in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorSummary {
    /// How many there are.
    pub count: usize,
    /// The place and the sentence of the first.
    pub first: String,
}

/// What was read from a text.
#[derive(Debug, Clone)]
struct ParsedText {
    tree: Tree,
    diagnostics: Diagnostics,
}

impl ParsedText {
    fn new(text: &str) -> (Self, bool) {
        let (tree, mut diagnostics) = json::parse(text);
        let is_json = diagnostics.errors == 0;
        if !tree.is_damaged() {
            rules::check(text, &tree, &mut diagnostics);
            diagnostics.finish(text);
        }
        (Self { tree, diagnostics }, is_json)
    }
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Document {
    /// Reads and checks `text`, whatever it is.
    #[must_use]
    pub fn new(text: String) -> Self {
        let (reading, is_json) = ParsedText::new(&text);
        let found = &reading.diagnostics;
        let first = found.list().iter().find(|diagnostic| diagnostic.problem.severity() == Severity::Error);
        let errors = first.map(|first| ErrorSummary {
            count: found.errors,
            first: format!("{}: {}", position(&text, first.range.start), first.problem),
        });
        Self { text, reading: reading.into(), lines: OnceLock::new(), is_json, errors }
    }

    /// A configuration that is known to be right, such as one of the element's definition. It is read only
    /// when what is in it is asked for, so that a page can show it before it has what reads it.
    #[must_use]
    pub fn of_definition(text: &str) -> Self {
        Self { text: text.into(), reading: OnceLock::new(), lines: OnceLock::new(), is_json: true, errors: None }
    }

    fn reading(&self) -> &ParsedText {
        self.reading.get_or_init(|| ParsedText::new(&self.text).0)
    }

    /// The configuration as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where its lines begin.
    #[must_use]
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }

    /// The configuration laid out with two spaces a level; nothing if it is not JSON.
    #[must_use]
    pub fn formatted(&self) -> Option<String> {
        self.root().filter(|_| self.is_json).map(|root| json::format(root, 0))
    }

    /// Everything that was found in it, in the order of the text.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.reading().diagnostics
    }

    /// The errors in short; nothing if there are none.
    #[must_use]
    pub fn errors(&self) -> Option<&ErrorSummary> {
        self.errors.as_ref()
    }

    /// Whether the text is JSON, so that it can stand in a request body.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.is_json
    }

    /// The outermost value, as far as it could be read.
    #[must_use]
    pub fn root(&self) -> Option<Value<'_>> {
        self.reading().tree.root(&self.text)
    }

    /// The resource of that name.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<Value<'_>> {
        self.root()?.get(name)
    }

    /// The names of all resources, in the order of the text.
    #[must_use]
    pub fn resource_names(&self) -> Vec<String> {
        self.root().into_iter().flat_map(Value::members).map(|member| member.key.text().into_owned()).collect()
    }

    /// The text after `edits`, as a new document.
    #[must_use]
    pub fn edited<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>) -> Self {
        Self::new(apply(&self.text, edits))
    }
}
