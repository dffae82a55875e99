//! Checks polling configurations: a document and its rules, date patterns, URL templates, settings and resources.

mod date_notation;
pub mod date_pattern;
mod document;
mod duplicate_keys;
mod embedded_text;
mod illegal_letter;
mod paste_artifacts;
mod placeholders;
mod resources;
mod rules;
mod schema;
pub mod settings;
mod spelling_suggestion;
pub mod url_template;

pub use document::{Document, ErrorSummary};
pub use resources::RemovedResource;
pub use rules::CONFIGURATION_KEY;
