//! The request's column and its tabs (the pattern "Tabs" of the ARIA Authoring Practices).

use leptos::prelude::*;
use model::messages::{self, Message};
use web_sys::KeyboardEvent;

use crate::components::deferred_view::{deferred_optional, deferred_view};
use crate::dom::html::{button, div, p};
use crate::dom::{Node, aria, effect, ev, fragment, show};
use crate::request;
use crate::state::command::CommandText;
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::form::FormState;
use crate::state::host::{Host, REQUEST_ID};
use crate::state::submission_handle::SubmissionHandle;
use crate::state::view::{Tab, ViewState};

impl Tab {
    const TABS: [(Self, &str, Message); 4] = [
        (Self::All, "tab-all", messages::TAB_ALL),
        (Self::Command, "tab-command", messages::TAB_COMMAND),
        (Self::Body, "tab-body", messages::TAB_BODY),
        (Self::Response, "tab-response", messages::TAB_RESPONSE),
    ];

    /// Returns the id of the tab's button.
    fn id(self) -> &'static str {
        Self::TABS[self as usize].1
    }
}

/// Returns the column.
pub fn request_column(
    form: FormState,
    host: Host,
    view: ViewState,
    submission: SubmissionHandle,
    deferred: Deferred,
    texts: CommandText,
) -> Node {
    let part = |part: Tab| div().attr("hidden", move || view.is_hidden(part));
    let was_sent = move || submission.is_result_wanted.get();
    let nothing = move || (!was_sent() && view.tab.get() == Tab::Response).then_some(messages::NOTHING_SENT);
    let answer = part(Tab::Response).child(p().class("help").child(nothing)).child(deferred_view(
        form,
        deferred,
        was_sent,
        DeferredView::Result,
    ));
    let callback = move || deferred_view(form, deferred, || true, DeferredView::Callback);
    let callback = part(Tab::Response).child(show(move || form.events.get(), callback));
    let panel = div()
        .attr("id", "request-panel")
        .attr("role", "tabpanel")
        .attr("aria-labelledby", move || view.tab.get().id())
        .child(answer)
        .child(part(Tab::Response).child(deferred_optional(form, deferred, DeferredView::CreatedList)))
        .child(request::request(form, view, deferred, texts))
        .child(callback);
    div()
        .class(move || if view.lines_wrapped.get() { "request wrapped" } else { "request" })
        .attr("id", REQUEST_ID)
        .attr("part", "request")
        .child(div().class("bar tabs").child(tabs(view, host, submission)))
        .child(panel)
}

fn tabs(view: ViewState, host: Host, handle: SubmissionHandle) -> Node {
    let is_seen = RwSignal::new(false);
    effect(move || {
        if handle.is_busy.get() {
            is_seen.set(false);
        } else if !view.is_hidden(Tab::Response) {
            is_seen.set(true);
        }
    });
    let tab = |(value, id, label): (Tab, &str, Message)| {
        let is_selected = move || view.tab.get() == value;
        let has_news =
            move || value == Tab::Response && handle.is_result_wanted.get() && !handle.is_busy.get() && !is_seen.get();
        button()
            .attr("role", "tab")
            .attr("id", id)
            .attr("aria-description", move || has_news().then_some(messages::NEW_RESPONSE))
            .attr("aria-controls", "request-panel")
            .attr("aria-selected", move || aria(is_selected()))
            .attr("tabindex", move || if is_selected() { "0" } else { "-1" })
            .on(ev::click, move |_| view.tab.set(value))
            .child(label)
    };
    div()
        .attr("role", "tablist")
        .attr("aria-label", messages::REQUEST)
        .on(ev::keydown, move |event| select_by_key(view, host, &event))
        .child(fragment(Tab::TABS.map(tab)))
}

/// Selects a tab by the arrow keys, Home and End, and focuses it.
fn select_by_key(view: ViewState, host: Host, event: &KeyboardEvent) {
    // Alt and an arrow is the browser's history.
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let (current, last) = (view.tab.get_untracked() as usize, Tab::TABS.len() - 1);
    let next = match event.key().as_str() {
        "ArrowRight" if current < last => current + 1,
        "ArrowRight" | "Home" => 0,
        "ArrowLeft" if current > 0 => current - 1,
        "ArrowLeft" | "End" => last,
        _ => return,
    };
    event.prevent_default();
    view.tab.set(Tab::TABS[next].0);
    host.focus(Tab::TABS[next].1);
}
