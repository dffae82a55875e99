//! Elements that are removed with a request in flight or with an outcome, and inserted again, as frameworks do on
//! every re-render.

use serde_json::json;

use crate::fill_required;
use crate::host::Host;
use crate::page::{Page, Parent};

/// Returns an embedding page with a filled-in form, where requests are delayed.
async fn filled_page() -> Option<Page> {
    let mut page = Page::open_empty().await;
    let host = Host::serve(&page, "/").await?;
    let form =
        format!("<div id=around><element-instance-form data-sandbox={}></element-instance-form></div>", page.api);
    host.put_page("/page.html", "<script type=module src=/embed.js></script>", &format!("<input id=own>{form}"));
    page.goto(&format!("{}page.html", host.address)).await;
    fill_required(&page).await;
    page.hold_posts().await;
    page.hold_element().await;
    Some(page)
}

/// Clicks Create Instance, and waits until the request is in flight.
async fn send(page: &Page) {
    page.create().await;
    page.outcome().wait_for_submission().await;
}

/// Removes the form from the page for longer than a move takes.
async fn remove(page: &Page) {
    assert_eq!(page.detach_element().await, 0);
}

/// Puts it back at another position.
async fn put_back(page: &Page) {
    page.move_element(Parent::Page).await;
    page.wait_for_create_button().await;
}

/// Returns the values of the created instances: ID and token.
async fn created_values(page: &Page) -> [String; 2] {
    page.wait_for("region", "Instance created").await;
    page.outcome().created_values().await.try_into().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_that_comes_back_shows_its_request_and_its_outcome() {
    let Some(page) = filled_page().await else { return };
    send(&page).await;
    remove(&page).await;
    put_back(&page).await;
    // The input is gone; the request is in flight, and no other one can be sent.
    let button = page.wait_for("button", "Creating…").await;
    assert_eq!(button.attr("aria-disabled").await.unwrap().as_deref(), Some("true"));
    page.outcome().wait_for_submission().await;
    assert_eq!(page.value_of("Name").await, "");
    fill_required(&page).await;
    page.click("button", "Creating…").await;
    // Removed and inserted again, in one turn and over several.
    page.move_element(Parent::Id("around")).await;
    remove(&page).await;
    put_back(&page).await;
    page.release_posts().await;
    let values = created_values(&page).await;
    let messages = page.sandbox.bodies();
    assert_eq!((messages.len(), page.post_count().await), (1, json!(1)));
    assert!(String::from_utf8_lossy(&messages[0]).contains("Bob's"));
    assert_eq!(values[0].len(), 5, "{values:?}");

    // Repeatedly; and it doesn't take the focus from other elements.
    for _ in 0..2 {
        page.focus_id("own").await;
        remove(&page).await;
        put_back(&page).await;
        assert_eq!(created_values(&page).await, values);
        assert_eq!(page.focused_in_page().await, "own");
        assert!(page.has("button", "Create Instance").await);
    }
    // The same request requires confirmation, also if it is typed in again.
    fill_required(&page).await;
    page.create().await;
    page.wait_for_text("already created instance").await;
    assert_eq!(page.sandbox.bodies().len(), 1);

    // A dismissed outcome doesn't come back.
    page.click("button", "Copy token").await;
    page.click("button", "Dismiss").await;
    if page.outcome().has_instance().await {
        page.wait_until_confirmation_counts().await;
        page.click("button", "Dismiss and lose the token").await;
    }
    page.wait_gone("region", "Instance created").await;
    remove(&page).await;
    put_back(&page).await;
    page.create().await;
    page.wait_for_text("There is a problem").await;
    assert!(!page.has("region", "Instance created").await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_the_page_only_the_element_itself_hears_of_the_outcome() {
    let Some(mut page) = filled_page().await else { return };
    page.record_events_at(&[
        ("form", "element"),
        ("document.getElementById('around')", "around"),
        ("document", "document"),
        ("window", "window"),
    ])
    .await;
    send(&page).await;
    // Removed with its container; the lock that prevents identical requests stays.
    page.forget_recorded().await;
    page.detach("around").await;
    assert_eq!(page.locks_held().await, 1);

    // Another form with the same values asks first.
    page.add_element(Some("other"), Parent::Page).await;
    page.use_form("#other");
    fill_required(&page).await;
    page.create().await;
    page.wait_for_text("The same request was sent from another tab or form in this browser").await;
    assert_eq!(page.post_count().await, 1);
    page.remove_element().await;

    page.forget_recorded().await;
    page.release_posts().await;
    page.wait_for_recorded().await;
    assert_eq!(page.recorded().await, [json!(["element", "instance-created", false, false])]);
    page.wait_for_released_locks().await;
    assert_eq!(page.locks_held().await, 0);
    // No unresolved request is stored for a check after a reload.
    assert_eq!(page.session_keys().await, [""; 0]);
    page.use_held_element();
    page.focus_id("own").await;
    page.reattach().await;
    let values = created_values(&page).await;
    assert_eq!(values[0].len(), 5, "{values:?}");
    assert_eq!(page.focused_in_page().await, "own");
    // Back in the page, all of it receives events.
    page.forget_recorded().await;
    page.fill("Name", "x").await;
    page.wait_for_recorded().await;
    let heard = ["element", "around", "document", "window"].map(|name| json!([name, "request-changed", true, true]));
    assert_eq!(page.recorded().await[..4], heard);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_element_shows_failures_and_unresolved_requests() {
    let Some(page) = filled_page().await else { return };
    page.release_posts().await;
    page.fill("Name", "already-exists").await;
    page.create().await;
    page.wait_for_text("No instance was created").await;
    let error = page.text_of("alert", "", "p").await;
    remove(&page).await;
    put_back(&page).await;
    page.wait_for_text("No instance was created").await;
    assert_eq!(page.text_of("alert", "", "p").await, error);

    // Created without an event while the element is away, and without one when it is back.
    fill_required(&page).await;
    page.lose_responses_at_break_off().await;
    send(&page).await;
    remove(&page).await;
    page.break_off().await;
    assert_eq!(page.unresolved_records().await, [1], "it can be looked for after a reload");
    put_back(&page).await;
    page.wait_for_text("We don't know if").await;
    assert_eq!(page.unresolved().count().await, 1);
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    assert_eq!(page.unresolved_records().await, [0; 0]);
    remove(&page).await;
    put_back(&page).await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.close().await;
}

/// A new element in the same position reports the unresolved request of the old one.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_element_in_its_place_reports_the_unresolved_request() {
    let Some(mut page) = filled_page().await else { return };
    send(&page).await;
    page.detach_element().await;
    page.add_element(None, Parent::Id("around")).await;
    page.use_form("element-instance-form");
    page.wait_for_text("You left this page before a request finished").await;
    // The outcome belongs to the first element; the unresolved request stays with the new one.
    page.release_posts().await;
    page.wait_for_released_locks().await;
    page.use_held_element();
    page.move_element_first().await;
    created_values(&page).await;
    assert_eq!(page.post_count().await, 1);
    assert_eq!(page.unresolved_records().await.len(), 1);
    page.close().await;
}

/// Removed elements without references are freed with their state.
#[tokio::test(flavor = "multi_thread")]
async fn dropped_elements_are_freed_with_their_outcome() {
    let Some(page) = filled_page().await else { return };
    page.release_posts().await;
    page.create_in_dropped_elements(&["one", "two", "three"]).await;
    assert_eq!(page.sandbox.bodies().len(), 3);
    page.collect_garbage().await;
    assert_eq!(page.count_dropped_elements().await, 0);
    page.close().await;
}
