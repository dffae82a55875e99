//! Random sequences of what a person does, in a real browser: the request says what the fields say, and what was
//! cleared comes back.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::page::Page;

/// How many sequences.
const SEQUENCES: u64 = 500;

#[tokio::test(flavor = "multi_thread")]
async fn the_request_matches_the_fields_after_random_actions() {
    let Some(page) = Page::open().await else { return };
    // So that what comes later is there.
    page.fill("Name", "x").await;
    page.wait_for("button", "Clear").await;
    let first = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() % 1_000_000_000;
    println!("seeds {first} to {}", first + SEQUENCES - 1);
    for seed in first..first + SEQUENCES {
        assert_eq!(page.act_at_random(seed).await, "");
    }
    page.close().await;
}
