//! The chunk of the submission: what happens after a click on Create Instance.

use leptos::prelude::*;
use model::submission::Event;

use crate::dom::{Node, ev, listen};
use crate::result::{self, created_list, progress};
use crate::state::deferred::{Deferred, EventsChunk, SubmissionApi, SubmissionChunk, SubmissionView};
use crate::state::form::FormState;
use crate::state::host::{CREATE_ID, Host};
use crate::state::submission_handle::SubmissionHandle;
use crate::state::view::ViewState;
use crate::state::{actions, session_storage};
use crate::submit::sent_hosts;
use crate::submit::submission::{self, SubmissionState};

static SUBMISSION: SubmissionApi = SubmissionApi {
    attach,
    view,
    submit: submission::submit,
    clear: || expect_context::<SubmissionState>().dispatch(Event::Cleared),
    detach: submission::detach,
};

fn view(view: SubmissionView, form: FormState) -> Node {
    match view {
        SubmissionView::Progress => progress::progress(form),
        SubmissionView::Result => result::result(form),
        SubmissionView::CreatedList => created_list::created_list(form),
    }
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(submission, fallible)]
fn load() -> Result<&'static SubmissionApi, wasm_split_helpers::SplitLoaderError> {
    Ok(&SUBMISSION)
}

#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "async where the program is split")]
async fn load() -> Result<&'static SubmissionApi, ()> {
    Ok(&SUBMISSION)
}

fn attach(form: FormState, handle: SubmissionHandle, deferred: Deferred) {
    provide_context(SubmissionState::attach(form, handle, deferred));
    sent_hosts::remember();
}

/// Provides the chunk. It loads now if the tab has stored something for it, and else when the user turns to the button
/// Create Instance.
pub fn provide(form: FormState, handle: SubmissionHandle, view: ViewState, deferred: Deferred) {
    let chunk = SubmissionChunk::new();
    provide_context(chunk);
    let attach = move |api: &SubmissionApi| (api.attach)(form, handle, deferred);
    chunk.load_by(|| async { load().await.ok() }, attach, move || actions::fail_attempt(handle, view));
    let has_created = session_storage::kept(handle, session_storage::CREATED).is_some();
    if has_created || !session_storage::all(session_storage::SENT).is_empty() {
        chunk.load();
    }
    let host: Host = expect_context();
    if let Some(create) = host.by_id(CREATE_ID) {
        // After a failure, the press tries again.
        let prepare = move |_| {
            untrack(|| chunk.api());
        };
        listen(&create, ev::pointerover, prepare);
        listen(&create, ev::focus, prepare);
    }
}

/// Submits the waiting attempt when its polling configuration is checked and the chunk is loaded. The attempt ends if a
/// chunk cannot be loaded.
pub fn submit_checked(handle: SubmissionHandle) {
    let (events, chunk): (EventsChunk, SubmissionChunk) = (expect_context(), expect_context());
    if let Some(polling) = handle.unchecked_polling() {
        events.with(move |api| {
            (api.check)(&polling);
            submit_checked(handle);
        });
        return;
    }
    chunk.with(move |api| {
        // The attempt may have ended meanwhile, and a later one may wait here whose configuration is unchecked.
        if handle.unchecked_polling().is_none()
            && let Some(attempt) = handle.take_waiting()
        {
            (api.submit)(attempt);
        }
    });
}
