//! Received instances: responses that contain an ID or a token, which the API returns only once.

use std::sync::Arc;

use crate::instance::Instance;

/// A response that contains an instance, or may contain one. It stays until the user dismisses it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceivedInstance {
    /// Its number among all requests and responses of the page.
    pub number: usize,
    /// The instance's ID, if the response contains it.
    pub id: Option<String>,
    /// The instance's token, if the response contains it.
    pub token: Option<String>,
    /// The response, as it was received.
    pub response: Arc<str>,
    /// The form's values when the request was sent.
    pub instance: Instance,
    /// The time of the response, in seconds since 1970.
    pub at: i64,
    /// How the form reports it.
    pub arrival: Arrival,
    /// True if it was copied or downloaded.
    pub is_kept: bool,
    /// True if **Dismiss** was clicked before it was kept: the button asks for a second click.
    pub is_dismissal_asked: bool,
}

/// The way in which a form reports a received instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It takes the focus.
    Focus,
    /// A status message reports it: the user is typing.
    Status,
    /// Not at all: it was received while the element was out of the page or had another form.
    Silent,
}
