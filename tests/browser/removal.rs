//! An element that leaves the page with a request in flight or with an outcome, and comes back: frameworks do that at
//! every re-render.

use serde_json::json;

use crate::fill_required;
use crate::host::Host;
use crate::page::{Page, Parent};

/// A page of somebody else's with a form in it that is filled in, and requests that wait.
async fn filled() -> Option<Page> {
    let mut page = Page::blank(&[], json!({})).await;
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

/// Presses Create Instance, and waits until the request is in flight.
async fn send(page: &Page) {
    page.create().await;
    page.outcome().wait_for_submission().await;
}

/// Takes the form out of the page for longer than a move takes.
async fn remove(page: &Page) {
    assert_eq!(page.take_element_out().await, 0);
}

/// Puts it back, at another place.
async fn put_back(page: &Page) {
    page.move_element(Parent::Page).await;
    page.wait_for_create_button().await;
}

/// The texts of what was created: id and token.
async fn created(page: &Page) -> [String; 2] {
    page.wait_for("region", "Instance created").await;
    page.outcome().created_values().await.try_into().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_that_comes_back_shows_its_request_and_its_outcome() {
    let Some(page) = filled().await else { return };
    send(&page).await;
    remove(&page).await;
    put_back(&page).await;
    // What was typed is gone; the request is in flight, and no other is sent meanwhile.
    let button = page.wait_for("button", "Creating…").await;
    assert_eq!(button.attr("aria-disabled").await.unwrap().as_deref(), Some("true"));
    page.outcome().wait_for_submission().await;
    assert_eq!(page.value_of("Name").await, "");
    fill_required(&page).await;
    page.click("button", "Creating…").await;
    // Out of the page and back once more, in one turn and over several.
    page.move_element(Parent::Id("around")).await;
    remove(&page).await;
    put_back(&page).await;
    page.release_posts().await;
    let answer = created(&page).await;
    let told = page.sandbox.bodies();
    assert_eq!((told.len(), page.post_count().await), (1, json!(1)));
    assert!(String::from_utf8_lossy(&told[0]).contains("Bob's"));
    assert_eq!(answer[0].len(), 5, "{answer:?}");

    // As often as it goes and comes; and it does not take the focus from where somebody is.
    for _ in 0..2 {
        page.focus_id("own").await;
        remove(&page).await;
        put_back(&page).await;
        assert_eq!(created(&page).await, answer);
        assert_eq!(page.focused_in_page().await, "own");
        assert!(page.has("button", "Create Instance").await);
    }
    // The same request is asked about, also by who fills it in anew.
    fill_required(&page).await;
    page.create().await;
    page.wait_for_text("already created instance").await;
    assert_eq!(page.sandbox.bodies().len(), 1);

    // What was dismissed does not come back.
    page.click("button", "Copy token").await;
    page.click("button", "Dismiss").await;
    if page.outcome().has_instance().await {
        page.read_question().await;
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
    let Some(mut page) = filled().await else { return };
    page.record_events_at(&[
        ("form", "element"),
        ("document.getElementById('around')", "around"),
        ("document", "document"),
        ("window", "window"),
    ])
    .await;
    send(&page).await;
    // With what is around it; the lock that keeps others from sending the same goes on.
    page.forget_recorded().await;
    page.take_out("around").await;
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
    // Nothing is left that is to be looked for after a reload.
    assert_eq!(page.session_keys().await, [""; 0]);
    page.use_held_element();
    page.focus_id("own").await;
    page.put_back_taken_out().await;
    let answer = created(&page).await;
    assert_eq!(answer[0].len(), 5, "{answer:?}");
    assert_eq!(page.focused_in_page().await, "own");
    // Back in the page all of it hears.
    page.forget_recorded().await;
    page.fill("Name", "x").await;
    page.wait_for_recorded().await;
    let heard = ["element", "around", "document", "window"].map(|name| json!([name, "request-changed", true, true]));
    assert_eq!(page.recorded().await[..4], heard);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_element_shows_failures_and_unresolved_requests() {
    let Some(page) = filled().await else { return };
    page.release_posts().await;
    page.fill("Name", "already-exists").await;
    page.create().await;
    let refusal = page.text_of("alert", "", "p").await;
    remove(&page).await;
    put_back(&page).await;
    page.wait_for_text("No instance was created").await;
    assert_eq!(page.text_of("alert", "", "p").await, refusal);

    // Created, and nobody hears of it: not while it is away, and not when it is back.
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

/// A request that nobody knows the end of is told of by a new element in the place of the old one.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_element_in_its_place_reports_the_unresolved_request() {
    let Some(mut page) = filled().await else { return };
    send(&page).await;
    page.take_element_out().await;
    page.add_element(None, Parent::Id("around")).await;
    page.use_form("element-instance-form");
    page.wait_for_text("You left this page before a request finished").await;
    // What came of it is the first one's, and what is to be looked for stays the new one's.
    page.release_posts().await;
    page.wait_for_released_locks().await;
    page.use_held_element();
    page.put_element_first().await;
    created(&page).await;
    assert_eq!(page.post_count().await, 1);
    assert_eq!(page.unresolved_records().await.len(), 1);
    page.close().await;
}

/// Elements that were taken out and are referred to no more go with all that they had.
#[tokio::test(flavor = "multi_thread")]
async fn dropped_elements_are_freed_with_their_outcome() {
    let Some(page) = filled().await else { return };
    page.release_posts().await;
    page.create_in_dropped_elements(&["one", "two", "three"]).await;
    assert_eq!(page.sandbox.bodies().len(), 3);
    page.collect_garbage().await;
    assert_eq!(page.count_dropped_elements().await, 0);
    page.close().await;
}
