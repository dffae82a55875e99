//! Random sequences of user actions in a real browser: the request contains the values of the fields, and undoing
//! Clear restores them.

use crate::enable_events;
use crate::generated::new_seed;
use crate::page::Page;

/// The number of sequences.
const SEQUENCES: u64 = 200;

#[tokio::test(flavor = "multi_thread")]
async fn the_request_matches_the_fields_after_random_actions() {
    let Some(page) = Page::open().await else { return };
    // Loads the deferred part and that of events.
    enable_events(&page, "polling").await;
    page.click("button", "Clear").await;
    let first = new_seed() % 1_000_000_000;
    println!("seeds {first} to {}", first + SEQUENCES - 1);
    for seed in first..first + SEQUENCES {
        assert_eq!(page.perform_random_actions(seed).await, "");
    }
    page.close().await;
}
