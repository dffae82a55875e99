//! The form as a custom element: its event `request-changed`, and the handle that its script calls.

pub mod handle;
pub mod request_changed;
