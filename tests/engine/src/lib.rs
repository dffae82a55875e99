//! What the benches call from JavaScript: a text goes in as the page's text area gives it.

#[path = "../../../src/view/text.rs"]
mod text;

#[cfg(feature = "command")]
mod command;
#[cfg(any(feature = "diagnostics", feature = "empty"))]
mod diagnostics;
