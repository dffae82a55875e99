//! The response as received and the API's documented error.

/// An HTTP response as received.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawResponse {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
    /// The header `elements-request-id`, if CORS exposes it.
    pub request_id: Option<String>,
    /// The header `Retry-After` in seconds, if CORS exposes it.
    pub retry_after: Option<u32>,
}

/// The API's documented error body, with the response headers that complete it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiError {
    /// Identifies the request to the vendor's support.
    pub request_id: Option<String>,
    /// The API's error message.
    pub message: Option<String>,
    /// The error message of the provider, such as `WooCommerce`.
    pub provider_message: Option<String>,
    /// Seconds to wait before the next attempt.
    pub retry_after: Option<u32>,
}
