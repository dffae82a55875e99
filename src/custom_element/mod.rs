//! The form as a custom element: its events, and the handle that its script calls.

pub mod events;
pub mod handle;
