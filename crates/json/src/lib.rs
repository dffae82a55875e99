//! JSON as a flat tree of byte ranges over its text, and the strict reader that builds it.
//!
//! Contains everything that passes over every byte of a text. It is a crate of its own because it is optimized for
//! speed, to keep up with typing in a document of a megabyte; the rest of the page is optimized for size.
//!
//! Knows JSON only, and depends on no other crate. The reader stops at the first error without a message; the crate
//! `diagnostics` reports the error, recovers and continues.
//!
//! ```
//! let text = r#"{"orders": {"url": "/orders"}}"#;
//! let tree = json::parse_strict(text).unwrap();
//! let url = tree.root(text).unwrap().get("orders").unwrap().get("url").unwrap();
//! assert_eq!(&text[url.token()], "\"/orders\"");
//! assert!(json::parse_strict(r#"{"orders": }"#).is_none());
//! ```

#![allow(clippy::inline_always, reason = "a call for each byte or token would be too slow")]

pub mod bytes;
mod duplicate_keys;
mod escape;
mod member_table;
mod reader;
mod value;

pub use escape::{decode_escape, ends_with_escape, hex_escape, unescape};
pub use member_table::MemberTable;
pub use reader::{JsonReader, MAX_DEPTH, ParserState, parse_strict};
pub use value::{Kind, Member, Node, Tree, Value};
