//! Responses that contain the token or a secret of the request in any encoding: neither gets into an event, a message
//! or the storage. Only the card that shows the response contains it.

use super::Attempts;
use crate::page::Page;

/// The token, and a secret of the request that a server may echo.
const TOKEN: &str = "9CANARY9abcdefghijklmnopqrstuvwxyzABCDEFGHI=";
const SECRET: &str = "cs_9CANARY9+/secret";

/// The status, type and body of a response. `{T}` stands for the token, `{S}` for the OAuth API Secret.
const RESPONSES: [(u16, &str, &str); 30] = [
    (500, "application/json", r#"{"message":"failed after create","id":1,"token":"{T}"}"#),
    (500, "application/json", ")]}',\n{\"id\":1,\"token\":\"{T}\"}"),
    (500, "application/json", "while(1);{\"id\":1,\"token\":\"{T}\"}"),
    (500, "application/javascript", "cb({\"id\":1,\"token\":\"{T}\"})"),
    (500, "application/json", "/* x */ {\"id\":1,\"token\":\"{T}\"}"),
    (500, "application/json", "\u{feff}{\"id\":1,\"token\":\"{T}\"}"),
    (500, "application/json", "\0{\"id\":1,\"token\":\"{T}\"}"),
    (500, "text/plain", "created id=1 token={T}"),
    (500, "text/plain", "id=1&token={T}"),
    (500, "text/plain", "Token: {T}"),
    (500, "text/plain", "the token is {T}"),
    (500, "application/json", r#"{"message":"{\"id\":1,\"token\":\"{T}\"}"}"#),
    (500, "application/json", r#"{"message":"{\"message\":\"{\\\"token\\\":\\\"{T}\\\"}\"}"}"#),
    (500, "application/json", r#"{"message":"id=1 token={T}"}"#),
    (500, "application/json", r#"{"providerMessage":"token {T} was refused"}"#),
    (500, "application/xml", "<error><id>1</id><token>{T}</token></error>"),
    (500, "text/html", "<title>token={T}</title><p>{T}"),
    (500, "application/json", r#"{"message":"cut","token":"{T}"#),
    (500, "application/json", r#"[{"token":"{T}"}]"#),
    (500, "application/json", r#"{"error":{"details":[{"accessToken":"{T}"}]},"message":"see details"}"#),
    (400, "application/json", r#"{"message":"invalid oauth.api.secret {S}"}"#),
    (400, "application/json", r#"{"message":"invalid secret cs_9CANARY9%2B%2Fsecret"}"#),
    (400, "application/json", r#"{"message":"invalid secret cs_9CANARY9&#43;&#x2F;secret"}"#),
    (400, "application/json", r#"{"message":"invalid secret cs_9CANARY9\\u002b\\u002fsecret"}"#),
    (400, "application/json", r#"{"message":"invalid secret cs_9CANARY9+\\/secret"}"#),
    (401, "application/json", r#"{"message":"password=9CANARY9pw was wrong"}"#),
    (403, "text/plain", "consumer_key=ck_9CANARY9abcdef0123456789 is read-only"),
    (409, "application/json", r#"{"message":"an instance with token {T} exists"}"#),
    (422, "text/html", "<p>secret: {S}</p>"),
    (503, "text/plain", "retry with token={T}"),
];

#[tokio::test(flavor = "multi_thread")]
async fn no_response_puts_a_secret_into_events_or_messages() {
    let Some(page) = Page::open().await else { return };
    let mut attempts = Attempts::new("answers");
    crate::fill_required(&page).await;
    page.fill("OAuth API Secret", SECRET).await;
    page.respond_and_record().await;
    for (index, (status, kind, body)) in RESPONSES.into_iter().enumerate() {
        let body = body.replace("{T}", TOKEN).replace("{S}", SECRET);
        page.set_response(status, kind, &body).await;
        page.fill("Name", &format!("attempt {index}")).await;
        // Earlier requests that may have created an instance require confirmation.
        for _ in 0..3 {
            page.create().await;
            page.wait_until_confirmation_counts().await;
            if page.recorded_failures().await == 1 {
                break;
            }
        }
        let failures = page.recorded_failures().await;
        let seen = page.recorded_and_shown().await;
        let at = seen.find("9CANARY9");
        let around =
            at.map(|at| seen[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect::<String>());
        attempts.note(&format!("{status} {body:?}"), failures == 1 && at.is_none(), (failures, around));
    }
    attempts.finish();
    page.close().await;
}
