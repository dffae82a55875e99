//! Views that more than one feature uses.

pub mod combining;
pub mod copy_button;
pub mod deferred_view;
pub mod download_button;
pub mod field_link;
pub mod highlight;
pub mod section;
pub mod text_field;
pub mod text_selection;
pub mod undo_button;
