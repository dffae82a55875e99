//! The debug build of Trunk alone, without the steps of the publishing build: the main job and an import.
//!
//! `TRUNK_DIST` names the build; `cargo xtask test` makes one. Without it, this test is skipped.

use std::path::PathBuf;

use crate::create::create_and_compare;
use crate::page::Page;
use crate::skip::skip;
use crate::{enable_events, fill_required};

#[tokio::test(flavor = "multi_thread")]
async fn the_build_of_trunk_alone_creates_an_instance_and_imports() {
    let Some(dist) = std::env::var_os("TRUNK_DIST").map(PathBuf::from) else {
        return skip("TRUNK_DIST does not name a build of Trunk (cargo xtask test makes one)");
    };
    let page = Page::serve(&dist).await;
    fill_required(&page).await;
    enable_events(&page, "polling").await;
    let body = create_and_compare(&page).await;
    assert_eq!(body["configuration"]["event.vendor.type"], "polling");
    page.click("button", "Import…").await;
    page.fill("Command or JSON", &body.to_string().replacen("Bob", "Alice", 1)).await;
    page.click("button", "Fill in form").await;
    page.wait_gone("button", "Fill in form").await;
    assert!(page.body_pane().text().await.contains("Alice's"));
    page.choose("Language", "Deutsch").await;
    page.wait_for("button", "Instanz anlegen").await;
    page.close().await;
}
