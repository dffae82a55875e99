//! What is wrong with a polling configuration, and how to mend it. Pure: text in, findings out.
//!
//! It is a package of its own for one reason: it must keep up with typing in a megabyte, and so is built
//! for speed, where all the rest of the page is built for size.

pub mod diagnostic;
pub mod json;
pub mod polling;
pub mod position;
