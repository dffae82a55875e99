//! The state of the page: signals that the views read and write.

pub mod actions;
pub mod attributes;
pub mod choice;
pub mod chunk;
pub mod command;
pub mod deferred;
pub mod folded_sections;
pub mod form;
pub mod host;
pub mod panel_state;
pub mod preferences;
pub mod session_storage;
pub mod submission_handle;
pub mod undo;
pub mod validation;
pub mod view;
