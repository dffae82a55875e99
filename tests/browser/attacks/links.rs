//! Links that contain secrets or choose where data goes.

use serde_json::{Value, json};

use super::Attempts;

use crate::host::Host;
use crate::page::{Page, Part};

/// Links that are rejected. CANARY is a part of the secret.
const SECRETS: [&str; 36] = [
    "name=password%3DCANARY",
    "name=My+store,+token:+CANARY",
    "name=x&user-secret=CANARY",
    "name=x&User-Secret=CANARY",
    "organization=CANARY&name=x",
    "name=x&pw=CANARY",
    "name=x&pwd=CANARY",
    "name=x&pass=CANARY",
    "name=x&sig=CANARY",
    "name=x&auth=CANARY",
    "name=x&X-Auth=CANARY",
    "name=x&apiKey=CANARY",
    "name=x&access_token=CANARY",
    "name=x&sessionId=CANARY",
    "name=x&oauth.api.secret=CANARY",
    "name%3Dx%26token%3DCANARY",
    "name%253Dx%2526token%253DCANARY",
    "name=x&store-url=https://a.example/?sig=CANARY",
    "name=x&store-url=https%3A%2F%2Fa.example%2F%3Fpw%3DCANARY",
    "name=x&callback-url=https://me:CANARY@a.example",
    "name=x&callback-url=https%253A%252F%252Fme%253ACANARY%2540a.example",
    "name=x&tags=cs_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=CS_0123456789ABCDEF0123456789ABCDEF0123CANARY",
    "name=x&tags=Ck_0123456789abcdef0123456789abcdef0123CANARY",
    "cs_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=%63s_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=%2563s_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=%252563s%25255f0123456789abcdef0123456789abcdef0123CANARY",
    "name=100%&tags=%63s_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=\\u0063s_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=%5Cu0063s_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=%26%2399%3Bs_0123456789abcdef0123456789abcdef0123CANARY",
    "name=x&tags=CANARY-29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVy_G1Qx7",
    "name=x&tags=CANARYZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc1x%3D",
    "name=User+CANARY%3D%2C+Organization+def",
    "name=x&polling-configuration=%7B%22a%22%3A%7B%22password%22%3A%22CANARY%22%7D%7D",
];

fn has_canary(seen: &Value) -> bool {
    seen.to_string().contains("CANARY")
}

/// Returns true if no part of a link is in the URL or the form.
async fn is_untouched(page: &Page) -> (bool, Value) {
    let seen = page.address_and_fields().await;
    let name = page.field_value("name").await;
    (!has_canary(&seen) && name == "" && !seen[0].as_str().unwrap_or_default().contains('#'), seen)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_sets_a_secret_or_chooses_silently() {
    let Some(page) = Page::open().await else { return };
    let mut attempts = Attempts::new("links");

    // In a page without input, whose deferred part doesn't load.
    let Some(host) = Host::serve(&page, "/").await else { return };
    let deferred: &'static str = host.path("/deferred-", ".wasm").leak();
    host.delay(Some(deferred));
    page.goto(&host.address).await;
    page.wait_for_part(Part::Name).await;
    for link in SECRETS {
        page.follow_fragment(link).await;
        page.pause(30).await;
        let (withstood, seen) = is_untouched(&page).await;
        attempts.note(&format!("a hash change without the deferred part: {link}"), withstood, seen);
    }
    host.delay(None);
    page.wait_for_text("This link contains a secret").await;
    let (withstood, seen) = is_untouched(&page).await;
    attempts.note("the deferred part comes late", withstood, seen);

    // On opening the page, and before the program loads.
    let program: &'static str = host.path("/app-", ".wasm").leak();
    for (index, link) in SECRETS.into_iter().enumerate().filter(|(index, _)| index % 5 == 0) {
        page.goto("about:blank").await;
        host.delay((index % 2 == 0).then_some(program));
        page.goto(&format!("{}#{link}", host.address)).await;
        page.wait_without_fragment().await;
        let seen = json!([page.address().await, page.document_text().await]);
        attempts.note(&format!("before the program: {link}"), !has_canary(&seen), seen);
        host.delay(None);
        page.wait_for_text("This link contains a secret").await;
        let (withstood, seen) = is_untouched(&page).await;
        attempts.note(&format!("a page that loads: {link}"), withstood, seen);
    }

    // A link that chooses where data goes requires confirmation, also after a reload.
    page.goto("about:blank").await;
    let link =
        "name=x&store-url=https%3A%2F%2Fevil.example&events=webhook&callback-url=https%3A%2F%2Fevil.example%2Fevents";
    page.goto(&format!("{}#{link}", host.address)).await;
    page.wait_for_text("Filled in from the link").await;
    page.dispatch_pagehide().await;
    page.reload().await;
    page.wait_for_value("name", "x").await;
    page.choose("API host", "Local sandbox").await;
    for (name, value) in [
        ("User Secret", "dXNlcg=="),
        ("Organization Secret", "0123456789abcdef"),
        ("OAuth API Key", "ck_key"),
        ("OAuth API Secret", "cs_s3cret"),
    ] {
        page.fill(name, value).await;
    }
    page.create().await;
    page.wait_for_text(
        "These values came from a link: The Store URL https://evil.example, \
         Event Notification Callback URL https://evil.example/events.",
    )
    .await;
    attempts.note("a linked store is asked about", page.sandbox.bodies().is_empty(), "it was sent");
    page.confirm().await;
    page.wait_for("region", "Instance created").await;
    attempts.note("a confirmed one is sent", page.sandbox.bodies().len() == 1, "it was not sent");
    page.fill("Name", "another").await;
    page.create().await;
    page.outcome().wait_for_instances(2).await;
    attempts.note("it is asked about once", page.sandbox.bodies().len() == 2, "it was asked about again");

    // A link never sets the host.
    page.goto("about:blank").await;
    page.goto(&format!("{}#name=y&host=https%3A%2F%2Fevil.example", host.address)).await;
    page.wait_for_text("such as an API host, were ignored").await;
    let chosen = page.field_value("api-host").await;
    attempts.note("a link with a host", !chosen.to_string().contains("evil"), chosen);
    attempts.finish();
    page.close().await;
}
