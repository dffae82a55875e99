//! A polling configuration as a document: its text, and everything derived from it.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::rules;
use crate::diagnostic::{Diagnostics, Edit, Severity, apply};
use crate::json::{self, Kind, Tree, Value};
use crate::position::{Lines, Position, position};
use crate::problem::Problem;

/// A polling configuration as typed, with its parse result. The text cannot change without being parsed again.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    parsed: OnceLock<ParsedText>,
    lines: OnceLock<Lines>,
    is_json: bool,
    /// The summary of its errors, once it is checked.
    errors: OnceLock<Option<ErrorSummary>>,
}

/// Summary of the errors of a configuration.
#[derive(Debug, Clone)]
pub struct ErrorSummary {
    /// The number of errors.
    pub count: usize,
    /// The position of the first error.
    position: Position,
    first: Arc<Problem>,
}

/// Writes the position and the sentence of the first error.
impl fmt::Display for ErrorSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.first)
    }
}

/// Two are equal if they say the same.
impl PartialEq for ErrorSummary {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.to_string() == other.to_string()
    }
}

impl Eq for ErrorSummary {}

/// The result of parsing and checking a text.
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
    /// Parses and checks any text.
    #[must_use]
    pub fn new(text: String) -> Self {
        let (parsed, is_json) = ParsedText::new(&text);
        let document = Self::unparsed(text, is_json, OnceLock::new());
        let _ = document.parsed.set(parsed);
        document.check();
        document
    }

    /// Creates a document from the element's definition, which is known to be valid. It is parsed on first use, so that
    /// the page can display it before the parser is loaded.
    #[must_use]
    pub fn of_definition(text: &str) -> Self {
        Self::unparsed(text.into(), true, None.into())
    }

    /// Creates a document and checks only whether its text is JSON. [`Document::check`] finds the errors when its code is
    /// loaded.
    #[must_use]
    pub fn unchecked(text: String) -> Self {
        let is_json = json::parse_strict(&text).is_some();
        Self::unparsed(text, is_json, OnceLock::new())
    }

    fn unparsed(text: String, is_json: bool, errors: OnceLock<Option<ErrorSummary>>) -> Self {
        Self { text, parsed: OnceLock::new(), lines: OnceLock::new(), is_json, errors }
    }

    /// Checks the text, unless it is checked.
    pub fn check(&self) {
        self.errors.get_or_init(|| {
            let diagnostics = self.diagnostics();
            let first =
                diagnostics.list().iter().find(|diagnostic| diagnostic.problem.severity() == Severity::Error)?;
            Some(ErrorSummary {
                count: diagnostics.errors,
                position: position(&self.text, first.range.start),
                first: first.problem.clone().into(),
            })
        });
    }

    /// Returns whether [`Document::errors`] are known.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.errors.get().is_some()
    }

    fn parsed(&self) -> &ParsedText {
        self.parsed.get_or_init(|| ParsedText::new(&self.text).0)
    }

    /// Returns the configuration as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the lines of the text.
    #[must_use]
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }

    /// Returns the configuration formatted with two spaces a level, or `None` if it is not JSON.
    #[must_use]
    pub fn formatted(&self) -> Option<String> {
        self.root().filter(|_| self.is_json).map(|root| json::format(root, 0))
    }

    /// Returns all diagnostics, in the order of the text.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.parsed().diagnostics
    }

    /// Returns the summary of the errors, or `None` if there are none. An unchecked text has none that are known: see
    /// [`Document::is_checked`].
    #[must_use]
    pub fn errors(&self) -> Option<&ErrorSummary> {
        self.errors.get()?.as_ref()
    }

    /// Returns whether the text is JSON, so that it can be part of a request body.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.is_json
    }

    /// Returns whether the text is a JSON object without members. Works before the check.
    #[must_use]
    pub fn is_empty_object(&self) -> bool {
        let tree = json::parse_strict(&self.text);
        let root = tree.as_ref().and_then(|tree| tree.root(&self.text));
        root.is_some_and(|root| root.kind() == Kind::Object && root.members().next().is_none())
    }

    /// Returns the outermost value, as far as it could be read.
    #[must_use]
    pub fn root(&self) -> Option<Value<'_>> {
        self.parsed().tree.root(&self.text)
    }

    /// Returns the resource called `name`.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<Value<'_>> {
        self.root()?.get(name)
    }

    /// Returns the names of all resources, in the order of the text.
    #[must_use]
    pub fn resource_names(&self) -> Vec<String> {
        self.root().into_iter().flat_map(Value::members).map(|member| member.key.text().into_owned()).collect()
    }

    /// Returns the number of diagnostics whose fix guesses nothing.
    #[must_use]
    pub fn certain_fixes(&self) -> usize {
        self.diagnostics().list().iter().filter(|diagnostic| diagnostic.has_certain_fix()).count()
    }

    /// Returns the text after all fixes that guess nothing, and those that they bring to light.
    #[must_use]
    pub fn with_certain_fixes(&self) -> String {
        /// More rounds than this would be a circle of fixes.
        const ROUNDS: usize = 20;
        let mut document = Self::new(self.text.clone());
        for _ in 0..ROUNDS {
            let certain = document.diagnostics().list().iter().filter(|diagnostic| diagnostic.has_certain_fix());
            let edits: Vec<_> =
                certain.filter_map(|diagnostic| diagnostic.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
            if edits.is_empty() {
                break;
            }
            document = document.edited(edits);
        }
        document.text
    }

    /// Returns a new document with `edits` applied.
    #[must_use]
    pub fn edited<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>) -> Self {
        Self::new(apply(&self.text, edits))
    }
}
