//! Responses: JSON, errors in the documented shape, and CORS.

use std::hash::{BuildHasher, RandomState};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An error in the documented shape.
pub struct Error {
    status: StatusCode,
    message: String,
}

impl Error {
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        json_response(self.status, &json!({ "requestId": format!("{:024x}", random()), "message": self.message }))
    }
}

pub fn json_response(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// Returns an unpredictable number, from the seed of the standard hasher.
pub fn random() -> u64 {
    RandomState::new().hash_one(())
}

/// Allows every origin to read the responses, and marks each as the sandbox's.
pub async fn cors(request: Request, next: Next) -> Response {
    let requested_headers = request.headers().get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned();
    let is_preflight =
        request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = if is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("x-sandbox, elements-request-id, retry-after"),
    );
    headers.insert(HeaderName::from_static("x-sandbox"), HeaderValue::from_static("true"));
    let request_id = HeaderValue::from_str(&format!("{:024x}", random())).unwrap_or(HeaderValue::from_static("0"));
    headers.insert(HeaderName::from_static("elements-request-id"), request_id);
    if is_preflight {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE"));
        headers
            .insert(header::ACCESS_CONTROL_ALLOW_HEADERS, requested_headers.unwrap_or(HeaderValue::from_static("*")));
        // Chromium requires this header when a page on a public address calls a local one.
        headers
            .insert(HeaderName::from_static("access-control-allow-private-network"), HeaderValue::from_static("true"));
    }
    response
}
