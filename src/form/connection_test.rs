//! The result of **Test connection**, which sends `GET /instances` when the button is clicked.

use leptos::prelude::*;
use model::connection_test::ConnectionTest;
use web_sys::AbortController;

use crate::api;
use crate::dom::html::p;
use crate::dom::{Node, effect};
use crate::runtime::clock::now;
use crate::runtime::executor;
use crate::state::form::FormState;
use crate::state::view::ViewState;

/// Shows the result until the connection changes.
pub fn result(form: FormState) -> Node {
    let view: ViewState = expect_context();
    let test = RwSignal::new(ConnectionTest::default());
    // The first click may be what loads this view.
    let mut clicks = 0;
    effect(move || {
        let clicked = view.connection_tests.get();
        if clicked > clicks {
            clicks = clicked;
            untrack(|| start(form, test));
        }
    });
    effect(move || {
        let is_changed = form.instance.with(|instance| test.try_update_untracked(|test| test.forget_unless(instance)));
        // Most keystrokes change nothing here.
        if is_changed == Some(true) {
            test.notify();
        }
    });
    let severity = move || match &*test.read() {
        test if test.has_succeeded() => Some("success"),
        test if test.needs_attention() => Some("error"),
        _ => None,
    };
    p().class("notice")
        .attr("id", "connection-test")
        .attr("role", "status")
        .attr("data-severity", severity)
        .child(move || test.read().to_string())
}

fn start(form: FormState, test: RwSignal<ConnectionTest>) {
    let request = test.try_update(|test| test.start(&form.instance.read_untracked(), now())).flatten();
    let Some((number, request)) = request else { return };
    leptos::task::spawn_local(async move {
        let response = api::send(&request, AbortController::new().ok()).await;
        // The form may have left the page.
        test.try_update(|test| test.end(number, response));
        executor::run();
    });
}
