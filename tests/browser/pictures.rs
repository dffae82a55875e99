//! Compares the page with the README's screenshots. `cargo xtask screenshots` takes them again; review the changes
//! before committing them.
//!
//! Text renders differently on each machine: if the fonts differ from those of the screenshots (`docs/fonts.txt`),
//! the test is skipped.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::apng::{Colour, decode};
use crate::page::Page;
use crate::skip::skip;

/// The share of pixels that may differ, in thousandths: anti-aliased edges.
const TOLERANCE: usize = 2;
/// The tolerated difference of a colour channel, of 255.
const SHADE: u8 = 24;

/// The response to Create Instance.
pub const CREATED: &str = r#"{"id":12345,"token":"r2Wk3jYxG1bCkq0uN5hVZz9s=","name":"My store","element":{"key":"woocommercerest"},"tags":["Docs"],"valid":true,"disabled":false}"#;

pub fn docs(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs").join(file)
}

/// Takes a screenshot of the visible part, or compares it with the stored one.
async fn picture(page: &Page, name: &str) {
    let bytes = page.screenshot().await;
    let file = docs(&format!("{name}.png"));
    if std::env::var_os("SCREENSHOTS").is_some() {
        return fs::write(file, bytes).unwrap();
    }
    let (kept, now) = (decode(&fs::read(&file).unwrap()), decode(&bytes));
    let (kept, now, sizes) = (kept.colours, now.colours, (kept.width, now.width));
    assert_eq!((sizes.0, kept.len()), (sizes.1, now.len()), "{name} has another size");
    let differs = |(one, other): &(&Colour, &Colour)| one.iter().zip(*other).any(|(a, b)| a.abs_diff(*b) > SHADE);
    let different = kept.iter().zip(&now).filter(differs).count();
    if different * 1_000 > TOLERANCE * now.len() {
        let seen = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        fs::write(&seen, bytes).unwrap();
        panic!("{different} pixels of docs/{name}.png are otherwise now: look at {}", seen.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_matches_its_screenshots() {
    let Some(page) = Page::open_without_pointer().await else { return };
    let fonts = page.fonts().await;
    if std::env::var_os("SCREENSHOTS").is_some() {
        fs::write(docs("fonts.txt"), format!("{fonts}\n")).unwrap();
    } else if fs::read_to_string(docs("fonts.txt")).unwrap_or_default().trim_end() != fonts {
        return skip(&format!("the pictures were made with other fonts or another browser than {fonts}"));
    }
    page.hide_cursor().await;
    let both = async |name: &str, width: u32| {
        for scheme in ["light", "dark"] {
            page.prefer(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]).await;
            page.resize(width, 900).await;
            page.next_frame().await;
            page.next_frame().await;
            picture(&page, &format!("{name}-{scheme}")).await;
        }
    };
    let go_to_top = async || {
        page.blur().await;
        page.scroll_to(0).await;
    };
    for (field, text) in [
        ("User Secret", "TmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXAsIG5ldmVyIGc="),
        ("Organization Secret", "0123456789abcdef0123456789abcdef"),
        ("Name", "My store"),
        ("The Store URL", "https://mycoolstore.com"),
        ("OAuth API Key", "ck_0123456789abcdef0123456789abcdef01234567"),
        ("OAuth API Secret", "cs_0123456789abcdef0123456789abcdef01234567"),
    ] {
        page.fill(field, text).await;
    }
    page.wait_for_highlighted_keys(0).await;
    // Every response is identical.
    page.respond_with(CREATED).await;
    go_to_top().await;
    both("filled", 1280).await;
    both("phone", 390).await;

    page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    go_to_top().await;
    both("created", 1280).await;

    page.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    let broken = "{\n  \"customers\": {\n    \"url\": \"hubs/ecommerce/customers\"\n    \"idField\": \"id\",\n    \
                  \"datesConfiguration\": {\n      \"updatedDateField\": \"date_modified\",\n      \
                  \"updatedDateFormat\": \"yyyy-MM-dd'T'HH:mm:ss'\",\n    }\n  }\n}";
    page.fill("Event Poller Resources Configuration", broken).await;
    page.wait_for("list", "Problems").await;
    page.blur().await;
    page.scroll_to_raw_json().await;
    both("problems", 1280).await;
    page.close().await;
}
