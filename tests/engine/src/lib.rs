//! Functions that the benchmarks call from JavaScript with the text of a text area.

#[path = "../../../src/runtime/js_string.rs"]
mod js_string;

#[cfg(feature = "command")]
mod command;
#[cfg(any(feature = "diagnostics", feature = "empty"))]
mod diagnostics;
