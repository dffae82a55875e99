//! JSON with recovery, edits, formatting and writing. Knows nothing of polling.
//!
//! The parser never stops at an error. It recovers, goes on, and reports each error with the edits that fix it, so that
//! the fixes of one pass, applied together, give valid JSON.
//!
//! `parse` is the entry. `encoded_document`, `notation` and `surrounding_text` detect a whole document in another
//! notation; `parser` recovers everything else where the strict reader stops.

mod bare_word;
mod brackets;
pub mod edit;
mod encoded_document;
mod escapes;
mod expressions;
mod foreign_quotes;
mod format;
mod look_ahead;
mod members;
mod notation;
mod number;
mod parse;
mod parser;
mod quote;
mod script_string;
mod search_cache;
mod separators;
mod strings;
mod surrounding_text;
mod trivia;
mod unquoted;
mod write;

pub use ::json::{Kind, Member, Tree, Value, decode_escape, ends_with_escape, parse_strict};
pub(crate) use bare_word::is_in_name;
pub use format::format;
pub use notation::terminal_sequences;
pub use parse::parse;
pub use write::{is_unsafe, push_indented, push_quoted, push_string, quoted};
