//! The form as a custom element: its attributes, its events, and the handle that its script calls.

pub mod attributes;
pub mod events;
pub mod handle;
