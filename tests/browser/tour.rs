//! The animated tour in the README: a program is imported, its configuration is repaired, and the instance is created.
//! `cargo xtask screenshots` writes it; otherwise the test takes the tour and checks the stored pictures' number.

use std::fs;

use crate::apng::{self, Frame};
use crate::page::Page;
use crate::pictures::{CREATED, docs};

/// The maximum size of the tour, in bytes.
const MAX_BYTES: usize = 400_000;

/// The size of a picture, in CSS pixels.
const SIZE: (u32, u32) = (1200, 760);

const PROGRAM: &str = r#"import requests

response = requests.post(
    "https://api.cloud-elements.com/elements/api-v2/instances",
    headers={"Authorization": "User TmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc=, Organization 0123456789abcdef0123456789abcdef"},
    json={
        "name": "My store",
        "element": {"key": "woocommercerest"},
        "configuration": {
            "store.url": "https://mycoolstore.com",
            "oauth.api.key": "ck_0123456789abcdef0123456789abcdef01234567",
            "oauth.api.secret": "cs_0123456789abcdef0123456789abcdef01234567",
            "event.notification.enabled": True,
            "event.vendor.type": "polling",
            "event.notification.callback.url": "https://mycoolapp.com/events",
            "event.poller.refresh_interval": "15",
            "event.poller.configuration": {
                "customers": {
                    "url": "/hubs/ecommerce/customers",
                    "idField": "id",
                    "datesConfiguration": {
                        "updatedDateField": "date_modified",
                        "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss'",
                        "createdDateField": "date_created",
                        "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss",
                    },
                }
            },
        },
    },
)
"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_shows_each_step() {
    let Some(page) = Page::open().await else { return };
    page.prefer(&[("prefers-color-scheme", "light"), ("prefers-reduced-motion", "reduce")]).await;
    page.resize(SIZE.0, SIZE.1).await;
    page.hide_cursor().await;
    let mut frames = Vec::new();
    let mut show = async |seconds: u16| {
        page.next_frame().await;
        page.next_frame().await;
        frames.push(Frame { png: page.screenshot().await, seconds });
    };
    show(2).await;

    page.click("button", "Import…").await;
    page.fill("Command or JSON", PROGRAM).await;
    page.wait_for_text("Read as Python, requests").await;
    show(4).await;

    page.click("button", "Fill in form").await;
    page.wait_for("button", "Undo import").await;
    page.blur().await;
    page.scroll_to(0).await;
    show(3).await;

    page.click("button", "Edit raw JSON").await;
    page.click("button", "Format").await;
    page.wait_for("list", "Problems").await;
    page.blur().await;
    page.scroll_to_raw_json().await;
    show(4).await;

    page.click("button", "Fix: remove '").await;
    page.wait_gone("list", "Problems").await;
    page.blur().await;
    page.scroll_to_raw_json().await;
    show(2).await;

    // From now on: the program's files are loaded.
    page.respond_with(CREATED).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.blur().await;
    page.scroll_to(0).await;
    show(4).await;
    page.close().await;

    let file = docs("tour.png");
    if std::env::var_os("SCREENSHOTS").is_some() {
        fs::write(&file, apng::encode(&frames)).unwrap();
    }
    let stored = fs::read(&file).unwrap();
    assert!(stored.len() <= MAX_BYTES, "the tour has {} bytes", stored.len());
    assert_eq!(apng::count_frames(&stored), frames.len());
}
