//! JSON as a tree of byte ranges over its text, and the reader of what is well formed.
//!
//! Whatever looks at every byte stands here. It is a package of its own for one reason: it is built for
//! speed, to keep up with typing in a megabyte, where all the rest of the page is built for size. It says
//! nothing about what is wrong; it stops there, and the package `diagnostics` mends it and lets it go on.
//!
//! ```
//! let text = r#"{"orders": {"url": "/orders"}}"#;
//! let tree = json::parse_strict(text).unwrap();
//! let url = tree.root(text).unwrap().get("orders").unwrap().get("url").unwrap();
//! assert_eq!(&text[url.token()], "\"/orders\"");
//! assert!(json::parse_strict(r#"{"orders": }"#).is_none());
//! ```

#![allow(clippy::inline_always, reason = "what is done once a byte or a token has no time for a call")]

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
