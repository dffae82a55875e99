//! The sections of the form, the draft, links and shortcuts.

pub mod action_status;
pub mod authentication;
pub mod connection;
pub mod connection_test;
pub mod draft;
pub mod error_summary;
pub mod events;
pub mod extra_fields;
pub mod field_error;
pub mod field_fix;
pub mod language_select;
pub mod recent_hosts;
pub mod sections;
pub mod share_link;
pub mod shortcuts;
pub mod tag_suggestions;
pub mod tags;
pub mod theme_select;
