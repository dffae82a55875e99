//! The chunk of events: their fields, the polling configuration with its checks, and the test of callbacks.

use leptos::prelude::*;
use model::instance::EventType;
use model::polling::Document;

use crate::callback;
use crate::dom::{Node, effect};
use crate::form::events;
use crate::state::actions;
use crate::state::deferred::{EventsApi, EventsChunk, EventsView};
use crate::state::form::FormState;
use crate::state::submission_handle::SubmissionHandle;
use crate::state::view::ViewState;

static EVENTS: EventsApi = EventsApi { view, check: Document::check };

fn view(view: EventsView, form: FormState) -> Node {
    match view {
        EventsView::Fields => events::fields(form),
        EventsView::Callback => callback::callback(form),
    }
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(events, fallible)]
fn load() -> Result<&'static EventsApi, wasm_split_helpers::SplitLoaderError> {
    Ok(&EVENTS)
}

#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "async where the program is split")]
async fn load() -> Result<&'static EventsApi, ()> {
    Ok(&EVENTS)
}

/// Provides the chunk, and checks each configuration that is needed and was not typed in the form, such as that of a draft.
pub fn provide(form: FormState, submission: SubmissionHandle, view: ViewState) {
    let chunk = EventsChunk::new();
    provide_context(chunk);
    let fail = move || {
        if submission.unchecked_polling().is_some() {
            actions::fail_attempt(submission, view);
        }
    };
    chunk.load_by(|| async { load().await.ok() }, |_| {}, fail);
    let polls = Memo::new(move |_| form.events.get() && form.event_type.get() == EventType::Polling);
    effect(move || {
        let polling = form.polling.get();
        if polls.get() && !polling.is_checked() {
            chunk.with(move |api| {
                (api.check)(&polling);
                form.polling.notify();
            });
        }
    });
}
