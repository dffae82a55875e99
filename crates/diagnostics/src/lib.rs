//! Finds the problems of a polling configuration, and the edits that fix them.
//!
//! Pure functions from text to diagnostics: `json` recovers what a strict reader rejects, `polling` checks what the
//! configuration may contain. May know the crates `json` and `messages`, and no browser. This crate is optimized for
//! size like the rest of the page; what passes over every byte of a text is in `json`, which is optimized for speed.
//!
//! ```
//! let text = r#"{"orders": {},}"#;
//! let (_, diagnostics) = diagnostics::json::parse(text);
//! let [diagnostic] = diagnostics.list() else { panic!("expected one diagnostic") };
//! assert_eq!(diagnostic.range, 13..14);
//! assert_eq!(diagnostics::diagnostic::apply(text, diagnostics.edits()), r#"{"orders": {}}"#);
//! ```

pub mod char_set;
mod describe;
pub mod diagnostic;
mod display_char;
mod edit;
mod editing_steps;
mod invisible;
pub mod json;
pub mod polling;
pub mod position;
mod problem;
mod severity;
mod value_type;
