//! Functions that the benchmarks call from JavaScript with the text of a text area.

#[path = "../../../src/view/text.rs"]
mod text;

#[cfg(feature = "command")]
mod command;
#[cfg(any(feature = "diagnostics", feature = "empty"))]
mod diagnostics;
