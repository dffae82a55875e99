//! What is wrong with a polling configuration, and how to mend it. Pure: text in, findings out.
//!
//! What looks at every byte of a text is in the package `tree`, which is built for speed; this one is built
//! for size, like all the rest of the page.
//!
//! ```
//! let (_, diagnostics) = diagnostics::json::parse(r#"{"orders": {},}"#);
//! let [diagnostic] = diagnostics.list() else { panic!("one comma too many") };
//! assert_eq!(diagnostic.range, 13..14);
//! assert_eq!(diagnostics::diagnostic::apply(r#"{"orders": {},}"#, diagnostics.edits()), r#"{"orders": {}}"#);
//! ```

mod describe;
pub mod diagnostic;
mod display_char;
mod edit;
mod editing;
mod invisible;
pub mod json;
pub mod polling;
pub mod position;
mod problem;
mod severity;
mod value_type;
