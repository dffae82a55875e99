//! The chunks that load later. This module has the deferred chunk, which loads when the user turns to the form. `events` has
//! the fields of events, and `submission` sends requests and shows their results.
//!
//! The first load has the fields and the command for a POSIX shell. It calls only [`DeferredApi`]; the deferred chunk calls
//! the other two. All files share one memory; `xtask/site/src/split.rs` works out after linking which function belongs to
//! which. Where nothing is split, as in the inner loop, all of it is one file.

mod events;
mod submission;

use leptos::prelude::*;
use model::command::Shell;
use model::instance::FieldId;
use model::polling::Document;
use wasm_bindgen::JsCast;

use crate::components::deferred_view::{deferred_optional, deferred_view};
use crate::components::highlight;
use crate::dom::{Node, effect, fragment};
use crate::form::{
    action_status, connection_test, draft, error_summary, extra_fields, field_error, field_fix, recent_hosts, sections,
    share_link, shortcuts, tag_suggestions,
};
use crate::runtime::element_script::ElementScript;
use crate::state::actions;
use crate::state::deferred::{
    Deferred, DeferredApi, DeferredView, EventsChunk, EventsView, SubmissionChunk, SubmissionView,
};
use crate::state::folded_sections::FoldedSections;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::PanelState;
use crate::state::submission_handle::SubmissionHandle;
use crate::state::undo::Undo;
use crate::state::validation::{self, Validation};
use crate::state::view::ViewState;
use crate::{custom_element, import, request};

/// The style of the views of all three chunks. In the first load it would weigh 2 kB.
const STYLE: &str = concat!(
    include_str!("../../style/polling.css"),
    include_str!("../../style/result.css"),
    include_str!("../../style/dialog.css")
);

static DEFERRED: DeferredApi = DeferredApi {
    provide_states,
    view,
    unchecked_polling: Document::unchecked,
    command: Shell::command,
    note: request::note,
    download_script: request::download_script,
    download_body: request::download_body,
    mark_touched: |field| expect_context::<Validation>().mark_touched(field),
    watch_error: field_error::watch,
    fixes: field_fix::fixes,
    submit: submission::submit_checked,
    restore: draft::restore,
    apply_link: share_link::apply,
    detach: |handle| expect_context::<SubmissionChunk>().ready_untracked().and_then(|api| (api.detach)(handle)),
    handle_key: shortcuts::handle_key,
    highlight: highlight::highlight,
    mask: custom_element::request_changed::mask,
};

/// Creates a view of this chunk, or one that loads another chunk.
fn view(view: DeferredView, form: FormState) -> Node {
    let events = |view| deferred_view(form, expect_context::<EventsChunk>(), || true, view);
    let submission = expect_context::<SubmissionChunk>;
    match view {
        DeferredView::EventFields => events(EventsView::Fields),
        DeferredView::ExtraFields => extra_fields::rows(form),
        DeferredView::ImportDialog => import::dialog(form),
        DeferredView::SecretsPrompt => request::secrets_prompt(form),
        DeferredView::ErrorSummary => error_summary::error_summary(form),
        DeferredView::ConnectionTest => fragment([connection_test::result(form), recent_hosts::suggestions(form)]),
        DeferredView::CreatedList => deferred_optional(form, submission(), SubmissionView::CreatedList),
        DeferredView::Callback => events(EventsView::Callback),
        DeferredView::LinkNotice => share_link::notice(form),
        DeferredView::DraftBar => draft::draft_bar(form),
        DeferredView::TagSuggestions => tag_suggestions::tag_suggestions(form),
        DeferredView::Result => deferred_view(form, submission(), || true, SubmissionView::Result),
        DeferredView::ActionStatus => action_status::action_status(form),
        DeferredView::Shortcuts => shortcuts::dialog(form),
    }
}

/// Provides the states of the form as contexts for the views of the chunk: those of the first load, which hands them to
/// its views as arguments (contexts there would add 2.4 kB brotli), and its own.
fn provide_states(form: FormState, host: Host, view: ViewState, submission: SubmissionHandle, deferred: Deferred) {
    host.element().unchecked_into::<ElementScript>().extend_style(STYLE);
    provide_context(host);
    provide_context(view);
    provide_context(submission);
    provide_context(deferred);
    let errors = Validation::new(form);
    validation::track_pointer(errors, host);
    let panels = PanelState::new(submission);
    let sections = FoldedSections::new(host);
    sections::follow(form, errors, sections);
    provide_context(sections);
    provide_context(errors);
    provide_context(panels);
    // Clear and Create another share this undo.
    provide_context(Undo::new(host, errors));
    events::provide(form, submission, view);
    self::submission::provide(form, submission, view, deferred);
    // The fields of another element are not those that the errors are about.
    let mut element = form.element.get_untracked();
    effect(move || {
        if element != *form.element.read() {
            element = form.element.get();
            errors.forget(|field| matches!(field, FieldId::Element(_)));
            panels.filled.set(None);
        }
    });
}

#[cfg(split)]
#[wasm_split_helpers::wasm_split(deferred, fallible)]
fn load() -> Result<&'static DeferredApi, wasm_split_helpers::SplitLoaderError> {
    Ok(&DEFERRED)
}

#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "async where the program is split")]
async fn load() -> Result<&'static DeferredApi, ()> {
    Ok(&DEFERRED)
}

/// Loads the chunk each time that the form requests it.
pub fn load_on_request(form: FormState, host: Host, view: ViewState, submission: SubmissionHandle, deferred: Deferred) {
    let provide = move |api: &DeferredApi| {
        (api.provide_states)(form, host, view, submission, deferred);
    };
    let load = || async { load().await.ok() };
    deferred.load_by(load, provide, move || actions::fail_attempt(submission, view));
}
