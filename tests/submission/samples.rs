//! Attempts and responses that the tests share.

use std::sync::Arc;

use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use model::response::{Failure, RawResponse, TransportError};
use model::submission::Attempt;

/// The result of a call to `fetch`.
pub type Response = Result<RawResponse, TransportError>;

/// Pieces of the secrets in [`attempt`].
pub const SECRETS: [&str; 4] = ["s3cret", "dXNlcg", "0123456789abcdef", "ck_1"];

pub fn attempt(name: &str, secret: &str) -> Arc<Attempt> {
    let instance = Instance {
        user_secret: "dXNlcg==".into(),
        organization_secret: "0123456789abcdef".into(),
        name: name.into(),
        fields: vec!["https://mycoolstore.com".into(), "ck_1".into(), secret.into()],
        ..Instance::empty(Definition::woocommerce())
    };
    of(instance)
}

pub fn of(instance: Instance) -> Arc<Attempt> {
    Arc::new(Attempt { request: HttpRequest::create_instance(&instance), instance })
}

/// The third attempt differs from the first only in a secret, so both have the same lock. The last one is invalid. The
/// element has no definition: its fields need no validation, which would take most of the time of a million sequences.
pub fn attempts() -> [Arc<Attempt>; 4] {
    [("a", "s3cret1"), ("b", "s3cret1"), ("a", "s3cret2"), ("", "s3cret1")].map(|(name, secret)| {
        let mut instance = attempt(name, "").instance.clone();
        instance.element = "etsy".into();
        instance.fields = vec![String::new(); instance.fields.len()];
        instance.organization_secret = secret.into();
        of(instance)
    })
}

#[allow(clippy::unnecessary_wraps, reason = "the type of an event's field")]
pub fn respond(status: u16, body: &str) -> Response {
    Ok(RawResponse { status, body: body.into(), ..RawResponse::default() })
}

pub fn fail(failure: Failure) -> Response {
    Err(failure.into())
}
