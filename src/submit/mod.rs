//! Sends the request, once.

pub mod effects;
pub mod locks;
pub mod outcome_event;
pub mod sent_hosts;
pub mod submission;
