//! Views that more than one feature uses.

pub mod combining;
pub mod copy_button;
pub mod download_button;
pub mod highlight;
pub mod text_field;
pub mod undo_button;
