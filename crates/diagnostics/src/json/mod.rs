//! JSON as text with positions: a tree of byte ranges over the text, which owns none of it.
//!
//! Reading never stops at an error. It mends what it finds, the way a person would, goes on, and
//! reports each mend with the edits that make it; so the fixes of one reading, applied together,
//! give a text that parses. Nothing here knows of polling.

pub mod edit;
mod encoded_document;
mod format;
mod lex;
mod look_ahead;
mod notation;
mod number;
mod parse;
mod quote;
mod script_string;
mod string_end;
mod strings;
mod surrounding_text;
mod write;

pub use ::json::{Kind, Member, Tree, Value, decode_escape, ends_with_escape, parse_strict};
pub use format::format;
pub(crate) use lex::is_in_name;
pub use notation::terminal_sequences;
pub use parse::parse;
pub use write::{is_unsafe, push_indented, push_quoted, push_string, quoted};
