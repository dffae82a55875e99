//! Sends the request, once.

pub mod register;
pub mod send;
pub mod submission;
pub mod unresolved;
