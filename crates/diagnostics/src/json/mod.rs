//! JSON as text with positions: a tree of byte ranges over the text, which owns none of it.
//!
//! Reading never stops at an error. It mends what it finds, the way a person would, goes on, and
//! reports each mend with the edits that make it; so the fixes of one reading, applied together,
//! give a text that parses. Nothing here knows of polling.

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
